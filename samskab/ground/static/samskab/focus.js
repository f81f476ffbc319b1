// @ts-check
// What has just gone wrong takes focus: on a fresh page, and in a part of a page that htmx swapped in.

/** @param {ParentNode} scope */
function giveFocus(scope) {
  const place = scope.querySelector("[data-takes-focus]");
  if (place instanceof HTMLElement && document.activeElement !== place) place.focus();
}

giveFocus(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) giveFocus(event.target);
});
