/** The draws behind what is shown: one analysis of a model and period, shared by the elements that show it. */

import { explain, passing } from "../elements/index.js";
import { Robustness } from "../api/robustness.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../elements/source.js").ModelSource} ModelSource */
/** @typedef {Record<string, number>} Weights by the id of a node */
/** @typedef {{ version: number, all: Map<string, RankInterval> }} Known by code */
/** @typedef {(moved: boolean) => void} Listener told whether weights or draws are new because somebody moves a weight just now */

/** How many milliseconds of a frame are for the draws of a new weight. */
const BUDGET = 5;

/**
 * How often those are told who do not move weights themselves, and how long weights must be at rest before, in milliseconds; and at
 * most this share of the time goes into showing them: three thousand rows take longer than the draws between.
 */
const PACE = 120;
const SHOWING = 0.25;

/** The models with every method, by the model that the elements of a page share. @type {WeakMap<Model, Whole>} */
const wholes = new WeakMap();

/** The weights that a reader has set, for the model that takes the place of one that broke off. @type {WeakMap<ModelSource, Weights>} */
const kept = new WeakMap();

/** A model with every method, the analyses made of it, and the weights that all of them have. */
class Whole {
  /** @param {Model} model what the elements share @param {ModelSource} source */
  constructor(model, source) {
    /** @type {Map<string, Analysis>} */
    this.analyses = new Map();
    this.source = source;
    /** @type {Weights} */
    this.weights = (source.restored && kept.get(source)) || {};
    this.own = !("report" in /** @type {any} */ (model)._inner);
    /** @type {Promise<Model>} */
    this.model = this.own ? this.load(model, source) : Promise.resolve(model);
  }

  /** @param {Model} model @param {ModelSource} source @returns {Promise<Model>} */
  async load(model, source) {
    const { load } = /** @type {any} */ (model.constructor);
    return source.lend(await source.once(() => "whole", async () => load({ ...(await source.options()), methods: true })));
  }

  /** @param {string} key */
  drop(key) {
    this.analyses.delete(key);
    // An element that is only moved comes back at once, and a failed load has nothing to be freed.
    if (!this.own || this.analyses.size) return;
    const dispose = (/** @type {Model} */ model) => {
      this.source.others.delete(model);
      model.dispose();
    };
    this.model.then(dispose, () => {});
  }
}

/** The draws of one period, made in slices. What it has is asked for after it has told that there is something new. */
export class Analysis {
  /** @param {Whole} whole @param {string} key @param {string} period @param {UncertaintySpec | string | undefined} spec */
  constructor(whole, key, period, spec) {
    this.whole = whole;
    this.key = key;
    /** Null until the module with every method is there. @type {Robustness | null} */
    this.robustness = null;
    /** What varies, in the words of `Robustness.factors`. @type {string[]} */
    this.factors = [];
    /** By how much, once the draws are there. @type {UncertaintySpec} */
    this.spec = {};
    /** Why there will be none. @type {Problem | null} */
    this.problem = null;
    /** Counts what is new. */
    this.version = 0;
    /** Counts new weights. */
    this.turn = 0;
    /** @type {Map<Listener, boolean>} whether it is told at once */
    this.listeners = new Map();
    this.leaving = new AbortController();
    this.pace = 0;
    /** What showing took last, in milliseconds. */
    this.took = 0;
    /** The weights that the draws have. @type {Weights} */
    this.weights = {};
    /** @type {Known} with tiers, and without */
    this.known = { version: -1, all: new Map() };
    /** @type {Known} */
    this.quick = { version: -1, all: new Map() };
    this.begin(period, spec);
  }

  get gone() {
    return this.leaving.signal.aborted;
  }

  /** What is drawn, told from other draws of the same model. */
  get question() {
    return `draws ${this.key} ${JSON.stringify(this.whole.weights)}`;
  }

  /** Whether all draws are made. */
  get complete() {
    const { robustness } = this;
    return robustness !== null && robustness.done === robustness.draws;
  }

  /** Whether what draws has broken off. */
  get ended() {
    return this.robustness?.model.ended;
  }

  /** @param {string} period @param {UncertaintySpec | string | undefined} spec */
  async begin(period, spec) {
    const { source } = this.whole;
    const first = async () => {
      const model = await this.whole.model;
      if (this.gone) return;
      this.robustness = new Robustness(model, { period, spec });
      this.factors = this.robustness.factors;
      this.spec = this.robustness.spec;
      this.apply();
      this.robustness.within(BUDGET);
      this.refine();
    };
    try {
      await source.once(() => this.question, first);
    } catch (error) {
      this.fail(error);
    }
    if (!this.gone) this.tell();
  }

  /** Says why there are no draws. @param {unknown} error */
  fail(error) {
    if (passing(error)) return;
    this.problem = explain(error);
    // Weights with which it broke off are not tried again.
    kept.delete(this.whole.source);
    this.whole.weights = {};
  }

