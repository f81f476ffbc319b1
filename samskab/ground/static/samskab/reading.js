/**
 * One kind of finding at a time while checking a document. Without this script they all stand below each other.
 */
const kinds = [...document.querySelectorAll(".reading__kind")];
const links = [...document.querySelectorAll(".reading .pills a")];

/** @param {Element | null} place the element an address points at */
function show(place) {
  const chosen = place?.closest(".reading__kind") ?? firstInDoubt();
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

function follow() {
  const place = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  show(place);
  if (place && !place.classList.contains("reading__kind")) {
    place.scrollIntoView({ block: "center" });
    const focus = place.matches("a") ? place : place.querySelector("a, input");
    focus?.focus({ preventScroll: true });
  }
}

if (kinds.length) {
  addEventListener("hashchange", follow);
  follow();
}
