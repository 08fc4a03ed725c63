/**
 * What stands beside the tree while it changes: ranking, weights that were found, audit. Changes that come while something is
 * calculated are gathered: the last one counts. The calculator is a worker, or the engine itself; no DOM.
 */

/** @typedef {import("./engine.js").Given} Given */
/** @typedef {import("./engine.js").Row} Row */
/** @typedef {import("./engine.js").Piece} Piece */
/** @typedef {import("../api/types.js").AuditFinding} AuditFinding */
/** @typedef {import("../api/types.js").Framework} Framework */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {{ call(method: import("./calculator.js").Method, ...args: any[]): Promise<any> }} Calculator */

/** How many pieces are remembered. */
const REMEMBERED = 200;

/** What a change did to the ranks. @typedef {{ units: number, most: number, unit: import("../api/types.js").Text | null }} Effect */

/** An error as a page shows it. @param {any} thrown @returns {Problem} */
const problemOf = ({ code = "unexpected", place = "", messages, message, hint }) => {
  const said = messages ?? (message?.zh ? message : { zh: String(message), en: String(message) });
  return { code, place, message: said, hint: hint ?? { zh: "", en: "" } };
};

export class Live {
  /** @param {Calculator} calculator @param {() => void} [notify] called whenever something new is there */
  constructor(calculator, notify = () => {}) {
    this.calculator = calculator;
    this.notify = notify;
    /** The framework that the figures are of. @type {Framework | null} */
    this.of = null;
    /** @type {Problem | null} */
    this.problem = null;
    this.period = "";
    /** @type {string[]} */
    this.periods = [];
    /** @type {import("../api/types.js").NodeInfo[]} */
    this.nodes = [];
    /** @type {Row[]} */
    this.rows = [];
    /** The rank of each unit before the last change. @type {Map<string, number | null>} */
    this.before = new Map();
    /** What the last change did to the ranks. @type {Effect | null} */
    this.effect = null;
    /** The weight of every node in the index, by id, and why the figures gave none. @type {Map<string, import("../api/types.js").NodeWeight>} */
    this.weights = new Map();
    /** @type {AuditFinding[]} */
    this.findings = [];
    /** Whether the audit is of the present figures. */
    this.audited = false;
    /** How long each piece took, where it was done. @type {Piece[]} */
    this.pieces = [];
    /** What is to be calculated next. @type {{ framework: Framework, period: string | undefined } | null} */
    this.wanted = null;
    /** @type {Promise<void> | null} */
    this.running = null;
  }

  /** What the core reads in data. @param {Given} given @param {Framework | string} framework by which they are read @returns {Promise<import("../api/types.js").Description>} */
  survey(given, framework) {
    return this.calculator.call("survey", given, framework);
  }

  /** Forgets everything: there is no index, or another one. */
  clear() {
    Object.assign(this, { of: null, problem: null, rows: [], findings: [], nodes: [], before: new Map(), effect: null, weights: new Map(), audited: false, wanted: null });
    this.notify();
  }

  /** @param {Framework} framework @param {string | undefined} period @returns {Promise<void>} resolves once the last one asked for is there */
  calculate(framework, period) {
    this.wanted = { framework, period };
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  async run() {
    while (this.wanted) {
      const { framework, period } = this.wanted;
      this.wanted = null;
      this.audited = false;
      try {
        this.take(framework, await this.calculator.call("calculate", framework, period));
        if (this.wanted) continue;
        const from = performance.now();
        const findings = await this.calculator.call("audit");
        this.pieces.push({ what: "audit", ms: performance.now() - from });
        if (this.wanted) continue;
        this.findings = findings;
        this.audited = true;
      } catch (thrown) {
        if (this.wanted) continue;
        Object.assign(this, { problem: problemOf(thrown), of: framework, findings: [] });
      }
      this.notify();
    }
  }

  /** What came of a framework. @param {Framework} framework @param {import("./engine.js").Calculated} calculated */
  take(framework, { period, periods, nodes, rows, weights, pieces }) {
    // Another period is no change of the index.
    const former = period === this.period && this.of !== framework ? new Map(this.rows.map(({ code, rank }) => [code, rank])) : new Map();
    Object.assign(this, { of: framework, problem: null, period, periods, nodes, rows, before: former, effect: effectOf(former, rows) });
    this.weights = new Map(weights.map((each) => [each.id, each]));
    this.pieces = [...this.pieces, ...pieces].slice(-REMEMBERED);
    this.notify();
  }

  /**
   * The found weights of the children of every group, by group, then by child: what "as they are now" writes down.
   * @returns {Record<string, Record<string, number>>}
   */
  found() {
    const { nodes } = this;
    /** @type {Record<string, Record<string, number>>} */
    const found = {};
    for (const { id, parent } of nodes) {
      if (parent === null) continue;
      const above = this.weights.get(nodes[parent].id)?.effective ?? 1;
      (found[nodes[parent].id] ??= {})[id] = above ? (this.weights.get(id)?.effective ?? 0) / above : 0;
    }
    return found;
  }

  /** Whether every figure of an indicator is above zero. @param {string} id @returns {Promise<boolean>} */
  isPositive(id) {
    return this.calculator.call("isPositive", id);
  }

  /** @param {"ahp" | "budgetWeights" | "presets"} word @param {any} [request] */
  ask(word, request) {
    return this.calculator.call("ask", word, request);
  }
}

/** How many units changed their rank, and the one that changed most. @param {Map<string, number | null>} former @param {Row[]} rows @returns {Effect | null} */
export function effectOf(former, rows) {
  if (!former.size || !rows.some(({ code }) => former.has(code))) return null;
  const moves = rows.filter(({ code, rank }) => former.has(code) && former.get(code) !== rank);
  const size = (/** @type {Row} */ { code, rank }) => (rank && former.get(code) ? Math.abs(rank - /** @type {number} */ (former.get(code))) : 0);
  const most = moves.reduce((/** @type {Row | null} */ best, row) => (best && size(best) >= size(row) ? best : row), null);
  return { units: moves.length, most: most ? size(most) : 0, unit: most?.unit ?? null };
}
