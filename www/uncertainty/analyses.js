/** The analyses of a model: one for each period and specification, shared by the elements that show it. No DOM. */

import { Analysis } from "./analysis.js";
import { Weighting } from "./weighting.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("../elements/source.js").ModelSource} ModelSource */
/** @typedef {Pick<ModelSource, "once" | "full" | "restored">} Source what analyses need of it */
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
  /** @param {Source} source @param {Explain} explain */
  constructor(source, explain) {
    this.source = source;
    this.explain = explain;
    this.weighting = weightingOf(source);
    // Other data have the framework's weights; a model that takes the place of one that broke off keeps those that were set.
    if (!source.restored) this.weighting.drop();
    /** @type {Map<string, Analysis>} */
    this.all = new Map();
    this.lease = source.full();
  }

  /** With every method. @returns {Promise<Model>} */
  get model() {
    return this.lease.model;
  }

  /** @param {string} key */
  remove(key) {
    this.all.delete(key);
    if (!this.all.size) this.lease.release();
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
  // One whose analyses have all ended has released its model.
  if (!analyses?.all.size) known.set(model, (analyses = new Analyses(source, explain)));
  const key = JSON.stringify([period, spec]);
  let analysis = analyses.all.get(key);
  if (!analysis) analyses.all.set(key, (analysis = new Analysis(analyses, key, period, spec)));
  return analysis;
}
