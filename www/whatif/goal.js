import { explain, fields, html, nothing, number, option, passing, periodName, problemView, saveCsv, say } from "../elements/index.js";
import { figure, scoreDigits } from "../elements/format.js";
import { goal, leastData } from "../api/planning.js";
import { isMoney } from "./amount.js";
import { assumptionLines, assumptionsView } from "./assumptions.js";
import { FullModelElement } from "./element.js";
import { leastSheet, leastTable } from "./least.js";
import { unsure } from "./result.js";
import { base, form, goal as style } from "./style.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").GoalAnswer} GoalAnswer */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/browser.js").Model} Model */

/** Of more units than this no likely ranks are computed where an answer is waited for. */
const MANY = 200;

/** @returns {import("../elements/problem.js").Problem} */
const tooMany = () => ({ code: "too_many_units", place: "", message: { zh: WORDS.zh.tooMany(MANY), en: WORDS.en.tooMany(MANY) }, mend: { zh: "", en: "" } });

/** How many milliseconds the page is not asked for anything else while all indicators are searched. */
const SLICE = 12;

/**
 * `<innodex-goal unit indicator rank period money lang>`: what it takes to reach a rank, by one figure or by money into it.
 * Events: `ready`, `error`, `goalchange`.
 */
export class InnodexGoal extends FullModelElement {
  static styles = [...FullModelElement.styles, fields, base, form, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, indicator: {}, rank: { type: Number }, period: {}, money: { type: Boolean } };

  constructor() {
    super();
    /** A unit's code. @type {string | undefined} */
    this.unit = undefined;
    /** A column of the panel. @type {string | undefined} */
    this.indicator = undefined;
    /** The rank to reach; one better than the present one where left out. @type {number | undefined} */
    this.rank = undefined;
    /** Whether the figure is to be moved by money under assumptions. */
    this.money = false;
    /** @type {GoalAnswer | null} */
    this.answer = null;
    /** What every indicator alone would take, as far as it is known. @type {{ column: ColumnInfo, answer: GoalAnswer | null }[] | null} */
    this.all = null;
    this.search = 0;
    /** What overtaking the next in each indicator gains, once asked for. @type {import("../api/types.js").Raised[] | null} */
    this.raised = null;
    /** Why the ranks then have no likely range. @type {import("../elements/problem.js").Problem | null} */
    this.unsure = null;
    /** The rank at present. @type {number | null} */
    this.present = null;
    /** What a click came to nothing by. @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
    /** Whether every indicator has its answer. */
    this.complete = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.search++;
  }

  get shownUnit() {
    return this.unit ?? this.description.units[0].code;
  }

  get shownIndicator() {
    if (this.indicator) return this.indicator;
    const { acting, idle } = this.choices;
    return [...acting, ...idle][0].id;
  }

  /** The rank that is looked for. */
  get shownRank() {
    return this.rank && this.rank >= 1 ? Math.min(Math.round(this.rank), this.description.units.length) : Math.max(1, (this.present ?? 1) - 1);
  }

  /** Whether money can be put into the figure chosen. */
  get funds() {
    return this.money && isMoney(this.column(this.shownIndicator)?.measure ?? "");
  }

