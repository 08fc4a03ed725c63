import { html, nothing, number, option, saveCsv, say, scoreDigits, segments } from "../elements/index.js";
import { changes, history } from "../api/analysis.js";
import { tableButtons } from "../elements/further.js";
import { cardStyle, placeCard } from "../elements/card.js";
import { FullModelElement } from "../elements/full-element.js";
import { saveDrawing } from "../elements/drawing.js";
import { cardOf } from "./card.js";
import { chartOf } from "./chart.js";
import { following } from "./layout.js";
import { headline, incomplete, lately, notesOf, spoken } from "./message.js";
import { RobustChanges } from "./robust-changes.js";
import { changesTable, historyTable, sheet } from "./tables.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").History} History */
/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */
/** @typedef {import("../api/types.js").HistoryPeriod} HistoryPeriod */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/browser.js").Model} Model */

/** How many units are shown where none is named: the first of the newest ranking. */
const FIRST = 5;

/** How many colours lines have, beside that of the chosen unit. */
const KINDS = 5;

/** Figures up to which every change is drawn without being asked for: of more, draws take seconds. */
const MOST_FIGURES = 4000;

/** `<innodex-trend unit node region period show lang>`: ranks or scores over the periods, as lines, a sentence and a table. Events: `ready`, `error`, `unitchange`. */
export class InnodexTrend extends FullModelElement {
  static styles = [...FullModelElement.styles, cardStyle, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, node: {}, region: {}, show: {}, active: { state: true } };

