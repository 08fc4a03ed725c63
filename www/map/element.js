import { html, InnodexElement, nothing, number, option, periodName, saveCsv, say, scoreDigits, segments } from "../elements/index.js";
import { tableButtons } from "../elements/further.js";
import { cardStyle, placeCard } from "../elements/card.js";
import { saveDrawing } from "../elements/drawing.js";
import { shareOf } from "../elements/measure.js";
import { breaksOf, classesOf, LEAST, MOST } from "./classes.js";
import { neighbour, readLayout, usualLayout } from "./layout.js";
import { headline, nameOf, notesOf } from "./message.js";
import { style } from "./style.js";
import { mapTable } from "./table.js";
import { WORDS } from "./text.js";
import { drawingOf } from "./tiles.js";
import { RATES, SHOWS, valuesOf, writingOf } from "./values.js";

/** @typedef {import("./values.js").Entry} Entry */
/** @typedef {import("./values.js").Shown} Shown */
/** @typedef {import("../elements/problem.js").Problem} Problem */

/** How many classes there are, unless a page says otherwise. */
const CLASSES = 5;

/** `<innodex-map show node indicator rate period unit classes breaks layout lang>`: units as tiles in classes, or a host's own map. Events: `ready`, `error`, `unitchange`, `mapchange`. */
export class InnodexMap extends InnodexElement {
  static styles = [...InnodexElement.styles, cardStyle, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { show: {}, node: {}, indicator: {}, rate: {}, period: {}, from: {}, unit: {}, classes: {}, breaks: {}, layout: {}, active: { state: true } };

  constructor() {
    super();
    /** What is shown; ranks where left out. @type {import("./values.js").Show | undefined} */
    this.show = undefined;
    /** The dimension ranked by. @type {string | undefined} */
    this.node = undefined;
    /** The indicator or column whose figures or growth are shown. @type {string | undefined} */
    this.indicator = undefined;
    /** @type {import("./values.js").Rate | undefined} */
    this.rate = undefined;
    /** @type {string | undefined} */
    this.period = undefined;
    /** The first period of mean annual growth. @type {string | undefined} */
    this.from = undefined;
    /** The marked unit, by code or name. @type {string | undefined} */
    this.unit = undefined;
    /** How many classes; 5 where left out. @type {number | string | undefined} */
    this.classes = undefined;
    /** `quantile`, `equal`, or bounds. @type {string | number[] | undefined} */
    this.breaks = undefined;
    /** A tile layout: an address, JSON text, or what that stands for. @type {unknown} */
    this.layout = undefined;
    /** The code of the tile whose card is shown. */
    this.active = "";
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Map<string, Entry>} */
    this.byCode = new Map();
    /** What `entries` were asked for. @type {{ model: import("../api/browser.js").Model, asked: string } | null} */
    this.valued = null;
    /** How `entries` are written in a language. @type {{ of: Entry[], language: string, how: import("./values.js").Writing } | null} */
    this.written = null;
    /** What was asked for as a layout, and what was read. @type {{ of: unknown, given: unknown, failure: unknown } | null} */
    this.read = null;
    this.turn = 0;
    /** The width that the tiles are drawn for. */
    this.drawn = 0;
    /** What the host was told last. */
    this.told = "";
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  /** Draws the tiles for the width that there is. */
  fit() {
    super.fit();
    if (Math.abs(this.clientWidth - this.drawn) > 4) this.requestUpdate();
  }

  /** The figures that can be shown: indicators, and columns that are none. */
  get series() {
    const { nodes, columns } = this.description;
    const leaves = nodes.filter(({ leaf }) => leaf).map(({ id, name, measure }) => ({ id, name, measure: measure ?? "" }));
    const ids = new Set(leaves.map(({ id }) => id));
    return { leaves, columns: columns.filter(({ id }) => !ids.has(id)) };
  }

  /** What is shown: the attributes, completed by defaults. @returns {Shown} */
  get shown() {
    const { nodes } = this.description;
    const { leaves, columns } = this.series;
    const show = this.show || "rank";
    const found = [...leaves, ...columns].find(({ id }) => id === this.indicator);
    const { id: indicator, measure } = found ?? { id: this.indicator || leaves[0].id, measure: found ? "" : this.indicator ? "" : leaves[0].measure };
    /** @type {import("./values.js").Rate} */
    const rate = this.rate || (shareOf(measure) ? "difference" : "simple");
    return { show, period: this.shownPeriod, node: this.node || nodes[0].id, indicator, measure, rate, from: rate === "cagr" ? this.from || this.description.periods[0] : undefined };
  }

  /** The marked unit's code. */
  get marked() {
    const { unit } = this;
    return unit ? (this.description.units.find(({ code, name }) => code === unit || name.zh === unit || name.en === unit)?.code ?? unit) : "";
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const { model } = this;
    if (!model || !this.isConnected) return;
    if (!this.read || this.read.of !== this.layout) return void this.readLayout();
    if (this.read.failure) throw this.read.failure;
    if (this.computed === model && !["show", "node", "indicator", "rate", "period", "from", "unit", "classes", "breaks", "layout"].some((key) => changed.has(key))) return;
    this.computed = null;
    const { units } = this.description;
    const { given } = this.read;
    this.placed = given === undefined ? usualLayout(units) : readLayout(given, units);
    this.checkChoices();
    this.value(model);
    // The model says which unit is not there.
    if (this.unit && !this.placed.tiles.some(({ code }) => code === this.marked)) model.figure(this.description.nodes[0].id, this.unit, this.shownPeriod);
    const { show } = this.shown;
    const values = this.entries.flatMap(({ value }) => (value === null ? [] : [value]));
    this.classing = classesOf(values, { classes: this.count, breaks: this.bounds ?? "quantile", signed: show !== "rank", falling: show === "rank" });
    this.computed = model;
  }

  /** The values of what is shown; where only the marked unit or the classes changed, they stay. @param {import("../api/browser.js").Model} model */
  value(model) {
    const asked = JSON.stringify(this.shown);
    if (this.valued?.model === model && this.valued.asked === asked) return;
    this.valued = null;
    this.entries = valuesOf(model, this.shown);
    this.byCode = new Map(this.entries.map((entry) => [entry.code, entry]));
    this.digits = scoreDigits(this.entries.map(({ score }) => score));
    this.valued = { model, asked };
  }

  get count() {
    return this.classes === undefined || this.classes === null || this.classes === "" ? CLASSES : Number(this.classes);
  }

  /** The bounds of classes: those of rates are written in per cent. */
  get bounds() {
    const found = breaksOf(this.breaks);
    const { show, rate } = this.shown;
    return Array.isArray(found) && show === "growth" && rate !== "difference" ? found.map((each) => each / 100) : found;
  }

  /** Fails where an attribute has a word that it cannot have. */
  checkChoices() {
    const { show, rate, classes, breaks, count } = this;
    if (show && !SHOWS.includes(show)) throw this.refused("show", show);
    if (rate && !RATES.includes(rate)) throw this.refused("rate", rate);
    if (!Number.isInteger(count) || count < LEAST || count > MOST) throw this.refused("classes", String(classes));
    if (breaksOf(breaks) === null) throw this.refused("breaks", String(breaks));
  }

  /** The problem of an attribute. @param {"show" | "rate" | "classes" | "breaks"} name @param {string} given @returns {Problem} */
  refused(name, given) {
    const key = /** @type {"badShow" | "badRate" | "badClasses" | "badBreaks"} */ (`bad${name[0].toUpperCase()}${name.slice(1)}`);
    const hint = /** @type {"badShowHint" | "badRateHint" | "badClassesHint" | "badBreaksHint"} */ (`${key}Hint`);
    return { code: "bad_parameter", place: name, message: { zh: WORDS.zh[key](given), en: WORDS.en[key](given) }, hint: { zh: WORDS.zh[hint], en: WORDS.en[hint] } };
  }

  /** Reads the layout: of the property, an address, or the script inside the element. */
  async readLayout() {
    const { layout: of, source } = this;
    const turn = ++this.turn;
    /** @type {NonNullable<InnodexMap["read"]>} */
    const read = { of, given: undefined, failure: null };
    try {
      read.given = await source?.part.call(/** @type {any} */ ({ host: this }), /** @type {any} */ ("layout"));
    } catch (error) {
      read.failure = error;
    }
    if (turn !== this.turn) return;
    this.read = read;
    this.computed = null;
    this.requestUpdate();
  }

  /** `ready` is dispatched when there are tiles. */
  /** @param {Map<PropertyKey, unknown>} [changed] */
  updated(changed = new Map()) {
    if (this.computed || this.problem) super.updated();
    if (this.active) placeCard(this.renderRoot, `.tile[data-code="${CSS.escape(this.active)}"] rect`);
    const pointed = changed.size === 1 && changed.has("active");
    if (this.computed && !this.problem && !pointed) this.tell();
  }

  /** A unit that a reader chooses; the marked one is let go. @param {string} code */
  choose(code) {
    this.unit = code === this.marked ? undefined : code;
    this.announce("unitchange", { unit: this.unit ?? null });
  }

  /** @param {string | null} code */
  point(code) {
    this.active = code ?? "";
  }

  /** Arrows go to the next tile, Enter and Space choose, Escape closes the card. @param {KeyboardEvent} event @param {string} code */
  move(event, code) {
    if (event.key === "Escape") return this.point(null);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return this.choose(code);
    }
    const next = neighbour(this.placed?.tiles ?? [], code, event.key);
    if (!next) return;
    event.preventDefault();
    /** @type {SVGElement | null} */ (this.renderRoot.querySelector(`.tile[data-code="${CSS.escape(next.code)}"]`))?.focus();
  }

