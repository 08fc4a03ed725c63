/**
 * QR codes of texts: bytes in UTF-8, versions 1 to 40, error correction M while the code is small, else L. No DOM.
 * Source: ISO/IEC 18004:2015. tests/node/share.test.js has another library decode them.
 */

/** Codewords of error correction in a block, and the number of blocks, by version. */
const LEVELS = {
  L: { format: 1, each: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30], blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25] },
  M: { format: 0, each: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28], blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49] },
};

/** The largest version with level M: larger codes are made coarser instead. */
const MOST_M = 12;

/** What turns a mask on, at column x and row y. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Product in the field of 256 elements, modulo x⁸+x⁴+x³+x²+1. @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

/** The remainder of data by the generator of so many codewords (Reed and Solomon). @param {number[]} data @param {number} count */
function correction(data, count) {
  let divisor = [...Array(count - 1).fill(0), 1];
  for (let i = 0, root = 1; i < count; i++, root = times(root, 2)) divisor = divisor.map((each, j) => times(each, root) ^ (divisor[j + 1] ?? 0));
  let rest = Array(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest[0];
    rest = [...rest.slice(1), 0].map((each, i) => each ^ times(divisor[i], factor));
  }
  return rest;
}

/** Columns and rows of the small squares that align. @param {number} version */
function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => version * 4 + 10 - (count - 2 - i) * step)];
}

/** Codewords that a version holds, error correction included. @param {number} version */
function capacity(version) {
  const count = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const align = count && (25 * count - 10) * count - 55 + (version > 6 ? 36 : 0);
  return Math.floor(((16 * version + 128) * version + 64 - align) / 8);
}

/** The smallest version that holds so many bytes, and its level. @param {number} length */
function fitting(length) {
  for (const level of [LEVELS.M, LEVELS.L]) {
    for (let version = 1; version <= (level === LEVELS.M ? MOST_M : 40); version++) {
      const room = capacity(version) - level.each[version - 1] * level.blocks[version - 1];
      if (8 * length + 4 + (version < 10 ? 8 : 16) <= 8 * room) return { version, level, room };
    }
  }
  return null;
}

/** The bytes as codewords: mode, length, bytes, filling. @param {Uint8Array} bytes @param {number} version @param {number} room */
function dataWords(bytes, version, room) {
  const head = version < 10 ? 8 : 16;
  let bits = "0100" + bytes.length.toString(2).padStart(head, "0");
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  bits += "0".repeat(Math.min(4, 8 * room - bits.length));
  bits += "0".repeat((8 - (bits.length % 8)) % 8);
  const words = /** @type {string[]} */ (bits.match(/.{8}/g)).map((each) => parseInt(each, 2));
  for (let fill = 0xec; words.length < room; fill ^= 0xfd) words.push(fill);
  return words;
}

/** Blocks with their correction, interleaved. @param {number[]} data @param {number} each @param {number} count @param {number} total */
function interleaved(data, each, count, total) {
  const short = count - (total % count);
  const size = Math.floor(total / count) - each;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(i * size + Math.max(0, i - short), (i + 1) * size + Math.max(0, i + 1 - short)));
  const checks = blocks.map((block) => correction(block, each));
  const turn = (/** @type {number[][]} */ lists) => Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, i) => lists.flatMap((list) => (i < list.length ? [list[i]] : []))).flat();
  return [...turn(blocks), ...turn(checks)];
}

/** A square of modules: 1 dark, 0 light, undefined where nothing is set. */
class Grid {
  /** @param {number} version */
  constructor(version) {
    this.version = version;
    this.size = 4 * version + 17;
    /** @type {number[][]} by row and column */
    this.rows = Array.from({ length: this.size }, () => Array(this.size));
  }

  /** A square around a place, dark where the distance from its middle is not one of those. @param {number} x @param {number} y @param {number} reach @param {number[]} light */
  square(x, y, reach, light) {
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        if (this.rows[y + j] && x + i >= 0 && x + i < this.size) this.rows[y + j][x + i] = light.includes(Math.max(Math.abs(i), Math.abs(j))) ? 0 : 1;
      }
    }
  }

  /** What every code of the version has. */
  frame() {
    const { rows, size, version } = this;
    for (let i = 0; i < size; i++) rows[6][i] = rows[i][6] = 1 - (i % 2);
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) this.square(x, y, 4, [2, 4]);
    const at = alignment(version);
    const last = at.length - 1;
    at.forEach((x, i) => at.forEach((y, j) => (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0) || this.square(x, y, 2, [1])));
    this.format(0, 0);
    if (version < 7) return;
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) rows[Math.floor(i / 3)][size - 11 + (i % 3)] = rows[size - 11 + (i % 3)][Math.floor(i / 3)] = (bits >> i) & 1;
  }

  /** Level and mask, twice. @param {number} level @param {number} mask */
  format(level, mask) {
    const { rows, size } = this;
    const data = (level << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (/** @type {number} */ i) => (bits >> i) & 1;
    for (let i = 0; i < 15; i++) {
      rows[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit(i);
      rows[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit(i);
    }
    rows[size - 8][8] = 1;
  }

  /** Puts codewords into what is free, masked, from the right in columns of two. @param {number[]} words @param {number} mask @param {boolean[][]} taken */
  fill(words, mask, taken) {
    const { size, rows } = this;
    for (let right = size - 1, i = 0; right > 0; right -= right === 8 ? 3 : 2) {
      const up = ((right < 6 ? right + 1 : right) & 2) === (size - 1 & 2) ? true : false;
      for (let n = 0; n < size; n++) {
        const y = up ? size - 1 - n : n;
        for (const x of [right, right - 1]) if (!taken[y][x]) rows[y][x] = ((words[i >> 3] >> (7 - (i++ & 7))) & 1) ^ (MASKS[mask](x, y) ? 1 : 0);
      }
    }
  }

  /** How hard it is to read: long runs, blocks, what looks like a corner, more of dark or light. */
  get penalty() {
    const { rows, size } = this;
    const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x]))].map((line) => line.join(""));
    let sum = 0;
    for (const line of lines) {
      for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
      for (let i = 0; i + 11 <= size; i++) if (["10111010000", "00001011101"].includes(line.slice(i, i + 11))) sum += 40;
    }
    for (let y = 1; y < size; y++) for (let x = 1; x < size; x++) if ([rows[y - 1][x], rows[y][x - 1], rows[y - 1][x - 1]].every((each) => each === rows[y][x])) sum += 3;
    const dark = rows.flat().filter(Boolean).length / size ** 2;
    return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
  }
}

/**
 * The modules of a code by row and column, true where dark; null where the text is longer than a code holds (2,953 bytes).
 * @param {string} text @returns {boolean[][] | null}
 */
export function qrOf(text) {
  const bytes = new TextEncoder().encode(text);
  const found = fitting(bytes.length);
  if (!found) return null;
  const { version, level, room } = found;
  const words = interleaved(dataWords(bytes, version, room), level.each[version - 1], level.blocks[version - 1], capacity(version));
  const grid = new Grid(version);
  grid.frame();
  const taken = grid.rows.map((row) => Array.from(row, (each) => each !== undefined));
  const draw = (/** @type {number} */ mask) => (grid.fill(words, mask, taken), grid.format(level.format, mask));
  const penalties = MASKS.map((_, mask) => (draw(mask), grid.penalty));
  draw(penalties.indexOf(Math.min(...penalties)));
  return grid.rows.map((row) => row.map(Boolean));
}
