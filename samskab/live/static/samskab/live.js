// @ts-check
// A page that listens: when somebody else has done something here, one line says so. It never loads itself anew.

const PAUSES = [2, 5, 15, 60, 300]; // seconds, and up to twice that, when nobody lets us in

/**
 * @param {HTMLElement} place where the line is put, and what to listen to
 * @param {HTMLTemplateElement} line
 */
function listen(place, line) {
  const subjects = place.dataset.subjects?.split(" ");
  const address = new URL(place.dataset.live ?? "", location.href);
  /** @type {EventSource | null} */
  let source = null;
  let tries = 0;
  let later = 0;

  function open() {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("open", () => (tries = 0));
    source.addEventListener("message", hear);
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return; // a lost line it takes up again itself
      close();
      if (tries < PAUSES.length) later = window.setTimeout(open, PAUSES[tries++] * 1000 * (1 + Math.random()));
    });
  }

  function close() {
    window.clearTimeout(later);
    source?.close();
    source = null;
  }

  /** @param {MessageEvent<string>} event */
  function hear(event) {
    address.searchParams.set("since", event.lastEventId);
    const told = JSON.parse(event.data);
    if (told.by !== "another" || (subjects && !subjects.includes(told.subject))) return;
    document.removeEventListener("visibilitychange", lookUp);
    close(); // one who knows that there is news need not be told again
    place.replaceChildren(line.content.cloneNode(true));
  }

  // A page nobody sees holds no line: browsers have few for each site. It hears the rest when it is looked at again.
  function lookUp() {
    if (document.hidden) close();
    else open();
  }

  document.addEventListener("visibilitychange", lookUp);
  open();
}

const place = document.querySelector("[data-live]");
const line = document.querySelector("template[data-news]");
if (place instanceof HTMLElement && line instanceof HTMLTemplateElement) listen(place, line);
