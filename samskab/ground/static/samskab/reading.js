/**
 * One kind of finding at a time while checking a document. Without this script they all stand below each other.
 */
const kinds = [...document.querySelectorAll(".reading__kind")];
const links = [...document.querySelectorAll(".reading .pills a")];

/** @param {Element} chosen the kind to show; the others are hidden */
function show(chosen) {
  for (const kind of kinds) kind.hidden = kind !== chosen;
  for (const link of links) {
    if (link.hash === `#${chosen.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The kind a person is most needed for. */
function firstInDoubt() {
  return kinds.find((kind) => kind.querySelector(".pair--doubt")) ?? kinds[0];
}

/** Go where the address points, if that is among the findings: show its kind, and take the focus along. */
function follow() {
  const place = document.getElementById(location.hash.slice(1));
  const kind = place?.closest(".reading__kind");
  if (!kind) return;
  show(kind);
  if (place !== kind) {
    place.scrollIntoView({ block: "center" });
    const number = place.matches("a") ? place : place.querySelector("a, input");
    number?.focus({ preventScroll: true });
  } else if (!document.activeElement?.closest(".pills")) {
    const heading = kind.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
  }
}

if (kinds.length) {
  for (const next of document.querySelectorAll(".reading__next")) next.hidden = false;
  show(firstInDoubt());
  addEventListener("hashchange", follow);
  follow();
}
