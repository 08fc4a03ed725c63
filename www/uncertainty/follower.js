/** Ties an element to the analysis of what it shows. */

import { explain, passing } from "../elements/index.js";
import { analysisOf } from "./analyses.js";

/** @typedef {import("./analysis.js").Analysis} Analysis */
/** @typedef {import("./notifier.js").Listener} Listener */
/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../elements/source.js").ModelSource} ModelSource */

/** The problem to be shown; null where an error only follows from another, which is dealt with already. @param {unknown} error */
export const problemOf = (error) => (passing(error) ? null : explain(error));

/** A Lit reactive controller: an element follows one analysis at a time, and none once it has left the page. */
export class Follower {
  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {Listener} listener
   * @param {boolean} [moves] whether the element moves weights
   */
  constructor(host, listener, moves = false) {
    this.listener = listener;
    this.moves = moves;
    /** @type {Analysis | null} */
    this.analysis = null;
    this.stop = () => {};
    host.addController(this);
  }

  hostDisconnected() {
    this.follow(null);
  }

  /**
   * Follows the analysis of a period.
   * @param {Model} model @param {ModelSource} source @param {string} period @param {import("../api/types.js").UncertaintySpec | string} [spec]
   * @returns {boolean} whether it is another one than before
   */
  show(model, source, period, spec) {
    return this.follow(analysisOf(model, source, period, spec, problemOf));
  }

  /** @param {Analysis | null} analysis none: follows nothing any more */
  follow(analysis) {
    if (analysis === this.analysis) return false;
    const { stop } = this;
    this.analysis = analysis;
    this.stop = analysis ? analysis.listen(this.listener, this.moves) : () => {};
    stop();
    return true;
  }
}
