// @ts-check
// Writing a voice down on a telephone, with or without network. The words stand on the page until they are sealed, and
// nowhere else in the browser.

import { findCpr } from "./cpr.js";
import { showGuide } from "./guides.js";
import { findTelling } from "./names.js";
import { asFile, openOutbox } from "./outbox.js";
import { flush } from "./sending.js";
import { makeRecorder } from "./recording.js";
import { message, randomHex, seal } from "./sealing.js";

const MOST_BYTES = 25 * 1024 * 1024; // of one picture
const MOST_TOGETHER = 36 * 1024 * 1024; // what the server takes at once
const MOST_RECEIPTS = 6; // links at a time
const AGAIN = 30_000; // milliseconds
const TO_READ = 60_000; // milliseconds for a picture
const REST = 700; // milliseconds since the last key, before anything is said about the words

/** @template {Element} T @param {string} query @param {new () => T} kind @param {ParentNode} [within] @returns {T} */
function find(query, kind, within = document) {
  const found = within.querySelector(query);
  if (found instanceof kind) return found;
  throw new Error(`nothing is ${query}`);
}

const form = find("#field", HTMLFormElement);
const facts = form.dataset;
const recipient = { id: facts.key ?? "", public: facts.public ?? "", about: facts.about ?? "" };
const addresses = { now: facts.now ?? "", receive: facts.receive ?? "", parts: facts.parts ?? "" };
const rules = JSON.parse(facts.rules ?? "{}");
const band = find("#field-band", HTMLElement);
const said = find("#field-said", HTMLElement);
const wrong = find("#field-wrong", HTMLElement);
const saving = find("#field-save", HTMLButtonElement);
const words = find("[name=words]", HTMLTextAreaElement, form);
const outbox = openOutbox(facts.outbox ?? "");

/** @type {import("./sealing.js").Draft | null} */
let draft = null;
let isKeeping = false;
let isOffline = !navigator.onLine;
let mustSignIn = false;
let hasNoPlace = false;
let resting = 0;

// --- Words of the page ---------------------------------------------------------------------------------------------

/** A sentence of the page's own, in its language; `{n}` becomes the number, in words. @param {string} name @param {number} [n] */
function say(name, n = 0) {
  const one = document.querySelector(`template[data-say="${name}${n === 1 ? "-one" : ""}"]`);
  const any = one ?? document.querySelector(`template[data-say="${name}"]`);
  const numbers = (facts.numbers ?? "").split(" ");
  const text = any instanceof HTMLTemplateElement ? (any.content.textContent ?? "").trim() : "";
  const word = numbers[n] ?? String(n);
  return text.replace("{n}", text.startsWith("{n}") ? word.charAt(0).toUpperCase() + word.slice(1) : word);
}

/** @param {string} text @param {HTMLElement} [at] */
function complain(text, at) {
  wrong.textContent = text;
  wrong.hidden = !text;
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  if (!at) return;
  at.setAttribute("aria-invalid", "true");
  at.setAttribute("aria-describedby", wrong.id);
  at.focus();
}

/** @param {string[]} sentences @param {{ code: string, receipt: string }[]} [voices] who spoke can be given a receipt */
function tell(sentences, voices = []) {
  said.textContent = sentences.filter(Boolean).join(" ");
  said.hidden = !said.textContent;
  for (const one of voices.filter((voice) => voice.receipt)) {
    const link = document.createElement("a");
    link.href = one.receipt;
    link.textContent = say("receipt").replace("{code}", one.code);
    said.append(" ", link);
  }
}

async function showWhatWaits() {
  const all = await outbox.all();
  const unsent = all.filter((one) => !one.state).length;
  const [person, refused] = ["person", "refused"].map((state) => all.filter((one) => one.state === state).length);
  const lead = hasNoPlace ? say("no-place") : mustSignIn ? say("sign-in") : isOffline ? say("offline") : "";
  find("#field-state", HTMLElement).textContent = [
    lead,
    unsent ? say("waiting", unsent) : "",
    person ? say("person", person) : "",
    refused ? say("refused", refused) : "",
  ].filter(Boolean).join(" ");
  band.hidden = !lead && !all.length;
  band.dataset.unsent = String(unsent);
  find("#field-sign-in", HTMLElement).hidden = !mustSignIn;
  find("#field-outbox", HTMLElement).hidden = !all.length;
  find("#field-many", HTMLElement).textContent = all.length ? say("waiting", all.length) : "";
  saving.textContent = say(isOffline || mustSignIn ? "keep" : "send");
  return unsent;
}

