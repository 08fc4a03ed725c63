/** Reads the targets of a framework, and copies it with another target. No DOM. */

/** @typedef {import("../api/types.js").Framework} Framework */

/** The source of an assumption: "假设", "假设 (assumed)", "assumed". */
const ASSUMED = /^\s*(假设|assumed\b)/i;

/** Whether a column is an assumption: a reader may set it. @param {{ source: string }} column */
export const isAssumed = ({ source }) => ASSUMED.test(source);

/**
 * The normalisation of an indicator: its own parameters, and those of the step for the rest.
 * @param {any} framework @param {string} id
 */
function normalisation(framework, id) {
  const at = framework.steps.map((/** @type {any} */ { step }) => step).lastIndexOf("normalise");
  return { at, parameters: { ...framework.steps[at], ...framework.steps[at]?.overrides?.[id] } };
}

/** Where a method keeps its target: the better of two goalposts, or the target itself. @param {string} method @param {number} direction */
const member = (method, direction) => (method === "distance_to_target" ? "target" : method === "goalposts" ? (direction < 0 ? "low" : "high") : null);

/** @param {any} framework @param {string} id */
const directionOf = (framework, id) => framework.indicators.find((/** @type {any} */ each) => each.id === id)?.direction ?? 1;

/**
 * The value with the full score; null where the method has no target.
 * @param {Framework} framework @param {string} id
 * @returns {number | null}
 */
export function targetOf(framework, id) {
  const { parameters } = normalisation(framework, id);
  const name = member(parameters.method, directionOf(framework, id));
  return (name && parameters[name]) ?? null;
}

/**
 * A copy of a framework in which an indicator has another target.
 * @param {any} framework @param {string} id @param {number} value
 * @returns {any}
 */
export function withTarget(framework, id, value) {
  const { at, parameters } = normalisation(framework, id);
  const name = member(parameters.method, directionOf(framework, id));
  if (!name) return framework;
  const steps = framework.steps.map((/** @type {any} */ step, /** @type {number} */ i) =>
    i === at ? { ...step, overrides: { ...step.overrides, [id]: { ...step.overrides?.[id], [name]: value } } } : step,
  );
  return { ...framework, steps };
}
