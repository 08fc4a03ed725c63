import { html, nothing, number, option, periodName, saveCsv, say, scoreDigits, segments } from "../elements/index.js";
import { changes, history } from "../api/analysis.js";
import { FullModelElement } from "../elements/full-element.js";
import { chartOf } from "./chart.js";
import { usual } from "./layout.js";
import { changesTable, historyTable, sheet } from "./tables.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").History} History */
/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */
/** @typedef {import("../api/types.js").Changes} Changes */

/** How many kinds of lines there are; the first is for what the page names first. */
const KINDS = 6;

/** `<innodex-trend unit node region show lang>`: ranks or scores over the periods, as lines, a sentence and a table. Events: `ready`, `error`. */
export class InnodexTrend extends FullModelElement {
  static styles = [...FullModelElement.styles, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, node: {}, region: {}, show: {}, active: { state: true }, robust: { state: true } };

  constructor() {
    super();
    /** Codes or names of units with commas between; the first of the newest ranking where left out. @type {string | undefined} */
    this.unit = undefined;
    /** @type {string | undefined} */
    this.node = undefined;
    /** @type {string | undefined} */
    this.region = undefined;
    /** What is shown. @type {"rank" | "score" | undefined} */
    this.show = undefined;
    /** The dot in words below the picture. @type {{ code: string, at: number } | null} */
    this.active = null;
    /** The draws, once they are asked for. @type {Changes | null} */
    this.robust = null;
    /** @type {History | null} */
    this.found = null;
    /** The codes shown. @type {string[]} */
    this.chosen = [];
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get ranks() {
    return this.show !== "score";
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "node", "region"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.robust = null;
    this.active = null;
    const found = history(this.model, { node: this.node || undefined, region: this.region || undefined });
    this.chosen = this.named(found);
    this.found = found;
    this.digits = scoreDigits(found.rows.map(({ score }) => score));
    this.computed = this.model;
  }

  /** The codes of the units asked for; one that is not there is refused by the model. @param {History} found */
  named(found) {
    const asked = (this.unit ?? "").split(/[,，]/).map((each) => each.trim()).filter(Boolean);
    if (!asked.length) return usual(found.rows, found.periods);
    const { rows } = history(/** @type {import("../api/browser.js").Model} */ (this.model), { unit: asked, region: this.region || undefined, periods: [found.periods[0].period] });
    const code = (/** @type {string} */ each) => rows.find((row) => [row.code, row.unit.zh, row.unit.en].includes(each))?.code;
    const codes = asked.map(code).filter((each) => each !== undefined);
    // By another of its names: the model knows it.
    const others = rows.map((row) => row.code).filter((each) => !codes.includes(each));
    return [...new Set([...codes, ...others])];
  }

  /** The rows of a unit, by period. @param {string} code @returns {HistoryRow[]} */
  of(code) {
    return this.found?.rows.filter((row) => row.code === code) ?? [];
  }

  /** @param {string} code */
  name(code) {
    return say(this.of(code)[0].unit, this.language);
  }

  /** @param {number} value */
  written(value) {
    return this.ranks ? String(value) : number(value, this.digits ?? 1, this.language);
  }

  controls() {
    const { words, description, language: lang, chosen, found } = this;
    const groups = description.nodes.filter(({ leaf, depth }) => !leaf && depth < 2);
    const shown = found?.node ?? description.nodes[0].id;
    const rest = (found?.rows ?? []).filter(({ code, period }) => period === found?.periods[0].period && !chosen.includes(code));
    const add = [option("", words.choose, true), ...rest.map(({ code, unit }) => option(code, say(unit, lang), false))];
    return html`<div class="controls" part="controls">
      ${segments(words.shown, [{ value: "rank", name: words.asRanks }, { value: "score", name: words.asScores }], this.ranks ? "rank" : "score", (value) => (this.show = /** @type {"rank" | "score"} */ (value)))}
      ${groups.length > 1 ? this.picker(words.dimension, groups.map(({ id, name }) => option(id, say(name, lang), id === shown)), (value) => (this.node = value)) : nothing}
      ${rest.length ? this.picker(words.addUnit, add, (value) => value && this.list([...chosen, value])) : nothing}
      <ul class="chips">
        ${chosen.map((code) => html`<li><button type="button" part="button" class="chip" aria-label=${words.remove(this.name(code))} @click=${() => this.list(chosen.filter((each) => each !== code))}>${this.name(code)} <span aria-hidden="true">×</span></button></li>`)}
      </ul>
    </div>`;
  }

  /** Shows these units; where none is left, the usual ones. @param {string[]} codes */
  list(codes) {
    this.unit = codes.join(",") || undefined;
  }

  content() {
    const { words, language: lang, found, chosen } = this;
    if (!found) return nothing;
    const node = say(found.name, lang);
    const breaks = found.periods.filter(({ comparable }) => comparable === false);
    return html`${this.controls()}
      <p class="say" part="result"><strong>${this.result()}</strong></p>
      <figure class="wrap" part="figure">
        <figcaption>
          <strong>${this.ranks ? words.title(node) : words.titleScores(node)}</strong>
          <span class="quiet">${this.ranks ? words.howRanks : words.howScores}</span>
        </figcaption>
        ${this.lines().some(({ values }) => values.some((value) => value !== null)) ? chartOf(this.chart()) : html`<p class="quiet">${words.none}</p>`}
      </figure>
      <p class="card quiet" part="card" role="status">${this.active ? this.said(this.active.code, this.active.at) : nothing}</p>
      <div class="quiet" part="notes">
        ${breaks.length ? html`<p>${words.notJoined}</p><ul>${breaks.map(({ why }) => html`<li>${why && say(why, lang)}</li>`)}</ul>` : nothing}
        ${found.periods.some(({ complete }) => !complete) ? html`<p>${words.incompleteNote}</p>` : nothing}
        ${found.scale.note.zh ? html`<p>${say(found.scale.note, lang)}</p>` : nothing}
      </div>
      ${this.robustness()}
      <details part="details">
        <summary>${words.tableTitle}</summary>
        ${historyTable(found, chosen, this)}
      </details>
      <div class="actions"><button type="button" part="button" @click=${this.download}>${words.download}</button></div>`;
  }

  lines() {
    return this.chosen.map((code, i) => {
      const values = this.of(code).map(({ rank, score }) => (this.ranks ? rank : score));
      const last = [...values].reverse().find((value) => value !== null);
      return { code, name: this.name(code), kind: i % KINDS, values, label: last === undefined || last === null ? this.name(code) : `${this.name(code)} ${this.written(last)}` };
    });
  }

  /** @returns {import("./chart.js").Chart} */
  chart() {
    const found = /** @type {History} */ (this.found);
    const { words } = this;
    const name = say(found.name, this.language);
    return {
      title: this.ranks ? words.title(name) : words.titleScores(name),
      periods: found.periods.map(({ period, comparable, complete }) => ({ name: period, comparable, incomplete: !complete })),
      lines: this.lines(),
      ranks: this.ranks,
      last: Math.max(1, ...found.rows.map(({ rank }) => rank ?? 0)),
      narrow: this.clientWidth > 0 && this.clientWidth < 520,
      active: this.active,
      written: (value) => this.written(value),
      said: (code, at) => this.said(code, at),
      point: (code, at) => (this.active = { code, at }),
      leave: () => (this.active = null),
      key: (event, code, at) => this.move(event, code, at),
    };
  }

  /** A dot in words. @param {string} code @param {number} at */
  said(code, at) {
    const { words, language: lang } = this;
    const { period, rank, score, rank_change: change, change_reason: reason } = this.of(code)[at];
    const told = [rank !== null && words.rankIs(rank), score !== null && words.scoreIs(number(score, this.digits ?? 1, lang)), change !== null ? words.change(change) : reason ? this.because(reason) : ""];
    return `${words.dot(this.name(code), periodName(period, lang))}${words.colon}${told.filter(Boolean).join(words.comma)}`;
  }

  /** Left and right go along a line, up and down to another, Escape lets go. @param {KeyboardEvent} event @param {string} code @param {number} at */
  move(event, code, at) {
    if (event.key === "Escape") return void (this.active = null);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const line = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    if (!by && !line) return;
    event.preventDefault();
    const next = line ? this.chosen[this.chosen.indexOf(code) + line] : code;
    if (!next) return;
    const dots = [.../** @type {NodeListOf<SVGElement>} */ (this.renderRoot.querySelectorAll(`[data-code="${CSS.escape(next)}"] .target`))];
    const place = (/** @type {SVGElement} */ dot) => Number(dot.getAttribute("data-at"));
    const found = line ? dots.sort((a, b) => Math.abs(place(a) - at) - Math.abs(place(b) - at))[0] : dots[dots.findIndex((dot) => place(dot) === at) + by];
    found?.focus();
  }

  /** Who went where since the period before the newest, in a sentence. */
  result() {
    const { words, language: lang, chosen } = this;
    const told = chosen.slice(0, 3).map((code) => {
      const row = this.of(code).reverse().find(({ rank }) => rank !== null);
      if (!row || row.rank === null) return words.unrankedIn(this.name(code));
      if (row.rank_change === null || !row.before) return words.only(this.name(code), periodName(row.period, lang), row.rank);
      return words.sentence(this.name(code), periodName(row.before, lang), row.rank - row.rank_change, periodName(row.period, lang), row.rank);
    });
    return told.length ? told.join(words.semicolon) + words.stop : words.none;
  }

  /** The newest period that compares with the one before. */
  get pair() {
    return [...(this.found?.periods ?? [])].reverse().find(({ comparable, period }) => comparable && this.found?.rows.some((row) => row.period === period && row.rank_change !== null));
  }

  /** Whether the last changes are more than the method, when it is asked for: draws are of the whole index. */
  robustness() {
    const { words, pair, robust, found, description } = this;
    if (!pair || found?.node !== description.nodes[0].id) return nothing;
    if (robust) return changesTable(robust, this.chosen, this);
    return html`<p class="robust">${words.robustHint} <button type="button" part="button" class="calculate" @click=${this.draw}>${words.calculate}</button></p>`;
  }

  draw() {
    const { pair, model, chosen } = this;
    if (!pair || !model) return;
    try {
      this.robust = changes(model, { period: pair.period, since: pair.before ?? undefined, unit: chosen, region: this.region || undefined });
    } catch (error) {
      this.fail(error);
      this.requestUpdate();
    }
  }

  download() {
    if (this.found) saveCsv(`${say(this.description.framework.name, this.language)}-${this.words.history}`, sheet(this.found, this.chosen, this));
  }
}
