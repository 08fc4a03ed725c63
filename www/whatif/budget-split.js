/** The split of a budget: the question that is asked of the calculator, and its answer. No DOM. */

import { allocate } from "../api/planning.js";

/** @typedef {import("../api/types.js").Allocation} Allocation */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {{ floor: number | null, cap: number | null }} Limits the least and the most that each gets; none where null */
/**
 * `units`: codes, or "*" alone; `objective`: "mean", "minimum" or the code of a unit.
 * @typedef {{ indicator: string, units: string[], budget: number, objective: string, limits: Limits, assumptions: any }} Question
 */

/** The codes of units that are meant. @param {Model} model @param {string[]} units */
const codesOf = ({ description }, units) => description.units.map(({ code }) => code).filter((code) => units.includes("*") || units.includes(code));

/**
 * The budget where nobody says: one per cent of the figures of those who may have money, as a round number.
 * @param {Model} model @param {string} period @param {string} indicator @param {string[]} units
 */
export function usualBudget(model, period, indicator, units) {
  const all = codesOf(model, units).reduce((sum, code) => sum + (model.figure(indicator, code, period).value ?? 0), 0);
  return all > 0 ? Number((all / 100).toPrecision(1)) : 1;
}

/** Fails where an indicator or a unit is not in the data. @param {Model} model @param {string} period @param {string} indicator @param {string[]} units */
export function checkRecipients(model, period, indicator, units) {
  const asked = units[0] === "*" ? [model.description.units[0].code] : units;
  for (const unit of asked) model.figure(indicator, unit, period);
}

/** A question as the calculator reads it. @param {Question} question */
export const budgetSpec = ({ indicator, units, budget, objective, limits: { floor, cap }, assumptions }) => ({
  budget,
  objective: objective === "mean" || objective === "minimum" ? objective : { unit: objective },
  indicator,
  units: units[0] === "*" ? "*" : units,
  ...(floor === null ? {} : { floor }),
  ...(cap === null ? {} : { cap }),
  ...(assumptions ? { assumptions } : {}),
});

/** The answer to the last question. */
export class BudgetSplit {
  /** @param {(error: unknown) => Problem | null} explain null where the error only follows from another one */
  constructor(explain) {
    this.explain = explain;
    /** @type {Allocation | null} */
    this.found = null;
    /** Why there is none. @type {Problem | null} */
    this.problem = null;
    this.busy = false;
  }

  /** Drops the answer: it is to another question. */
  forget() {
    this.found = null;
    this.problem = null;
  }

  /**
   * @param {Model} model @param {string} period @param {ReturnType<typeof budgetSpec>} spec
   * @returns {boolean} whether there is an answer or a reason why there is none; neither where the model has ended
   */
  compute(model, period, spec) {
    try {
      this.found = allocate(model, period, /** @type {any} */ (spec));
      this.problem = null;
    } catch (error) {
      const problem = this.explain(error);
      if (!problem) return false;
      this.found = null;
      this.problem = problem;
    }
    return true;
  }
}
