/** The made-up panels of benches/common/mod.rs, made again in the browser. */

/** @param {number} state */
function xorshift(state) {
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
}

/**
 * Units x indicators of one year: every indicator is a column of its own over one common denominator, in four
 * dimensions, a hundredth of the figures missing.
 * @param {number} units
 * @param {number} indicators
 */
export function synthetic(units, indicators) {
  const random = xorshift(1);
  const numbers = Array.from({ length: indicators }, (_, i) => i + 1);
  const ids = ["people", ...numbers.map((i) => `x${i}`)];
  /** @type {Record<string, Float64Array>} */
  const columns = Object.fromEntries(ids.map((id) => [id, new Float64Array(units)]));
  const lines = [`code,year,${ids.join()}`];
  for (let unit = 0; unit < units; unit++) {
    const cells = ids.map((id) => {
      const x = random();
      const value = id === "people" ? 1 + (x % 10_000) : x % 100 ? 1 + (x % 1_000_000) : NaN;
      columns[id][unit] = value;
      return Number.isNaN(value) ? "" : value;
    });
    lines.push(`U${String(unit + 1).padStart(5, "0")},2022,${cells.join()}`);
  }
  const width = Math.ceil(indicators / 4);
  const dimensions = [0, 1, 2, 3].map((d) => numbers.slice(d * width, (d + 1) * width));
  const framework = {
    id: "synthetic",
    indicators: numbers.map((i) => ({ id: `r${i}`, numerator: `x${i}`, denominator: "people", direction: i % 5 ? 1 : -1 })),
    tree: { id: "index", children: dimensions.map((inside, d) => ({ id: `d${d}`, children: inside.map((i) => ({ id: `r${i}` })) })) },
    steps: [
      { step: "denominate" },
      { step: "normalise", method: "min_max" },
      { step: "aggregate", method: "arithmetic", minimum_share: 0.5 },
    ],
  };
  return { csv: `${lines.join("\n")}\n`, framework, columns };
}
