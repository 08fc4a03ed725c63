/** The draws of one period, made in slices between frames. No DOM. */

import { Robustness } from "../api/robustness.js";
import { Notifier } from "./notifier.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./analyses.js").Analyses} Analyses */
/** @typedef {import("./notifier.js").Listener} Listener */
/** @typedef {import("./weighting.js").Weights} Weights */
/** @typedef {{ version: number, all: Map<string, RankInterval> }} Intervals by code */

/** How many milliseconds of a frame are for the draws of a new weight. */
const BUDGET = 5;

/** How long draws are made between two frames, in milliseconds. */
const SLICE = 6;

/** Listeners are notified that there is something new; they then read `intervals`, `ranges` or `robustness`. */
export class Analysis {
  /** @param {Analyses} analyses those of the same model @param {string} key @param {string} period @param {UncertaintySpec | string | undefined} spec */
  constructor(analyses, key, period, spec) {
    this.analyses = analyses;
    this.key = key;
    /** Null until the module with every method is there. @type {Robustness | null} */
    this.robustness = null;
    /** What varies, in the words of `Robustness.factors`. @type {string[]} */
    this.factors = [];
    /** Warnings to be read before the draws are quoted. @type {import("../api/types.js").Text[]} */
    this.warnings = [];
    /** By how much it varies, once the draws are there. @type {UncertaintySpec} */
    this.spec = {};
    /** Why there will be no draws. @type {Problem | null} */
    this.problem = null;
    /** The weights that these draws are made with: a result, like the draws. They are set in `analyses.weighting`. @type {Weights} */
    this.weights = {};
    /** How often the draws were begun anew with other weights. */
    this.generation = 0;
    /** Whether the source has other weights than these draws. */
    this.outdated = Object.keys(analyses.weighting.weights).length > 0;
    this.refining = false;
    this.notifier = new Notifier();
    this.ending = new AbortController();
    /** Counts notifications: what was read before one is not read again. */
    this.version = 0;
    /** With tiers. @type {Intervals} */
    this.tiered = { version: -1, all: new Map() };
    /** Without. @type {Intervals} */
    this.plain = { version: -1, all: new Map() };
    this.analyses.weighting.drawers.add(this);
    this.begin(period, spec);
  }

  get gone() {
    return this.ending.signal.aborted;
  }

  /** Whether weights are other than the framework's. */
  get reweighed() {
    return Object.keys(this.weights).length > 0;
  }

  /** A key for what is drawn. Draws that broke off are not made again by themselves. */
  get question() {
    return `draws ${this.key} ${JSON.stringify(this.analyses.weighting.weights)}`;
  }

  /** Whether all draws are made. */
  get complete() {
    const { robustness } = this;
    return robustness !== null && robustness.done === robustness.draws;
  }

  /** Whether the instance that draws has broken off. */
  get ended() {
    return this.robustness?.model.ended;
  }

  /** Prepares the analysis and makes the first draws. @param {string} period @param {UncertaintySpec | string | undefined} spec */
  async begin(period, spec) {
    const { analyses } = this;
    const first = async () => {
      const model = await analyses.model;
      if (this.gone) return;
      const robustness = (this.robustness = new Robustness(model, { period, spec }));
      ({ factors: this.factors, spec: this.spec, warnings: this.warnings } = robustness);
      this.update();
      robustness.within(BUDGET);
      this.refine();
    };
    try {
      await analyses.source.once(() => this.question, first);
    } catch (error) {
      this.fail(error);
    }
    this.notify();
  }

  /** Keeps the reason why there are no draws. @param {unknown} error */
  fail(error) {
    const problem = this.analyses.explain(error);
    if (!problem) return;
    this.problem = problem;
    // Weights with which it broke off are not tried again.
    if (problem.code === "broke_off") this.analyses.weighting.drop();
  }

  /** Begins the draws anew with these weights. @param {Weights} weights */
  draw(weights) {
    this.robustness?.setWeights(weights);
    this.weights = weights;
    this.outdated = false;
    this.generation++;
  }

  /** Begins the draws anew where the source has other weights. */
  update() {
    if (this.outdated) this.draw(this.analyses.weighting.weights);
  }

  /**
   * Sets other weights, for every analysis of the source: this one draws with them within the frame, the others once they rest.
   * Where they are refused, nothing changes.
   * @param {Weights} weights
   */
  setWeights(weights) {
    const { robustness, analyses } = this;
    if (robustness) {
      this.draw(weights);
      robustness.within(BUDGET);
    }
    analyses.weighting.set(weights, robustness ? this : undefined);
    if (!robustness) return;
    this.notifier.cancel();
    this.version++;
    this.notifier.notifyMovers();
    this.refine();
  }

  /** Called when the source has other weights: the draws begin anew when these rest. */
  reweigh() {
    this.outdated = true;
    this.notifier.cancel();
  }

  /** Makes the draws that are still to be made, between frames. */
  async refine() {
    const { robustness, ending } = this;
    if (!robustness || this.refining) return;
    this.refining = true;
    const further = () => robustness.refine({ slice: SLICE, signal: ending.signal, each: () => this.notifySoon() });
    try {
      await this.analyses.source.once(() => this.question, further);
    } catch (error) {
      this.fail(error);
      this.notify();
    }
    this.refining = false;
  }

  /** Notifies all listeners of further draws, but not too often, and not while a weight moves: then it is done when that rests. */
  notifySoon() {
    if (!this.analyses.weighting.moving) this.notifier.soon(() => this.notify());
  }

  /** Notifies all listeners. */
  notify() {
    if (this.gone || this.ended) return;
    this.version++;
    if (this.robustness && this.outdated) {
      try {
        this.update();
      } catch (error) {
        this.fail(error);
      }
      this.refine();
    }
    this.notifier.notify();
  }

  /** Ranks over the draws so far, by code; empty before the first draw. @returns {Map<string, RankInterval>} */
  get intervals() {
    return (this.tiered = this.read(this.tiered, true)).all;
  }

  /** The same without tiers: what a slider asks for in every frame. */
  get ranges() {
    return (this.plain = this.read(this.plain, false)).all;
  }

  /** @param {Intervals} known @param {boolean} tiers @returns {Intervals} */
  read(known, tiers) {
    const { robustness, version } = this;
    if (!robustness?.done || known.version === version) return known;
    return { version, all: new Map(robustness.intervals({ tiers }).map((interval) => [interval.code, interval])) };
  }

  /**
   * @param {Listener} listener
   * @param {boolean} moves whether it moves weights itself: then it is called within the frame
   * @returns {() => void} stops listening; the analysis ends with the last listener
   */
  listen(listener, moves) {
    const { listeners } = this.notifier;
    listeners.set(listener, moves);
    const leave = moves ? this.analyses.weighting.edit() : () => {};
    return () => {
      listeners.delete(listener);
      leave();
      setTimeout(() => listeners.size || this.gone || this.end());
    };
  }

  end() {
    this.ending.abort();
    this.notifier.cancel();
    this.analyses.weighting.drawers.delete(this);
    this.robustness?.dispose();
    this.analyses.remove(this.key);
  }
}
