/** The search for what makes ranks shift: it begins when the draws rest, and ends when there are others. No DOM. */

/** @typedef {import("../api/types.js").RankSensitivity} RankSensitivity */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {import("./analysis.js").Analysis} Analysis */
/**
 * Who shows it.
 * @typedef {object} View
 * @property {() => void} requestUpdate something else is to be shown
 * @property {(error: unknown) => Problem | null} explain null where an error only follows from another
 * @property {(problem: Problem) => void} complain the search failed
 */

/** How long the draws must have been complete before the search begins, in milliseconds. */
const REST = 300;

/** Base points of the search: its cost is in proportion. */
const BASE_POINTS = 4096;

export class CauseSearch {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    /** @type {RankSensitivity | null} */
    this.causes = null;
    /** @type {Problem | null} */
    this.problem = null;
    /** What the causes are looked for of. @type {{ analysis: Analysis, generation: number, unit: string | undefined } | null} */
    this.sought = null;
    this.work = new AbortController();
    /** @type {any} */
    this.timer = 0;
  }

  /**
   * Looks for the causes, once for the weights of an analysis.
   * @param {Analysis} analysis whose draws are complete @param {string | undefined} unit code; all units where left out
   */
  seek(analysis, unit) {
    const { sought } = this;
    const { generation } = analysis;
    if (sought?.analysis === analysis && sought.generation === generation && sought.unit === unit) return;
    this.forget();
    this.sought = { analysis, generation, unit };
    const { signal } = (this.work = new AbortController());
    this.timer = setTimeout(() => this.search(analysis, unit, signal), REST);
  }

  /** @param {Analysis} analysis @param {string | undefined} unit @param {AbortSignal} signal */
  async search({ analyses, robustness, question }, unit, signal) {
    try {
      const found = await analyses.source.once(() => `causes ${question} ${unit}`, async () => robustness?.sensitivity({ basePoints: BASE_POINTS, unit, signal }));
      if (found && !signal.aborted) this.causes = found;
    } catch (error) {
      const problem = signal.aborted ? null : this.view.explain(error);
      if (problem) {
        this.problem = problem;
        this.view.complain(problem);
      }
    }
    this.view.requestUpdate();
  }

  /** Ends the search, and drops what it found. */
  forget() {
    this.work.abort();
    clearTimeout(this.timer);
    this.sought = null;
    this.causes = null;
    this.problem = null;
  }
}