  /** @param {string} indicator @param {boolean} funds */
  asked(indicator, funds) {
    const { shownPeriod: period, shownUnit: unit, shownRank: rank } = this;
    return { period, unit, indicator, rank, ...(funds ? { fund: this.assumptions ?? {} } : {}) };
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "indicator", "rank", "period", "money"].some((key) => changed.has(key)))) return;
    this.computed = null;
    const rows = this.model.rank(this.shownPeriod);
    this.digits = scoreDigits(rows.map(({ score }) => score));
    this.present = rows.find(({ code }) => code === this.shownUnit)?.rank ?? null;
    this.answer = goal(this.model, this.asked(this.shownIndicator, this.funds));
    if (["unit", "rank", "period"].some((key) => changed.has(key))) this.all = null;
    this.raised = null;
    if (!this.source?.restored) this.trouble = null;
    if (!this.complete) this.all = null;
    this.search++;
    this.computed = this.model;
  }

  /** The assumptions are others. */
  recompute() {
    this.computed = null;
    super.recompute();
  }

  /** A choice of the reader. @param {Partial<Pick<InnodexGoal, "unit" | "indicator" | "rank" | "money">>} choice */
  choose(choice) {
    Object.assign(this, choice);
    this.updateComplete.then(() => this.announce("goalchange", { goal: this.asked(this.shownIndicator, this.funds), answer: this.answer }));
  }

  /** Asks the same of every indicator that acts on the index, a few at a time. */
  async everyIndicator() {
    const turn = ++this.search;
    this.trouble = null;
    this.complete = false;
    this.all = this.choices.acting.map((column) => ({ column, answer: null }));
    this.requestUpdate();
    for (let began = performance.now(), i = 0; i < this.all.length; i++) {
      if (performance.now() - began > SLICE) {
        await new Promise((next) => setTimeout(next));
        began = performance.now();
        if (turn !== this.search || !this.model) return;
        this.requestUpdate();
      }
      try {
        this.all[i].answer = goal(/** @type {Model} */ (this.model), this.asked(this.all[i].column.id, false));
      } catch (error) {
        // Some of them alone would be no comparison.
        this.all = null;
        return this.failed(error);
      }
    }
    this.complete = true;
    this.requestUpdate();
  }

  /** The next above in every indicator. */
  eachNext() {
    const { shownPeriod: period, shownUnit: unit, description } = this;
    this.trouble = null;
    this.unsure = description.units.length > MANY ? tooMany() : null;
    // Where there can be no uncertainty analysis, ranks stand without a range.
    for (const draws of this.unsure ? [0] : [undefined, 0]) {
      try {
        this.raised = leastData(/** @type {Model} */ (this.model), { period, unit, draws });
        break;
      } catch (error) {
        if (draws === 0 || passing(error) || explain(error).code === "broke_off") return this.failed(error);
        this.unsure = explain(error);
      }
    }
    this.requestUpdate();
  }

  /** @param {unknown} error */
  failed(error) {
    if (passing(error)) return;
    this.trouble = explain(error);
    this.complain(this.trouble);
    this.requestUpdate();
  }

  controls() {
    const { words, language: lang, description, shownRank } = this;
    const { acting, idle } = this.choices;
    const options = (/** @type {string} */ label, /** @type {ColumnInfo[]} */ columns) =>
      columns.length ? html`<optgroup label=${label}>${columns.map(({ id, name }) => option(id, say(name, lang), id === this.shownIndicator))}</optgroup>` : nothing;
    const last = description.units.length;
    const leave = (/** @type {any} */ event) => {
      set(event.target.valueAsNumber);
      event.target.value = String(this.shownRank);
    };
    const set = (/** @type {number} */ rank) => Number.isFinite(rank) && this.choose({ rank: Math.min(last, Math.max(1, Math.round(rank))) });
    const money = isMoney(this.column(this.shownIndicator)?.measure ?? "");
    return html`<div class="form" part="controls">
      <label class="head" for="unit">${words.unit}</label>
      <select id="unit" part="select" @change=${(/** @type {any} */ event) => this.choose({ unit: event.target.value })}>
        ${description.units.map(({ code }) => option(code, this.nameOf(code), code === this.shownUnit))}
      </select>
      <label class="head" for="rank">${words.toRank}</label>
      <div class="slide">
        <button type="button" part="step" aria-label=${words.better} ?disabled=${shownRank <= 1} @click=${() => set(shownRank - 1)}>−</button>
        <input id="rank" type="number" part="field" min="1" max=${last} step="1" .value=${String(shownRank)} @change=${leave} />
        <button type="button" part="step" aria-label=${words.worse} ?disabled=${shownRank >= last} @click=${() => set(shownRank + 1)}>+</button>
      </div>
      <label class="head" for="indicator">${words.bySole}</label>
      <select id="indicator" part="select" @change=${(/** @type {any} */ event) => this.choose({ indicator: event.target.value })}>
        ${options(words.acting, acting)} ${options(words.idle, idle)}
      </select>
      ${money
        ? html`<span class="head" id="kind">${words.by}</span>
            <div class="segments" role="group" aria-labelledby="kind" part="segments">
              ${[false, true].map((each) => html`<button type="button" part="segment" aria-pressed=${each === this.money} @click=${() => this.choose({ money: each })}>${each ? words.kinds.money : words.byFigure}</button>`)}
            </div>`
        : nothing}
    </div>`;
  }

  content() {
    const { words, answer, all, raised, language: lang } = this;
    if (!answer) return nothing;
    const assumed = this.funds ? assumptionLines(this.owner(this.shownIndicator), this.assumptions) : [];
    return html`<h2 part="heading">${words.goalTitle}</h2>
      ${this.controls()} ${this.funds ? assumptionsView(this.owner(this.shownIndicator)) : nothing}
      <p class="say" part="result" role="status"><strong>${this.sentence(answer)}</strong></p>
      <div class="quiet" part="notes">
        ${assumed.length
          ? html`<p>${words.restsOn}</p>
              <ul class="assumed" part="assumed">
                ${assumed.map((line) => html`<li>${line}</li>`)}
              </ul>`
          : nothing}
        ${this.along(answer)}
        <p>${words.goalNote}${answer.certain ? "" : words.sampled}</p>
      </div>
      <div class="actions">
        ${answer.reachable && answer.change ? html`<button type="button" part="button" @click=${this.look}>${words.lookAt}</button>` : nothing}
        ${all ? nothing : html`<button type="button" part="button" @click=${this.everyIndicator}>${words.everyIndicator}</button>`}
        ${raised ? nothing : html`<button type="button" part="button" @click=${this.eachNext}>${words.eachNext}</button>`}
      </div>
      ${this.trouble ? problemView(this.trouble, lang) : nothing} ${all ? this.table(all) : nothing}
      ${raised
        ? html`${leastTable(raised, { words, lang, name: this.nameOf(this.shownUnit), nameOf: (code) => this.nameOf(code), because: (reason) => this.because(reason) })}
            ${this.unsure ? unsure(this.unsure, words, lang) : nothing}
            <div class="actions"><button type="button" part="button" @click=${this.downloadNext}>${words.csv}</button></div>`
        : nothing}`;
  }

  /** Asks `<innodex-scenario>` beside it to show what was found. */
  look() {
    const { answer, shownUnit: unit, shownIndicator: indicator, assumptions } = this;
    if (!answer) return;
    const change = this.funds ? { op: "fund", value: answer.money } : { op: "add", value: answer.change };
    this.announce("scenarioasked", { spec: { changes: [{ unit, indicator, ...change }], ...(this.funds && assumptions ? { assumptions } : {}) } });
  }

  /** "湖北到第5位：R&D经费内部支出需增加400亿元（+31.9%），由1,254.7亿元到1,654.7亿元". @param {GoalAnswer} answer */
  sentence(answer) {
    const { words, language: lang, shownRank } = this;
    const name = this.nameOf(this.shownUnit);
    const what = say(this.column(this.shownIndicator)?.name ?? { zh: "", en: "" }, lang);
    if (answer.reason) return words.goalNoFigure(name, what, this.because(answer.reason));
    if (answer.rank_before === null) return words.goalUnranked(name);
    if (answer.rank_before <= shownRank) return words.goalThere(name, answer.rank_before);
    if (!answer.reachable || answer.to === null || answer.from === null) return words.goalOut(name, what, shownRank, answer.best_rank, this.funds);
    const { measure } = answer;
    const [change, percent] = [answer.change ?? 0, answer.change_percent ?? 0];
    const size = Math.abs(percent) < 1 ? 2 : 1;
    const by = { amount: figure(Math.abs(change), measure, lang), percent: `${number(percent, size, lang, true)}%`, less: change < 0, from: figure(answer.from, measure, lang), to: figure(answer.to, measure, lang) };
    return this.funds && answer.money !== null ? words.goalMoney(name, shownRank, what, figure(answer.money, measure, lang), by) : words.goalReached(name, shownRank, what, by);
  }

  /** What moves along with it. @param {GoalAnswer} answer */
  along({ moved }) {
    const { words, language: lang } = this;
    const along = moved.filter(({ why }) => why !== "asked");
    if (!along.length) return nothing;
    return html`<p>${words.along}${along.map(({ name, measure, from, to }) => `${say(name, lang)}${from === null ? "" : ` ${figure(from, measure, lang)}→${figure(to, measure, lang)}`}`).join(words.listing)}${words.stop}</p>`;
  }

  /** @param {{ column: ColumnInfo, answer: GoalAnswer | null }[]} all */
  table(all) {
    const { words, language: lang } = this;
    const distance = (/** @type {GoalAnswer | null} */ answer) => (answer?.reachable && answer.change_percent !== null ? Math.abs(answer.change_percent) : Infinity);
    const rows = [...all].sort((a, b) => distance(a.answer) - distance(b.answer) || 0);
    const less = all.some(({ answer }) => answer?.reachable && Number(answer.change) < 0);
    const present = (/** @type {ColumnInfo} */ { id, measure }) => {
      const value = this.model?.figure(id, this.shownUnit, this.shownPeriod).value ?? null;
      return value === null ? "—" : figure(value, measure, lang);
    };
    return html`<table part="table">
        <caption part="caption"><span class="quiet">${words.goalTable(this.nameOf(this.shownUnit), this.shownRank)}</span></caption>
        <thead>
          <tr>
            <th scope="col">${words.bySole}</th>
            <th scope="col" class="number">${words.now}</th>
            <th scope="col" class="number">${words.needed}</th>
            <th scope="col" class="number">${words.change}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ column, answer }) => html`<tr part="row" class=${column.id === this.shownIndicator ? "selected" : ""}>
            <th scope="row">${say(column.name, lang)}</th>
            <td class="number">${present(column)}</td>
            ${answer?.reachable && answer.to !== null && answer.change_percent !== null
              ? html`<td class="number">${figure(answer.to, column.measure, lang)}</td>
                  <td class="number">${number(answer.change_percent, 1, lang, true)}%</td>`
              : html`<td class="number quiet" colspan="2">${!answer ? words.loading : answer.reason ? this.because(answer.reason) : words.atBest(answer.best_rank)}</td>`}
          </tr>`)}
        </tbody>
      </table>
      ${less ? html`<p class="quiet">${words.lessNote}</p>` : nothing}
      <div class="actions"><button type="button" part="button" ?disabled=${!this.complete} @click=${this.download}>${words.csv}</button></div>`;
  }

  downloadNext() {
    const { words, language: lang } = this;
    saveCsv(`${words.nextAbove}-${this.nameOf(this.shownUnit)}-${this.shownPeriod}`, leastSheet(this.raised ?? [], words, lang, (reason) => this.because(reason)));
  }

  download() {
    const { words, language: lang, all } = this;
    saveCsv(`${words.goalTitle}-${this.nameOf(this.shownUnit)}-${this.shownRank}-${this.shownPeriod}`, [
      words.goalColumns,
      ...(all ?? []).map(({ column, answer }) => [say(column.name, lang), column.measure, answer?.from, answer?.to, answer?.change, answer?.change_percent, answer?.rank_before, answer?.rank, answer?.best_rank, answer?.reason && this.because(answer.reason)]),
      [],
      [this.nameOf(this.shownUnit), periodName(this.shownPeriod, lang), words.goalNote],
    ]);
  }
}