  controls() {
    const { words, description, language: lang } = this;
    const { show, node, indicator, rate, period } = this.shown;
    const { leaves, columns } = this.series;
    const groups = description.nodes.filter(({ leaf, depth }) => !leaf && depth < 2);
    const scored = show === "rank" || show === "score";
    const lacking = new Set(description.incomplete.map((each) => each.period));
    const named = (/** @type {{ id: string, name: import("../api/types.js").Text }[]} */ some, /** @type {string} */ chosen) => some.map(({ id, name }) => option(id, say(name, lang), id === chosen));
    const series = html`<optgroup label=${words.indicators}>${named(leaves, indicator)}</optgroup>${columns.length ? html`<optgroup label=${words.figures}>${named(columns, indicator)}</optgroup>` : nothing}`;
    return html`<div class="controls" part="controls">
      ${segments(words.show, SHOWS.map((value) => ({ value, name: words.shows[value] })), show, (value) => (this.show = value))}
      ${scored && groups.length > 1 ? this.picker(words.dimension, named(groups, node), (value) => (this.node = value)) : nothing}
      ${scored ? nothing : this.picker(words.indicator, series, (value) => Object.assign(this, { indicator: value, rate: undefined }))}
      ${show === "growth" ? this.picker(words.rate, RATES.map((each) => option(each, words.rates[each], each === rate)), (value) => (this.rate = /** @type {import("./values.js").Rate} */ (value))) : nothing}
      ${this.picker(words[description.frequency], [...description.periods].reverse().map((each) => option(each, each + (lacking.has(each) ? words.incomplete : ""), each === period)), (value) => (this.period = value))}
    </div>`;
  }

