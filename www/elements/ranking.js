import { html, nothing } from "lit";
import { unloaded } from "../api/compile.js";
import { InnodexElement } from "./base.js";
import { option, segments } from "./frame.js";
import { rankChange, scaleOf, scoreBar } from "./bar.js";
import { saveCsv } from "./csv.js";
import { number, periodName, scoreDigits } from "./format.js";
import { languageTag, say } from "./language.js";
import { footnotes } from "./method.js";
import { earlier, gapsBetween } from "./period.js";
import { ranking } from "./ranking.style.js";
import { table } from "./table.style.js";
import { unitPanel } from "./unit-panel.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../api/types.js").Region} Region */
/** @typedef {import("../api/types.js").NodeInfo} NodeInfo */
/** @typedef {{ part: string, head: unknown, cell: (row: RankRow) => unknown }} Column one column of the table: class and part name, head, cell */
/** @typedef {(string | number | null)[]} Line one line of the downloaded table */

/**
 * What a further script adds to one ranking. Every member may be left out.
 * @typedef {object} RankingView
 * @property {() => boolean} [update] called before rows are computed: whether they have to be computed again
 * @property {(rows: RankRow[]) => RankRow[]} [ranked] the rows shown in place of those of the model
 * @property {() => void} [computed] called when the rows are there
 * @property {() => Column[]} [columns] columns at the end of the table
 * @property {(row: RankRow) => string} [mark] further classes of a row
 * @property {() => unknown} [legend] shown below the legend
 * @property {(row: RankRow) => { row: RankRow, above: unknown }} [panel] the row whose figures are shown, and what is shown above them
 * @property {() => { head: Line, cells: (row: RankRow) => Line }} [sheet] columns at the end of the downloaded table
 * @property {() => { script?: string, attributes?: string[] }} [embed] the script that an embedding page needs in place of this one, and attributes without a value
 * @property {() => unknown} [actions] buttons at the end of those below the table
 * @property {boolean} [pending] whether a part of the downloaded table is still being computed
 */

/** @type {Region[]} */
const REGIONS = ["east", "central", "west", "northeast"];

/** With more groups than this there is a select instead of a row of buttons. */
const MOST_SEGMENTS = 6;

/**
 * `<innodex-ranking framework period node region lang>`: ranks and scores of all units.
 * A unit's row opens and shows every figure behind its score. Events: `ready`, `error`, `rankchange`.
 */
export class InnodexRanking extends InnodexElement {
  static styles = [...InnodexElement.styles, table, ranking];

  /** @type {Map<string, (ranking: InnodexRanking) => RankingView>} */
  static extensions = new Map();

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { period: {}, node: {}, region: {}, intervals: { type: Boolean }, unit: { state: true }, embedding: { state: true } };

  constructor() {
    super();
    /** The period shown; the newest complete one by default. @type {string | undefined} */
    this.period = undefined;
    /** The dimension ranked; the whole index by default. @type {string | undefined} */
    this.node = undefined;
    /** @type {Region | (string & {}) | undefined} */
    this.region = undefined;
    /** Whether the likely ranks are shown: where the script uncertainty.js is on the page. @type {boolean | undefined} */
    this.intervals = undefined;
    /** The unit whose figures are open. @type {string | null} */
    this.unit = null;
    /** What writes the embed code, while it is shown. @type {typeof import("./further.js") | null} */
    this.embedding = null;
    /** @type {RankRow[]} */
    this.rows = [];
  }

  /** What further scripts add. @returns {RankingView[]} */
  get views() {
    return this.extended();
  }

  /** The period shown: the attribute, or the default. */
  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  /** The listed period before the one shown; null for the first. */
  get formerPeriod() {
    const before = this.description.periods.filter((each) => each < this.shownPeriod);
    return before[before.length - 1] ?? null;
  }

  /** Indicators that only one of the two periods has: with any, ranks are not comparable. */
  get gaps() {
    return this.formerPeriod ? gapsBetween(this.description, this.shownNode, this.shownPeriod, this.formerPeriod) : [];
  }

