/** Likely ranks under the scenario that is shown. No DOM. */

import { Robustness } from "../api/robustness.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {Map<string, RankInterval>} Likely by code */

/** The number of draws. */
const DRAWS = 1000;

/** How many milliseconds of a frame are for draws while a slider moves. */
const BUDGET = 5;

/** The fewest draws of a frame. */
const FEWEST = 16;

/** @param {RankInterval[]} intervals @returns {Likely} */
const byCode = (intervals) => new Map(intervals.map((each) => [each.code, each]));

/** The draws of one period. They are made when they are first asked for; every scenario has the same random numbers. */
export class Draws {
  /** @param {(error: unknown) => Problem | null} explain null where the error only follows from another one */
  constructor(explain) {
    this.explain = explain;
    /** @type {Robustness | null} */
    this.robustness = null;
    /** @type {AbortController | null} */
    this.work = null;
    /** Why there are none. @type {Problem | null} */
    this.problem = null;
    /** How many draws fit into a frame. */
    this.some = FEWEST;
  }

  /**
   * A frame of a slider, one call of the core: values of a scenario are set, all units ranked again, and as many draws made as fit
   * into a frame. Null before `all` has made the first draws of the period.
   * @param {Scenario} scenario @param {[change: number, value: number][]} values @param {string} period
   * @returns {{ rows: RankRow[], likely: Likely } | null}
   */
  frame(scenario, values, period) {
    const { robustness } = this;
    if (robustness?.period !== period) return null;
    this.halt();
    const began = performance.now();
    const { rows, intervals } = robustness.frame(scenario, values, this.some);
    const fit = (this.some * BUDGET) / Math.max(performance.now() - began, 0.05);
    // At most twice as many the next time: one fast frame does not make the next one slow.
    this.some = Math.round(Math.max(FEWEST, Math.min(fit, 2 * this.some, DRAWS)));
    return { rows, likely: byCode(intervals) };
  }

  /**
   * By all draws, between frames.
   * @param {Model} model with every method @param {Scenario} scenario @param {string} period @param {number} seed
   * @param {(work: () => Promise<unknown>) => Promise<unknown>} once does what may break off
   * @returns {Promise<Likely | null | undefined>} null where there can be none, undefined where something came between
   */
  async all(model, scenario, period, seed, once) {
    this.halt();
    const { signal } = (this.work = new AbortController());
    try {
      await once(async () => {
        const robustness = (this.robustness ??= new Robustness(model, { period, draws: DRAWS, seed }));
        robustness.follow(scenario);
        await robustness.refine({ signal });
      });
      this.problem = null;
      return signal.aborted || !this.robustness ? undefined : byCode(this.robustness.intervals({ tiers: false }));
    } catch (error) {
      const problem = signal.aborted ? null : this.explain(error);
      if (!problem) return undefined;
      this.problem = problem;
      return null;
    }
  }

  /** Stops the draws under way. */
  halt() {
    this.work?.abort();
  }

  /** Drops all draws: they are of another period, model or seed. */
  forget() {
    this.halt();
    this.robustness?.dispose();
    this.robustness = null;
  }
}
