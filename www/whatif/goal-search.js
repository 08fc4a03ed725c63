/** What it takes to reach a rank: by one figure or by money into it, by every indicator alone, by overtaking the next above. No DOM. */

import { scoreDigits } from "../elements/format.js";
import { goal, leastData } from "../api/planning.js";
import { tooManyUnits } from "./problems.js";

/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/types.js").GoalAnswer} GoalAnswer */
/** @typedef {import("../api/types.js").Raised} Raised */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/**
 * `rank`: one better than the present one where left out; `fund`: assumptions where the figure is moved by money, otherwise null.
 * @typedef {{ period: string, unit: string, indicator: string, rank: number | undefined, fund: any }} Question
 */
/** @typedef {{ column: ColumnInfo, answer: GoalAnswer | null }} Sole what one indicator alone would take; null while it is searched */

/** Up to so many units likely ranks are computed while a reader waits for an answer. */
const MANY = 200;

/** For how many milliseconds the page waits while all indicators are searched. */
const SLICE = 12;

export class GoalSearch {
  /** @param {(error: unknown) => Problem | null} explain null where the error only follows from another one */
  constructor(explain) {
    this.explain = explain;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Question} */
    this.question = { period: "", unit: "", indicator: "", rank: undefined, fund: null };
    /** The rank at present. @type {number | null} */
    this.present = null;
    /** @type {GoalAnswer | null} */
    this.answer = null;
    /** What every indicator alone would take, once asked for. @type {Sole[] | null} */
    this.all = null;
    /** Whether every indicator has its answer. */
    this.complete = false;
    /** What overtaking the next in each indicator gains, once asked for. @type {Raised[] | null} */
    this.raised = null;
    /** Why the ranks then have no likely range. @type {Problem | null} */
    this.unsure = null;
    this.digits = 1;
    this.turn = 0;
  }

  /** The rank that is looked for: what was asked for as a rank that there is, or one better than the present one. @param {number | undefined} asked */
  rankFor(asked) {
    const last = this.model?.description.units.length ?? 1;
    return asked && asked >= 1 ? Math.min(Math.round(asked), last) : Math.max(1, (this.present ?? 1) - 1);
  }

  /** What the calculator is asked. @param {string} indicator @param {any} fund */
  goalOf(indicator, fund) {
    const { period, unit, rank } = this.question;
    return { period, unit, indicator, rank: this.rankFor(rank), ...(fund ? { fund } : {}) };
  }

  get goal() {
    return this.goalOf(this.question.indicator, this.question.fund);
  }

  /**
   * Answers a question.
   * @param {Model} model @param {Question} question @param {boolean} sameGoal whether unit, rank and period are those of the question before
   */
  ask(model, question, sameGoal) {
    this.halt();
    this.model = model;
    this.question = question;
    const rows = model.rank(question.period);
    this.digits = scoreDigits(rows.map(({ score }) => score));
    this.present = rows.find(({ code }) => code === question.unit)?.rank ?? null;
    this.answer = goal(model, this.goal);
    if (!sameGoal || !this.complete) this.all = null;
    this.raised = null;
  }

  /** Ends the search over all indicators. */
  halt() {
    this.turn++;
  }

  /**
   * Asks the same of every indicator alone, a few at a time.
   * @param {ColumnInfo[]} columns @param {() => void} show called when there is something new, and before the page waits again
   */
  async everyIndicator(columns, show) {
    const turn = ++this.turn;
    const all = columns.map((column) => /** @type {Sole} */ ({ column, answer: null }));
    this.all = all;
    this.complete = false;
    show();
    for (let began = performance.now(), i = 0; i < all.length; i++) {
      if (performance.now() - began > SLICE) {
        await new Promise((next) => setTimeout(next));
        began = performance.now();
        if (turn !== this.turn) return;
        show();
      }
      try {
        all[i].answer = goal(/** @type {Model} */ (this.model), this.goalOf(all[i].column.id, null));
      } catch (error) {
        // Some of them alone would be no comparison.
        this.all = null;
        throw error;
      }
    }
    this.complete = true;
    show();
  }

  /** Overtakes the next above in every indicator. Without an uncertainty analysis, ranks have no range. */
  eachNext() {
    const { model, question } = this;
    if (!model) return;
    const { period, unit } = question;
    this.unsure = model.description.units.length > MANY ? tooManyUnits(MANY) : null;
    if (!this.unsure) {
      try {
        this.raised = leastData(model, { period, unit });
        return;
      } catch (error) {
        const problem = this.explain(error);
        if (!problem || problem.code === "broke_off") throw error;
        this.unsure = problem;
      }
    }
    this.raised = leastData(model, { period, unit, draws: 0 });
  }
}