  content() {
    const { words, placed } = this;
    if (!placed || !this.computed) return html`<slot><p class="quiet">${words.loading}</p></slot>`;
    this.drawn = this.clientWidth;
    const { lead, how } = headline(this);
    return html`<h2 part="title">${lead}</h2>
      <p class="quiet" part="result" role="status">${how}</p>
      ${this.controls()}
      <div class="both">
        <div class="wrap" part="figure" @pointerleave=${() => this.point(null)} @click=${this.clicked}>
          <slot name="map">${drawingOf(this.drawing())}</slot>
          ${this.card()}
        </div>
        ${mapTable(this)}
      </div>
      <div class="quiet" part="notes">${notesOf(this).map((note) => html`<p>${note}</p>`)}</div>
      <div class="actions">
        <button type="button" part="button" @click=${this.download}>${words.download}</button>${tableButtons(this)}
        ${["png", "svg"].map((kind) => html`<button type="button" part="button" @click=${() => this.picture(/** @type {"png" | "svg"} */ (kind))}>${words[kind]}</button>`)}
      </div>`;
  }

  /** A click on a host's own map chooses the unit whose code is there. @param {Event} event */
  clicked(event) {
    const at = /** @type {Element} */ (event.target);
    const code = this.contains(at) ? at.closest("[data-code]")?.getAttribute("data-code") : null;
    if (code && this.description.units.some((unit) => unit.code === code)) this.choose(code);
  }

  /** What is written of values. */
  get writing() {
    const { entries, language } = this;
    if (this.written?.of !== entries || this.written.language !== language) this.written = { of: entries, language, how: writingOf(this.shown, entries, language) };
    return this.written.how;
  }

  /** The shade of a unit: of its class, or that of no figure. @param {Entry | undefined} entry */
  shadeOf(entry) {
    return entry?.value === null || entry === undefined ? "none" : (this.classing?.classes[this.classing.of(entry.value)]?.shade ?? "none");
  }

  /** Why a unit has no value. @param {Entry | undefined} entry */
  reasonOf(entry) {
    return entry ? this.because(entry.reason) : this.words.notInData;
  }

  /** The score beside a rank. @param {Entry | undefined} entry */
  scoreOf(entry) {
    return entry?.score === null || entry === undefined ? "—" : number(entry.score, this.digits ?? 1, this.language);
  }

  /** @returns {import("./tiles.js").Drawing} */
  drawing() {
    const { words, language: lang, placed, byCode, marked, writing } = this;
    const { tiles = [], columns = 1, rows = 1 } = placed ?? {};
    const wide = this.drawn >= 860;
    return {
      title: `${words.map}${words.colon}${nameOf(this)}`,
      tiles: tiles.map((tile) => {
        const entry = byCode.get(tile.code);
        const name = say(tile.name, lang);
        const value = entry?.value ?? null;
        const said = value === null ? `${name}${words.colon}${words.noData}${words.aside(this.reasonOf(entry))}` : `${name}${words.colon}${writing.long(value)}`;
        return { tile, shade: this.shadeOf(entry), name, text: value === null ? "—" : writing.short(value), said };
      }),
      ...{ columns, rows, keys: this.keys(), legend: words.legend, chosen: marked },
      width: Math.max(200, wide ? Math.round(this.drawn * 0.6) : this.drawn || 560),
      point: (code) => this.point(code),
      choose: (code) => this.choose(code),
      key: (event, code) => this.move(event, code),
    };
  }

