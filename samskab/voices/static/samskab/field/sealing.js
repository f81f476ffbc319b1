// @ts-check
// Seals a voice to the server's public key, so that nobody can read it on this telephone, and only that server can open it.
// samskab/ground/sealing.py says what an envelope is made of, voices/field/message.py what is in one.

const VERSION = 1;
const PURPOSE = new TextEncoder().encode("samskab capture 1");

/** @typedef {{ bytes: Uint8Array<ArrayBuffer>, caption: string, alt: string }} Picture */
/** @typedef {{ key: string, salt: string }} Draft */
/** @typedef {{ id: string, public: string, about: string }} Recipient */

/** @param {string} hex */
export function fromHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {number} many */
export function randomHex(many) {
  return [...crypto.getRandomValues(new Uint8Array(many))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array<ArrayBuffer>[]} parts */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * What is sealed: the length of the words, the words, the pictures, the sound.
 * @param {Draft} draft @param {string} on @param {Record<string, string | string[]>} fields @param {Picture[]} pictures
 * @param {Uint8Array<ArrayBuffer>[]} sounds
 */
export function message(draft, on, fields, pictures, sounds) {
  const told = {
    salt: draft.salt,
    on,
    fields,
    pictures: pictures.map(({ bytes, caption, alt }) => ({ size: bytes.length, caption, alt })),
    sounds: sounds.map((sound) => ({ size: sound.length })),
  };
  const words = new TextEncoder().encode(JSON.stringify(told));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, words.length);
  return joined([length, words, ...pictures.map((picture) => picture.bytes), ...sounds]);
}

/**
 * @param {Uint8Array<ArrayBuffer>} plain @param {Draft} draft @param {Recipient} to
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function seal(plain, draft, to) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const ours = fromHex(to.public);
  const server = await crypto.subtle.importKey("raw", ours, curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, own.privateKey, 256);
  const theirs = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: joined([theirs, ours]), info: PURPOSE },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = joined([Uint8Array.of(VERSION), fromHex(to.id), fromHex(draft.key.replaceAll("-", "")), theirs, iv]);
  const additionalData = joined([head, new TextEncoder().encode(to.about)]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain);
  return joined([head, new Uint8Array(sealed)]);
}
