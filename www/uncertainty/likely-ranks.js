/** Likely ranks in `<innodex-ranking intervals>`: what this script adds to the element. */

import { addressOf } from "../api/compile.js";
import { html, local, nothing, problemView } from "../elements/index.js";
import { Follower } from "./follower.js";
import { firstOfTiers, intervalCell, rangeNote, sentence } from "./interval.js";
import { drawn, rangeOf } from "./range.js";
import { intervals as cells, ranking as own } from "./intervals.style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../elements/ranking.js").InnodexRanking} Ranking */
/** @typedef {import("../elements/ranking.js").RankingView} RankingView */
/** @typedef {import("../api/types.js").RankRow} RankRow */

/** @implements {RankingView} */
export class LikelyRanks {
  /** @param {Ranking} ranking */
  constructor(ranking) {
    this.ranking = ranking;
    this.follower = new Follower(ranking, () => ranking.requestUpdate());
    /** The generation of the weights that the rows are computed with; 0 for the framework's. */
    this.generation = 0;
    /** Codes of the rows that open a tier. @type {Set<string>} */
    this.first = new Set();
    this.styled = false;
  }

  get words() {
    return WORDS[this.ranking.language];
  }

  /** The draws of what is shown; none where likely ranks are not asked for. */
  get analysis() {
    return this.ranking.intervals && this.ranking.model ? this.follower.analysis : null;
  }

  /** Whether the draws are of the ranks shown: those of the whole index, and of all units. */
  get fits() {
    const { ranking } = this;
    return ranking.shownNode === ranking.description.nodes[0] && !ranking.region;
  }

  /** @param {string} code */
  intervalOf(code) {
    return this.fits ? this.analysis?.intervals.get(code) : undefined;
  }

  /** Follows the analysis of what is shown. */
  update() {
    const { model, source, intervals, isConnected, shownPeriod } = this.ranking;
    if (intervals && !this.styled) {
      this.ranking.adoptStyles([drawn, cells, own]);
      this.styled = true;
    }
    if (isConnected && intervals && model && source) this.follower.show(model, source, shownPeriod);
    else this.follower.follow(null);
    const { analysis } = this;
    const generation = analysis?.reweighed ? analysis.generation : 0;
    const changed = generation !== this.generation;
    this.generation = generation;
    return changed;
  }

  /** With the weights as they are set elsewhere on the page. @param {RankRow[]} rows */
  ranked(rows) {
    const { ranking, analysis } = this;
    if (!analysis?.reweighed || !analysis.robustness) return rows;
    return analysis.robustness.rank({ node: ranking.shownNode.id, region: ranking.region || null, compare: ranking.comparedPeriod });
  }

  computed() {
    this.first = firstOfTiers(this.ranking.rows, (this.fits && this.analysis?.intervals) || new Map());
  }

  columns() {
    const { ranking, words } = this;
    if (!ranking.intervals || !this.fits) return [];
    const { language: lang, description } = ranking;
    const units = description.units.length;
    return [
      {
        part: "likely",
        head: html`${words.interval}<span class="ninety"> ${words.ninety}</span>`,
        cell: (/** @type {RankRow} */ row) => (this.analysis?.problem ? "—" : intervalCell(row, this.intervalOf(row.code), { units, lang, first: this.first.has(row.code) })),
      },
    ];
  }

  /** @param {RankRow} row */
  mark({ code }) {
    return this.first.has(code) ? "apart" : "";
  }

  legend() {
    const { analysis, words, ranking } = this;
    if (!analysis) return nothing;
    const { problem, reweighed } = analysis;
    if (problem) return problemView(problem, ranking.language, () => ranking.source?.load());
    return html`<ul class="legend quiet" part="legend">
      ${this.fits
        ? html`<li>${rangeNote(analysis, ranking.language)}</li>
            <li>${words.tierNote}</li>`
        : html`<li>${words.intervalsOff}</li>`}
      ${reweighed ? html`<li class="reweighed">${words.reweighed}</li>` : nothing}
    </ul>`;
  }

  /** @param {RankRow} row */
  panel(row) {
    const { analysis, words, ranking } = this;
    const interval = this.intervalOf(row.code);
    const range = rangeOf(interval);
    if (!analysis || !interval || !range || row.rank === null) return { row, above: nothing };
    const { tier } = interval;
    const tiers = Math.max(...[...analysis.intervals.values()].map((each) => each.tier ?? 0));
    const above = html`<p class="likely-said" part="likely">
      ${sentence(row.unit, row.rank, range, ranking.language)}${words.stop} <span class="quiet">${tier ? words.tier(tier, tiers) + words.stop : nothing}${analysis.reweighed ? words.panelNote : nothing}</span>
    </p>`;
    return { row: analysis.reweighed ? this.unweighted(row) : row, above };
  }

  /** The same unit with the framework's own weights: its figures are computed with those. @param {RankRow} row @returns {RankRow} */
  unweighted(row) {
    const { model, shownPeriod, formerPeriod: compare } = this.ranking;
    return model?.rank(shownPeriod, { compare }).find(({ code }) => code === row.code) ?? row;
  }

  /** Where there can be no likely ranks, there is no column for them. */
  sheet() {
    if (!this.ranking.intervals || !this.fits || this.analysis?.problem) return { head: [], cells: () => [] };
    return {
      head: this.words.csvInterval,
      cells: (/** @type {RankRow} */ row) => {
        const { q5 = null, q95 = null, tier = null } = this.intervalOf(row.code) ?? {};
        return [q5, q95, tier];
      },
    };
  }

  embed() {
    return this.ranking.intervals ? { script: local(addressOf("uncertainty.js")), attributes: ["intervals"] } : { attributes: [] };
  }

  get pending() {
    const { analysis } = this;
    return Boolean(this.ranking.intervals && !analysis?.problem && !analysis?.complete);
  }
}
