/** A file piece by piece, and how long the rest will take. */

/** @typedef {{ size: number, slice: (from: number, to: number) => { arrayBuffer: () => Promise<ArrayBuffer> } }} Sliced what has slices: a Blob, or a file that Node holds open */

/** How many bytes are read at a time. */
export const PIECE = 1 << 21;

/**
 * The pieces of a file, from its first byte to its last; the next is fetched while one is worked with.
 * @param {Uint8Array | Sliced} file
 * @returns {AsyncGenerator<Uint8Array> | Generator<Uint8Array>}
 */
export const pieces = (file) => (file instanceof Uint8Array ? views(file) : fetched(file));

/** How many bytes are enough to understand a file by. */
const SAMPLE = 1 << 23;

/**
 * The beginning of a file that is too large.
 * @param {Uint8Array | Sliced} file
 * @returns {Uint8Array | Sliced}
 */
export function beginning(file) {
  if (file instanceof Uint8Array) return file.subarray(0, SAMPLE);
  const size = Math.min(SAMPLE, file.size);
  return { size, slice: (/** @type {number} */ from, /** @type {number} */ to) => file.slice(from, Math.min(to, size)) };
}

/** @param {Uint8Array} bytes */
function* views(bytes) {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** @param {Sliced} file */
async function* fetched(file) {
  const fetch = (/** @type {number} */ at) => (at < file.size ? file.slice(at, Math.min(file.size, at + PIECE)).arrayBuffer() : null);
  let coming = fetch(0);
  for (let at = 0; coming; at += PIECE) {
    const piece = await coming;
    coming = fetch(at + PIECE);
    // Whoever stops between pieces leaves it alone.
    coming?.catch(() => {});
    yield new Uint8Array(piece);
  }
}

/** Milliseconds before a time is told: the first pieces say little. */
const EARLY = 700;

/**
 * What is told the share that is done, and tells the seconds that are left too, where they can be told.
 * @param {(share: number, left?: number) => void} told
 * @param {() => number} now milliseconds
 * @returns {(share: number) => void}
 */
export function timed(told, now = () => performance.now()) {
  const begun = now();
  return (share) => {
    const spent = now() - begun;
    if (share > 0 && spent >= EARLY) told(share, ((spent / share) * (1 - share)) / 1000);
    else told(share);
  };
}
