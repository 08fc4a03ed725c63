import { isMoney } from "../api/money.js";
import { html, nothing } from "lit";
import { InnodexElement } from "./base.js";
import { option, segments } from "./frame.js";
import { scaleOf, signedBar } from "./bar.js";
import { saveCsv } from "./csv.js";
import { figure, measureName, number, periodName, inLanguage } from "./format.js";
import { WORDS } from "./further.text.js";
import { say } from "./language.js";
import { tableButtons } from "./sharing.js";
import { shareOf } from "./measure.js";
import { earlier, firstWithin, YEARLY } from "./period.js";
import { table } from "./table.style.js";

/** @typedef {import("../api/types.js").GrowthRow} GrowthRow */
/** @typedef {import("../api/types.js").Rate} Rate */
/** @typedef {import("./language.js").Text} Text */
/** @typedef {{ id: string, name: Text, measure: string }} Series */

/** Rates between a period and the one k periods before. */
const LAGGED = new Set(["simple", "log", "symmetric", "difference", "contribution", "real"]);
/** Rates over several periods. */
const STRETCHED = new Set(["cagr", "least_squares", "trend_percent", "theil_sen"]);
/** Rates given as fractions. */
const FRACTIONS = new Set(["simple", "log", "symmetric", "cagr", "least_squares", "contribution", "real"]);
/** Rates in the unit of the series. */
const CHANGES = new Set(["difference", "theil_sen"]);
/** Rates that the module of a first ranking does not have. */
const FURTHER = new Set(["real", "theil_sen"]);

/** The default length of a stretch, in years. */
const YEARS_BACK = 5;

/** `<innodex-growth indicator rate period unit lang>`: the growth of one series in every unit. Events: `ready`, `error`. */
export class InnodexGrowth extends InnodexElement {
  static styles = [...InnodexElement.styles, table];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { indicator: {}, rate: {}, period: {}, from: {}, base: {}, lag: { type: Number }, deflator: {}, unit: {} };

  constructor() {
    super();
    /** @type {string | undefined} */
    this.indicator = undefined;
    /** @type {Rate | undefined} */
    this.rate = undefined;
    /** @type {string | undefined} */
    this.period = undefined;
    /** First period of a stretch. @type {string | undefined} */
    this.from = undefined;
    /** Base period of an index. @type {string | undefined} */
    this.base = undefined;
    /** In periods; a year by default. @type {number | undefined} */
    this.lag = undefined;
    /** The price index of real growth. @type {string | undefined} */
    this.deflator = undefined;
    /** The unit to mark. @type {string | undefined} */
    this.unit = undefined;
    /** @type {GrowthRow[]} */
    this.rows = [];
  }

  get words() {
    return WORDS[this.language];
  }

  /** The framework's indicators. @returns {Series[]} */
  get leaves() {
    return this.description.nodes.filter(({ leaf }) => leaf).map(({ id, name, measure }) => ({ id, name, measure: measure ?? "" }));
  }

  /** The panel's columns that are not already among them. @returns {Series[]} */
  get columns() {
    const leaves = new Set(this.leaves.map(({ id }) => id));
    return this.description.columns.filter(({ id }) => !leaves.has(id));
  }

