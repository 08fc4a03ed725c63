/**
 * What stands beside the tree while it changes: ranking, weights that were found, audit. A model comes, the figures follow in
 * pieces, so that no piece holds up the page. Works wherever there is a model; no DOM.
 */

import { audit, report, steps } from "../api/analysis.js";

/** @typedef {import("../api/model.js").Model} Model */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").AuditFinding} AuditFinding */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {{ what: string, ms: number }} Piece a piece of work on the main thread, and how long it took */

/** How many pieces are remembered. */
const REMEMBERED = 200;

/** What a change did to the ranks. @typedef {{ units: number, most: number, unit: import("../api/types.js").Text | null }} Effect */

export class Live {
  /** @param {() => void} [notify] called whenever something new is there @param {() => Promise<unknown>} [pause] between two pieces */
  constructor(notify = () => {}, pause = () => new Promise((resolve) => setTimeout(resolve))) {
    this.notify = notify;
    this.pause = pause;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Problem | null} */
    this.problem = null;
    this.period = "";
    /** @type {RankRow[]} */
    this.rows = [];
    /** The rank of each unit before the last change. @type {Map<string, number | null>} */
    this.before = new Map();
    /** What the last change did to the ranks. @type {Effect | null} */
    this.effect = null;
    /** The weight of every node in the index, by id, and why the figures gave none. @type {Map<string, import("../api/types.js").NodeWeight>} */
    this.weights = new Map();
    /** @type {AuditFinding[]} */
    this.findings = [];
    /** Whether the audit is of the present model. */
    this.audited = false;
    /** @type {Piece[]} */
    this.pieces = [];
    this.turn = 0;
  }

  /**
   * Takes a model, or the problem in the place of one. What is shown of the former stays until the new figures are there.
   * @param {Model | null} model @param {Problem | null} problem @param {string | undefined} period that is wanted; the newest complete one where the data have no such
   */
  async receive(model, problem, period) {
    const turn = ++this.turn;
    this.model = model;
    this.problem = problem;
    this.audited = false;
    if (!model) {
      if (problem) this.findings = [];
      return this.notify();
    }
    const { periods, newest_complete: newest } = model.description;
    this.period = period && periods.includes(period) ? period : newest || periods[periods.length - 1];
    const work = [() => this.rank(model), () => this.weigh(model), () => this.audit(model)];
    for (const [i, each] of work.entries()) {
      if (i) await this.pause();
      if (turn !== this.turn || model.ended) return;
      this.timed(["rank", "weights", "audit"][i], each);
      this.notify();
    }
  }

  /** Does a piece of work, and remembers how long it took. @param {string} what @param {() => void} work */
  timed(what, work) {
    const from = performance.now();
    try {
      work();
    } catch (error) {
      const { code, place = "", messages, hint } = /** @type {any} */ (error);
      if (!messages) throw error;
      this.problem = { code, place, message: messages, hint: hint ?? { zh: "", en: "" } };
    }
    this.pieces = [...this.pieces, { what, ms: performance.now() - from }].slice(-REMEMBERED);
  }

  /** @param {Model} model */
  rank(model) {
    const former = new Map(this.rows.map(({ code, rank }) => [code, rank]));
    this.rows = model.rank(this.period);
    this.before = former;
    this.effect = effectOf(former, this.rows);
  }

  /** @param {Model} model */
  weigh(model) {
    this.weights = new Map(report(model, this.period).weights.map((each) => [each.id, each]));
  }

  /** @param {Model} model */
  audit(model) {
    this.findings = audit(model, this.period).remarks;
    this.audited = true;
  }

  /**
   * The found weights of the children of every group, by group, then by child: what "as they are now" writes down.
   * @returns {Record<string, Record<string, number>>}
   */
  found() {
    const { nodes = [] } = this.model?.description ?? {};
    /** @type {Record<string, Record<string, number>>} */
    const found = {};
    for (const { id, parent } of nodes) {
      if (parent === null) continue;
      const above = this.weights.get(nodes[parent].id)?.effective ?? 1;
      (found[nodes[parent].id] ??= {})[id] = above ? (this.weights.get(id)?.effective ?? 0) / above : 0;
    }
    return found;
  }

  /** Whether every figure of an indicator is above zero, in the period shown: then it has a logarithm. @param {string} id */
  isPositive(id) {
    if (!this.model) return false;
    const before = steps(this.model, this.period).filter(({ step }) => step === "raw" || step === "denominate" || step === "impute");
    const values = before[before.length - 1]?.values[id] ?? [];
    return values.every((value) => value === null || value > 0);
  }
}

/** How many units changed their rank, and the one that changed most. @param {Map<string, number | null>} former @param {RankRow[]} rows @returns {Effect | null} */
export function effectOf(former, rows) {
  if (!former.size || !rows.some(({ code }) => former.has(code))) return null;
  const moves = rows.filter(({ code, rank }) => former.has(code) && former.get(code) !== rank);
  const size = (/** @type {RankRow} */ { code, rank }) => (rank && former.get(code) ? Math.abs(rank - /** @type {number} */ (former.get(code))) : 0);
  const most = moves.reduce((/** @type {RankRow | null} */ best, row) => (best && size(best) >= size(row) ? best : row), null);
  return { units: moves.length, most: most ? size(most) : 0, unit: most?.unit ?? null };
}
