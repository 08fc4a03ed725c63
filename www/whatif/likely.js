/** Likely ranks under the scenario that is shown. No DOM. */

import { Robustness } from "../api/robustness.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {Map<string, RankInterval>} Likely by code */

/** The number of draws. */
const DRAWS = 1000;

/** How many milliseconds of a frame are for draws while a slider moves. */
const BUDGET = 5;

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
  }

  /** By as many draws as fit into a frame; null before `all` has made the first. @param {Scenario} scenario @returns {Likely | null} */
  within(scenario) {
    const { robustness } = this;
    if (!robustness) return null;
    this.halt();
    robustness.follow(scenario);
    robustness.within(BUDGET);
    return this.found(robustness);
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
      return signal.aborted || !this.robustness ? undefined : this.found(this.robustness);
    } catch (error) {
      const problem = signal.aborted ? null : this.explain(error);
      if (!problem) return undefined;
      this.problem = problem;
      return null;
    }
  }

  /** @param {Robustness} robustness @returns {Likely} */
  found(robustness) {
    return new Map(robustness.intervals({ tiers: false }).map((each) => [each.code, each]));
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
