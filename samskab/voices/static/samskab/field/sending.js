// @ts-check
// Sends what waits. A message leaves the telephone only when the server has said that it has it. A long one goes in parts:
// what came before the line broke is not sent again.

const PART = 512 * 1024; // bytes, as voices/field/parts.py has them

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {ReturnType<typeof import("./outbox.js").openOutbox>} Outbox */
/** @typedef {{ now: string, receive: string, parts: string }} Addresses */
/** @typedef {"sent" | "offline" | "sign-in" | "no-place" | "busy"} Outcome */
/**
 * @typedef {object} Report
 * @property {Outcome} outcome
 * @property {{ code: string, receipt: string, masked: boolean, left_out: number }[]} received
 * @property {number} erased
 */

/** What the server answers before anything is sent: whether one is signed in, and the proof each form must carry.
 * @param {Addresses} at @returns {Promise<{ outcome: Outcome, token: string }>} */
async function ask(at) {
  const answer = await fetch(at.now, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer || answer.status >= 500) return { outcome: "offline", token: "" };
  if (answer.type === "opaqueredirect" || answer.status === 403) return { outcome: "sign-in", token: "" };
  if (!answer.ok) return { outcome: "no-place", token: "" };
  return { outcome: "sent", token: (await answer.json()).token };
}

/** One tab at a time. @param {Outbox} outbox @param {Addresses} at @returns {Promise<Report>} */
export function flush(outbox, at) {
  return navigator.locks.request("samskab outbox", { ifAvailable: true }, (lock) =>
    lock ? sendAll(outbox, at) : { outcome: "busy", received: [], erased: 0 },
  );
}

/** @param {Outbox} outbox @param {Addresses} at @returns {Promise<Report>} */
async function sendAll(outbox, at) {
  /** @type {Report} */
  const report = { outcome: "sent", received: [], erased: 0 };
  const waiting = await outbox.all();
  if (!waiting.length) return report;
  const { outcome, token } = await ask(at);
  report.outcome = outcome;
  if (outcome !== "sent") return report;
  for (const one of waiting) {
    report.outcome = await sendOne(outbox, at, token, one, report);
    if (report.outcome !== "sent") break;
  }
  return report;
}

/**
 * @param {Outbox} outbox @param {Addresses} at @param {string} token @param {Waiting} one @param {Report} report
 * @returns {Promise<Outcome>}
 */
async function sendOne(outbox, at, token, one, report) {
  const isLong = one.sealed.length > PART;
  const answer = await (isLong ? sendInParts(at, token, one) : post(at.receive, token, one.sealed));
  if (!answer || answer.status >= 500) return "offline";
  if (answer.status === 403 || answer.type === "opaqueredirect") return "sign-in";
  if (answer.status === 404) return "no-place";
  if (answer.status === 412) return "busy"; // a part is missing: it goes next time
  if (answer.status === 200 || answer.status === 201) {
    report.received.push(await answer.json());
    await outbox.letGo(one.key);
  } else if (answer.status === 410) {
    report.erased += 1;
    await outbox.letGo(one.key);
  } else {
    await outbox.keep({ ...one, state: answer.status === 409 ? "person" : "refused" });
  }
  return "sent";
}

/** @param {string} address @param {string} token @param {Uint8Array<ArrayBuffer>} [body] @returns {Promise<Response | null>} */
function post(address, token, body) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token },
    body,
    redirect: "manual",
  }).catch(() => null);
}

/** The parts the server has not, and then a word that it is whole. What the last one asked was answered with.
 * @param {Addresses} at @param {string} token @param {Waiting} one @returns {Promise<Response | null>} */
async function sendInParts(at, token, { key, sealed }) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", sealed));
  const sha256 = [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const whole = `${at.parts}${key}/${sealed.length}-${sha256}/`;
  const asked = await fetch(whole, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!asked?.ok) return asked;
  const has = new Set((await asked.json()).has);
  for (let index = 0; index * PART < sealed.length; index += 1) {
    if (has.has(index)) continue;
    const answer = await post(`${whole}${index}/`, token, sealed.slice(index * PART, (index + 1) * PART));
    if (answer?.status !== 204) return answer;
  }
  return post(whole, token);
}
