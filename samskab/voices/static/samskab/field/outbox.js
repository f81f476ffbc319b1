// @ts-check
// What waits on the telephone: sealed messages, each under the key it was given. Nothing else is ever put here.

import { joined } from "./sealing.js";

const STORE = "sealed";
const MARK = "SAMSKAB-UDBAKKE-1\n";

/** @typedef {{ key: string, sealed: Uint8Array<ArrayBuffer>, at: number, state: "" | "person" | "refused" }} Waiting */

/** @param {string} name */
export function openOutbox(name) {
  /** @type {Promise<IDBDatabase>} */
  const database = new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });

  /**
   * Resolves when it is on the disk, not before.
   * @param {(store: IDBObjectStore) => void} act
   * @returns {Promise<void>}
   */
  async function write(act) {
    const open = await database;
    return new Promise((resolve, reject) => {
      const transaction = open.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(STORE));
    });
  }

  return {
    /** @param {Waiting} one */
    keep: (one) => write((store) => store.put(one)),

    /** @param {string} key */
    letGo: (key) => write((store) => store.delete(key)),

    /** The oldest first. @returns {Promise<Waiting[]>} */
    async all() {
      const asked = (await database).transaction(STORE).objectStore(STORE).getAll();
      return new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result.sort((a, b) => a.at - b.at));
        asked.onerror = () => reject(asked.error);
      });
    },
  };
}

/** The outbox as a file: a mark, and each message after its length. @param {Waiting[]} waiting */
export function asFile(waiting) {
  const parts = waiting.flatMap(({ sealed }) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, sealed.length);
    return [length, sealed];
  });
  return new Blob([joined([new TextEncoder().encode(MARK), ...parts])], { type: "application/octet-stream" });
}
