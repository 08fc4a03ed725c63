/**
 * Uncertainty and sensitivity of ranks: many draws, each with other weights and methods. A first ranking does not need it, so it
 * is a file of its own; the same in Node and in a page.
 */
import { guarded, InnodexError } from "./error.js";
import { jsonOf } from "./json.js";
import { calculatorOf } from "./calculator-of.js";
import * as layout from "./layout.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Scenario} Scenario */
/** @typedef {import("./types.js").RankRow} RankRow */
/** @typedef {import("./types.js").RankOptions} RankOptions */
/** @typedef {import("./types.js").RobustnessOptions} RobustnessOptions */
/** @typedef {import("./types.js").RankInterval} RankInterval */
/** @typedef {import("./types.js").RankSensitivity} RankSensitivity */
/** @typedef {import("./types.js").Crossings} Crossings */
/** @typedef {import("./types.js").UncertaintySpec} UncertaintySpec */
/** @typedef {import("./types.js").LeftOut} LeftOut */
/** @typedef {import("./types.js").ConfidenceOptions} ConfidenceOptions */
/** @typedef {import("./types.js").ConfidenceSets} ConfidenceSets */
/** @typedef {import("./types.js").RankConfidence} RankConfidence */

/** @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/** An uncertainty analysis of one period. `run`, `advance`, `within` and `refine` make draws; results can be read at any time. */
export class Robustness {
  /** @private @type {any} */ _inner;
  /** @type {Model} */ model;
  /** @type {string} */ period;

  /** @param {Model} model @param {RobustnessOptions} options */
  constructor(model, { period, spec, draws, seed }) {
    this.model = model;
    this.period = period;
    this._inner = guarded(() => calculatorOf(model).uncertainty(period, jsonOf(spec), draws, seed));
  }

  /** What varies, in full. @returns {UncertaintySpec} */
  get spec() {
    return this._live.spec();
  }

  /** Warnings to be read before the draws are quoted: that nothing varies. @returns {import("./types.js").Text[]} */
  get warnings() {
    return this._live.warnings();
  }

  /** How many draws are to be made. */
  get draws() {
    return this._live.draws();
  }

  /** How many have been made. */
  get done() {
    return this._live.advance(0);
  }

  /** What varies: of "weights", "treat", "impute", "normalise", "aggregate", "leave_out". @returns {string[]} */
  get factors() {
    let causes;
    try {
      causes = this._live.sensitivity(1, 0, undefined);
      return causes.factors();
    } catch {
      return [];
    } finally {
      causes?.free();
    }
  }

  /** @private @returns {any} */
  get _live() {
    if (this._inner) return this._inner;
    throw new InnodexError({
      code: "disposed",
      place: "",
      message: { zh: "该对象已释放。", en: "This object has been disposed of." },
      hint: { zh: "请重新载入。", en: "Load it again." },
    });
  }

  /** Makes up to so many further draws. @param {number} draws @returns {number} how many have been made */
  advance(draws) {
    return this._live.advance(draws);
  }

  /**
   * Makes draws for about so long, and at least 16: those that fit into a frame.
   * @param {number} milliseconds
   * @returns {number} how many have been made
   */
  within(milliseconds) {
    const { draws } = this;
    const until = performance.now() + milliseconds;
    let done = this.advance(16);
    // Doubles the draws each time: few where a draw is slow, all at once where it is fast.
    while (done < draws && performance.now() < until) done = this.advance(done);
    return done;
  }

  /** Makes all draws at once. @returns {this} */
  run() {
    this._live.advance(this.draws);
    return this;
  }

  /**
   * Makes all draws in slices, so that a page stays alive; `each` is called after every slice.
   * @param {{ slice?: number, signal?: AbortSignal, each?: (done: number) => void }} [options] slice: milliseconds
   * @returns {Promise<boolean>} whether all were made; false where the signal, or `dispose`, ended it
   */
  async refine({ slice = 8, signal, each } = {}) {
    let some = 16;
    while (this._inner && !signal?.aborted) {
      const began = performance.now();
      const before = this.done;
      const done = this.advance(some);
      each?.(done);
      if (done >= this.draws) return true;
      const took = performance.now() - began;
      some = Math.max(1, Math.round(((done - before) * slice) / Math.max(took, 0.05)));
      await new Promise((next) => setTimeout(next));
    }
    return false;
  }

