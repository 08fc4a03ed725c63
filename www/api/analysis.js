/**
 * Analysis of an index: results of the steps, the audit, associations, contributions, explained changes of rank, performance
 * groups, trends, and COINr's tables. A first ranking does not need it, so it is a file of its own; the same in Node and in a page.
 */
import { guarded, InnodexError } from "./error.js";
import { calculatorOf } from "./calculator-of.js";
import * as layout from "./layout.js";
export { isMoney } from "./money.js";
export * from "./questions.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Audit} Audit */
/** @typedef {import("./types.js").Association} Association */
/** @typedef {import("./types.js").Measure} Measure */
/** @typedef {import("./types.js").Contribution} Contribution */
/** @typedef {import("./types.js").Explanation} Explanation */
/** @typedef {import("./types.js").ExplainOptions} ExplainOptions */
/** @typedef {import("./types.js").StateOf} StateOf */
/** @typedef {import("./types.js").Performance} Performance */
/** @typedef {import("./types.js").PerformanceOptions} PerformanceOptions */
/** @typedef {import("./types.js").TrendOptions} TrendOptions */
/** @typedef {import("./types.js").TrendRow} TrendRow */
/** @typedef {import("./types.js").StepFigures} StepFigures */

/**
 * Results of the steps in a period: units screened out, treatments, imputed figures, weights.
 * @param {Model} model @param {string} period
 * @returns {Report}
 */
export const report = (model, period) => guarded(() => calculatorOf(model).report(period));

/**
 * The audit of a period: its findings by the OECD/JRC Handbook, and the methodology note.
 * @param {Model} model @param {string} period
 * @returns {Audit}
 */
export const audit = (model, period) => guarded(() => calculatorOf(model).audit(period));

/**
 * Associations between the children of a group (the index where left out), or between all indicators below it.
 * @param {Model} model @param {string} period
 * @param {{ group?: string, measure?: Measure, indicators?: boolean }} [options]
 * @returns {Association}
 */
export const association = (model, period, { group = model.description.nodes[0].id, measure = "pearson", indicators = false } = {}) =>
  guarded(() => calculatorOf(model).association(period, group, measure, indicators));

/**
 * The contribution of every indicator to the score of a node (the index where left out); those of a unit sum to its score.
 * Null where a group is aggregated in a way that has no such parts.
 * @param {Model} model @param {string} period @param {string} [node]
 * @returns {Contribution[] | null}
 */
export function contributions(model, period, node = model.description.nodes[0].id) {
  /** @type {Float64Array | undefined} */
  const packed = guarded(() => calculatorOf(model).contributions(period, node));
  if (!packed) return null;
  const { units, nodes } = model.description;
  return layout.contributions(packed).map(({ node, values }) => ({
    indicator: nodes[node].id,
    values: Object.fromEntries(units.map(({ code }, u) => [code, values[u]])),
  }));
}

/**
 * Explains why a unit's rank in `to` differs from that in `from`: by its own data, the data of the others, weights and method,
 * which sum to the change; and its own data by dimension and by indicator.
 * @param {StateOf} from @param {StateOf} to
 * @param {string} unit code or name
 * @param {ExplainOptions} [options]
 * @returns {Explanation}
 */
export function explain(from, to, unit, { node, region, ties = "competition", decomposition = "shapley" } = {}) {
  const first = stateOf(from);
  try {
    const second = stateOf(to);
    try {
      if (first.constructor !== second.constructor) {
        throw wrong("两种状态来自 innodex 的两份副本。", "The two states come from two copies of innodex.", "请用同一份载入两个模型。", "Load both models by the same one.");
      }
      return guarded(() => first.explain(second, unit, node, region ?? undefined, ties, decomposition));
    } finally {
      second.free();
    }
  } finally {
    first.free();
  }
}

/** @param {StateOf} state */
function stateOf(state) {
  const of = "scenario" in state ? state.scenario : state.model;
  if (!of) throw wrong("缺少模型或情景。", "A model or a scenario is missing.", "请给出 { model, period } 或 { scenario, period }。", "Give { model, period } or { scenario, period }.");
  return guarded(() => calculatorOf(of, "state").state(state.period));
}

/** @param {string} zh @param {string} en @param {string} mendZh @param {string} mendEn */
const wrong = (zh, en, mendZh, mendEn) =>
  new InnodexError({ code: "bad_parameter", place: "", message: { zh, en }, hint: { zh: mendZh, en: mendEn } });

/**
 * Performance relative to the average, in the groups of the European Innovation Scoreboard. The average is the one given, or the
 * mean of the ranked units (of a region, where one is given).
 * @param {Model} model @param {string} period
 * @param {PerformanceOptions} [options]
 * @returns {Performance}
 */
export const performance = (model, period, { node = model.description.nodes[0].id, region, average } = {}) =>
  guarded(() => calculatorOf(model).performance(period, node, region ?? undefined, average ?? undefined));

/**
 * The trend of an indicator, one row for each unit in the order of codes: Theil-Sen slope per year, and the Mann-Kendall test.
 * @param {Model} model
 * @param {TrendOptions} options
 * @returns {TrendRow[]}
 */
export function trend(model, { indicator, from, period }) {
  /** @type {Float64Array} */
  const packed = guarded(() => calculatorOf(model).trend(indicator, from, period));
  const { units, periods } = model.description;
  const reasons = /** @type {any} */ (model)._reasons;
  return layout.trend(packed).map(({ reason, from: first, to: last, ...figures }, u) => ({
    code: units[u].code,
    unit: units[u].name,
    ...figures,
    reason: reasons[reason]?.id ?? null,
    from: periods[first] ?? null,
    to: periods[last] ?? null,
  }));
}

/**
 * A model in a period as COINr's tables iData and iMeta, CSV both: figures, tree, weights and directions, not the steps.
 * @param {Model} model @param {string} period
 * @returns {{ data: string, meta: string }}
 */
export function coinrTables(model, period) {
  const [data, meta] = guarded(() => calculatorOf(model).coinr_tables(period));
  return { data, meta };
}

/**
 * The figures of a period after every step, in the framework's order: `raw` first (of a ratio, the numerator), and `aggregate`
 * last, with every node.
 * @param {Model} model @param {string} period
 * @returns {StepFigures[]}
 */
export function steps(model, period) {
  /** @type {[string[], Float64Array]} */
  const [names, packed] = guarded(() => calculatorOf(model).steps(period));
  const rows = layout.steps(packed);
  let next = 0;
  return names.map((step) => {
    const there = model.description.nodes.filter(({ leaf }) => leaf || step === "aggregate");
    return { step, values: Object.fromEntries(there.map(({ id }) => [id, rows[next++].values])) };
  });
}
