// @ts-check
// Lets the page where voices are written down open without network. It keeps that page and what it is drawn with, and
// nothing else: never a word, and it never touches what waits on the telephone. `FACTS` stands in the file that loads this.

const { shell: SHELL, files: FILES, prefix: PREFIX, version: VERSION } = /** @type {any} */ (self).FACTS;
const NAME = PREFIX + VERSION;
const PATIENCE = 4000; // milliseconds, before what is kept is shown instead

const worker = /** @type {any} */ (self);

async function fill() {
  const cache = await caches.open(NAME);
  const page = await fetch(SHELL, { redirect: "error", cache: "no-store" });
  if (!page.ok) throw new Error(String(page.status));
  await cache.addAll(FILES.map((/** @type {string} */ file) => new Request(file, { cache: "reload" })));
  await cache.put(SHELL, page);
}

async function letGoOfTheOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The network first; what is kept where that says nothing, or not what it should. @param {Request} request @param {string} key */
async function networkFirst(request, key) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(key, { ignoreVary: true });
  const slow = new Promise((resolve) => setTimeout(resolve, kept ? PATIENCE : 60000, undefined));
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(key, answer.clone());
    return answer;
  });
  const answer = await Promise.race([fresh.catch(() => undefined), slow]);
  return answer && (answer.ok || !kept) ? answer : (kept ?? Response.error());
}

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(fill());
});

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(letGoOfTheOld()));

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const request = /** @type {Request} */ (event.request);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === SHELL && request.mode === "navigate") event.respondWith(networkFirst(request, SHELL));
  else if (FILES.includes(pathname)) event.respondWith(networkFirst(request, pathname));
});
