import { written } from "../api/json.js";
import { figure, html, nothing, option, periodName, saveCsv, say } from "../elements/index.js";
import { profile } from "../api/analysis.js";
import { tableButtons } from "../elements/further.js";
import { FullModelElement } from "../elements/full-element.js";
import { strip } from "./strip.js";
import { style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").Profile} Profile */
/** @typedef {import("../api/types.js").ProfileRow} ProfileRow */
/** @typedef {import("../api/types.js").GroupSpec} GroupSpec */

/** How many are alike. */
const ALIKE = 5;

/** `<innodex-profile unit group period data framework indicators lang>`: a unit beside its group in every indicator. Events: `ready`, `error`, `unitchange`. */
export class InnodexProfile extends FullModelElement {
  static properties = { ...FullModelElement.properties, unit: {}, group: {}, opened: { state: true } };
  static styles = [...FullModelElement.styles, style];

  constructor() {
    super();
    /** @type {string | undefined} */
    this.unit = undefined;
    /** @type {GroupSpec | undefined} */
    this.group = undefined;
    /** The indicator whose figures are shown. */
    this.opened = "";
    /** @type {Profile | null} */
    this.found = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["period", "unit", "group"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.found = profile(this.model, { unit: this.unit ?? this.description.units[0]?.code ?? "", group: this.asked, period: this.shownPeriod });
    this.computed = this.model;
  }

  /** The group as it is asked for: an attribute can only be text, and holds a list or an object as JSON. @returns {GroupSpec | undefined} */
  get asked() {
    const { group } = this;
    return typeof group === "string" && /^\s*[[{]/.test(group) ? JSON.parse(group) : group || undefined;
  }

  /** The groups of the data, and that of the units alike, by what the list calls them. @returns {{ id: string, name: string }[]} */
  choices() {
    const { words, language: lang } = this;
    const { units } = this.description;
    /** @type {Map<string, string>} */
    const found = new Map([["", words.all]]);
    for (const { region, parent, group } of units) {
      if (region) found.set(region, words[region]);
      if (parent) found.set(parent.code, say(parent.name, lang));
      if (group) found.set(group, group);
    }
    const unit = units.find(({ code, name }) => code === this.unit || name.zh === this.unit || name.en === this.unit) ?? units[0];
    if (unit && units.length > ALIKE) found.set(written({ alike: unit.code, count: ALIKE }), words.alike(say(unit.name, lang)));
    const shown = this.shownGroup;
    if (!found.has(shown)) found.set(shown, words.own);
    return [...found].map(([id, name]) => ({ id, name }));
  }

  get shownGroup() {
    const { group } = this;
    return group === undefined || group === null ? "" : typeof group === "string" ? group : written(group);
  }

  /** Whether the unit is beside a group; beside all there is one rank only. */
  get grouped() {
    return this.shownGroup !== "";
  }

  /** Another unit; the group of those like the former becomes that of those like it. @param {string} unit */
  choose(unit) {
    const { asked } = this;
    if (asked && typeof asked === "object" && !Array.isArray(asked)) this.group = written({ ...asked, alike: unit });
    this.unit = unit;
    this.announce("unitchange", { unit });
  }

  controls() {
    const { words, language: lang } = this;
    const { periods, frequency, units } = this.description;
    const code = this.found?.code ?? this.unit;
    return html`<div class="controls" part="controls">
      ${this.picker(words.unit, units.map(({ code: each, name }) => option(each, say(name, lang), each === code)), (value) => this.choose(value))}
      ${this.picker(words.group, this.choices().map(({ id, name }) => option(id, name, id === this.shownGroup)), (value) => (this.group = value || undefined))}
      ${this.picker(words[frequency], [...periods].reverse().map((each) => option(each, periodName(each, lang), each === this.shownPeriod)), (value) => (this.period = value))}
    </div>`;
  }

  content() {
    const { words, language: lang, found } = this;
    if (!found) return nothing;
    const group = this.choices().find(({ id }) => id === this.shownGroup)?.name;
    const dimensions = [...new Set(found.rows.map(({ dimension }) => dimension))];
    return html`<h2 part="title">${words.title(say(found.unit, lang), group, found.size)}${words.aside(periodName(found.period, lang))}</h2>
      <p role="status" part="sentence">${words.sentence(say(found.unit, lang), this.named(found.strengths), this.named(found.weaknesses), found.rows.length)} ${found.member ? nothing : words.outside}</p>
      ${this.controls()}
      <div class="found" part="marks">${this.list("strengths", found.strengths)}${this.list("weaknesses", found.weaknesses)}</div>
      <p class="quiet key" part="key" aria-hidden="true">${this.key()}</p>
      <table part="table">
        <caption class="said">${words.title(say(found.unit, lang), group, found.size)}</caption>
        <thead>
          <tr>
            <th scope="col">${words.indicator}</th>
            <th scope="col" class="number">${words.value}</th>
            <th scope="col" class="number">${this.grouped ? words.rank : words.rankHere}</th>
            ${this.grouped ? html`<th scope="col" class="number wide">${words.rankAll}</th>` : nothing}
          </tr>
        </thead>
        ${dimensions.map((dimension) => this.rowsOf(found.rows.filter((row) => row.dimension === dimension)))}
      </table>
      <p class="quiet" part="notes">${words.rule}</p>
      <div class="actions"><button type="button" part="button" @click=${this.download}>${words.download}</button>${tableButtons(this)}</div>`;
  }

  /** The names of indicators. @param {string[]} ids */
  named(ids) {
    const { found, language: lang } = this;
    return ids.map((id) => say(found?.rows.find(({ indicator }) => indicator === id)?.name ?? { zh: id, en: id }, lang));
  }

  /** @param {"strengths" | "weaknesses"} kind @param {string[]} ids */
  list(kind, ids) {
    const { words, found, language: lang } = this;
    const rows = ids.flatMap((id) => found?.rows.find(({ indicator }) => indicator === id) ?? []);
    return html`<div>
      <h3>${words[kind]}</h3>
      ${rows.length ? html`<ul>${rows.map(({ name, rank, among }) => html`<li>${say(name, lang)}${words.aside(words.place(rank, among))}</li>`)}</ul>` : html`<p class="quiet">${words.none}</p>`}
    </div>`;
  }

  key() {
    const { words } = this;
    const row = /** @type {any} */ ({ direction: 1, least: 0, lower_quartile: 1, median: 2, upper_quartile: 3, greatest: 4, value: null });
    return html`<span>${words.key}</span>
      <span><svg viewBox="0 0 44 18"><line class="range" x1="2" x2="42" y1="9" y2="9"></line></svg> ${words.keyRange}</span>
      <span><svg>${strip(row)}</svg> ${words.keyMiddle}</span>
      <span><svg viewBox="0 0 44 18"><circle class="own" cx="9" cy="9" r="5.5"></circle><circle class="strength" cx="22" cy="9" r="5.5"></circle><circle class="weakness" cx="35" cy="9" r="5.5"></circle></svg> ${words.keyOwn}${words.aside([words.strength, words.weakness].join(words.comma))}</span>`;
  }

  /** The rows of a dimension. @param {ProfileRow[]} rows */
  rowsOf(rows) {
    const { language: lang } = this;
    return html`<tbody>
      <tr class="dimension">
        <th scope="rowgroup" colspan=${this.grouped ? 4 : 3}>${say(rows[0].dimension_name, lang)}</th>
      </tr>
      ${rows.map((row) => this.row(row))}
    </tbody>`;
  }

  /** @param {ProfileRow} row */
  row(row) {
    const { words, language: lang } = this;
    const { indicator, name, value, measure, rank, among, rank_all: all, among_all: everyone, mark, reason } = row;
    const open = this.opened === indicator;
    const spoken = this.spoken(row).join(words.comma);
    return html`<tr part="row">
      <th scope="row">
        ${say(name, lang)} ${mark ? html`<span class=${`mark ${mark}`}>${words[mark]}</span>` : nothing}
        ${row.least === null
          ? nothing
          : html`<button type="button" class="strip" part="strip" aria-expanded=${open} aria-label=${spoken} title=${spoken} @click=${() => (this.opened = open ? "" : indicator)}>
              <svg aria-hidden="true">${strip(row)}</svg>
            </button>`}
        ${open ? html`<p class="quiet more" part="more" @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && (this.opened = "")}>${spoken}</p>` : nothing}
      </th>
      <td class="number">${value === null ? html`<span class="quiet">${this.because(reason)}</span>` : figure(value, measure, lang)}</td>
      <td class="number">${rank === null ? (value === null ? "—" : html`<span class="quiet">${this.because(reason)}</span>`) : `${rank}/${among}`}</td>
      ${this.grouped ? html`<td class="number wide">${all === null ? "—" : `${all}/${everyone}`}</td>` : nothing}
    </tr>`;
  }

  /** An indicator's range in words. @param {ProfileRow} row */
  spoken(row) {
    const { words, language: lang } = this;
    const { name, value, measure, rank, among, rank_all: all, among_all: everyone } = row;
    /** @param {string} label @param {number | null} each */
    const said = (label, each) => (each === null ? [] : [`${label} ${figure(each, measure, lang)}`]);
    return [
      say(name, lang),
      ...said(words.value, value),
      ...(rank === null ? [] : [`${this.grouped ? words.rank : words.rankHere} ${rank}/${among}`]),
      ...(all === null || !this.grouped ? [] : [`${words.rankAll} ${all}/${everyone}`]),
      ...said(words.least, row.least),
      ...said(words.lower, row.lower_quartile),
      ...said(words.median, row.median),
      ...said(words.upper, row.upper_quartile),
      ...said(words.greatest, row.greatest),
    ];
  }

  download() {
    const { name, lines } = this.saved();
    if (this.found) saveCsv(name, lines);
  }

  /** The table as it is saved; the unit of measure stands in each line. @returns {import("../elements/sharing.js").Saved} */
  saved() {
    const { words, language: lang, found } = this;
    if (!found) return { name: "profile", title: "", lines: [] };
    const header = [words.unit, words.dimension, words.indicator, words.measure, words.value, words.rank, words.rankAll, words.least, words.lower, words.median, words.upper, words.greatest, words.mark, words.reason];
    const group = this.choices().find(({ id }) => id === this.shownGroup)?.name;
    const title = `${words.title(say(found.unit, lang), group, found.size)}${words.aside(periodName(found.period, lang))}`;
    const lines = [
      header,
      ...found.rows.map((row) => [
        ...[say(found.unit, lang), say(row.dimension_name, lang), say(row.name, lang), row.measure, row.value, row.rank, row.rank_all],
        ...[row.least, row.lower_quartile, row.median, row.upper_quartile, row.greatest, row.mark && words[row.mark], row.reason && this.because(row.reason)],
      ]),
    ];
    return { name: `profile-${found.code}-${found.period}`, title, lines };
  }
}
