/**
 * The plans of a history, computed side by side: one run for each. No DOM.
 *
 * The hot path of a slider is `slide`: one value is set and all units are scored and ranked again. What moved along is read when the
 * slider rests (`refresh`).
 */

import { scoreDigits } from "../elements/format.js";
import { unseen } from "../api/planning.js";
import { calculatorIndex, needsFunds, specOf, valueOf } from "./plan.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").Moved} Moved */
/** @typedef {import("../api/types.js").Note} Note */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./plan.js").Plan} Plan */
/**
 * A plan, computed. `revision`: of the plan that the rows are of, 0 where there are none; `stale`: whether `moves` and `notes` are of
 * a value before.
 * @typedef {{ scenario: Scenario | null, revision: number, rows: RankRow[], moves: Moved[], notes: Note["text"][], problem: Problem | null, stale: boolean }} Run
 */
/**
 * What runs are computed with.
 * @typedef {object} Context
 * @property {(question: () => string, work: () => any) => any} once does what may break off (`ModelSource.once`)
 * @property {(error: unknown) => Problem | null} explain null where the error only follows from another one
 * @property {(problem: Problem) => void} report
 */

/** @returns {Run} */
const empty = () => ({ scenario: null, revision: 0, rows: [], moves: [], notes: [], problem: null, stale: false });

export class PlanRuns {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** @type {Model | null} */
    this.model = null;
    /** Whether the model computes money. */
    this.funds = false;
    this.period = "";
    /** One for each plan. @type {Run[]} */
    this.all = [];
    /** The decimals with which all scores are shown. */
    this.digits = 1;
  }

  /** Computes with another model from now on. @param {Model | null} model @param {boolean} funds whether it has every method */
  use(model, funds) {
    this.dispose();
    this.model = model;
    this.funds = funds;
  }

  /** Frees every scenario. */
  dispose() {
    for (const { scenario } of this.all.splice(0)) scenario?.dispose();
  }

  /** Everything is computed again with the next `sync`. */
  forget() {
    for (const run of this.all) run.revision = 0;
  }

  /** Whether a plan has no result because it has money and the model cannot compute it. @param {Plan} plan */
  lacks(plan) {
    return !this.funds && needsFunds(plan);
  }

  /** The question that is asked of the model. @param {Plan} plan */
  question(plan) {
    return `plan ${this.period} ${JSON.stringify(specOf(plan, this.period, this.funds))}`;
  }

  /**
   * Computes every plan whose result is of another revision.
   * @param {Plan[]} plans @param {string} period
   * @returns {boolean} whether there was one
   */
  sync(plans, period) {
    this.period = period;
    for (const { scenario } of this.all.splice(plans.length)) scenario?.dispose();
    let renewed = false;
    plans.forEach((plan, i) => {
      const run = (this.all[i] ??= empty());
      if (this.lacks(plan)) return this.clear(run);
      if (run.revision === plan.revision) return;
      renewed = true;
      this.compute(run, plan);
    });
    this.digits = scoreDigits(this.all.flatMap(({ rows }) => rows.map(({ score }) => score)));
    return renewed;
  }

  /** @param {Run} run @param {Plan} plan */
  compute(run, plan) {
    run.revision = plan.revision ?? 0;
    this.attempt(run, plan, () => {
      const spec = specOf(plan, this.period, this.funds);
      if (run.scenario) run.scenario.update(spec);
      else run.scenario = /** @type {Model} */ (this.model).scenario(spec);
      run.rows = run.scenario.rank(this.period);
      this.readMoves(run);
    });
  }

  /**
   * The hot path, one call of the core: one value changed, all units scored and ranked again, and draws made where there are some.
   * @param {Run} run @param {Plan} plan @param {number} at the change @param {import("./likely.js").Draws} [draws]
   * @returns {{ likely: import("./likely.js").Likely | null } | null} null where it could not be: the next `sync` computes the plan
   *   anew and says why
   */
  slide(run, plan, at, draws) {
    const { scenario } = run;
    const index = calculatorIndex(plan, at, this.funds);
    if (!scenario || index < 0) return null;
    let likely = null;
    try {
      this.context.once(() => this.question(plan), () => {
        /** @type {[number, number][]} */
        const values = [[index, valueOf(plan.changes[at])]];
        const frame = draws?.frame(scenario, values, this.period);
        run.rows = frame ? frame.rows : scenario.frame(values, this.period);
        likely = frame?.likely ?? null;
      });
    } catch {
      run.revision = 0;
      return null;
    }
    run.revision = plan.revision ?? 0;
    run.stale = true;
    return { likely };
  }

  /** Reads what moved along, where a slider has moved since. @param {Run} run @param {Plan} plan */
  refresh(run, plan) {
    if (run.stale && !run.problem) this.attempt(run, plan, () => this.readMoves(run));
  }

  /** What moved along, and what could not. @param {Run} run */
  readMoves(run) {
    run.stale = false;
    run.moves = run.scenario?.moved(this.period) ?? [];
    const stuck = run.scenario?.notes(this.period).map(({ text }) => text) ?? [];
    run.notes = run.scenario && this.funds ? [...stuck, ...unseen(run.scenario, this.period)] : stuck;
  }

  /** Leaves a run without any figure. @param {Run} run */
  clear(run) {
    run.scenario?.dispose();
    Object.assign(run, empty());
  }

  /** Does something for a run, or says why it cannot be. @param {Run} run @param {Plan} plan @param {() => void} work */
  attempt(run, plan, work) {
    const { revision } = run;
    try {
      this.context.once(() => this.question(plan), work);
      run.problem = null;
    } catch (error) {
      const problem = this.context.explain(error);
      this.clear(run);
      if (!problem) return;
      // It is not computed again before the plan changes.
      Object.assign(run, { revision, problem });
      this.context.report(problem);
    }
  }
}
