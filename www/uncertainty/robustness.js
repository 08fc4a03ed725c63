import { tableButtons } from "../elements/further.js";
import { html, nothing, number, option, problemView, saveCsv, say, periodName } from "../elements/index.js";
import { CauseSearch } from "./cause-search.js";
import { DrawsElement } from "./element.js";
import { excerpt } from "./excerpt.js";
import { excerptRows, showAll } from "./excerpt-view.js";
import { problemOf } from "./follower.js";
import { drawnNote, firstOfTiers, sentence } from "./interval.js";
import { rangeOf, rangeText } from "./range.js";
import { cause, sensitivitySheet, sensitivityTable } from "./sensitivity.js";
import { binsOf, level, STEPS, topOf, widthOf } from "./strip.js";
import { intervals } from "./intervals.style.js";
import { heat as style } from "./robustness.style.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").RankRow} RankRow */

/**
 * `<innodex-robustness period unit top lang>`: how often each unit has each rank, and which choice causes the variation of ranks.
 * Events: `ready`, `error`.
 */
export class InnodexRobustness extends DrawsElement {
  static styles = [...DrawsElement.styles, intervals, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { top: { type: Number } };

  constructor() {
    super();
    /** The k of "among the first k"; by default 10, or a third of fewer than 13 units. @type {number | undefined} */
    this.top = undefined;
    /** By rank. @type {RankRow[]} */
    this.rows = [];
    /** By code: the share of draws in each column of ranks. @type {Map<string, Float64Array>} */
    this.shares = new Map();
    /** By code: the share of draws in which a unit is among the first k. @type {Record<string, number>} */
    this.among = {};
    this.search = new CauseSearch({ requestUpdate: () => this.requestUpdate(), explain: problemOf, complain: (problem) => this.complain(problem) });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.search.forget();
  }

  renewed() {
    this.search.forget();
  }

  /** The k shown. */
  get shownTop() {
    return topOf(this.top, this.description.units.length);
  }

  /** The name of the selected unit; null where all are shown. */
  get shownName() {
    const unit = this.description.units.find(({ code }) => code === this.unit);
    return unit ? say(unit.name, this.language) : null;
  }

  prepare() {
    const { analysis, robustness, description } = this;
    if (!analysis || !robustness?.done) return;
    const { units } = description;
    this.rows = robustness.rank();
    const histogram = robustness.histogram({ width: widthOf(units.length) });
    this.shares = new Map(units.map(({ code }, u) => [code, histogram[u]]));
    this.among = robustness.top(this.shownTop);
    if (analysis.complete) this.search.seek(analysis, this.shownName === null ? undefined : this.unit);
  }

  /** The columns of the strip. */
  get bins() {
    return binsOf(this.description.units.length);
  }

  controls() {
    const { words, language: lang, description } = this;
    const units = [option("", words.allUnits, this.shownName === null), ...description.units.map(({ code, name }) => option(code, say(name, lang), code === this.unit))];
    return html`<div class="controls" part="controls">${this.periodPicker()} ${this.picker(words.unit, units, (value) => (this.unit = value || undefined))}</div>`;
  }

  shown() {
    const { words, analysis } = this;
    return html`${this.controls()} ${this.warnings()}
      <p class="say" part="result">${this.result()}</p>
      ${this.strip()} ${this.causes()}
      <div class="foot" part="foot">
        <p class="quiet" part="notes">${analysis?.reweighed ? words.reweighed + words.stop : nothing}</p>
        <div class="actions">
          <button type="button" part="button" ?disabled=${!analysis?.complete} @click=${this.download}>${words.download}</button>
          ${analysis?.complete ? tableButtons(this) : nothing}
          <button type="button" part="button" ?disabled=${!analysis?.complete} @click=${this.downloadDraws}>${words.downloadDraws}</button>
          ${this.search.causes ? html`<button type="button" part="button" @click=${this.downloadCauses}>${words.downloadCauses}</button>` : nothing}
        </div>
      </div>`;
  }

  /** Warnings to be read before the draws are quoted. */
  warnings() {
    const warnings = this.analysis?.warnings ?? [];
    if (!warnings.length) return nothing;
    return html`<div class="problem" part="warnings" role="status">${warnings.map((warning) => html`<p>${say(warning, this.language)}</p>`)}</div>`;
  }

  /** The sensitivity indices, or the problem, or that they are being computed. */
  causes() {
    const { words, language: lang, search } = this;
    const { causes, problem, sought } = search;
    if (problem) return problemView(problem, lang);
    if (!causes) return html`<p class="quiet" role="status">${sought ? words.analysing : nothing}</p>`;
    return html`<p class="say" part="result">${cause(causes, this.shownName, lang)}</p>
      ${sensitivityTable(causes, this.shownName, lang)}`;
  }

  /** The uncertainty of the ranks in a sentence. */
  result() {
    const { words, language: lang, rows, unit, analysis } = this;
    const known = analysis?.intervals ?? new Map();
    const row = rows.find(({ code }) => code === unit);
    if (!row) {
      const ranked = rows.filter(({ rank }) => rank !== null);
      const firm = ranked.filter(({ code, rank }) => {
        const range = rangeOf(known.get(code));
        return range && rank !== null && range.low >= rank - 1 && range.high <= rank + 1;
      });
      return html`<strong>${words.firm(firm.length, ranked.length)}</strong>`;
    }
    const range = rangeOf(known.get(row.code));
    if (!range || row.rank === null) return html`<strong>${words.unranked(say(row.unit, lang))}</strong>${words.stop}`;
    return html`<strong>${sentence(row.unit, row.rank, range, lang)}</strong>${words.comma}${words.topOf(this.shownTop, this.percent(this.among[row.code]))}${words.stop}`;
  }

  /** A share in whole per cent; a small share is not shown as 0, a large one not as 100. @param {number} share */
  percent(share) {
    return share > 0 && share < 0.005 ? "<1" : share < 1 && share >= 0.995 ? ">99" : number(100 * share, 0, this.language);
  }

  /** How often each unit has each rank: a table with coloured cells. */
  strip() {
    const { words, language: lang, rows, bins, analysis, shownTop } = this;
    const known = analysis?.intervals ?? new Map();
    const first = firstOfTiers(rows, known);
    const shown = excerpt(rows, this.unit, this.all);
    return html`<table class="heat" part="table heat">
      <caption part="caption">
        <strong>${words.firmness(say(this.description.framework.name, lang))}${words.aside(periodName(this.shownPeriod, lang))}</strong>
        <span class="quiet">${words.heatTitle(widthOf(this.description.units.length))}${words.semicolon}${drawnNote(analysis, lang)}${words.stop} ${words.heatHint}</span>
        ${this.legend()}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number rank">${words.rank}</th>
          <th scope="col" class="name">${words.unit}</th>
          ${bins.map(
            ({ low, high }, i) => html`<th scope="col" class=${(i + 1) % 5 && i ? "share" : "share fifth"}>
              <span aria-hidden="true">${words.rankHead(low, high)}</span><span class="said">${words.rankSaid(low, high)}</span>
            </th>`,
          )}
          <th scope="col" class="number range">${words.interval}</th>
          <th scope="col" class="number top">${words.top(shownTop)}</th>
        </tr>
      </thead>
      <tbody>
        ${excerptRows(shown, bins.length + 4, (row) => this.stripRow(row, known.get(row.code), first.has(row.code)), words)}
      </tbody>
    </table>
    ${showAll(shown, rows.length, () => (this.all = true), words)}`;
  }

  /** @param {RankRow} row @param {RankInterval | undefined} interval @param {boolean} first whether it opens a tier */
  stripRow({ code, unit, rank }, interval, first) {
    const { words, language: lang, bins } = this;
    const range = rangeOf(interval);
    const shares = this.shares.get(code) ?? new Float64Array();
    return html`<tr class="${code === this.unit ? "selected" : ""} ${first ? "apart" : ""}" part="row">
      <td class="number rank">${rank ?? "—"}</td>
      <th scope="row" class="name">${say(unit, lang)}</th>
      ${bins.map(({ low, high }, bin) => {
        const share = shares[bin] ?? 0;
        const here = rank !== null && rank >= low && rank <= high ? " here" : "";
        return html`<td class="share level-${level(share)}${here}">${share > 0 ? html`<span>${this.percent(share)}<span class="said">%</span></span>` : nothing}</td>`;
      })}
      <td class="number range">
        ${range && rank !== null
          ? html`<span aria-hidden="true">${rangeText(range)}</span><span class="said">${sentence(unit, rank, range, lang)}${first ? words.semicolon + words.apart : nothing}</span>`
          : "—"}
      </td>
      <td class="number top">${words.percent(this.percent(this.among[code] ?? 0))}</td>
    </tr>`;
  }

  /** The key of the colours. */
  legend() {
    const { words } = this;
    const ends = STEPS.map((step) => Math.round(100 * step));
    return html`<ul class="levels quiet" part="legend">
      ${[...ends, 0].map(
        (end, i) => html`<li><span class="swatch level-${i + 1}"></span>${end ? `≤${end}` : `>${ends[i - 1]}`}</li>`,
      )}
      <li><span class="swatch here"></span>${words.here}</li>
      <li>${words.tierNote}</li>
    </ul>`;
  }

  download() {
    const { name, lines } = this.saved();
    saveCsv(name, lines);
  }

  /** The table as it is saved. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { words, language: lang, rows, bins } = this;
    const known = this.analysis?.intervals ?? new Map();
    const name = `${say(this.description.framework.name, lang)}-${words.interval}-${this.shownPeriod}`;
    const lines = [
      [...words.csvHead, words.top(this.shownTop), ...bins.map(({ low, high }) => words.rankSaid(low, high))],
      ...rows.map(({ code, unit, rank }) => {
        const { mean = null, median = null, q5 = null, q95 = null, missing = null, tier = null } = known.get(code) ?? {};
        return [code, say(unit, lang), rank, mean, median, q5, q95, missing, tier, this.among[code] ?? null, ...(this.shares.get(code) ?? [])];
      }),
    ];
    return { name, title: name.replace(/-/g, " "), lines };
  }

  /** Every draw with its methods, weights and ranks. */
  downloadDraws() {
    const rows = this.robustness?.table() ?? [];
    if (rows.length) saveCsv(`${say(this.description.framework.name, this.language)}-draws-${this.shownPeriod}`, [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))]);
  }

  downloadCauses() {
    const { causes } = this.search;
    if (causes) saveCsv(`sensitivity-${this.shownPeriod}`, sensitivitySheet(causes));
  }
}
