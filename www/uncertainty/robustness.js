import { explain, html, passing, nothing, number, option, problemView, saveCsv, say, periodName } from "../elements/index.js";
import { DrawsElement } from "./element.js";
import { excerpt } from "./excerpt.js";
import { excerptRows, showAll } from "./excerpt-view.js";
import { drawnNote, firstOfTiers, sentence } from "./interval.js";
import { rangeOf, rangeText } from "./range.js";
import { cause, sensitivitySheet, sensitivityTable } from "./sensitivity.js";
import { heat as style, intervals } from "./style.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").RankSensitivity} RankSensitivity */
/** @typedef {{ low: number, high: number }} Bin ranks of one column */

/** No strip has more columns than this: of more units, several ranks share one. */
const MOST_COLUMNS = 40;

/** Shares of draws up to which a cell has each of the colours but the last. */
const STEPS = [0.05, 0.15, 0.3, 0.5, 0.75];

/** How long the draws must have been at rest before the causes are looked for, in milliseconds. */
const REST = 300;

/** Base points of the search for causes: its cost is in proportion. */
const BASE_POINTS = 4096;

/**
 * `<innodex-robustness period unit top lang>`: how often each unit has each rank, and which choice makes ranks shift.
 * Events: `ready`, `error`.
 */
export class InnodexRobustness extends DrawsElement {
  static styles = [...DrawsElement.styles, intervals, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { top: { type: Number } };

  constructor() {
    super();
    /** How many are among the first; 10, or a third of fewer units. @type {number | undefined} */
    this.top = undefined;
    /** By rank. @type {RankRow[]} */
    this.rows = [];
    /** The strip of each unit, by code. @type {Map<string, Float64Array>} */
    this.shares = new Map();
    /** By code. @type {Record<string, number>} */
    this.among = {};
    /** What the causes are looked for of. */
    this.sought = "";
    /** @type {RankSensitivity | null} */
    this.causes = null;
    /** @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
    this.seeking = new AbortController();
    this.wait = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.renewed();
  }

  renewed() {
    this.seeking.abort();
    clearTimeout(this.wait);
    this.sought = "";
    this.causes = null;
    this.trouble = null;
  }

  /** Of how many units the share among the first is given. */
  get shownTop() {
    const { length } = this.description.units;
    return Math.min(length, Math.max(1, Math.round(this.top || (length > 12 ? 10 : length / 3))));
  }

  /** The name of the unit asked for; null of all. */
  get shownName() {
    const unit = this.description.units.find(({ code }) => code === this.unit);
    return unit ? say(unit.name, this.language) : null;
  }

  prepare() {
    const { robustness, description } = this;
    if (!robustness || !robustness.done) return;
    this.rows = robustness.rank();
    const histogram = robustness.histogram({ width: this.width });
    this.shares = new Map(description.units.map(({ code }, u) => [code, histogram[u]]));
    this.among = robustness.top(this.shownTop);
    if (robustness.done === robustness.draws) this.seek();
  }

  /** Looks for the causes once, when the draws are at rest. */
  seek() {
    const { analysis, robustness, source } = this;
    const unit = this.shownName === null ? undefined : this.unit;
    const sought = `${analysis?.turn} ${unit}`;
    if (!robustness || sought === this.sought) return;
    this.renewed();
    this.sought = sought;
    this.seeking = new AbortController();
    const { signal } = this.seeking;
    this.wait = setTimeout(async () => {
      try {
        const found = await source?.once(() => `causes ${analysis?.question} ${unit}`, () => robustness.sensitivity({ basePoints: BASE_POINTS, unit, signal }));
        if (found && !signal.aborted) this.causes = found;
      } catch (error) {
        if (!signal.aborted && !passing(error)) {
          this.trouble = explain(error);
          this.complain(this.trouble);
        }
      }
      this.requestUpdate();
    }, REST);
  }

  /** How many ranks share a column of the strip. */
  get width() {
    return Math.ceil(this.description.units.length / MOST_COLUMNS);
  }

  /** The columns of the strip. @returns {Bin[]} */
  get bins() {
    const { length } = this.description.units;
    const size = this.width;
    return Array.from({ length: Math.ceil(length / size) }, (_, i) => ({ low: i * size + 1, high: Math.min(length, (i + 1) * size) }));
  }

  controls() {
    const { words, language: lang, description } = this;
    const units = [option("", words.allUnits, this.shownName === null), ...description.units.map(({ code, name }) => option(code, say(name, lang), code === this.unit))];
    return html`<div class="controls" part="controls">${this.periodPicker()} ${this.picker(words.unit, units, (value) => (this.unit = value || undefined))}</div>`;
  }

  shown() {
    const { words, language: lang, causes, trouble } = this;
    return html`${this.controls()}
      <p class="say" part="result">${this.result()}</p>
      ${this.strip()}
      ${trouble
        ? problemView(trouble, lang)
        : causes
          ? html`<p class="say" part="result">${cause(causes, this.shownName, lang)}</p>
              ${sensitivityTable(causes, this.shownName, lang)}`
          : html`<p class="quiet" role="status">${this.sought ? words.analysing : nothing}</p>`}
      <div class="foot" part="foot">
        <p class="quiet" part="notes">${this.analysis?.reweighed ? words.reweighed + words.stop : nothing}</p>
        <div class="actions">
          <button type="button" part="button" ?disabled=${!this.analysis?.complete} @click=${this.download}>${words.download}</button>
          ${causes ? html`<button type="button" part="button" @click=${this.downloadCauses}>${words.downloadCauses}</button>` : nothing}
        </div>
      </div>`;
  }

  /** How firm the ranks are, in a sentence. */
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

  /** A share in whole per cent, as it is written; what is rare is not none. @param {number} share */
  percent(share) {
    return share > 0 && share < 0.005 ? "<1" : share < 1 && share >= 0.995 ? ">99" : number(100 * share, 0, this.language);
  }

  /** How often each unit has each rank: a table whose cells are coloured. */
  strip() {
    const { words, language: lang, rows, bins, analysis, shownTop } = this;
    const known = analysis?.intervals ?? new Map();
    const first = firstOfTiers(rows, known);
    const shown = excerpt(rows, this.unit, this.all);
    return html`<table class="heat" part="table heat">
      <caption part="caption">
        <strong>${words.firmness(say(this.description.framework.name, lang))}${words.aside(periodName(this.shownPeriod, lang))}</strong>
        <span class="quiet">${words.heatTitle(this.width)}${words.semicolon}${drawnNote(analysis, lang)}${words.stop} ${words.heatHint}</span>
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

  /** What the colours stand for. */
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
    const { words, language: lang, rows, bins } = this;
    const known = this.analysis?.intervals ?? new Map();
    const name = `${say(this.description.framework.name, lang)}-${words.interval}-${this.shownPeriod}`;
    saveCsv(name, [
      [...words.csvHead, words.top(this.shownTop), ...bins.map(({ low, high }) => words.rankSaid(low, high))],
      ...rows.map(({ code, unit, rank }) => {
        const { mean = null, median = null, q5 = null, q95 = null, missing = null, tier = null } = known.get(code) ?? {};
        return [code, say(unit, lang), rank, mean, median, q5, q95, missing, tier, this.among[code] ?? null, ...(this.shares.get(code) ?? [])];
      }),
    ]);
  }

  downloadCauses() {
    if (this.causes) saveCsv(`sensitivity-${this.shownPeriod}`, sensitivitySheet(this.causes));
  }
}

/** The number of a colour, 0 for none. @param {number} share */
function level(share) {
  if (!(share > 0)) return 0;
  const at = STEPS.findIndex((step) => share <= step);
  return at < 0 ? STEPS.length + 1 : at + 1;
}
