/** The project kept in this browser, where the reader asked for it: IndexedDB, for a project may be larger than localStorage takes. */

const NAME = "innodex-workbench";
const STORE = "project";
const KEY = "last";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBTransactionMode} mode @returns {Promise<{ store: IDBObjectStore, close: () => void }>} */
async function store(mode) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  return { store: database.transaction(STORE, mode).objectStore(STORE), close: () => database.close() };
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} work */
async function within(mode, work) {
  const { store: opened, close } = await store(mode);
  try {
    return await done(work(opened));
  } finally {
    close();
  }
}

/** The text of the kept project; nothing where there is none, or where the browser keeps nothing. @returns {Promise<string | null>} */
export const kept = () => within("readonly", (opened) => opened.get(KEY)).then((text) => (typeof text === "string" ? text : null), () => null);

/** @param {string} text */
export const keep = (text) => within("readwrite", (opened) => opened.put(text, KEY));

/** Forgets the kept project. */
export const forget = () => within("readwrite", (opened) => opened.delete(KEY)).catch(() => {});
