// @ts-check
// Who is writing is here, though no page is asked for: says so now and then, so that a long text is not lost to a
// session that ended while it was written.

const EVERY = 5 * 60 * 1000;
const address = document.body.dataset.here;
let told = Date.now();

document.addEventListener("input", () => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!address || !(token instanceof HTMLInputElement) || Date.now() - told < EVERY) return;
  told = Date.now();
  fetch(address, { method: "POST", headers: { "X-CSRFToken": token.value } }).catch(() => {});
});