  /**
   * Ranks of every unit over the draws so far, in the order of codes; null where a unit is not ranked.
   * @param {{ tiers?: boolean, quantiles?: 3 | 7 }} [options] tiers: whether they are found as well (true); what moves with a slider
   *   may do without. quantiles: their type after Hyndman and Fan; 3 gives ranks, 7 (COINr) can lie between two
   * @returns {RankInterval[]}
   */
  intervals({ tiers = true, quantiles = 3 } = {}) {
    const { units } = this.model.description;
    const found = tiers ? this._live.tiers(0.95) : [];
    return layout.intervals(this._live.units(quantiles === 7)).map((ranks, u) => ({
      code: units[u].code,
      unit: units[u].name,
      ...ranks,
      missing: ranks.missing ?? 0,
      tier: found[u] || null,
    }));
  }

  /**
   * How often each unit has each rank: one list for each unit in the order of codes, rank 1 first, as shares of all draws.
   * @param {{ width?: number }} [options] width: how many ranks are counted together (1)
   * @returns {Float64Array[]}
   */
  histogram({ width = 1 } = {}) {
    return layout.histogram(guarded(() => this._live.histogram(width))).map(({ shares }) => shares);
  }

  /** The share of draws in which each unit is among the first k, by code. @param {number} k @returns {Record<string, number>} */
  top(k) {
    const all = guarded(() => this._live.top(k));
    return Object.fromEntries(this.model.description.units.map(({ code }, u) => [code, all[u]]));
  }

  /**
   * The draws made so far, a record each, with the present weights and figures: the methods, `weight:ID` of every weight that varies
   * (its share of the group) and `rank:CODE` of every unit. As CSV they can be computed again elsewhere.
   * @returns {Record<string, number | string | null>[]}
   */
  table() {
    return this._live.table();
  }

  /**
   * P(row above column) of the units named (all where left out), a tie counting half; null on the diagonal.
   * @param {string[]} [codes]
   * @returns {(number | null)[][]}
   */
  pairwise(codes = this.model.description.units.map(({ code }) => code)) {
    const numbers = codes.map((code) => Number(numberOf(this.model, code)));
    return layout.pairwise(this._live.pairwise(Uint32Array.from(numbers))).map(({ shares }) => shares);
  }

  /**
   * Sets the weights of some nodes, by id; the others have the framework's. Draws start anew, with the same random numbers.
   * @param {Record<string, number>} weights
   */
  setWeights(weights) {
    const { nodes } = this.model.description;
    const ids = Object.keys(weights);
    const numbers = ids.map((id) => {
      const at = nodes.findIndex((node) => node.id === id);
      if (at >= 0) return at;
      throw new InnodexError({
        code: "unknown_node",
        place: "",
        message: { zh: `指标体系中没有“${id}”。`, en: `The framework has no node "${id}".` },
        hint: { zh: "请使用指标体系中的 id。", en: "Use an id of the framework's tree." },
      });
    });
    guarded(() => this._live.set_weights(Uint32Array.from(numbers), Float64Array.from(ids, (id) => weights[id])));
  }

  /**
   * Where units overtake each other along the share of a node in its group, with the present weights and figures.
   * @param {string} node @param {{ unit?: string }} [options] one unit's crossings only, by its code
   * @returns {Crossings}
   */
  crossings(node, { unit } = {}) {
    return unpacked(this.model, guarded(() => this._live.crossings(node, numberOf(this.model, unit))));
  }

  /**
   * Sensitivity of ranks to each uncertain choice: variance-based indices, computed in slices. The output is the mean absolute
   * shift of ranks, or the rank of one unit. Null where the signal ended it. `bootstraps` of the intervals: 0 to 10,000.
   * @param {{ basePoints?: number, unit?: string, bootstraps?: number, slice?: number, signal?: AbortSignal, each?: (share: number) => void }} [options]
   * @returns {Promise<RankSensitivity | null>}
   */
  async sensitivity({ basePoints = 4096, unit, bootstraps = 200, slice = 8, signal, each } = {}) {
    const causes = guarded(() => this._live.sensitivity(basePoints, bootstraps, numberOf(this.model, unit)));
    try {
      for (let some = 64, more = true; more; ) {
        const began = performance.now();
        more = causes.advance(some);
        some = Math.max(16, Math.round((some * slice) / Math.max(performance.now() - began, 0.05)));
        const [{ runs, done }] = layout.progress(causes.progress());
        each?.(done / runs);
        await new Promise((next) => setTimeout(next));
        if (signal?.aborted) return null;
      }
      const { factors, mean, variance, points, left_out } = causes.indices();
      const [{ runs }] = layout.progress(causes.progress());
      /** @type {string[]} */
      const ids = causes.factors();
      return {
        factors: ids.map((id, at) => {
          const { first, total } = factors[at];
          const [value, low, high] = [first.value, first.low, first.high].map(orNull);
          return { id, first: value, first_low: low, first_high: high, total: orNull(total.value), total_low: orNull(total.low), total_high: orNull(total.high) };
        }),
        runs,
        mean: orNull(mean),
        variance: orNull(variance),
        points,
        left_out,
      };
    } finally {
      causes.free();
    }
  }

