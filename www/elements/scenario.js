import { html, nothing } from "lit";
import { InnodexElement } from "./base.js";
import { option } from "./frame.js";
import { rankChange } from "./bar.js";
import { changeableColumns } from "./columns.js";
import { figure, number, periodName } from "./format.js";
import { WORDS } from "./further.text.js";
import { say } from "./language.js";
import { explain, passing, problemView } from "./problem.js";
import { LEAST, MOST, ScenarioRun } from "./scenario-run.js";
import { fields, scenario } from "./scenario.style.js";

/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */

/**
 * What a further script adds to one scenario (`InnodexScenario.extend`).
 * @typedef {object} ScenarioView
 * @property {() => unknown} [content] everything that is shown, in place of the plain form; the first that is registered counts
 */

/** One press of the slider's buttons, in per cent. */
const PRESS = 5;

/** How long after the last change the result is spoken and what moved along is listed, in milliseconds. */
const SETTLED = 400;

/**
 * `<innodex-scenario unit indicator period lang>`: one figure of one unit moved by a slider, everyone ranked again.
 * Events: `ready`, `error`, `scenariochange`.
 */
export class InnodexScenario extends InnodexElement {
  static styles = [...InnodexElement.styles, fields, scenario];

  /** @type {Map<string, (scenario: InnodexScenario) => ScenarioView>} */
  static extensions = new Map();

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { unit: {}, indicator: {}, period: {} };

  constructor() {
    super();
    /** A unit's code. @type {string | undefined} */
    this.unit = undefined;
    /** A column of the panel. @type {string | undefined} */
    this.indicator = undefined;
    /** @type {string | undefined} */
    this.period = undefined;
    this.run = new ScenarioRun();
    /** What is said aloud once the slider rests. */
    this.spoken = "";
    /** @type {import("./problem.js").Problem | null} */
    this.trouble = null;
    this.frame = 0;
    this.rest = 0;
  }

  get words() {
    return WORDS[this.language];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.frame = 0;
    this.release();
  }

  release() {
    this.run.release();
    this.computed = null;
  }

