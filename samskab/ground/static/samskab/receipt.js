// @ts-check
// The code from the receipt's square stands after # and is sent nowhere: it is moved into the field, and out of the
// address, so that it is left in no history.

const field = document.querySelector("input[name=kode]");
const code = decodeURIComponent(location.hash.slice(1));
if (field instanceof HTMLInputElement && code.length > 20) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}
