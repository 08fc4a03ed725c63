/** The analyses of a model: one for each period and specification, shared by the elements that show it. No DOM. */

import { Analysis } from "./analysis.js";
import { Weighting } from "./weighting.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../elements/source.js").ModelSource} ModelSource */
/** @typedef {Pick<ModelSource, "once" | "options" | "lend" | "others" | "restored">} Source what analyses need of it */
/** @typedef {(error: unknown) => Problem | null} Explain null where an error only follows from another */

/** By the model that elements share. @type {WeakMap<Model, Analyses>} */
const known = new WeakMap();

/** @type {WeakMap<Source, Weighting>} */
const weightings = new WeakMap();

/**
 * The weights of a source.
 * @param {Source} source
 */
function weightingOf(source) {
  let weighting = weightings.get(source);
  if (!weighting) weightings.set(source, (weighting = new Weighting()));
  return weighting;
}

export class Analyses {
  /** @param {Model} shared the model that elements share @param {Source} source @param {Explain} explain */
  constructor(shared, source, explain) {
    this.source = source;
    this.explain = explain;
    this.weighting = weightingOf(source);
    // Other data have the framework's weights; a model that takes the place of one that broke off keeps those that were set.
    if (!source.restored) this.weighting.drop();
    /** @type {Map<string, Analysis>} */
    this.all = new Map();
    this.own = !("report" in /** @type {any} */ (shared)._inner);
    /** With every method. @type {Promise<Model>} */
    this.model = this.own ? this.load(shared) : Promise.resolve(shared);
  }

  /** @param {Model} shared @returns {Promise<Model>} */
  async load({ constructor }) {
    const { source } = this;
    const { load } = /** @type {any} */ (constructor);
    return source.lend(await source.once(() => "whole", async () => load({ ...(await source.options()), methods: true })));
  }

  /** @param {string} key */
  remove(key) {
    this.all.delete(key);
    if (!this.own || this.all.size) return;
    const dispose = (/** @type {Model} */ model) => {
      this.source.others.delete(model);
      model.dispose();
    };
    // A failed load has nothing to be freed.
    this.model.then(dispose, () => {});
  }
}

/**
 * The analysis of a period, made where there is none yet.
 * @param {Model} model what the elements share
 * @param {Source} source
 * @param {string} period
 * @param {UncertaintySpec | string | undefined} spec what varies; what the framework says where left out
 * @param {Explain} explain
 * @returns {Analysis}
 */
export function analysisOf(model, source, period, spec, explain) {
  let analyses = known.get(model);
  // One whose analyses have all ended has let its model go.
  if (!analyses?.all.size) known.set(model, (analyses = new Analyses(model, source, explain)));
  const key = JSON.stringify([period, spec]);
  let analysis = analyses.all.get(key);
  if (!analysis) analyses.all.set(key, (analysis = new Analysis(analyses, key, period, spec)));
  return analysis;
}
