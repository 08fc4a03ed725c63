/** The uncertainty analysis through the API, and beside plain JavaScript; the panels are those of benches/common/draws.rs. */
import { PlainDraws } from "./plain-draws.js";
import { middle } from "./timing.js";

/** @typedef {typeof import("../../www/api/browser.js").Model} Models */

export const SPEC = {
  seed: 1,
  weights: { noise: 0.25 },
  normalise: [
    { method: "min_max", lower: 1, upper: 100 },
    { method: "z_score", mean: 10, sd: 2 },
  ],
  aggregate: ["arithmetic", "geometric"],
};

/** @param {number} units @param {number} indicators */
export function panel(units, indicators) {
  let state = 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return 1 + (state % 1_000_000) / 1e6;
  };
  const ids = Array.from({ length: indicators }, (_, i) => `x${i + 1}`);
  const columns = ids.map(() => new Float64Array(units));
  const lines = [`code,year,${ids.join()}`];
  for (let u = 0; u < units; u++) {
    const row = columns.map((column) => (column[u] = next()));
    lines.push(`U${String(u + 1).padStart(5, "0")},2022,${row.join()}`);
  }
  /** @param {number} count @param {number} size */
  const chunks = (count, size) => Array.from({ length: Math.ceil(count / size) }, (_, at) => Array.from({ length: Math.min(size, count - at * size) }, (_, i) => at * size + i));
  const groups = chunks(indicators, 5);
  const dimensions = chunks(groups.length, 3);
  const framework = {
    id: "draws",
    indicators: ids.map((id) => ({ id, direction: 1 })),
    tree: {
      id: "index",
      children: dimensions.map((inside, d) => ({
        id: `d${d}`,
        children: inside.map((g) => ({ id: `g${g}`, children: groups[g].map((i) => ({ id: ids[i] })) })),
      })),
    },
    steps: [
      { step: "normalise", method: "min_max" },
      { step: "aggregate", method: "arithmetic" },
    ],
  };
  return { csv: `${lines.join("\n")}\n`, framework, columns, groups, dimensions };
}

/**
 * One size: milliseconds from other weights to rank intervals, of ours and of plain JavaScript; and how far both agree.
 * @param {Models} Model @param {any} Robustness @param {number} units @param {number} indicators @param {number} draws @param {boolean} plainly
 */
export async function timed(Model, Robustness, units, indicators, draws, plainly) {
  const { csv, framework, columns, groups, dimensions } = panel(units, indicators);
  const model = await Model.load({ data: csv, framework: /** @type {any} */ (framework), methods: true });
  const analysis = new Robustness(model, { period: "2022", spec: SPEC, draws });
  analysis.run();
  // Below the API: what is packed before it becomes objects.
  const ours = rounds(15, (round) => {
    analysis.setWeights({ d0: 1 + (round % 2) });
    analysis.run();
    return analysis._inner.units();
  });
  const means = analysis.intervals().map((/** @type {any} */ row) => row.mean);
  /** @type {{ ms: number } | null} */
  let plain = null;
  let off = NaN;
  if (plainly) {
    const peer = new PlainDraws(columns, dimensions, groups, draws);
    peer.run();
    plain = rounds(15, (round) => {
      peer.weights[0] = 1 + (round % 2);
      peer.run();
      return peer.intervals();
    });
    const theirs = peer.intervals();
    // Other random numbers: the same distribution, so mean ranks differ by their sampling error alone.
    const squares = means.reduce((/** @type {number} */ sum, /** @type {number} */ mean, /** @type {number} */ u) => sum + (mean - theirs[4 * u]) ** 2, 0);
    off = Math.sqrt(squares / units);
  }
  const first = rounds(5, (round) => {
    analysis.setWeights({ d0: 1 + (round % 2) });
    analysis.advance(Math.min(16, draws));
    return analysis._inner.units();
  });
  analysis.dispose();
  model.dispose();
  return { ours: ours.ms, first: first.ms, plain: plain?.ms ?? NaN, off };
}

/** @param {number} count @param {(round: number) => unknown} f */
function rounds(count, f) {
  // The engine compiles what is hot meanwhile.
  const begin = performance.now();
  for (let warm = 0; warm < 2 || performance.now() - begin < 300; warm++) f(warm);
  const samples = [];
  for (let round = 0; round < count; round++) {
    const from = performance.now();
    f(round);
    samples.push(performance.now() - from);
  }
  return { ms: middle(samples) };
}
