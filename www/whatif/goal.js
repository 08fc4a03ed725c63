import { fields } from "../elements/further.js";
import { explain, nothing, passing, periodName, saveCsv, say } from "../elements/index.js";
import { isMoney } from "./amount.js";
import { PlanningElement } from "./element.js";
import { GoalSearch } from "./goal-search.js";
import { goalControls, goalView } from "./goal-view.js";
import { leastSheet } from "./least.js";
import { base, form, goal as style } from "./style.js";

/** @typedef {import("../api/browser.js").Model} Model */

/**
 * `<innodex-goal unit indicator rank period money lang>`: what it takes to reach a rank, by one figure or by money into it.
 * Events: `ready`, `error`, `goalchange`, `scenarioasked`.
 */
export class InnodexGoal extends PlanningElement {
  static styles = [...PlanningElement.styles, fields, base, form, style];

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
    this.search = new GoalSearch((error) => (passing(error) ? null : explain(error)));
    /** Why the last click had no effect. @type {import("../elements/problem.js").Problem | null} */
    this.trouble = null;
  }

  /** @param {Model | null} model @param {any} problem @param {boolean} mine */
  receive(model, problem, mine) {
    this.search.halt();
    super.receive(model, problem, mine);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.search.halt();
  }

  get answer() {
    return this.search.answer;
  }

  get all() {
    return this.search.all;
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
    return this.search.rankFor(this.rank);
  }

  /** Whether money can be put into the figure chosen. */
  get funds() {
    return this.money && isMoney(this.column(this.shownIndicator)?.measure ?? "");
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    if (!this.model || (this.computed === this.model && !["unit", "indicator", "rank", "period", "money"].some((key) => changed.has(key)))) return;
    this.computed = null;
    const { shownPeriod: period, shownUnit: unit, shownIndicator: indicator, rank } = this;
    const sameGoal = !["unit", "rank", "period"].some((key) => changed.has(key));
    this.search.ask(this.model, { period, unit, indicator, rank, fund: this.funds ? (this.assumptions ?? {}) : null }, sameGoal);
    if (!this.source?.restored) this.trouble = null;
    this.computed = this.model;
  }

  /** Called when the assumptions have changed. */
  recompute() {
    this.computed = null;
    super.recompute();
  }

  /** A choice of the reader. @param {Partial<Pick<InnodexGoal, "unit" | "indicator" | "rank" | "money">>} choice */
  choose(choice) {
    Object.assign(this, choice);
    this.updateComplete.then(() => this.announce("goalchange", { goal: this.search.goal, answer: this.answer }));
  }

  /** Asks the same of every indicator that acts on the index. */
  everyIndicator() {
    this.trouble = null;
    this.search.everyIndicator(this.choices.acting, () => this.requestUpdate()).catch((error) => this.failed(error));
  }

  /** Overtakes the next above in every indicator. */
  eachNext() {
    this.trouble = null;
    try {
      this.search.eachNext();
    } catch (error) {
      return this.failed(error);
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

  /** Proposes what was found to `<innodex-scenario>` under the same model. */
  propose() {
    const { answer, shownUnit: unit, shownIndicator: indicator, assumptions } = this;
    if (!answer) return;
    const change = this.funds ? { op: "fund", value: answer.money } : { op: "add", value: answer.change };
    this.announce("scenarioasked", { spec: { changes: [{ unit, indicator, ...change }], ...(this.funds && assumptions ? { assumptions } : {}) } });
  }

  controls() {
    return goalControls(this);
  }

  content() {
    return this.answer ? goalView(this, this.answer) : nothing;
  }

  downloadNext() {
    const { words, language: lang } = this;
    saveCsv(`${words.nextAbove}-${this.nameOf(this.shownUnit)}-${this.shownPeriod}`, leastSheet(this.search.raised ?? [], words, lang, (reason) => this.because(reason)));
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