  /**
   * @param {import("./base.js").Model | null} model
   * @param {import("./problem.js").Problem | null} problem
   * @param {boolean} mine
   */
  receive(model, problem, mine) {
    this.release();
    super.receive(model, problem, mine);
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  get shownUnit() {
    return this.unit ?? this.description.units[0].code;
  }

  /** The change in per cent. */
  get percent() {
    return this.run.percent;
  }

  get rows() {
    return this.run.rows;
  }

  get scenario() {
    return this.run.scenario;
  }

  /** The columns that can be changed. */
  get choices() {
    return changeableColumns(this.description);
  }

  get shownIndicator() {
    if (this.indicator) return this.indicator;
    const { acting, idle } = this.choices;
    return [...acting, ...idle][0].id;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "indicator", "period"].some((key) => changed.has(key)))) return;
    this.computed = null;
    this.run.open(this.model, { unit: this.shownUnit, indicator: this.shownIndicator, period: this.shownPeriod });
    this.trouble = null;
    this.computed = this.model;
  }

  get question() {
    return super.question + this.percent;
  }

  /**
   * A new change in per cent. Several within a frame are computed once.
   * @param {number} percent
   */
  move(percent) {
    if (Number.isNaN(percent)) return;
    this.run.move(percent);
    if (!this.frame) this.frame = requestAnimationFrame(() => this.step());
  }

  /** The hot path: one value changed, all units scored and ranked again. */
  step() {
    this.frame = 0;
    const { run, scenario, source } = this;
    // The scenario with the former value broke off; the one with this value is computed from the beginning.
    if (!scenario) this.requestUpdate();
    if (!scenario || !run.changeable) return;
    try {
      source?.once(() => this.question, () => run.step(scenario));
      this.trouble = null;
    } catch (error) {
      if (passing(error)) return;
      this.trouble = explain(error);
      this.complain(this.trouble);
    }
    this.requestUpdate();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), SETTLED);
    this.announce("scenariochange", { spec: run.spec, period: this.shownPeriod });
  }

  settle() {
    if (this.trouble) return;
    try {
      this.source?.once(() => this.question, () => this.run.readMoves());
    } catch (error) {
      return this.fail(error);
    }
    const { head, tail } = this.outcome();
    this.spoken = head + tail;
    this.requestUpdate();
  }

  content() {
    const [view] = this.extended().filter(({ content }) => content);
    return view ? view.content() : this.plain();
  }

  /** The plain form. */
  plain() {
    const { words } = this;
    return html`<h2 part="heading">${words.whatIf}</h2>
      ${this.controls()} ${this.trouble ? problemView(this.trouble, this.language) : html`${this.result()} ${this.table()}`}
      <p class="said" role="status">${this.spoken}</p>`;
  }

  controls() {
    const { words, language: lang, percent, description } = this;
    const { acting, idle } = this.choices;
    const none = !this.run.changeable;
    const set = (/** @type {any} */ event) => this.move(event.target.valueAsNumber);
    const tidy = (/** @type {any} */ event) => (event.target.value = this.percent);
    return html`<div class="form" part="controls">
      <label for="unit">${words.unit}</label>
      <select id="unit" part="select" @change=${(/** @type {any} */ event) => (this.unit = event.target.value)}>
        ${description.units.map(({ code, name }) => option(code, say(name, lang), code === this.shownUnit))}
      </select>
      <label for="indicator">${words.indicator}</label>
      <select id="indicator" part="select" @change=${(/** @type {any} */ event) => (this.indicator = event.target.value)}>
        ${this.options(words.acting, acting)} ${this.options(words.idle, idle)}
      </select>
      <label for="percent">${words.change}</label>
      <div class="slide">
        <button type="button" part="step" aria-label=${words.less(PRESS)} ?disabled=${none || percent <= LEAST} @click=${() => this.move(percent - PRESS)}>−</button>
        <input
          type="range"
          part="slider"
          aria-label="${words.change} %"
          min=${LEAST}
          max=${MOST}
          step="1"
          .value=${String(Math.round(percent))}
          ?disabled=${none}
          @input=${set}
        />
        <button type="button" part="step" aria-label=${words.more(PRESS)} ?disabled=${none || percent >= MOST} @click=${() => this.move(percent + PRESS)}>+</button>
        <span class="field">
          <input id="percent" type="number" part="field" min=${LEAST} max=${MOST} step="any" .value=${String(percent)} ?disabled=${none} @input=${set} @change=${tidy} />
          %</span
        >
      </div>
      <span>${words.amount}</span>
      <span class="amount">${this.amount()}</span>
      <button type="button" part="button" class="reset" ?disabled=${none || !percent} @click=${() => this.move(0)}>${words.reset}</button>
    </div>`;
  }

  /**
   * @param {string} label
   * @param {ColumnInfo[]} columns
   */
  options(label, columns) {
    if (!columns.length) return nothing;
    return html`<optgroup label=${label}>
      ${columns.map(({ id, name }) => option(id, say(name, this.language), id === this.shownIndicator))}
    </optgroup>`;
  }

  /** "＋697.9亿元（2022年：2,326.5亿元）". */
  amount() {
    const { words, language: lang, percent, run: { figure: published } } = this;
    if (!published) return "";
    const { value, measure, reason } = published;
    if (value === null) return words.noFigure(this.because(reason));
    return words.amounts(percent ? figure((value * percent) / 100, measure, lang, true) : "", periodName(this.shownPeriod, lang), figure(value, measure, lang));
  }

  /** The sentence an official would say. */
  outcome() {
    const { words, language: lang, run: { rows, digits } } = this;
    const row = rows.find(({ code }) => code === this.shownUnit);
    const { score = null, score_before: before = null } = row ?? {};
    const changed = this.percent !== 0;
    // a change too small for the usual decimals still shows
    const close = score !== null && before !== null && score !== before && number(score, digits, lang) === number(before, digits, lang);
    const shown = (/** @type {number | null} */ value) => (value === null ? "—" : number(value, digits + (close ? 1 : 0), lang));
    return words.outcome({
      name: row ? say(row.unit, lang) : "",
      rankFrom: row?.rank_before ?? null,
      rankTo: row?.rank ?? null,
      scoreFrom: shown(before),
      scoreTo: shown(score),
      changed,
    });
  }

  result() {
    const { words, language: lang } = this;
    const { head, tail } = this.outcome();
    const others = this.rows.filter(({ code, rank, rank_before: before }) => code !== this.shownUnit && rank !== before).length;
    return html`<p class="printed">${this.asked()}</p>
      <p class="say" part="result"><strong>${head}</strong>${tail}${words.stop}${this.percent ? words.othersMoved(others) : nothing}</p>
      <div class="quiet" part="notes">
        ${this.alongside()} ${this.run.notes.map(({ text }) => html`<p>${say(text, lang)}</p>`)}
        <p>${words.others}</p>
      </div>`;
  }

  /** What was changed, for the printed page, where the form is not shown. */
  asked() {
    const { words, language: lang, percent, run: { figure: published } } = this;
    if (!published) return "";
    const change = percent ? ` ${number(percent, Number.isInteger(percent) ? 0 : 1, lang, true)}%` : "";
    return `${say(published.unit, lang)}${words.colon}${say(published.name, lang)}${change}${words.comma}${this.amount()}`;
  }

  /** What moved along with the figure, in a sentence. */
  alongside() {
    const { words, language: lang } = this;
    const listed = (/** @type {string} */ why) =>
      this.run.moves
        .filter((move) => move.why === why)
        .map(({ name, measure, from, to }) => `${say(name, lang)}${from !== null && to !== null ? ` ${figure(from, measure, lang)}→${figure(to, measure, lang)}` : ""}`)
        .join(words.listing);
    const lists = ["part", "total", "same_as"].map(listed);
    return lists.some(Boolean) ? html`<p>${words.alongside(lists[0], lists[1], lists[2])}</p>` : nothing;
  }

  table() {
    const { words, language: lang, run: { rows, digits } } = this;
    const shown = (/** @type {number | null | undefined} */ value) => (value === null || value === undefined ? "—" : number(value, digits, lang));
    return html`<table part="table">
      <caption part="caption">
        <span class="quiet">${words.resultTitle}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">${words.rankNow}</th>
          <th scope="col" class="number">${words.rankWas}</th>
          <th scope="col" class="moves">${words.rankChange}</th>
          <th scope="col" class="name">${words.unit}</th>
          <th scope="col" class="number">${words.scoreNow}</th>
          <th scope="col" class="number">${words.scoreWas}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ code, unit, rank, rank_before: before = null, score, score_before }) => html`<tr
            class="${code === this.shownUnit ? "selected" : ""} ${rank !== before ? "moved" : ""}"
            part="row"
          >
            <td class="number rank">${rank ?? "—"}</td>
            <td class="number">${before ?? "—"}</td>
            <td class="moves">${rankChange(before, rank, words)}</td>
            <th scope="row" class="name">${say(unit, lang)}</th>
            <td class="number rank">${shown(score)}</td>
            <td class="number">${shown(score_before)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
