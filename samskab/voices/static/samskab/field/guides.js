// @ts-check
// What is asked where one is: of all guides on the page only that of the chosen activity. Without a script all of them
// stand there, folded.

/** @param {HTMLFormElement} form */
export function showGuide(form) {
  const chosen = form.querySelector("[name=activity]");
  if (!(chosen instanceof HTMLSelectElement)) return;
  for (const guide of form.querySelectorAll("details[data-asked-at]")) {
    if (!(guide instanceof HTMLDetailsElement)) continue;
    const fits = (guide.dataset.askedAt ?? "").split(" ").includes(chosen.value);
    if (fits && guide.hidden) guide.open = true;
    guide.hidden = !fits;
  }
}

for (const form of document.forms) {
  showGuide(form);
  form.addEventListener("change", () => showGuide(form));
}