// --- Pictures ------------------------------------------------------------------------------------------------------

const chosen = find("#field-pictures", HTMLUListElement);
const choose = find("#field-picture", HTMLInputElement);
/** @type {WeakMap<Element, Uint8Array<ArrayBuffer>>} */
const bytesOf = new WeakMap();
/** What was chosen, until all of it is read. A voice is not kept before: a picture would be left behind, and go with the next. */
let reading = Promise.resolve();
let toRead = 0; // times something was chosen and is not read yet
let unread = ""; // why a picture was not taken, until somebody is told who presses while it is read

function addChosen() {
  const files = [...(choose.files ?? [])];
  choose.value = "";
  toRead += 1;
  reading = reading
    .then(async () => {
      for (const file of files.slice(0, 4 - chosen.children.length)) await addPicture(file);
    })
    .catch(() => refusePicture("picture-wrong"))
    .finally(() => {
      toRead -= 1;
    });
}

/** @param {string} why */
function refusePicture(why) {
  unread = say(why);
  complain(unread);
}

/** Its bytes, if it is a picture this browser can show. It may be gone, or lie where nobody answers. @param {File} file */
async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { bytes, seen: await createImageBitmap(new Blob([bytes])) };
}

/** @param {File} file */
async function addPicture(file) {
  const together = pictures().reduce((sum, one) => sum + one.bytes.length, file.size);
  if (file.size > MOST_BYTES || together > MOST_TOGETHER) return refusePicture("picture-large");
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => setTimeout(() => resolve(null), TO_READ));
  const found = await Promise.race([read(file).catch(() => null), late]);
  if (!found) return refusePicture("picture-wrong");
  const { bytes, seen } = found;
  const item = find("#field-one-picture", HTMLTemplateElement).content.cloneNode(true);
  if (!(item instanceof DocumentFragment)) return;
  const row = find("li", HTMLLIElement, item);
  const canvas = find("canvas", HTMLCanvasElement, row);
  const scale = Math.min(1, 320 / Math.max(seen.width, seen.height));
  [canvas.width, canvas.height] = [seen.width * scale, seen.height * scale];
  canvas.getContext("2d")?.drawImage(seen, 0, 0, canvas.width, canvas.height);
  const number = chosen.children.length + 1;
  for (const label of row.querySelectorAll("label")) label.htmlFor = `${label.dataset.for}-${number}`;
  for (const input of row.querySelectorAll("input")) input.id = `${input.dataset.is}-${number}`;
  find("button", HTMLButtonElement, row).addEventListener("click", () => {
    row.remove();
    choose.focus();
  });
  bytesOf.set(row, bytes);
  chosen.append(row);
  draft ??= newDraft();
}

/** @returns {import("./sealing.js").Picture[]} */
function pictures() {
  return [...chosen.children].map((row) => ({
    bytes: bytesOf.get(row) ?? new Uint8Array(),
    caption: find("[data-is=caption]", HTMLInputElement, row).value,
    alt: find("[data-is=alt]", HTMLInputElement, row).value,
  }));
}

// --- Sound ---------------------------------------------------------------------------------------------------------

const heard = find("#sound-heard", HTMLAudioElement);
let isSoundOpen = false;
const recorder = makeRecorder(showSound, (what) => complain(say(`sound-${what}`)));

/** Whether the method has room for sound. */
function hasRoomForSound() {
  return !(rule() in { volunteered_only: 1, none: 1 });
}

/** Whether somebody has said yes to being recorded, too. */
function mayRecord() {
  return hasRoomForSound() && find("#sound-yes", HTMLInputElement).checked;
}

/** The recorder is under its own line, and both are under the button that is pressed: nobody has to look for them. */
function openSound() {
  isSoundOpen = true;
  showSound();
  find("#sound-yes", HTMLInputElement).focus();
}

