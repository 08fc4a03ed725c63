import { html, nothing, number, option, periodName, saveCsv, say, scaleOf, scoreDigits, signedBar } from "../elements/index.js";
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
    return html`<section class="why" part="why" aria-label=${this.words.why}>${this.explained()}</section>`;
  }

  /** The sentence, the controls and the tables, or why there are none. */
  explained() {
    const { words, language: lang, found } = this;
    if (!found) return html`<h2 part="title">${words.sameTwo}</h2>${this.controls()}`;
    const { from, to, parts, unit } = found;
    if (!parts || from.rank === null || to.rank === null) return this.refused();
    return html`<h2 part="title">${words.sentence(say(unit, lang), periodName(from.period, lang), from.rank, periodName(to.period, lang), to.rank)}</h2>
      <p class="say" part="result" role="status">${this.mostly(parts)} ${this.driven()}</p>
      ${this.controls()} ${this.table(parts)} ${this.ownData()}
      <p class="quiet" part="notes">${words.partsNote}</p>
      <div class="actions"><button type="button" part="button" @click=${() => this.download(parts)}>${words.download}</button></div>`;
  }

  /** Why the change is not explained, and two periods of which it is. */
  refused() {
    const { words, language: lang, found } = this;
    const gap = this.history?.periods[1]?.why;
    const { periods } = this.description;
    const newest = this.usualPeriod;
    const before = periods[periods.indexOf(newest) - 1];
    const better = before && (this.shownPeriod !== newest || this.shownFrom !== before);
    const show = () => Object.assign(this, { from: before, period: newest });
    return html`<h2 part="title">${words.why}</h2>
      <p class="say" part="result" role="status"><strong>${words.notExplained}</strong>${gap ? say(gap, lang) : this.because(found?.reason ?? null)}</p>
      ${better ? html`<p><button type="button" part="button" class="instead" @click=${show}>${words.instead(periodName(before, lang), periodName(newest, lang))}</button></p>` : nothing}
      ${this.controls()}`;
  }

  /** By how many places a rank rose or fell. @param {number} rank below zero it rose */
  moved(rank) {
    const { words } = this;
    return (rank < 0 ? words.up : words.down)(this.places(Math.abs(rank), false));
  }

  /** The cause that moved the rank most. @param {import("../api/types.js").ChangeParts} parts */
  mostly(parts) {
    const { words } = this;
    const [[cause, { rank }]] = Object.entries(parts).sort(([, a], [, b]) => Math.abs(b.rank) - Math.abs(a.rank));
    return rank ? words.mostly(words.causes[cause], this.moved(rank)) : nothing;
  }

  /** The indicator of own data that moved the rank most. */
  driven() {
    const { words, language: lang } = this;
    const [first] = this.effects().sort((a, b) => Math.abs(b.rank) - Math.abs(a.rank));
    return first?.rank ? words.driven(say(first.name, lang), this.moved(first.rank)) : nothing;
  }

  /** Places: whole where they are. @param {number} rank @param {boolean} [signed] */
  places(rank, signed = true) {
    return number(rank, Number.isInteger(rank) ? 0 : 1, this.language, signed);
  }

  /** The indicators of own data that moved anything, the largest effects on the score first. */
  effects() {
    return (this.found?.indicators ?? []).filter(({ rank, score }) => rank || score).sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  }

  /**
   * Effects on rank and score; of ranks a rise is above zero.
   * @param {{ name: string, rank: number, score: number, total?: boolean }[]} rows @param {string} head @param {string} caption
   */
  rows(rows, head, caption) {
    const { words, language: lang, found } = this;
    const digits = scoreDigits([found?.from.score ?? null, found?.to.score ?? null]) + 1;
    const scale = scaleOf(rows.map(({ rank }) => -rank));
    return html`<table part="table">
      <caption class="quiet">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          <th scope="col" class="effect" aria-hidden="true"></th>
          <th scope="col" class="number">${words.places}</th>
          <th scope="col" class="number">${words.scoreEffect}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, rank, score, total }) => html`<tr part="row" class=${total ? "total" : ""}>
            <th scope="row">${name}</th>
            <td class="effect" aria-hidden="true">${signedBar(-rank, scale)}</td>
            <td class="number">${this.places(-rank)}</td>
            <td class="number">${number(score, digits, lang, true)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** The four causes and their sum. @param {import("../api/types.js").ChangeParts} parts */
  causes(parts) {
    const { words, found } = this;
    const all = Object.entries(parts).map(([cause, part]) => ({ name: words.causes[cause], ...part, total: false }));
    return [...all, { name: words.total, rank: found?.rank ?? 0, score: found?.score ?? 0, total: true }];
  }

  /** @param {import("../api/types.js").ChangeParts} parts */
  table(parts) {
    return this.rows(this.causes(parts), this.words.cause, this.words.effects);
  }

  /** The indicators of own data, the largest effects first. */
  ownData() {
    const { words, language: lang, found } = this;
    if (found?.own_reason) return html`<p class="quiet">${this.because(found.own_reason)}</p>`;
    const moved = this.effects();
    if (!moved.length) return nothing;
    return html`<details part="details">
      <summary>${words.byIndicator}</summary>
      ${this.rows(moved.slice(0, MOST).map(({ name, rank, score }) => ({ name: say(name, lang), rank, score })), words.indicator, moved.length > MOST ? words.largest(MOST, moved.length) : words.effects)}
    </details>`;
  }

  /** @param {import("../api/types.js").ChangeParts} parts */
  download(parts) {
    const { words, language: lang, found } = this;
    if (!found) return;
    const own = this.effects().map(({ name, rank, score }) => [words.byIndicator, say(name, lang), -rank, score]);
    saveCsv(`${say(found.unit, lang)}-${found.from.period}-${found.to.period}`, [
      [words.kind, words.cause, words.places, words.scoreEffect],
      ...this.causes(parts).map(({ name, rank, score }) => [words.cause, name, -rank, score]),
      ...own,
    ]);
  }
}
