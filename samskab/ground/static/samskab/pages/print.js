// @ts-check
// A button that prints the page: shown only where there is a script to press it with.

for (const button of document.querySelectorAll("button[data-print]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