function showSound() {
  const { state } = recorder;
  const seconds = Math.floor(recorder.length() / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const isShown = state !== "none" || (isSoundOpen && hasRoomForSound());
  find("#field-sound", HTMLElement).hidden = !isShown;
  find("#sound-open", HTMLButtonElement).hidden = isShown || !hasRoomForSound();
  /** @type {Record<string, boolean>} */
  const shown = {
    start: state === "none" && mayRecord(), pause: state === "recording", resume: state === "paused",
    stop: state === "recording" || state === "paused", forget: state !== "none" && state !== "recording",
  };
  for (const [act, is] of Object.entries(shown)) find(`#sound-${act}`, HTMLButtonElement).hidden = !is;
  const told = find("#sound-state", HTMLElement);
  if (told.dataset.state !== state) told.textContent = state === "none" ? "" : say(`sound-${state}`);
  told.dataset.state = state;
  find("#sound-time", HTMLElement).textContent = state === "none" ? "" : time;
  if (state !== "recorded") letGoOfHeard();
  heard.hidden = !heard.src;
}

function letGoOfHeard() {
  if (heard.src) URL.revokeObjectURL(heard.src);
  heard.removeAttribute("src");
}

async function record() {
  begin();
  await recorder.start().catch(() => complain(say("sound-no-microphone")));
  find("#sound-pause", HTMLButtonElement).focus();
}

async function stopRecording() {
  await recorder.stop();
  letGoOfHeard();
  heard.src = URL.createObjectURL(new Blob([await recorder.sound()], { type: recorder.kind }));
  heard.hidden = false;
}

/** @returns {Promise<Uint8Array<ArrayBuffer>[]>} */
async function sounds() {
  if (recorder.state === "none") return [];
  await recorder.stop();
  return [await recorder.sound()];
}

function watchSound() {
  /** @type {Record<string, () => unknown>} */
  const acts = { open: openSound, start: record, pause: recorder.pause, resume: recorder.resume, stop: stopRecording, forget: recorder.forget };
  for (const [act, does] of Object.entries(acts)) {
    find(`#sound-${act}`, HTMLButtonElement).addEventListener("click", () => void does());
  }
}

// --- What may be written down here ---------------------------------------------------------------------------------

function rule() {
  return rules[find("[name=activity]", HTMLSelectElement, form).value] ?? "";
}

/** Where nobody may note, only what people hand in themselves: the method decides. */
function follow() {
  showGuide(form);
  const ways = [...form.querySelectorAll("[name=capture_method]")].filter((one) => one instanceof HTMLInputElement);
  for (const way of ways) {
    way.disabled = rule() === "volunteered_only" && way.value !== "card";
    if (way.value === "card" && rule() === "volunteered_only") way.checked = true;
  }
  const why = find("#field-rule", HTMLElement);
  why.textContent = rule() in { volunteered_only: 1, none: 1 } ? say(rule()) : "";
  why.hidden = !why.textContent;
  saving.disabled = isKeeping || rule() === "none";
  showSound();
}

// --- Keeping -------------------------------------------------------------------------------------------------------

function begin() {
  if (!wrong.hidden) complain("");
  draft ??= newDraft();
}

function newDraft() {
  return { key: crypto.randomUUID(), salt: randomHex(16) };
}

/** What may tell who somebody is, found here on the telephone. It stops nobody. */
function hint() {
  const found = findTelling(words.value, [...form.querySelectorAll("[name=place] + label")].map((one) => one.textContent ?? ""));
  const at = find("#field-hint", HTMLElement);
  const text = found ? say(`hint-${found.kind}`).replace("{text}", found.text) : "";
  if (at.textContent !== text) at.textContent = text;
  at.hidden = !text;
}

/** @returns {Record<string, string | string[]>} */
function fields() {
  /** @type {Record<string, string | string[]>} */
  const told = { agreed: [] };
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || !name || value.includes("\0")) continue;
    if (value === "picture" && name === "agreed" && !chosen.children.length) continue;
    if (name === "agreed") told.agreed = [...told.agreed, value];
    else told[name] = value;
  }
  return told;
}

/** The first text with a CPR number in it, or the words where nothing is written. */
function fault() {
  const texts = [...form.querySelectorAll("textarea, input[type=text], input:not([type])")];
  for (const one of texts) {
    if (!(one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement)) continue;
    if (findCpr(one.value).length) return { text: say("cpr"), at: one };
  }
  if (!words.value.trim()) return { text: say("missing"), at: words };
  if (recorder.state !== "none" && !mayRecord()) return { text: say("sound-no-yes"), at: find("#sound-forget", HTMLElement) };
  return null;
}