  constructor() {
    super();
    /** Codes or names of units with commas between, the first marked; the first of the newest ranking where left out. @type {string | undefined} */
    this.unit = undefined;
    /** @type {string | undefined} */
    this.node = undefined;
    /** @type {string | undefined} */
    this.region = undefined;
    /** What is shown. @type {"rank" | "score" | undefined} */
    this.show = undefined;
    /** The dot whose card is shown. @type {import("./chart.js").Spot | null} */
    this.active = null;
    /** @type {History | null} */
    this.found = null;
    /** Of each unit its rows, by period. @type {Map<string, HistoryRow[]>} */
    this.rows = new Map();
    /** The codes shown. @type {string[]} */
    this.chosen = [];
    /** Everybody who could be. @type {RankRow[]} */
    this.everyone = [];
    /** The width that the picture is drawn for. */
    this.drawn = 0;
    this.robust = new RobustChanges({
      ask: (pair) => this.draw(pair),
      notify: () => this.requestUpdate(),
      fail: (error) => {
        this.fail(error);
        this.requestUpdate();
      },
    });
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get ranks() {
    return this.show !== "score";
  }

  /** The code of the marked unit; none where the page names nobody. */
  get marked() {
    return this.unit ? (this.chosen[0] ?? "") : "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.robust.stop();
    this.computed = null;
  }

  /** Draws the picture for the width that there is. */
  fit() {
    super.fit();
    if (Math.abs(this.clientWidth - this.drawn) > 4) this.requestUpdate();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const { model } = this;
    if (!model || (this.computed === model && !["unit", "node", "region", "period"].some((key) => changed.has(key)))) return;
    const drawn = this.computed === model && !changed.has("region") && !changed.has("node");
    const former = this.found;
    this.computed = null;
    this.active = null;
    this.found = this.historyOf(model);
    this.digits = scoreDigits(this.found.rows.map(({ score }) => score));
    this.computed = model;
    // The draws are of everybody, and stay where another unit is chosen.
    if (!drawn || !former || this.fewAsked) this.startDraws();
  }

  /** The history of the units asked for, and who they are. @param {Model} model @returns {History} */
  historyOf(model) {
    const [node, region] = [this.node || undefined, this.region || undefined];
    this.everyone = this.newest(model);
    const asked = (this.unit ?? "").split(/[,，]/).map((each) => each.trim()).filter(Boolean);
    const unit = asked.length ? asked : this.everyone.slice(0, FIRST).map(({ code }) => code);
    const found = history(model, { unit, node, region, periods: this.description.periods.filter((period) => period <= this.shownPeriod) });
    this.rows = new Map();
    for (const row of found.rows) this.rows.set(row.code, [...(this.rows.get(row.code) ?? []), row]);
    const codes = [...this.rows.keys()];
    const named = unit.map((each) => codes.find((code) => code === each || Object.values(/** @type {HistoryRow[]} */ (this.rows.get(code))[0].unit).includes(each)));
    // One that is named otherwise is known to the model only.
    this.chosen = [...new Set([...named.filter((code) => code !== undefined), ...codes])];
    return found;
  }

  /** Everybody by rank: in the period shown, or in the last before it in which somebody has a rank. @param {Model} model */
  newest(model) {
    const options = { node: this.node || undefined, region: /** @type {any} */ (this.region || null) };
    const periods = this.description.periods.filter((each) => each <= this.shownPeriod).reverse();
    /** @type {RankRow[]} */
    let rows = [];
    for (const period of periods.length ? periods : [this.shownPeriod]) {
      rows = model.rank(period, options);
      if (rows.some(({ rank }) => rank !== null)) break;
    }
    return rows;
  }

  /** Whether the units shown are drawn alone: of many, everybody's rows would be long. */
  get fewAsked() {
    return this.everyone.length > 200;
  }

  /** The pairs of periods whose ranks compare. */
  get pairs() {
    const { found } = this;
    if (!found) return [];
    return found.periods.flatMap(({ period, before, comparable }) => (comparable && before ? [{ since: before, period }] : []));
  }

  /** Begins the draws, unless there are so many figures that a reader has to ask for them. @param {boolean} [asked] */
  startDraws(asked = false) {
    const { nodes } = this.description;
    const few = this.everyone.length * nodes.filter(({ leaf }) => leaf).length <= MOST_FIGURES;
    this.waiting = !few && !asked && this.pairs.length > 0;
    if (this.waiting) this.robust.stop();
    else this.robust.start(asked ? this.pairs.slice(-1) : this.pairs);
  }

  /** @param {import("./robust-changes.js").Pair} pair */
  draw(pair) {
    const { source, chosen, region, description, found } = this;
    const model = /** @type {Model} */ (this.model);
    const node = found && found.node !== description.nodes[0].id ? found.node : undefined;
    const request = { ...pair, node, region: region || undefined, ...(this.fewAsked ? { unit: chosen } : {}) };
    const work = () => changes(model, request);
    return source ? source.once(() => `changes ${JSON.stringify(request)}`, work) : work();
  }

  /** The rows of a unit, by period. @param {string} code @returns {HistoryRow[]} */
  of(code) {
    return this.rows.get(code) ?? [];
  }

  /** @param {string} code */
  name(code) {
    const [row] = this.of(code);
    return row ? say(row.unit, this.language) : code;
  }

  /** @param {number} value */
  written(value) {
    return this.ranks ? String(value) : number(value, this.digits ?? 1, this.language);
  }

  /** Shows these units, the first of them marked; where none is left, the usual ones. @param {string[]} codes */
  list(codes) {
    this.unit = codes.join(",") || undefined;
    this.announce("unitchange", { unit: codes[0] ?? null, units: codes });
  }

  controls() {
    const { words, description, language: lang, chosen, found } = this;
    const groups = description.nodes.filter(({ leaf, depth }) => !leaf && depth < 2);
    const shown = found?.node ?? description.nodes[0].id;
    const here = new Set(this.everyone.map(({ code }) => code));
    const rest = description.units.filter(({ code }) => here.has(code) && !chosen.includes(code));
    const add = [option("", words.choose, true), ...rest.map(({ code, name }) => option(code, say(name, lang), false))];
    const chosenKind = [{ value: "rank", name: words.asRanks }, { value: "score", name: words.asScores }];
    const lacking = new Set(description.incomplete.map(({ period }) => period));
    const until = [...description.periods].reverse().map((each) => option(each, each + (lacking.has(each) ? words.incomplete : ""), each === this.shownPeriod));
    const added = (/** @type {string} */ value) => value && this.list(this.unit ? [...chosen, value] : [value, ...chosen]);
    return html`<div class="controls" part="controls">
      ${segments(words.shown, chosenKind, this.ranks ? "rank" : "score", (value) => (this.show = /** @type {"rank" | "score"} */ (value)))}
      ${groups.length > 1 ? this.picker(words.dimension, groups.map(({ id, name }) => option(id, say(name, lang), id === shown)), (value) => (this.node = value)) : nothing}
      ${this.picker(words.until, until, (value) => (this.period = value))} ${rest.length ? this.picker(words.addUnit, add, added) : nothing}
      <ul class="chips" aria-label=${words.unitsShown}>
        ${this.lines().map(({ code, name, kind }) => this.chip(code, name, kind))}
      </ul>
    </div>`;
  }

  /** A unit that is shown: it can be marked, or removed. @param {string} code @param {string} name @param {number} kind */
  chip(code, name, kind) {
    const { words, chosen, marked } = this;
    const others = chosen.filter((each) => each !== code);
    return html`<li class="chip kind-${kind}">
      <button type="button" part="button" aria-pressed=${code === marked} title=${words.mark(name)} @click=${() => this.list([code, ...others])}><span class="swatch" aria-hidden="true"></span>${name}</button
      ><button type="button" part="button" class="remove" aria-label=${words.remove(name)} @click=${() => this.list(others)}><span aria-hidden="true">×</span></button>
    </li>`;
  }

  content() {
    const { words, found, chosen } = this;
    if (!found) return nothing;
    const someone = found.rows.some(({ rank, score }) => (this.ranks ? rank : score) !== null);
    return html`<h2 part="title">${headline(this)}</h2>
      <p class="say" part="result" role="status">${lately(this)}</p>
      ${this.controls()}
      <figure class="wrap" part="figure" @pointerleave=${() => this.point(null)}>
        <figcaption class="quiet">${this.caption()}</figcaption>
        ${someone ? chartOf(this.chart()) : html`<p class="quiet">${words.none}</p>`} ${this.active ? cardOf(this, this.active) : nothing}
      </figure>
      ${this.notes()}
      ${this.robustness()}
      <details part="details">
        <summary>${words.tableTitle}</summary>
        ${historyTable(found, chosen, this)}
      </details>
      <div class="actions">
        <button type="button" part="button" @click=${this.download}>${words.download}</button>${tableButtons(this)}
        ${someone ? ["png", "svg"].map((kind) => html`<button type="button" part="button" @click=${() => this.picture(/** @type {"png" | "svg"} */ (kind))}>${words[kind]}</button>`) : nothing}
      </div>`;
  }

  /** What periods lack, and what is not compared. */
  notes() {
    const lacking = incomplete(this);
    return html`<div class="quiet" part="notes">
      ${notesOf(this).map((note) => html`<p>${note}</p>`)}
      ${lacking ? html`<details class="lacking"><summary>${lacking.head}</summary>${lacking.each.map((each) => html`<p>${each}</p>`)}</details>` : nothing}
    </div>`;
  }

  /** What is shown, and how it is read. */
  caption() {
    const { words, found, language: lang } = this;
    const name = found ? say(found.name, lang) : "";
    const loose = this.ranks && this.robust.found.size > 0;
    return `${(this.ranks ? words.title : words.titleScores)(name)}${words.stop}${this.ranks ? words.howRanks : words.howScores}${loose ? words.howLoose : ""}`;
  }

  /** The lines, the chosen unit's in a colour of its own. @returns {import("./chart.js").Line[]} */
  lines() {
    const { marked } = this;
    return this.chosen.map((code, i) => {
      const rows = this.of(code);
      const values = rows.map(({ rank, score }) => (this.ranks ? rank : score));
      const [last] = values.filter((value) => value !== null).slice(-1);
      const loose = rows.map(({ period }) => this.ranks && this.robust.loose(code, period));
      return { code, name: this.name(code), kind: code === marked ? 0 : ((i - (marked ? 1 : 0)) % KINDS) + 1, values, loose, end: last === undefined ? "" : this.written(Number(last)) };
    });
  }

  /** @returns {import("./chart.js").Chart} */
  chart() {
    const { words, language: lang, active, ranks } = this;
    const { periods, name } = /** @type {History} */ (this.found);
    const follows = following(periods.map(({ period }) => period));
    this.drawn = this.clientWidth;
    return {
      title: (ranks ? words.title : words.titleScores)(say(name, lang)),
      places: periods.map(({ period, comparable, complete }, at) => ({ period, comparable, incomplete: !complete, joined: comparable === true && follows[at] })),
      lines: this.lines(),
      ...{ ranks, active, lacking: words.lackingHere },
      width: Math.min(Math.max(this.drawn || 760, 300), 900),
      tick: (value, digits) => number(value, digits, lang),
      said: (code, at) => spoken(this, code, at),
      point: (spot) => this.point(spot),
      key: (event, code, at) => this.move(event, code, at),
    };
  }

  /** Shows the card of a dot. @param {import("./chart.js").Spot | null} spot */
  point(spot) {
    if (spot?.code !== this.active?.code || spot?.at !== this.active?.at) this.active = spot && { code: spot.code, at: spot.at };
  }

  updated() {
    super.updated();
    const { active } = this;
    if (active) placeCard(this.renderRoot, `[data-code="${CSS.escape(active.code)}"] .target[data-at="${active.at}"]`);
  }

  /** Left and right go along a line, up and down to another, Escape closes the card. @param {KeyboardEvent} event @param {string} code @param {number} at */
  move(event, code, at) {
    if (event.key === "Escape") return this.point(null);
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

  /** What the draws say of the newest change, or the button that asks for them. */
  robustness() {
    const { words, chosen, waiting } = this;
    if (waiting) return html`<p class="robust">${words.robustHint} <button type="button" part="button" class="calculate" @click=${() => this.startDraws(true)}>${words.calculate}</button></p>`;
    const [newest] = this.pairs.slice(-1);
    const drawn = newest && this.robust.found.get(this.told(newest.period));
    return drawn ? changesTable(drawn, chosen, this) : nothing;
  }

  /** The period whose change is told: the one shown, or the last that compares. @param {string} newest */
  told(newest) {
    return this.pairs.some(({ period }) => period === this.shownPeriod) ? this.shownPeriod : newest;
  }

  /** The picture as a file. @param {"png" | "svg"} kind */
  picture(kind) {
    const texts = { title: headline(this), above: `${lately(this)} ${this.caption()}`, name: `${say(this.description.framework.name, this.language)}-${this.words.history}` };
    return saveDrawing(this, "svg.trend", texts, kind);
  }

  download() {
    const { name, lines } = this.saved();
    if (this.found) saveCsv(name, lines);
  }

  /** The table as it is saved. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { found, words, chosen, description, language: lang } = this;
    const name = `${say(description.framework.name, lang)}-${words.history}`;
    return { name, title: found ? words.title(say(found.name, lang)) : name, measure: words.score, lines: found ? sheet(found, chosen, this) : [] };
  }
}
