/** Likely ranks under the scenario that is shown. */

import { explain, passing } from "../elements/index.js";
import { Robustness } from "../api/robustness.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/browser.js").Scenario} Scenario */
/** @typedef {Map<string, RankInterval>} Likely by code */

/** How many draws they are made of. */
const DRAWS = 1000;

/** How many milliseconds of a frame are for draws while a slider moves. */
const BUDGET = 5;

/** The draws of one period, made when they are asked for first; every scenario has the same random numbers. */
export class Draws {
  constructor() {
    /** @type {Robustness | null} */
    this.sure = null;
    /** @type {AbortController | null} */
    this.work = null;
    /** Why there are none. @type {import("../elements/problem.js").Problem | null} */
    this.problem = null;
  }

  /** By as many draws as fit into a frame; null as long as there have been none. @param {Scenario} scenario @returns {Likely | null} */
  within(scenario) {
    const { sure } = this;
    if (!sure) return null;
    this.halt();
    sure.follow(scenario);
    sure.within(BUDGET);
    return this.found(sure);
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
        const sure = (this.sure ??= new Robustness(model, { period, draws: DRAWS, seed }));
        sure.follow(scenario);
        await sure.refine({ signal });
      });
      this.problem = null;
      return signal.aborted || !this.sure ? undefined : this.found(this.sure);
    } catch (error) {
      if (signal.aborted || passing(error)) return undefined;
      this.problem = explain(error);
      return null;
    }
  }

  /** @param {Robustness} sure @returns {Likely} */
  found(sure) {
    return new Map(sure.intervals({ tiers: false }).map((each) => [each.code, each]));
  }

  /** Ends what is under way. */
  halt() {
    this.work?.abort();
  }

  /** Another period, model or seed: nothing drawn holds any longer. */
  forget() {
    this.halt();
    this.sure?.dispose();
    this.sure = null;
  }
}
