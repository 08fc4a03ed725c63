import { fields } from "../elements/further.js";
import { explain, html, passing, saveCsv, say } from "../elements/index.js";
import { isMoney, unitOf } from "./amount.js";
import { allocationControls, allocationView } from "./allocation-view.js";
import { assumptionLines } from "./assumptions.js";
import { budgetSpec, BudgetSplit, checkRecipients, usualBudget } from "./budget-split.js";
import { PlanningElement } from "./element.js";
import { allocation as style, base, form } from "./style.js";

/** @typedef {import("../api/browser.js").Model} Model */

/**
 * `<innodex-allocation indicator units budget objective period lang>`: the split of a budget that does most for the scores.
 * It is computed when the reader asks for it. Events: `ready`, `error`, `allocationchange`, `scenarioasked`.
 */
export class InnodexAllocation extends PlanningElement {
  static styles = [...PlanningElement.styles, fields, base, form, style];

  /** @type {import("lit").PropertyDeclarations} */
  static properties = { indicator: {}, units: {}, budget: { type: Number }, objective: {}, period: {} };

  constructor() {
    super();
    /** The input that is funded: a column of money. @type {string | undefined} */
    this.indicator = undefined;
    /** Who may have money: codes parted by commas, or "*". @type {string | undefined} */
    this.units = undefined;
    /** In the input's own unit of measure. @type {number | undefined} */
    this.budget = undefined;
    /** `mean`, `minimum`, or the code of a unit. @type {string | undefined} */
    this.objective = undefined;
    /** @type {import("./budget-split.js").Limits} */
    this.limits = { floor: null, cap: null };
    this.split = new BudgetSplit((error) => (passing(error) ? null : explain(error)));
  }

  get found() {
    return this.split.found;
  }

  /** The columns of money. */
  get inputs() {
    const { acting, idle } = this.choices;
    return [...acting, ...idle].filter(({ measure }) => isMoney(measure));
  }

  get shownIndicator() {
    return this.indicator || this.inputs[0]?.id || "";
  }

  /** @returns {string[]} */
  get shownUnits() {
    return this.units ? this.units.split(",").map((code) => code.trim()).filter(Boolean) : ["*"];
  }

  get shownObjective() {
    return this.objective ?? "mean";
  }

  get shownBudget() {
    if (this.budget && this.budget > 0) return this.budget;
    return usualBudget(/** @type {Model} */ (this.model), this.shownPeriod, this.shownIndicator, this.shownUnits);
  }

  get unitOfMoney() {
    return unitOf(this.column(this.shownIndicator)?.measure ?? "", this.shownBudget, this.language);
  }

  /** What the calculator is asked. */
  get spec() {
    const { shownIndicator: indicator, shownUnits: units, shownBudget: budget, shownObjective: objective, limits, assumptions } = this;
    return budgetSpec({ indicator, units, budget, objective, limits, assumptions });
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const other = this.computed !== this.model && !this.source?.restored;
    if (other || ["indicator", "units", "budget", "objective", "period"].some((key) => changed.has(key))) this.recompute();
    this.computed = this.model;
    if (this.model && this.inputs.length) checkRecipients(this.model, this.shownPeriod, this.shownIndicator, this.shownUnits);
  }

  /** The question is another one. */
  recompute() {
    this.split.forget();
    super.recompute();
  }

  /** @param {"floor" | "cap"} which @param {number | null} value */
  setLimit(which, value) {
    this.limits = { ...this.limits, [which]: value };
    this.recompute();
  }

  /** Says that it computes, and computes once that is painted. */
  async run() {
    const { split } = this;
    split.busy = true;
    this.requestUpdate();
    await this.updateComplete;
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const { model } = this;
    try {
      if (!model || !split.compute(model, this.shownPeriod, this.spec)) return;
      if (split.problem) this.complain(split.problem);
      else this.announce("allocationchange", { spec: this.spec, allocation: split.found });
    } finally {
      split.busy = false;
      this.requestUpdate();
    }
  }

  controls() {
    return allocationControls(this);
  }

  content() {
    return this.inputs.length ? allocationView(this) : html`<p>${this.words.noMoney}</p>`;
  }

  download() {
    const { words, language: lang, found } = this;
    if (!found) return;
    saveCsv(`${words.allocationTitle}-${this.shownPeriod}`, [
      words.splitColumns,
      ...found.recipients.map(({ id, name, amount, floor, cap, marginal, rank_before: before, rank, score_before: was, score }) => [id, say(name, lang), amount, found.measure, floor, cap, marginal, before, rank, was, score]),
      [],
      ...assumptionLines(this.owner(this.shownIndicator), this.assumptions).map((text) => [words.restsOn, text]),
      ...found.notes.map((note) => ["", say(note, lang)]),
    ]);
  }
}
