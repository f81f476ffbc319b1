// @ts-check
// What is asked where one is, and whether the place gave leave: only that of the chosen activity. Without a script all
// of it stands there, with its names.

/** @param {HTMLFormElement} form */
export function showGuide(form) {
  const chosen = form.querySelector("[name=activity]");
  if (!(chosen instanceof HTMLSelectElement)) return;
  for (const one of form.querySelectorAll("[data-asked-at]")) {
    if (!(one instanceof HTMLElement)) continue;
    const fits = (one.dataset.askedAt ?? "").split(" ").includes(chosen.value);
    if (fits && one.hidden && one instanceof HTMLDetailsElement) one.open = true;
    one.hidden = !fits;
  }
}

for (const form of document.forms) {
  showGuide(form);
  form.addEventListener("change", () => showGuide(form));
}