  /** Takes the weights of all, and makes the first draws with them. */
  apply() {
    const { robustness, whole } = this;
    if (!robustness || this.weights === whole.weights) return;
    robustness.setWeights(whole.weights);
    this.weights = whole.weights;
    this.turn++;
  }

  /**
   * Other weights, for every analysis of the model: here within this frame, elsewhere soon.
   * @param {Weights} weights
   */
  move(weights) {
    const { whole, robustness } = this;
    const former = whole.weights;
    whole.weights = weights;
    try {
      this.apply();
      robustness?.within(BUDGET);
    } catch (error) {
      whole.weights = former;
      throw error;
    }
    kept.set(whole.source, weights);
    if (!robustness) return;
    this.tell(true);
    // This one too: until the weight rests, nobody else is told, not even of further draws.
    for (const each of whole.analyses.values()) each.later();
    this.refine();
  }

  /** Makes the draws that are still to be made, between frames. */
  async refine() {
    const { robustness, leaving } = this;
    if (!robustness || this.refining) return;
    this.refining = true;
    const further = () => robustness.refine({ slice: 6, signal: leaving.signal, each: () => this.soon() });
    try {
      await this.whole.source.once(() => this.question, further);
    } catch (error) {
      this.fail(error);
      this.tell();
    }
    this.refining = false;
  }

  /** Tells everybody, but not too often. */
  soon() {
    if (!this.pace) this.pace = setTimeout(() => this.tell(), Math.max(PACE, this.took / SHOWING));
  }

  /** Tells everybody once nobody has moved a weight for a while: a frame is for the slider. */
  later() {
    clearTimeout(this.pace);
    this.pace = setTimeout(() => this.tell(), PACE);
  }

  /** @param {boolean} [moved] only those are told that are told at once; the others soon */
  tell(moved = false) {
    if (this.gone || this.ended) return;
    this.version++;
    if (!moved) {
      clearTimeout(this.pace);
      this.pace = 0;
      if (this.weights !== this.whole.weights) {
        this.apply();
        this.refine();
      }
    }
    const began = performance.now();
    for (const [listener, eager] of [...this.listeners]) if (eager || !moved) listener(moved);
    // The elements render before the next task, and are painted before the one after the frame.
    if (!moved) requestAnimationFrame(() => setTimeout(() => (this.took = performance.now() - began)));
  }

  /** Ranks over the draws so far, by code; empty before the first draw. @returns {Map<string, RankInterval>} */
  get intervals() {
    return (this.known = this.renewed(this.known, true)).all;
  }

  /** The same without tiers: what a slider asks for in every frame. */
  get ranges() {
    return (this.quick = this.renewed(this.quick, false)).all;
  }

  /** @param {Known} known @param {boolean} tiers @returns {Known} */
  renewed(known, tiers) {
    const { robustness, version } = this;
    if (!robustness?.done || known.version === version) return known;
    return { version, all: new Map(robustness.intervals({ tiers }).map((interval) => [interval.code, interval])) };
  }

  /** Whether weights are other than the framework's. */
  get moved() {
    return Object.keys(this.weights).length > 0;
  }

  /**
   * @param {Listener} listener
   * @param {boolean} eager whether it is told within the frame in which a weight is moved
   * @returns {() => void} stops listening
   */
  listen(listener, eager) {
    this.listeners.set(listener, eager);
    return () => {
      this.listeners.delete(listener);
      setTimeout(() => this.listeners.size || this.gone || this.end());
    };
  }

  end() {
    this.leaving.abort();
    clearTimeout(this.pace);
    this.robustness?.dispose();
    this.whole.drop(this.key);
  }
}

/**
 * The analysis of a period, made where there is none yet.
 * @param {Model} model what the elements share
 * @param {ModelSource} source
 * @param {string} period
 * @param {UncertaintySpec | string} [spec] what varies; what the framework says where left out
 * @returns {Analysis}
 */
export function analysisOf(model, source, period, spec) {
  let whole = wholes.get(model);
  // One without analyses has let its model go.
  if (!whole?.analyses.size) wholes.set(model, (whole = new Whole(model, source)));
  const key = JSON.stringify([period, spec]);
  let analysis = whole.analyses.get(key);
  if (!analysis) whole.analyses.set(key, (analysis = new Analysis(whole, key, period, spec)));
  return analysis;
}

/** What an element follows: one analysis at a time, and none once it has left the page. */
export class Follower {
  /** @param {Listener} told @param {boolean} [eager] */
  constructor(told, eager = false) {
    this.told = told;
    this.eager = eager;
    /** @type {Analysis | null} */
    this.analysis = null;
    this.stop = () => {};
  }

  /**
   * @param {Analysis | null} analysis none: follows nothing any more
   * @returns {boolean} whether it is another one than before
   */
  follow(analysis) {
    if (analysis === this.analysis) return false;
    this.stop();
    this.analysis = analysis;
    this.stop = analysis ? analysis.listen(this.told, this.eager) : () => {};
    return true;
  }
}
