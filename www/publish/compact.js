/** The embedded panel, whose form is that of provinces.bin (crates/panel/src/panel/compact.rs), as CSV. */

/** A place of `decimals` that says that the figures are the bits of f64. */
const BITS = 255;

/** @param {Uint8Array} bytes */
function opened(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== 0x50584989 || bytes[4] !== 2) throw new Error("innodex: provinces.bin is of another version");
  const length = view.getUint32(9, true);
  const text = JSON.parse(new TextDecoder().decode(bytes.subarray(13, 13 + length)));
  return { ...text, rest: bytes.subarray(13 + length) };
}

/** The figures: `[indicator][period][unit]`, NaN where there is none. @param {ReturnType<typeof opened>} panel */
function figuresOf({ units, periods, indicators, rest }) {
  const [n, blocks] = [units.length, periods.length * indicators.length];
  const codes = Array.from({ length: blocks * n }, () => 0n);
  let at = 2 * blocks;
  for (let plane = 0; plane < 8; plane++) {
    for (let block = 0; block < blocks; block++) {
      if (rest[2 * block + 1] <= plane) continue;
      for (let u = 0; u < n; u++) codes[block * n + u] |= BigInt(rest[at++]) << BigInt(8 * plane);
    }
  }
  const values = new Float64Array(blocks * n);
  let last = new Float64Array(n);
  for (let block = 0; block < blocks; block++) {
    if (block % periods.length === 0) last = new Float64Array(n);
    const decimals = rest[2 * block];
    for (let u = 0; u < n; u++) {
      const value = valueOf(codes[block * n + u], decimals, last[u]);
      values[block * n + u] = value;
      if (!Number.isNaN(value)) last[u] = value;
    }
  }
  return values;
}

/** One figure of its code. @param {bigint} code @param {number} decimals @param {number} last the unit's figure before */
function valueOf(code, decimals, last) {
  if (decimals === BITS) {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setBigUint64(0, code);
    return bits.getFloat64(0);
  }
  if (code === 0n) return NaN;
  const scale = 10 ** decimals;
  const before = last * scale;
  const zigzag = code - 1n;
  const difference = zigzag & 1n ? -((zigzag + 1n) >> 1n) : zigzag >> 1n;
  return (Number(difference) + (Math.abs(before) < 2 ** 53 ? Math.trunc(before) : 0)) / scale;
}

/** The panel as CSV, as `data` reads it. @param {Uint8Array} bytes of provinces.bin */
export function panelCsv(bytes) {
  const panel = opened(bytes);
  const { units, periods, indicators } = panel;
  const values = figuresOf(panel);
  const lines = [["code", "province", "year", ...indicators.map((/** @type {{ id: string }} */ { id }) => id)].join(",")];
  units.forEach((/** @type {{ code: string, name: { zh: string } }} */ { code, name }, /** @type {number} */ u) => {
    periods.forEach((/** @type {string} */ period, /** @type {number} */ p) => {
      const figures = indicators.map((/** @type {unknown} */ _, /** @type {number} */ i) => values[(i * periods.length + p) * units.length + u]);
      lines.push([code, name.zh, period, ...figures.map((/** @type {number} */ value) => (Number.isNaN(value) ? "" : String(value)))].join(","));
    });
  });
  return `${lines.join("\n")}\n`;
}