  /**
   * What is shown: the attributes, completed by defaults.
   * @returns {{ series: Series, rate: Rate, period: string, lag: number, from: string, base: string }}
   */
  get shown() {
    const { periods, frequency } = this.description;
    const all = [...this.columns, ...this.leaves];
    const series = all.find(({ id }) => id === this.indicator) ?? { ...all[0], id: this.indicator || all[0].id };
    const rate = this.rate ?? (shareOf(series.measure) ? "difference" : "simple");
    const period = this.period || this.usualPeriod;
    const year = YEARLY[frequency];
    const lag = this.lag || year;
    const from = this.from && this.from < period ? this.from : firstWithin(periods, period, YEARS_BACK * year);
    return { series, rate, period, lag, from, base: this.base ?? periods[0] };
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && changed.size === 0)) return;
    this.computed = null;
    const { series, rate, period, lag, from, base } = this.shown;
    if (FURTHER.has(rate) && this.model.module === "ranking" && this.source?.withMethods("model")) return void (this.model = null); // another is on its way
    // Parameters that a rate does not use are ignored; base and deflator are passed for real growth only.
    const real = rate === "real" && { base: this.base, deflator: this.deflator };
    this.rows = this.model
      .growth({ indicator: series.id, rate, period, lag, from, base, ...real })
      .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity)); // equal and missing ones stay in the order of codes
    this.computed = this.model;
  }

  content() {
    return html`${this.controls()} ${this.table()}
      <div class="foot" part="foot">
        <p class="quiet" part="notes">${this.words.growthNote} ${this.origin()}</p>
        <div class="actions"><button type="button" part="button" @click=${this.download}>${this.words.download}</button>${tableButtons(this)}</div>
      </div>`;
  }

  controls() {
    const { words, description } = this;
    const { series, rate, period, lag, from, base } = this.shown;
    const { periods, frequency } = description;
    const set = (/** @type {"indicator" | "rate" | "period" | "from" | "base"} */ property) => (/** @type {string} */ value) =>
      Object.assign(this, { [property]: value });
    const listed = (/** @type {string[]} */ some, /** @type {string} */ chosen) => [...some].reverse().map((each) => option(each, each, each === chosen));
    return html`<div class="controls" part="controls">
      ${this.picker(
        words.indicator,
        html`${this.group(words.figures, this.columns, series.id)} ${this.group(words.indicators, this.leaves, series.id)}`,
        set("indicator"),
      )}
      ${this.picker(words.growth, Object.entries(words.rates).map(([id, name]) => (id !== "real" || this.deflator ? option(id, name, id === rate) : nothing)), set("rate"))}
      ${frequency !== "year" && LAGGED.has(rate)
        ? segments(
            words.compare,
            [YEARLY[frequency], 1].map((value) => ({ value, name: value === 1 ? words.periodOnPeriod : words.yearOnYear })),
            lag,
            (value) => (this.lag = value),
          )
        : nothing}
      ${this.picker(words[frequency], listed(periods, period), set("period"))}
      ${STRETCHED.has(rate) ? this.picker(words.from, listed(periods.filter((each) => each < period), from), set("from")) : nothing}
      ${rate === "base_index" ? this.picker(words.base, listed(periods, base), set("base")) : nothing}
    </div>`;
  }

  /**
   * @param {string} label
   * @param {Series[]} series
   * @param {string} chosen
   */
  group(label, series, chosen) {
    if (!series.length) return nothing;
    return html`<optgroup label=${label}>${series.map(({ id, name }) => option(id, say(name, this.language), id === chosen))}</optgroup>`;
  }

  /** The name and unit of the rates, for the head of their column: "增减量（个百分点）". */
  head() {
    const { words, language: lang } = this;
    const { series, rate, base } = this.shown;
    const share = CHANGES.has(rate) && shareOf(series.measure);
    const points = share === "permille" ? words.permillePoint : share || rate === "contribution" ? words.point : "";
    const unit = points || (FRACTIONS.has(rate) || rate === "trend_percent" ? "%" : rate === "base_index" ? words.baseIs(base) : "");
    const measure = unit || measureName(series.measure, lang);
    return { name: `${this.pace}${words.rates[rate] ?? rate}`, unit, measure };
  }

  /** The period that figures are compared with; null for an index, whose base is shown with the unit. */
  get beginning() {
    const { rate, period, lag, from } = this.shown;
    if (STRETCHED.has(rate)) return from;
    if (rate === "real" && this.base) return this.base;
    return LAGGED.has(rate) ? earlier(period, lag) : null;
  }

  /** "同比" or "环比", where the rate is one of them. */
  get pace() {
    const { words, description } = this;
    const { rate, period } = this.shown;
    if (description.frequency === "year" || !LAGGED.has(rate)) return "";
    const { beginning } = this;
    if (beginning === earlier(period, YEARLY[description.frequency])) return `${words.yearOnYear} `;
    return beginning === earlier(period, 1) ? `${words.periodOnPeriod} ` : "";
  }

  /** Whether the rates are of money at the prices of each period. */
  get nominal() {
    const { series, rate } = this.shown;
    return rate !== "real" && isMoney(series.measure);
  }

  /** Whether the values are amounts, each shown with its unit of measure. */
  get amounts() {
    const { series, rate } = this.shown;
    return CHANGES.has(rate) && !shareOf(series.measure);
  }

  /**
   * A value as text.
   * @param {number} value
   */
  worded(value) {
    const { language: lang } = this;
    const { series, rate } = this.shown;
    if (this.amounts) return figure(value, series.measure, lang, true);
    if (CHANGES.has(rate)) return number(value, 2, lang, true);
    return number(FRACTIONS.has(rate) ? 100 * value : value, 1, lang, rate !== "base_index");
  }

  table() {
    const { words, language: lang, rows } = this;
    const { series, rate, period } = this.shown;
    const { name, unit } = this.head();
    const spans = STRETCHED.has(rate);
    const scale = scaleOf(rows.map(({ value }) => value));
    const { beginning } = this;
    const span = `${beginning ? `${periodName(beginning, lang)}→` : ""}${periodName(period, lang)}`;
    return html`<table part="table">
      <caption part="caption">
        <strong>${say(series.name, lang)}</strong>
        <span class="quiet">${name}${words.comma}${span}${this.nominal ? words.nominal : ""}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col" class="name">${words.unit}</th>
          <th scope="col" class="score">${name}${unit ? words.aside(unit) : ""}</th>
          ${spans ? html`<th scope="col" class="number">${words.spanHead}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ code, unit: name, value, reason, from, to }) => html`<tr class=${code === this.unit ? "selected" : ""} part="row">
            <th scope="row" class="name">${say(name, lang)}</th>
            ${value === null
              ? html`<td class="quiet">${this.because(reason)}</td>`
              : html`<td class="score">
                  <div class="scored"><span class="number">${this.worded(value)}</span>${signedBar(value, scale)}</div>
                </td>`}
            ${spans ? html`<td class="number quiet">${from && to ? `${from}–${to}` : ""}</td>` : nothing}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** The sources of the series: of its column, or of the columns that it is computed from. */
  origin() {
    const { words, language: lang } = this;
    const { series } = this.shown;
    const { nodes, columns } = this.description;
    const leaf = nodes.find((node) => node.leaf && node.id === series.id);
    const made = leaf ? [leaf.column, leaf.numerator, leaf.denominator] : [series.id];
    const found = columns.filter((column) => made.includes(column.id) && (column.source || column.table || column.note));
    const sources = found.map((column) =>
      [leaf && say(column.name, lang), inLanguage(column.source, lang), column.table && words.table + column.table, column.note && words.note + inLanguage(column.note, lang)].filter(Boolean).join(words.comma),
    );
    return sources.length ? `${words.source}${sources.join(words.semicolon)}${words.stop}` : nothing;
  }

  download() {
    const { name, lines } = this.saved();
    saveCsv(name, lines);
  }

  /** The table as it is saved. @returns {import("./sharing.js").Saved} */
  saved() {
    const { words, language: lang, rows } = this;
    const { series, rate, period } = this.shown;
    const { name, measure } = this.head();
    const title = `${say(series.name, lang)}${words.comma}${name}${words.aside(periodName(period, lang))}`;
    const lines = [
      [words.code, words.unit, `${name}${measure ? words.aside(measure) : ""}`, words.from, words.to, words.missingReason],
      ...rows.map(({ code, unit, value, reason, from, to }) => [
        code,
        say(unit, lang),
        value !== null && FRACTIONS.has(rate) ? Number((100 * value).toPrecision(15)) : value,
        from,
        to,
        reason && this.because(reason),
      ]),
    ];
    return { name: `${say(series.name, lang)}-${name}-${period}`, title, measure: measure || series.measure, lines };
  }
}
