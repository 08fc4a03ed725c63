/**
 * What a first ranking does not need, for analysts: what the steps did, the self-audit, how figures go together, what every
 * indicator adds, and COINr's tables. A file of its own, so that no page pays for it unasked; the same in Node and in a page.
 */
import { guarded, InnodexError } from "./error.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Audit} Audit */
/** @typedef {import("./types.js").Association} Association */
/** @typedef {import("./types.js").Measure} Measure */
/** @typedef {import("./types.js").Contribution} Contribution */
/** @typedef {import("./types.js").StepFigures} StepFigures */

/** @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/** The calculator of a model, where it has every method. @param {Model} model */
function whole(model) {
  const inner = /** @type {any} */ (model)._inner;
  if (inner?.report) return inner;
  throw new InnodexError({
    code: inner ? "methods_missing" : "disposed",
    place: "",
    message: inner
      ? { zh: "此模型只载入了计算排名所需的部分。", en: "This model was loaded with what a ranking needs alone." }
      : { zh: "该对象已释放。", en: "This object has been disposed of." },
    mend: inner
      ? { zh: "请以 Model.load({ methods: true }) 载入。", en: "Load it with Model.load({ methods: true })." }
      : { zh: "请重新载入。", en: "Load it again." },
  });
}

/**
 * What the steps did in a period: units left out, treatments, imputed figures, weights.
 * @param {Model} model @param {string} period
 * @returns {Report}
 */
export const report = (model, period) => guarded(() => whole(model).report(period));

/**
 * The self-audit of a period: what a reviewer would ask, and the method in words.
 * @param {Model} model @param {string} period
 * @returns {Audit}
 */
export const audit = (model, period) => guarded(() => whole(model).audit(period));

/**
 * How the children of a group (the whole index where left out), or all indicators below it, go together.
 * @param {Model} model @param {string} period
 * @param {{ group?: string, measure?: Measure, indicators?: boolean }} [options]
 * @returns {Association}
 */
export const association = (model, period, { group = model.description.nodes[0].id, measure = "pearson", indicators = false } = {}) =>
  guarded(() => whole(model).association(period, group, measure, indicators));

/**
 * What every indicator adds to the score of a node (the whole index where left out); the parts of a unit sum to its score.
 * Null where a group is combined in a way that has no such parts.
 * @param {Model} model @param {string} period @param {string} [node]
 * @returns {Contribution[] | null}
 */
export function contributions(model, period, node = model.description.nodes[0].id) {
  /** @type {Float64Array | undefined} */
  const packed = guarded(() => whole(model).contributions(period, node));
  if (!packed) return null;
  const { units, nodes } = model.description;
  const rows = [];
  for (let at = 0; at < packed.length; at += 1 + units.length) {
    const values = Array.from(packed.subarray(at + 1, at + 1 + units.length), orNull);
    rows.push({ indicator: nodes[packed[at]].id, values: Object.fromEntries(units.map(({ code }, u) => [code, values[u]])) });
  }
  return rows;
}

/**
 * The figures of a period after every step, in the framework's order: `raw` first (of a ratio, what is above the line), and
 * at the end `aggregate`, with every node.
 * @param {Model} model @param {string} period
 * @returns {StepFigures[]}
 */
export function steps(model, period) {
  /** @type {[string[], Float64Array]} */
  const [names, packed] = guarded(() => whole(model).steps(period));
  const { units, nodes } = model.description;
  let at = 0;
  return names.map((step) => {
    const there = nodes.filter(({ leaf }) => leaf || step === "aggregate");
    return { step, values: Object.fromEntries(there.map(({ id }) => [id, Array.from(packed.subarray(at, (at += units.length)), orNull)])) };
  });
}
