// @ts-check
// Sound, recorded while somebody speaks who has said yes to it. It stands in the page until it is sealed or deleted, and
// nowhere else: every piece is taken out of the browser's hands as it comes.

import { joined } from "./sealing.js";

const LONGEST = 60 * 60 * 1000; // milliseconds
const MOST_BYTES = 30 * 1024 * 1024;
const BITS = 32_000; // a second: speech is clear, and an hour is fourteen megabytes
const A_PIECE = 1000; // milliseconds

/** @typedef {"none" | "recording" | "paused" | "recorded"} State */

/** @param {() => void} changed told whenever there is something else to show @param {(what: "full" | "lost") => void} ended */
export function makeRecorder(changed, ended) {
  /** @type {MediaRecorder | null} */
  let machine = null;
  /** @type {Promise<Uint8Array<ArrayBuffer>>[]} */
  let pieces = [];
  let kind = "";
  let bytes = 0;
  let before = 0; // milliseconds recorded before the last pause
  let since = 0;
  /** @type {State} */
  let state = "none";

  const length = () => before + (state === "recording" ? performance.now() - since : 0);

  /** @param {State} next */
  function become(next) {
    before = length();
    since = performance.now();
    state = next;
    changed();
  }

  /** @param {Blob} piece */
  function take(piece) {
    if (!piece.size) return;
    bytes += piece.size;
    pieces.push(piece.arrayBuffer().then((buffer) => new Uint8Array(buffer)));
    if (state === "recording" && (length() > LONGEST || bytes > MOST_BYTES - BITS)) void stop().then(() => ended("full"));
    changed();
  }

  /** Asks for the microphone. Rejects where there is none, or nobody lets us. */
  async function start() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    forget();
    machine = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
    kind = machine.mimeType;
    machine.addEventListener("dataavailable", (event) => take(event.data));
    stream.getAudioTracks()[0]?.addEventListener("ended", () => void stop().then(() => ended("lost")));
    machine.start(A_PIECE);
    become("recording");
  }

  function pause() {
    machine?.pause();
    become("paused");
  }

  function resume() {
    machine?.resume();
    become("recording");
  }

  /** Resolves when the last piece is here, and the microphone is let go. */
  async function stop() {
    const running = machine;
    machine = null;
    if (!running) return;
    const stopped = new Promise((resolve) => running.addEventListener("stop", resolve, { once: true }));
    if (running.state === "inactive") become("recorded");
    else {
      become("recorded");
      running.stop();
      await stopped;
    }
    for (const track of running.stream.getTracks()) track.stop();
    changed();
  }

  function forget() {
    for (const track of machine?.stream.getTracks() ?? []) track.stop();
    machine = null;
    [pieces, bytes, before, state] = [[], 0, 0, "none"];
    changed();
  }

  return {
    start, pause, resume, stop, forget, length,
    get state() {
      return state;
    },
    get kind() {
      return kind;
    },
    /** All of it. */
    sound: async () => joined(await Promise.all(pieces)),
  };
}
