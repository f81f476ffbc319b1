// @ts-check
// Sends what waits. A message leaves the telephone only when the server has said that it has it.

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {ReturnType<typeof import("./outbox.js").openOutbox>} Outbox */
/** @typedef {{ now: string, receive: string }} Addresses */
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
  const answer = await fetch(at.receive, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token },
    body: one.sealed,
    redirect: "manual",
  }).catch(() => null);
  if (!answer || answer.status >= 500) return "offline";
  if (answer.status === 403 || answer.type === "opaqueredirect") return "sign-in";
  if (answer.status === 404) return "no-place";
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