/** The day by this telephone's clock, as 2026-03-19. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Seals it and puts it into the outbox; or what is in the way. @returns {Promise<{ text: string, at?: HTMLElement } | null>} */
async function putAway() {
  if (toRead) {
    await recorder.stop();
    await reading;
  } else unread = "";
  if (unread) {
    const text = unread;
    unread = "";
    return { text };
  }
  const found = fault();
  if (found) return found;
  draft ??= newDraft();
  try {
    const recorded = await sounds();
    const together = [...pictures().map((one) => one.bytes), ...recorded].reduce((sum, one) => sum + one.length, 0);
    if (together > MOST_TOGETHER) return { text: say("together-large") };
    const sealed = await seal(message(draft, today(), fields(), pictures(), recorded), draft, recipient);
    await outbox.keep({ key: draft.key, sealed, at: Date.now(), state: "" });
  } catch {
    return { text: say("full") };
  }
  return null;
}

/** Until it is put away, nothing on the page can be changed: it would be in neither this voice nor the next. */
async function keep() {
  if (isKeeping) return;
  complain("");
  isKeeping = form.inert = saving.disabled = true;
  const inTheWay = await putAway().finally(() => {
    isKeeping = form.inert = false;
    follow();
  });
  if (inTheWay) {
    complain(inTheWay.text, inTheWay.at);
    if (!inTheWay.at) saving.focus();
    return;
  }
  draft = null;
  form.reset();
  chosen.replaceChildren();
  isSoundOpen = false;
  recorder.forget();
  hint();
  startWhere();
  follow();
  tell([say("kept")]);
  window.scrollTo(0, 0);
  find("h1", HTMLElement).focus();
  await send();
}

// --- Sending -------------------------------------------------------------------------------------------------------

async function send() {
  await showWhatWaits();
  const report = await flush(outbox, addresses);
  if (report.outcome !== "busy") {
    isOffline = report.outcome === "offline" || !navigator.onLine;
    mustSignIn = report.outcome === "sign-in";
    hasNoPlace = report.outcome === "no-place";
  }
  if (report.received.length || report.erased) {
    tell([
      report.received.length ? say("received", report.received.length) : "",
      report.received.some((one) => one.masked) ? say("masked") : "",
      report.received.some((one) => one.left_out) ? say("left-out") : "",
      report.erased ? say("erased") : "",
    ], report.received.slice(0, MOST_RECEIPTS));
  }
  await showWhatWaits();
}

async function fileOfAll() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(asFile(await outbox.all()));
  link.download = `samskab-udbakke-${today()}.bin`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// --- Beginning -----------------------------------------------------------------------------------------------------

/** `?aktivitet=7`: where in the plan one is. */
function startWhere() {
  const number = new URLSearchParams(location.search).get("aktivitet");
  const activity = JSON.parse(facts.numbersOfActivities ?? "{}")[number ?? ""];
  if (activity) find("[name=activity]", HTMLSelectElement, form).value = activity;
}

async function promised() {
  const is = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
  find("#field-promise", HTMLElement).textContent = say(is ? "promised" : "not-promised");
}

async function start() {
  if (!window.isSecureContext || !("locks" in navigator) || !("serviceWorker" in navigator)) throw new Error("too old");
  await outbox.all();
  find("#field-cannot", HTMLElement).hidden = true;
  form.hidden = false;
  startWhere();
  follow();
  watchSound();
  form.addEventListener("input", begin);
  words.addEventListener("input", () => {
    clearTimeout(resting);
    resting = setTimeout(hint, REST);
  });
  form.addEventListener("change", follow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void keep();
  });
  choose.addEventListener("change", addChosen);
  find("#field-file", HTMLButtonElement).addEventListener("click", () => void fileOfAll());
  find("#field-send", HTMLButtonElement).addEventListener("click", () => void send());
  window.addEventListener("beforeunload", (event) => {
    if (draft && (words.value.trim() || recorder.state !== "none")) event.preventDefault(); // what is typed is kept nowhere yet
  });
  window.addEventListener("online", () => void send());
  window.addEventListener("offline", () => {
    isOffline = true;
    void showWhatWaits();
  });
  document.addEventListener("visibilitychange", () => document.hidden || void send());
  setInterval(() => Number(band.dataset.unsent) && void send(), AGAIN);
  navigator.serviceWorker.register(facts.worker ?? "", { scope: facts.scope }).catch(() => {});
  void promised();
  await send();
}

start().catch(() => {
  form.hidden = true;
  find("#field-cannot", HTMLElement).hidden = false;
});
