/** What `<innodex-weights>` does: moves weights, ranks everyone again, finds where ranks cross. No DOM. */

import { Crossings } from "./crossings.js";
import { rangeOf } from "./likely-range.js";
import { WeightTree } from "./weight-tree.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./analysis.js").Analysis} Analysis */
/** @typedef {import("./weighting.js").Weights} Weights */

/**
 * Who shows it.
 * @typedef {object} View
 * @property {() => void} requestUpdate something else is to be shown
 * @property {(resting: boolean) => void} willMove a weight is about to be moved; whether all rested before
 * @property {(weights: Weights) => void} moved a weight was moved
 * @property {() => void} settled no weight was moved for a while
 * @property {(error: unknown) => Problem | null} explain null where an error only follows from another
 * @property {(problem: Problem) => void} complain the last weights were refused
 */

/** How long after the last move the weights are settled, in milliseconds: the result is then spoken, and what rests is shown again. */
const SETTLED = 400;

export class WeightsController {
  /** @param {View} view @param {{ frame?: (work: () => void) => any, cancel?: (frame: any) => void }} [clock] */
  constructor(view, { frame = (work) => requestAnimationFrame(work), cancel = (id) => cancelAnimationFrame(id) } = {}) {
    this.view = view;
    this.nextFrame = frame;
    this.cancelFrame = cancel;
    /** @type {Analysis | null} */
    this.analysis = null;
    /** Weights that a page asks for; undefined once they are set, or where it asks for none. @type {Weights | undefined} */
    this.requested = undefined;
    this.tree = new WeightTree([], {});
    /** By rank, each with what it was with the framework's own weights. @type {RankRow[]} */
    this.rows = [];
    this.digits = 1;
    /** @type {Crossings | null} */
    this.crossings = null;
    /** The next move of a slider. @type {{ node: number, percent: number } | null} */
    this.next = null;
    /** @type {any} */
    this.frame = 0;
    /** @type {any} */
    this.rest = 0;
    /** Why the last weights were refused. @type {Problem | null} */
    this.problem = null;
  }

  /** The weights that are asked for, or else those of the draws. */
  get weights() {
    return this.requested ?? this.analysis?.weights;
  }

  /** Whether a weight of this element was just moved. What does not move with it is shown again when the weights are settled. */
  get moving() {
    return Boolean(this.rest);
  }

  /** Weights that a page asks for; they are set with the next update. @param {Weights | undefined} weights */
  request(weights) {
    this.requested = weights ?? {};
  }

  /** Weights of a page or a link that cannot be used: those set stay. @param {Problem} problem */
  refuse(problem) {
    const { code, place } = this.problem ?? {};
    if (problem.code !== code || problem.place !== place) this.view.complain(problem);
    this.problem = problem;
  }

  /** Called when another analysis is shown. @param {Analysis} analysis */
  show(analysis) {
    this.analysis = analysis;
    this.crossings = null;
  }

  /** Called when there are new draws. @param {boolean} moving within the frame in which a weight is moved */
  notified(moving) {
    const { analysis, crossings } = this;
    // While a slider moves, the others of its group keep their proportions: its own marks stay, and those of others can wait.
    if (!moving && analysis && crossings && crossings.generation !== analysis.generation) this.crossings = new Crossings(crossings.unit, analysis.generation);
    this.view.requestUpdate();
  }

  /**
   * Computes what is shown.
   * @param {Model} model @param {string} period @param {string} unit code
   */
  update(model, period, unit) {
    const { analysis } = this;
    if (!analysis?.robustness) return;
    const { nodes } = model.description;
    if (this.requested) analysis.setWeights(new WeightTree(nodes, this.requested).complete);
    this.requested = undefined;
    this.tree = new WeightTree(nodes, analysis.weights);
    if (this.crossings?.unit !== unit) this.crossings = new Crossings(unit, analysis.generation);
    // Before: with the framework's own weights.
    this.rows = analysis.robustness.rank({ compare: period });
    this.digits = Math.max(...this.rows.map(({ score }) => score ?? 0)) > 10 ? 1 : 3;
  }

  /** Where the unit passes others along the share of a node. @param {number} node */
  crossingsOf(node) {
    const { analysis, crossings } = this;
    return analysis?.robustness && crossings ? crossings.of(analysis.robustness, this.tree.nodes[node].id) : null;
  }

  /** The result for a unit: its rank, the one before, and its likely ranks. @param {string} code */
  outcome(code) {
    const { rank = null, rank_before: before = null } = this.rows.find((row) => row.code === code) ?? {};
    return { rank, before, range: rank === null ? null : rangeOf(this.analysis?.ranges.get(code)) };
  }

  /** How many other units change rank. @param {string} code */
  othersMoved(code) {
    return this.rows.filter((row) => row.code !== code && row.rank !== row.rank_before).length;
  }

  /** Gives a node another share of its group; several within a frame are computed once. @param {number} node @param {number} percent */
  setShare(node, percent) {
    if (Number.isNaN(percent)) return;
    this.next = { node, percent: Math.min(100, Math.max(0, percent)) };
    if (!this.frame) this.frame = this.nextFrame(() => this.step());
  }

  /** The hot path: one weight moved, all units ranked again, the first draws made. */
  step() {
    this.frame = 0;
    const { next, analysis } = this;
    if (!next || !analysis) return;
    this.view.willMove(!this.moving);
    this.setWeights(this.tree.withShare(next.node, next.percent / 100));
  }

  /** Sets the weights. @param {Weights} weights */
  setWeights(weights) {
    try {
      this.analysis?.setWeights(weights);
      this.problem = null;
    } catch (error) {
      const problem = this.view.explain(error);
      if (!problem) return;
      this.problem = problem;
      this.view.complain(problem);
    }
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), SETTLED);
    this.view.moved(weights);
  }

  /** Goes back to the framework's own weights. */
  reset() {
    this.setWeights({});
  }

  settle() {
    this.rest = 0;
    this.view.settled();
  }

  /** Called when the element has left the page. */
  stop() {
    this.cancelFrame(this.frame);
    clearTimeout(this.rest);
    this.frame = this.rest = 0;
  }
}
