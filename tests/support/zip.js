// Zip files of texts, each deflated by zlib: what documents are packed in.
import { crc32, deflateRawSync } from "node:zlib";

/** @param {...[number, number]} fields each a number and how many bytes it takes, little-endian */
const packed = (...fields) => Buffer.concat(fields.map(([value, size]) => Buffer.from(Array.from({ length: size }, (_, at) => (value / 2 ** (8 * at)) & 255))));

/** @param {Record<string, string>} parts */
export function zipped(parts) {
  const files = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [label, plain] = [Buffer.from(name), Buffer.from(text)];
    const small = deflateRawSync(plain);
    const known = packed([20, 2], [0, 2], [8, 2], [0, 4], [crc32(plain), 4], [small.length, 4], [plain.length, 4], [label.length, 2], [0, 2]);
    files.push(packed([0x04034b50, 4]), known, label, small);
    directory.push(packed([0x02014b50, 4], [20, 2]), known, packed([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), label);
    at += 30 + label.length + small.length;
  }
  const index = Buffer.concat(directory);
  const count = Object.keys(parts).length;
  return new Uint8Array(Buffer.concat([...files, index, packed([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [index.length, 4], [at, 4], [0, 2])]));
}
