// @ts-check
// What is asked where one is, what is agreed there, and whether the place gave leave: only that of the chosen activity. Without a script all
// of it stands there, with its names.

/** @param {HTMLFormElement} form */
export function showGuide(form) {
  const chosen = form.querySelector("[name=activity]");
  if (!(chosen instanceof HTMLSelectElement)) return;
  for (const one of form.querySelectorAll("[data-asked-at]")) {
    if (!(one instanceof HTMLElement)) continue;
    const fits = (one.dataset.askedAt ?? "").split(" ").includes(chosen.value);
    if (fits && one.hidden && one.matches("details.asked")) one.setAttribute("open", "");
    one.hidden = !fits;
  }
}

for (const form of document.forms) {
  showGuide(form);
  form.addEventListener("change", () => showGuide(form));
}
