/** SHA-256 (FIPS 180-4). A page without TLS, as on many intranets, has no `crypto.subtle`. */

/** The first 32 bits of the fractional parts of roots of primes. @param {number} count @param {number} power */
function fractions(count, power) {
  const found = [];
  for (let n = 2; found.length < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) found.push(((n ** power % 1) * 2 ** 32) | 0);
  }
  return found;
}

const ROUNDS = fractions(64, 1 / 3);
const START = fractions(8, 1 / 2);

/** @param {number} x @param {number} n */
const turned = (x, n) => (x >>> n) | (x << (32 - n));

/** @param {Int32Array} state @param {DataView} block @param {number} at @param {Int32Array} w */
function round(state, block, at, w) {
  for (let i = 0; i < 16; i++) w[i] = block.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [a, b] = [w[i - 15], w[i - 2]];
    w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + w[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((each, i) => (state[i] += each));
}

/** The digest of some bytes. @param {Uint8Array} bytes @returns {Uint8Array} 32 bytes */
export function digest(bytes) {
  const whole = Math.floor(bytes.length / 64) * 64;
  const tail = new Uint8Array(bytes.length - whole < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[bytes.length - whole] = 0x80;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  end.setUint32(tail.length - 4, (bytes.length * 8) >>> 0);
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < whole; at += 64) round(state, view, at, w);
  for (let at = 0; at < tail.length; at += 64) round(state, end, at, w);
  const sum = new Uint8Array(32);
  const out = new DataView(sum.buffer);
  state.forEach((each, i) => out.setInt32(4 * i, each));
  return sum;
}

/** In hexadecimal digits. @param {Uint8Array} bytes */
export const sha256 = (bytes) => Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** As the attribute `integrity` has it. @param {Uint8Array} bytes */
export const integrity = (bytes) => `sha256-${base64(digest(bytes))}`;

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  /** @type {string[]} */
  const parts = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const four = [18, 12, 6, 0].map((shift) => DIGITS[(three >> shift) & 63]);
    for (let lacking = i + 3 - bytes.length; lacking > 0; lacking--) four[4 - lacking] = "=";
    parts.push(four.join(""));
  }
  return parts.join("");
}
