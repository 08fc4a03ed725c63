/** Likely ranks in `<innodex-ranking intervals>`: what this script adds to the element that the first one registered. */

import { html, nothing, problemView } from "../elements/index.js";
import { analysisOf, Follower } from "./analysis.js";
import { firstOfTiers, intervalCell, rangeNote, sentence } from "./interval.js";
import { drawn, rangeOf } from "./range.js";
import { intervals, ranking as own } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../elements/ranking.js").InnodexRanking} Ranking */
/** @typedef {{ follower: Follower, moved: number, first: Set<string> }} Extra moved: the turn of weights that the rows have */

/** @type {WeakMap<Ranking, Extra>} */
const extras = new WeakMap();

/** This script, as a page on the same site names it. */
function script() {
  const { origin, pathname, search, href } = new URL(import.meta.url);
  return origin === location.origin ? pathname + search : href;
}

/** Whether the ranks shown are those that the draws are of. @param {Ranking} ranking */
const fits = (ranking) => ranking.shownNode === ranking.description.nodes[0] && !ranking.region;

/** What the draws say, where they are shown. @param {Ranking} ranking */
const analysisFor = (ranking) => (ranking.intervals && ranking.model ? (extras.get(ranking)?.follower.analysis ?? null) : null);

/** @param {Ranking} ranking @param {string} code */
const intervalOf = (ranking, code) => (fits(ranking) ? analysisFor(ranking)?.intervals.get(code) : undefined);

/** Follows the analysis of what is shown; whether its weights are other than the rows have. @param {Ranking} ranking */
function follow(ranking) {
  let extra = extras.get(ranking);
  if (!extra) {
    if (!ranking.intervals) return false;
    const follower = new Follower(() => ranking.requestUpdate());
    extras.set(ranking, (extra = { follower, moved: 0, first: new Set() }));
    dress(ranking);
  }
  const { follower } = extra;
  const { model, source, intervals, isConnected } = ranking;
  if (isConnected && !follower.analysis) ranking.leaving.push(() => follower.follow(null));
  follower.follow(isConnected && intervals && model && source ? analysisOf(model, source, ranking.shownPeriod) : null);
  const turn = follower.analysis?.moved ? follower.analysis.turn : 0;
  const changed = turn !== extra.moved;
  extra.moved = turn;
  return changed;
}

/** Its own style, also for a ranking that had its others before this script came. @param {Ranking} ranking */
function dress(ranking) {
  const root = /** @type {ShadowRoot} */ (ranking.renderRoot ?? ranking.shadowRoot);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...[drawn, intervals, own].map(({ styleSheet }) => /** @type {CSSStyleSheet} */ (styleSheet))];
}

/** @param {{ prototype: Ranking }} Class */
export function extend({ prototype }) {
  const { compute, ranked, columns, mark, legend, panel, sheet, snippet } = prototype;

  /** @type {Partial<Ranking> & ThisType<Ranking>} */
  const more = {
    compute(changed) {
      if (follow(this)) this.computed = null;
      compute.call(this, changed);
      const extra = extras.get(this);
      if (extra) extra.first = firstOfTiers(this.rows, fits(this) ? (analysisFor(this)?.intervals ?? new Map()) : new Map());
    },

    /** With the weights as they are set elsewhere on the page. */
    ranked(model) {
      const rows = ranked.call(this, model);
      const analysis = analysisFor(this);
      if (!analysis?.moved || !analysis.robustness) return rows;
      const before = new Map(rows.map((row) => [row.code, row]));
      return analysis.robustness
        .rank({ node: this.shownNode.id, region: this.region || null })
        .map((row) => ({ ...row, rank_before: before.get(row.code)?.rank_before, score_before: before.get(row.code)?.score_before }));
    },

    columns() {
      const all = columns.call(this);
      if (!this.intervals || !fits(this)) return all;
      const words = WORDS[this.language];
      const units = this.description.units.length;
      all.push({
        part: "likely",
        head: html`${words.interval}<span class="ninety"> ${words.ninety}</span>`,
        cell: (row) =>
          analysisFor(this)?.problem ? "—" : intervalCell(row, intervalOf(this, row.code), { units, lang: this.language, first: extras.get(this)?.first.has(row.code) }),
      });
      return all;
    },

    mark(row) {
      return mark.call(this, row) + (extras.get(this)?.first.has(row.code) ? " apart" : "");
    },

    legend() {
      const analysis = analysisFor(this);
      if (!analysis) return legend.call(this);
      const words = WORDS[this.language];
      const { problem, moved } = analysis;
      if (problem) return html`${legend.call(this)}${problemView(problem, this.language, () => this.source?.load())}`;
      return html`${legend.call(this)}
        <ul class="legend quiet" part="legend">
          ${fits(this)
            ? html`<li>${rangeNote(analysis, this.language)}</li>
                <li>${words.tierNote}</li>`
            : html`<li>${words.intervalsOff}</li>`}
          ${moved ? html`<li class="reweighed">${words.reweighed}</li>` : nothing}
        </ul>`;
    },

    panel(row) {
      const analysis = analysisFor(this);
      const range = rangeOf(intervalOf(this, row.code));
      if (!analysis || !range || row.rank === null) return panel.call(this, row);
      const words = WORDS[this.language];
      const { tier } = /** @type {import("../api/types.js").RankInterval} */ (intervalOf(this, row.code));
      const tiers = Math.max(...[...analysis.intervals.values()].map((each) => each.tier ?? 0));
      return html`<p class="likely-said" part="likely">
          ${sentence(row.unit, row.rank, range, this.language)}${words.stop} <span class="quiet">${tier ? words.tier(tier, tiers) + words.stop : nothing}${analysis.moved ? words.panelNote : nothing}</span>
        </p>
        ${panel.call(this, analysis.moved ? (/** @type {any} */ (this.model).rank(this.shownPeriod, { compare: this.formerPeriod }).find((/** @type {any} */ each) => each.code === row.code) ?? row) : row)}`;
    },

    sheet() {
      const lines = sheet.call(this);
      // Where there can be none, there is no column for them.
      if (!this.intervals || !fits(this) || analysisFor(this)?.problem) return lines;
      return lines.map((line, i) => {
        if (i === 0) return [...line, ...WORDS[this.language].csvInterval];
        const { q5 = null, q95 = null, tier = null } = intervalOf(this, this.rows[i - 1].code) ?? {};
        return [...line, q5, q95, tier];
      });
    },

    snippet(host) {
      const made = snippet.call(this, host);
      if (!this.intervals) return made;
      const text = made.text.replace(/src="[^"]*"/, () => `src="${script()}"`).replace("<innodex-ranking", "<innodex-ranking intervals");
      return { ...made, text };
    },
  };
  Object.assign(prototype, more);
  Object.defineProperty(prototype, "pending", {
    configurable: true,
    /** @this {Ranking} */
    get() {
      const analysis = analysisFor(this);
      return Boolean(this.intervals && !analysis?.problem && !analysis?.complete);
    },
  });

  // Those that are on the page already.
  for (const ranking of document.querySelectorAll("innodex-ranking")) /** @type {any} */ (ranking).requestUpdate?.();
}
