import { html, nothing, number, option, periodName, say, scoreDigits } from "../elements/index.js";
import { explain, history } from "../api/analysis.js";
import { FullModelElement } from "../elements/full-element.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").Explanation} Explanation */
/** @typedef {import("../api/types.js").History} History */

/** The most indicators that are listed: those of the largest effect. */
const MOST = 8;

/** `<innodex-explain unit from period node region lang>`: why the rank of a unit changed between two periods. Events: `ready`, `error`. */
export class InnodexExplain extends FullModelElement {
  static styles = [...FullModelElement.styles, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, from: {}, node: {}, region: {} };

  constructor() {
    super();
    /** Code or name; the first of the data where left out. @type {string | undefined} */
    this.unit = undefined;
    /** The earlier period; the one before where left out. @type {string | undefined} */
    this.from = undefined;
    /** @type {string | undefined} */
    this.node = undefined;
    /** @type {string | undefined} */
    this.region = undefined;
    /** @type {Explanation | null} */
    this.found = null;
    /** The two periods, with why they do not compare. @type {History | null} */
    this.history = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get shownUnit() {
    return this.unit || this.description.units[0].code;
  }

  /** The earlier period; none for the first. */
  get shownFrom() {
    const before = this.description.periods.filter((each) => each < this.shownPeriod);
    return this.from || before[before.length - 1];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "from", "period", "node", "region"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.found = this.history = null;
    const { model, shownUnit: unit, shownFrom: from, shownPeriod: period, node, region } = this;
    if (from && from !== period) {
      this.history = history(model, { unit, periods: [from, period], node: node || undefined, region: region || undefined });
      this.found = explain({ model, period: from }, { model, period }, unit, { node: node || undefined, region: /** @type {any} */ (region || null) });
    }
    this.computed = model;
  }

  controls() {
    const { words, description, language: lang, shownUnit, shownFrom, shownPeriod } = this;
    const periods = (/** @type {string} */ chosen) => [...description.periods].reverse().map((each) => option(each, each, each === chosen));
    const units = description.units.map(({ code, name }) => option(code, say(name, lang), code === shownUnit || say(name, lang) === shownUnit));
    return html`<div class="controls" part="controls">
      ${this.picker(words.unit, units, (value) => (this.unit = value))}
      ${this.picker(words.from, periods(shownFrom), (value) => (this.from = value))}
      ${this.picker(words.to, periods(shownPeriod), (value) => (this.period = value))}
    </div>`;
  }

  content() {
    return html`${this.controls()}
      <section class="why" part="why" aria-label=${this.words.why}>${this.explained()}</section>`;
  }

  /** The sentence and the table, or why there is none. */
  explained() {
    const { words, language: lang, found } = this;
    if (!found) return html`<p class="say" part="result">${words.sameTwo}</p>`;
    const { from, to, parts, unit, reason } = found;
    if (!parts || from.rank === null || to.rank === null) {
      const gap = this.history?.periods[1]?.why;
      return html`<p class="say" part="result"><strong>${words.notExplained}</strong>${gap ? say(gap, lang) : this.because(reason)}</p>`;
    }
    const said = words.explained(say(unit, lang), periodName(from.period, lang), from.rank, periodName(to.period, lang), to.rank);
    return html`<p class="say" part="result"><strong>${said}</strong> ${this.mostly(parts)}</p>
      ${this.table(parts)} ${this.ownData()}
      <p class="quiet" part="notes">${words.partsNote}</p>`;
  }

  /** The cause that moved the rank most. @param {import("../api/types.js").ChangeParts} parts */
  mostly(parts) {
    const { words } = this;
    const [[cause, { rank }]] = Object.entries(parts).sort(([, a], [, b]) => Math.abs(b.rank) - Math.abs(a.rank));
    if (!rank) return nothing;
    return words.mostly(words.causes[cause], (rank < 0 ? words.up : words.down)(this.places(Math.abs(rank), false)));
  }

  /** Places: whole where they are. @param {number} rank @param {boolean} [signed] */
  places(rank, signed = true) {
    return number(rank, Number.isInteger(rank) ? 0 : 1, this.language, signed);
  }

  /** @param {{ name: string, rank: number, score: number }[]} rows @param {string} head */
  rows(rows, head) {
    const { words, language: lang, found } = this;
    const digits = scoreDigits([found?.from.score ?? null, found?.to.score ?? null]) + 1;
    return html`<table part="table">
      <thead>
        <tr>
          <th scope="col">${head}</th>
          <th scope="col" class="number">${words.places}</th>
          <th scope="col" class="number">${words.scoreEffect}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ name, rank, score }) => html`<tr part="row"><th scope="row">${name}</th><td class="number">${this.places(rank)}</td><td class="number">${number(score, digits, lang, true)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  /** @param {import("../api/types.js").ChangeParts} parts */
  table(parts) {
    const { words, found } = this;
    const all = Object.entries(parts).map(([cause, part]) => ({ name: words.causes[cause], ...part }));
    return this.rows([...all, { name: words.total, rank: found?.rank ?? 0, score: found?.score ?? 0 }], words.cause);
  }

  /** The indicators of own data, the largest effects first. */
  ownData() {
    const { words, language: lang, found } = this;
    if (found?.own_reason) return html`<p class="quiet">${this.because(found.own_reason)}</p>`;
    const moved = (found?.indicators ?? []).filter(({ rank, score }) => rank || score).sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
    if (!moved.length) return nothing;
    return html`<details part="details"><summary>${words.byIndicator}</summary>${this.rows(moved.slice(0, MOST).map(({ name, rank, score }) => ({ name: say(name, lang), rank, score })), words.indicator)}</details>`;
  }
}