  /** Draws with the figures of a scenario on the same model from now on. Draws start anew. @param {Scenario} scenario */
  follow(scenario) {
    // A scenario of another instance is of another class. Where that instance has ended, this call reports it.
    const inner = calculatorOf(scenario, "unseen");
    guarded(() => inner.assumptions());
    guarded(() => this._live.follow(inner));
  }

  /**
   * The ranking without variation, with the present weights and figures. With `compare` a row has its rank and score before: with
   * the framework's own weights and the model's own figures, in that period.
   * @param {RankOptions} [options]
   * @returns {RankRow[]}
   */
  rank({ node = this.model.description.nodes[0].id, region, ties = "competition", compare } = {}) {
    const packed = guarded(() => this._live.rank(node, region ?? undefined, ties, compare ?? undefined));
    return this.model.rows(packed, node, compare !== undefined && compare !== null);
  }

  /** Frees the wasm memory. */
  dispose() {
    this._inner?.free();
    this._inner = null;
  }
}

/**
 * An uncertainty analysis of one period, with all its draws made.
 * @param {Model} model
 * @param {RobustnessOptions} options
 * @returns {Robustness}
 */
export const uncertainty = (model, options) => new Robustness(model, options).run();

/** The number of a unit. @param {Model} model @param {string | undefined} code */
function numberOf(model, code) {
  if (code === undefined) return undefined;
  const at = model.description.units.findIndex((unit) => unit.code === code);
  if (at >= 0) return at;
  throw new InnodexError({
    code: "unknown_unit",
    place: "",
    message: { zh: `数据中没有“${code}”。`, en: `"${code}" is not in the data.` },
    hint: { zh: "请使用单位的代码。", en: "Use the code of a unit." },
  });
}

/** @param {Model} model @param {Float64Array} packed @returns {Crossings} */
function unpacked(model, packed) {
  const { units } = model.description;
  const { share, rows, rest } = layout.crossings(packed);
  const events = rows.map(({ share: crossing, above, below }) => ({ share: crossing, above: units[above].code, below: units[below].code }));
  const ranges = layout.ranges(rest).map((range, u) => ({ code: units[u].code, ...range }));
  return { share, events, ranges: ranges.filter(({ low }) => low !== null) };
}

/**
 * Where units overtake each other along the share of a node in its group, in closed form. All groups from there up must be
 * arithmetic means.
 * @param {Model} model @param {string} period @param {string} node @param {{ unit?: string }} [options]
 * @returns {Crossings}
 */
export const crossings = (model, period, node, { unit } = {}) =>
  unpacked(model, guarded(() => calculatorOf(model).crossings(period, node, numberOf(model, unit))));

/**
 * Confidence sets of ranks, where figures carry standard errors (`cells` of `Model.load`): sets that hold the true rank of a unit,
 * or of all units at once, with the given confidence. Null where no figure has a standard error: the error is then unknown, not
 * zero. A standard error of 0 marks an exact figure. Beside its items the list has the members `figures` (those behind the scores),
 * `with_error` (how many of them have a standard error; the others are taken as exact, and the sets are then too narrow, or with
 * `without: "median"` have the median relative error of their indicator), `without`, `draws`, `left_out` and `warnings`. Errors of figures are taken as independent, also those of a total and its parts. Mogstad, Romano, Shaikh, Wilhelm (2024), as csranks.
 * @param {Model} model @param {string} period @param {ConfidenceOptions} [options]
 * @returns {ConfidenceSets | null} in the order of codes
 */
export function confidenceSets(model, period, { node = model.description.nodes[0].id, coverage = 0.95, kind = "simultaneous", draws, seed = 1, without = "exact" } = {}) {
  /** @type {RankConfidence | null} */
  const found = guarded(() => calculatorOf(model).confidence_sets(period, node, coverage, kind, draws, seed, without));
  if (!found) return null;
  const { sets, ...basis } = found;
  return Object.assign(
    model.description.units.map(({ code, name }, u) => ({ code, unit: name, ...sets[u] })),
    basis,
  );
}

/**
 * The ranking without each node of a level (1: indicators): its weight is set to 0, the rest stays.
 * @param {Model} model @param {string} period @param {number} level
 * @returns {LeftOut[]}
 */
export function leaveOneOut(model, period, level) {
  /** @type {Float64Array} */
  const packed = guarded(() => calculatorOf(model).leave_one_out(period, level));
  const { units, nodes } = model.description;
  return layout.leftOut(packed).map(({ node, mean_shift, ranks }) => ({
    node: nodes[node].id,
    mean_shift,
    ranks: Object.fromEntries(units.map(({ code }, u) => [code, ranks[u]])),
  }));
}