  /** The legend: the classes from the deepest, and no data where somebody has none. */
  keys() {
    const { words, writing, classing, placed, byCode } = this;
    const { classes = [], stated = false } = classing ?? {};
    const text = (/** @type {import("./classes.js").Class} */ { from, to, first, last }) =>
      stated && first ? words.under(writing.short(to)) : stated && last ? words.over(writing.short(from)) : words.range(writing.short(from), writing.short(to));
    const ordered = this.shown.show === "rank" ? classes : [...classes].reverse();
    const none = placed?.tiles.some(({ code }) => this.shadeOf(byCode.get(code)) === "none");
    return [...ordered.map((each) => ({ shade: each.shade, text: text(each) })), ...(none ? [{ shade: "none", text: words.noData }] : [])];
  }

  /** The card of a tile. */
  card() {
    const { words, language: lang, active, byCode, placed, writing } = this;
    const tile = placed?.tiles.find(({ code }) => code === active);
    if (!tile) return nothing;
    const entry = byCode.get(active);
    const value = entry?.value ?? null;
    const { show } = this.shown;
    return html`<div class="card" part="card">
      <p><strong>${say(tile.name, lang)}</strong> <span class="quiet">${periodName(this.shownPeriod, lang)}</span></p>
      <button type="button" class="close" tabindex="-1" aria-label=${words.close} @click=${() => this.point(null)}><span aria-hidden="true">×</span></button>
      ${value === null
        ? html`<p>${words.noData}${words.aside(this.reasonOf(entry))}</p>`
        : html`<dl>
            <dt>${nameOf(this)}</dt>
            <dd>${writing.long(value)}</dd>
            ${show === "rank" ? html`<dt>${words.score}</dt><dd>${this.scoreOf(entry)}</dd>` : html`<dt>${words.rank}</dt><dd>${entry?.rank ?? "—"}</dd>`}
          </dl>`}
    </div>`;
  }

  /** What a host's own map needs: each unit's value, class and colour, and the classes. */
  get areas() {
    const { entries, classing, language: lang, writing } = this;
    const root = this.renderRoot.querySelector(".root");
    const style = root && getComputedStyle(root);
    const color = (/** @type {string} */ shade) => style?.getPropertyValue(`--${shade}`).trim() ?? "";
    return {
      areas: entries.map((entry) => {
        const { code, unit, value, reason, rank } = entry;
        const shade = this.shadeOf(entry);
        const text = value === null ? "" : writing.long(value);
        return { code, name: say(unit, lang), value, text, rank, reason, class: value === null ? null : (classing?.of(value) ?? null), color: color(shade) };
      }),
      classes: (classing?.classes ?? []).map(({ from, to, shade, count }) => ({ from, to, count, color: color(shade) })),
    };
  }

  /** Tells the host what is shown, once for each change. */
  tell() {
    const { show, node, indicator, period } = this.shown;
    const scored = show === "rank" || show === "score";
    const detail = { show, node: scored ? node : null, indicator: scored ? null : indicator, period, measure: this.writing.measure, unit: this.marked || null, ...this.areas };
    const text = JSON.stringify(detail);
    if (text === this.told) return;
    this.told = text;
    this.announce("mapchange", detail);
  }

  /** @param {"png" | "svg"} kind */
  picture(kind) {
    const { lead, how } = headline(this);
    return saveDrawing(this, "svg.tiles", { title: lead, above: [how, ...notesOf(this)].join(" "), name: `${nameOf(this)}-${this.shownPeriod}` }, kind);
  }

  download() {
    const { name, lines } = this.saved();
    saveCsv(name, lines);
  }

  /** The table as it is saved. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { words, language: lang, entries, writing, shown, shownPeriod: period } = this;
    const measure = writing.measure;
    const unit = shown.show === "value" ? shown.measure : measure;
    const lines = [
      [words.code, words.unit, words.rank, `${nameOf(this)}${unit ? words.aside(unit) : ""}`, words.group, words.reason],
      ...entries.map(({ code, unit, rank, value, reason }) => [code, say(unit, lang), rank, value, value === null ? null : 1 + (this.classing?.of(value) ?? 0), reason && this.because(reason)]),
    ];
    return { name: `${nameOf(this)}-${period}`, title: `${nameOf(this)}${words.aside(periodName(period, lang))}`, measure: unit, lines };
  }
}