  /** The period that ranks are compared with; null where they are not comparable. */
  get comparedPeriod() {
    return this.gaps.length ? null : this.formerPeriod;
  }

  /** "较上年" for the year before, else the name of the period. */
  get against() {
    const { words, formerPeriod: former } = this;
    if (!former || former === earlier(this.shownPeriod, 1)) return words.against[this.description.frequency];
    return words.againstPeriod(periodName(former, this.language));
  }

  get shownNode() {
    return this.description.nodes.find(({ id }) => id === this.node) ?? this.description.nodes[0];
  }

  /** The parts of a score: the children of the node shown. */
  get shownParts() {
    const { nodes } = this.description;
    const at = nodes.indexOf(this.shownNode);
    return nodes.filter(({ parent }) => parent === at);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    // Every view is updated.
    if (this.views.filter((view) => view.update?.()).length) this.computed = null;
    this.rank(changed);
    for (const view of this.views) view.computed?.();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  rank(changed) {
    if (!this.model || (this.computed === this.model && !["period", "node", "region"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.rows = this.ranked(this.model);
    this.computed = this.model;
    this.digits = scoreDigits(this.rows.map(({ score }) => score));
    const whole = this.rows.every(({ parts }) => parts && Object.values(parts).every((part) => part === null || part >= 0));
    this.scale = scaleOf(this.rows.map(({ score }) => score));
    this.divided = whole && this.shownParts.length > 1;
  }

  /**
   * The rows in their order.
   * @param {import("./base.js").Model} model
   */
  ranked(model) {
    const rows = model.rank(this.shownPeriod, { node: this.node || undefined, region: this.region || null, compare: this.comparedPeriod });
    return this.views.reduce((shown, view) => view.ranked?.(shown) ?? shown, rows);
  }

  /**
   * A choice made by the reader.
   * @param {Partial<Pick<InnodexRanking, "period" | "node" | "region" | "unit">>} choice
   */
  choose(choice) {
    Object.assign(this, choice);
    this.updateComplete.then(() => {
      const { shownPeriod: period, shownNode, region = null, unit, rows } = this;
      this.announce("rankchange", { period, node: shownNode.id, region, unit, rows });
    });
  }

  /** @param {string} code */
  toggle(code) {
    this.choose({ unit: this.unit === code ? null : code });
  }

  /** Closes the figures and returns the focus to their row. */
  shut() {
    const { unit } = this;
    this.choose({ unit: null });
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`tr[data-code="${CSS.escape(unit ?? "")}"] button`))?.focus();
  }

  content() {
    return html`${this.controls()} ${this.table()} ${this.foot()}`;
  }

  controls() {
    const { words, description, language: lang } = this;
    const groups = description.nodes.filter(({ leaf, depth }) => !leaf && depth < 2);
    const { periods, frequency } = description;
    const incomplete = new Set(description.incomplete.map(({ period: each }) => each));
    const period = this.shownPeriod;
    const node = this.shownNode.id;
    const years = [...periods].reverse().map((each) => option(each, each + (incomplete.has(each) ? words.incomplete : ""), each === period));
    const named = groups.map(({ id, name }) => ({ value: id, name: say(name, lang) }));
    const areas = [option("", words.all, !this.region), ...this.areas().map(({ id, name }) => option(id, name, id === this.region))];
    const rank = (/** @type {string} */ value) => this.choose({ node: value });
    return html`<div class="controls" part="controls">
      ${this.picker(words[frequency], years, (value) => this.choose({ period: value }))}
      ${groups.length < 2
        ? nothing
        : groups.length > MOST_SEGMENTS
          ? this.picker(words.dimension, named.map(({ value, name }) => option(value, name, value === node)), rank)
          : segments(words.dimension, named, node, rank)}
      ${areas.length > 2 ? this.picker(words.region, areas, (value) => this.choose({ region: value || undefined })) : nothing}
    </div>`;
  }

  /** The parts of the units that can be ranked among themselves: regions of provinces; of other units their parents and groups. @returns {{ id: string, name: string }[]} */
  areas() {
    const { words, description, language: lang } = this;
    if (description.provincial) return REGIONS.map((each) => ({ id: each, name: words[each] }));
    const found = new Map();
    for (const { parent, group } of description.units) {
      if (parent) found.set(parent.code, say(parent.name, lang));
      if (group) found.set(group, group);
    }
    return [...found].map(([id, name]) => ({ id, name }));
  }

  legend() {
    return html`${this.divided ? this.parts() : nothing}${this.views.map((view) => view.legend?.() ?? nothing)}`;
  }

  /** The colours of the parts of a score. */
  parts() {
    return html`<ul class="legend quiet" part="legend">
      ${this.shownParts.map(({ name }, i) => html`<li><span class="swatch part-${(i % 6) + 1}"></span>${say(name, this.language)}</li>`)}
    </ul>`;
  }

  /** The columns of the table from left to right. @returns {Column[]} */
  columns() {
    const { words, language: lang, shownParts, scale, divided, digits = 1 } = this;
    /** @type {Column[]} */
    const columns = [
      { part: "rank number", head: words.rank, cell: ({ rank }) => rank ?? "—" },
      { part: "name", head: words.unit, cell: (row) => this.nameCell(row) },
      {
        part: "score",
        head: words.score,
        cell: ({ score, parts, reason }) =>
          score === null
            ? html`<span class="quiet">${words.unranked}${reason ? `${words.colon}${this.because(reason)}` : ""}</span>`
            : html`<div class="scored">
                ${scoreBar(divided && parts ? shownParts.map(({ id }) => parts[id] ?? 0) : null, score, scale ?? { least: 0, most: 1 })}
                <b part="score-number">${number(score, digits, lang)}</b>
              </div>`,
      },
    ];
    if (this.comparedPeriod) {
      columns.splice(1, 0, {
        part: "change",
        head: this.against,
        cell: ({ rank, rank_before = null }) => rankChange(rank_before, rank, words),
      });
    }
    return [...columns, ...this.views.flatMap((view) => view.columns?.() ?? [])];
  }

  /** @param {RankRow} row */
  nameCell({ code, unit, rank, missing }) {
    const { words, language: lang } = this;
    const open = this.unit === code;
    return html`<button type="button" part="name-button" aria-expanded=${open} aria-controls=${open ? "panel" : nothing}>${say(unit, lang)}</button>
      ${rank && missing
        ? html`<span class="lacking" aria-hidden="true" title=${words.lackingLong(missing)}>*${words.lacking(missing)}</span
            ><span class="said">${words.lackingLong(missing)}</span>`
        : nothing}`;
  }

  table() {
    const { words, language: lang, rows } = this;
    const columns = this.columns();
    const { views } = this;
    const marks = (/** @type {RankRow} */ row) => views.map((view) => view.mark?.(row) ?? "").join(" ");
    const someone = rows.some(({ rank }) => rank);
    return html`<table part="table" @click=${this.clicked}>
      <caption part="caption">
        <strong>${say(this.description.framework.name, lang)}${words.aside([periodName(this.shownPeriod, lang), this.areas().find(({ id }) => id === this.region)?.name].filter(Boolean).join(words.comma))}</strong>
        <span class="quiet">${words.legend(say(this.shownNode.name, lang), someone ? (this.divided ? this.shownParts.length : 1) : 0)}</span>
        ${someone ? this.legend() : this.nobody()}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ part, head }) => html`<th scope="col" class=${part}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => {
          const open = row.code === this.unit;
          return html`<tr data-code=${row.code} class="${open ? "selected" : ""} ${marks(row)}" part=${open ? "row row-selected" : "row"}>
              ${columns.map(({ part, cell }) =>
                part === "name" ? html`<th scope="row" class=${part}>${cell(row)}</th>` : html`<td class=${part}>${cell(row)}</td>`,
              )}
            </tr>
            ${open
              ? html`<tr class="opened">
                  <td colspan=${columns.length}>${this.panel(row)}</td>
                </tr>`
              : nothing}`;
        })}
      </tbody>
    </table>`;
  }

  /** The reasons why no unit of a period is ranked. */
  nobody() {
    const { words, language: lang } = this;
    /** @type {Map<string, number>} */
    const reasons = new Map();
    for (const { reason } of this.rows) if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return html`<span class="nobody" part="nobody"
      >${words.nobody(periodName(this.shownPeriod, lang))}
      ${[...reasons].map(([reason, n]) => words.because(this.because(reason), n)).join(words.comma)}</span
    >`;
  }

  /** @param {RankRow} row */
  panel(row) {
    const model = /** @type {import("./base.js").Model} */ (this.model);
    const added = this.views.flatMap((view) => view.panel?.(row) ?? []);
    const shown = added[0]?.row ?? row;
    return html`${added.map(({ above }) => above)}
      ${unitPanel({ model, row: shown, node: this.shownNode, period: this.shownPeriod, digits: this.digits ?? 1, lang: this.language, close: () => this.shut() })}`;
  }

  /** @param {Event} event */
  clicked(event) {
    const row = /** @type {Element} */ (event.target).closest("tr[data-code]");
    if (row) this.toggle(/** @type {string} */ (row.getAttribute("data-code")));
  }

  foot() {
    const { words, language: lang } = this;
    return html`<div class="foot" part="foot">
        ${footnotes(this.description, this.rows, words, lang, this.notCompared())}
        <div class="actions">
          <button type="button" part="button" ?disabled=${this.pending} @click=${this.download}>${words.download}</button>
          <button type="button" part="button" aria-expanded=${this.embedding !== null} @click=${this.embed}>${words.embed}</button>
          ${this.views.map((view) => view.actions?.() ?? nothing)}
        </div>
      </div>
      ${this.embedding && this.source ? this.embedding.embedView(this.snippet(this.source.host, this.embedding), lang) : nothing}`;
  }

  /** The reason why ranks are not compared with the former period. */
  notCompared() {
    const { words, language: lang, gaps, formerPeriod: former } = this;
    if (!former || !gaps.length) return "";
    const named = gaps.map(({ period, indicators }) => ({ period: periodName(period, lang), names: indicators.map(({ name }) => say(name, lang)) }));
    return words.notCompared(periodName(former, lang), named);
  }

  /** Shows the embed code, or no longer; what writes it comes with the further elements. */
  async embed() {
    try {
      this.embedding = this.embedding ? null : await import("./further.js").catch(() => unloaded(FILES.further));
    } catch (error) {
      this.fail(error);
      this.requestUpdate();
    }
  }

  /**
   * The embed code of what is shown.
   * @param {import("./source.js").Host} host @param {typeof import("./further.js")} further
   */
  snippet(host, { snippet }) {
    const [embed = {}] = this.views.flatMap((view) => view.embed?.() ?? []);
    return snippet(host, embed, { period: this.shownPeriod, node: this.node, region: this.region, lang: languageTag(this.language) });
  }

  download() {
    saveCsv(`${say(this.description.framework.name, this.language)}-${say(this.shownNode.name, this.language)}-${this.shownPeriod}`, this.sheet());
  }

  /** Whether a part of the downloaded table is still being computed. */
  get pending() {
    return this.views.some(({ pending }) => pending);
  }

  /** What is shown as a table for download, the head first. @returns {Line[]} */
  sheet() {
    const { words, language: lang, shownParts, rows } = this;
    const head = [words.code, words.rank, this.against, words.unit, words.score];
    const tail = [words.missing, words.reason];
    const added = this.views.flatMap((view) => view.sheet?.() ?? []);
    return [
      [...head, ...shownParts.map(({ name }) => say(name, lang)), ...tail, ...added.flatMap((each) => each.head)],
      ...rows.map((row) => {
        const { code, rank, rank_before: before = null, unit, score, dimensions, missing, reason } = row;
        const up = rank !== null && before !== null ? before - rank : this.notCompared() || null;
        const parts = shownParts.map(({ id }) => dimensions[id]);
        return [code, rank, up, say(unit, lang), score, ...parts, missing, reason && this.because(reason), ...added.flatMap((each) => each.cells(row))];
      }),
    ];
  }
}
