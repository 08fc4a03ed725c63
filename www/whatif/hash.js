/**
 * FNV-1a, 64 bits, as 16 hexadecimal digits: tells two files apart, keeps no secret. Without BigInt, which is slow, and without
 * crypto.subtle, which pages without TLS do not have.
 *
 * Source: Fowler, Noll, Vo; draft-eastlake-fnv.
 * @param {Uint8Array} bytes
 */
export function hash(bytes) {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low ^= byte;
    // times the prime 2^40 + 2^8 + 0xb3; no product is above 2^53
    const carried = (low >>> 0) * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(carried / 0x100000000) + (low << 8)) | 0;
    low = carried | 0;
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** @param {string} text */
export const hashText = (text) => hash(new TextEncoder().encode(text));

/**
 * JSON of which only the content counts: members by name, no white space.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}
