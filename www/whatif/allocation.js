import { explain, fields, html, nothing, number, option, passing, periodName, rankChange, problemView, saveCsv, say } from "../elements/index.js";
import { figure, scoreDigits } from "../elements/format.js";
import { allocate } from "../api/planning.js";
import { isMoney, tidy, unitOf } from "./amount.js";
import { assumptionLines, assumptionsView } from "./assumptions.js";
import { bar } from "./bar.js";
import { FullModelElement } from "./element.js";
import { allocation as style, base, form } from "./style.js";
import { unitBoxes, whoSays } from "./units.js";

/** @typedef {import("../api/types.js").Allocation} Allocation */
/** @typedef {import("../elements/problem.js").Problem} Problem */
/** @typedef {"mean" | "minimum"} Aim or the code of a unit */

/** Takes away what adding up left: the last digits of a sum of money. @param {number} money */
const whole = (money) => Number(money.toPrecision(9));

/** More of them than this are not named in the sentence. */
const MOST_NAMED = 5;

/**
 * `<innodex-allocation indicator units budget objective period lang>`: the split of a budget that does most for the scores.
 * It is computed when the reader asks for it. Events: `ready`, `error`, `allocationchange`.
 */
export class InnodexAllocation extends FullModelElement {
  static styles = [...FullModelElement.styles, fields, base, form, style];

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
    /** The least and the most that each gets; none where null. @type {{ floor: number | null, cap: number | null }} */
    this.limits = { floor: null, cap: null };
    /** @type {Allocation | null} */
    this.found = null;
    /** @type {Problem | null} */
    this.trouble = null;
    this.busy = false;
  }

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

  /** The figures of those who may have money, summed: how large a budget is. */
  get size() {
    const asked = new Set(this.shownUnits);
    const codes = this.description.units.map(({ code }) => code).filter((code) => asked.has("*") || asked.has(code));
    return codes.reduce((sum, code) => sum + (this.model?.figure(this.shownIndicator, code, this.shownPeriod).value ?? 0), 0);
  }

  /** One per cent of what there is, as a round number, where nobody says. */
  get shownBudget() {
    if (this.budget && this.budget > 0) return this.budget;
    const one = this.size / 100;
    return one > 0 ? Number(one.toPrecision(1)) : 1;
  }

  get unitOfMoney() {
    return unitOf(this.column(this.shownIndicator)?.measure ?? "", this.shownBudget, this.language);
  }

  /** What is asked of the calculator. */
  get spec() {
    const units = this.shownUnits;
    const aim = this.shownObjective;
    const { floor, cap } = this.limits;
    return {
      budget: this.shownBudget,
      objective: aim === "mean" || aim === "minimum" ? aim : { unit: aim },
      indicator: this.shownIndicator,
      units: units[0] === "*" ? "*" : units,
      ...(floor === null ? {} : { floor }),
      ...(cap === null ? {} : { cap }),
      ...(this.assumptions ? { assumptions: this.assumptions } : {}),
    };
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  compute(changed) {
    const other = this.computed !== this.model && !this.source?.restored;
    if (other || ["indicator", "units", "budget", "objective", "period"].some((key) => changed.has(key))) this.recompute();
    this.computed = this.model;
    const units = this.shownUnits[0] === "*" ? [this.description.units[0].code] : this.shownUnits;
    // Whatever of it is not there is said now.
    if (this.inputs.length) for (const unit of units) this.model?.figure(this.shownIndicator, unit, this.shownPeriod);
  }

  /** What was found is of something else. */
  recompute() {
    this.found = null;
    this.trouble = null;
    super.recompute();
  }

  /** Says that it computes, and computes once that is painted. */
  async run() {
    this.busy = true;
    this.requestUpdate();
    await this.updateComplete;
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const { model } = this;
    try {
      if (!model) return;
      this.found = allocate(model, this.shownPeriod, /** @type {any} */ (this.spec));
      this.trouble = null;
      this.announce("allocationchange", { spec: this.spec, allocation: this.found });
    } catch (error) {
      if (passing(error)) return;
      this.found = null;
      this.trouble = explain(error);
      this.complain(this.trouble);
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  controls() {
    const { words, language: lang, description, shownObjective: aim, unitOfMoney: unit } = this;
    const units = this.shownUnits;
    const kind = aim === "mean" || aim === "minimum" ? aim : "unit";
    const shown = (/** @type {number | null} */ value, /** @type {{ per: number }} */ { per }) => (value === null ? "" : String(tidy(value / per)));
    /** What was typed and is not taken gives way to what is computed with. */
    const leave = (/** @type {any} */ { target }, /** @type {"budget" | "floor" | "cap"} */ id, /** @type {(value: number | null) => void} */ set) => {
      set(Number.isFinite(target.valueAsNumber) ? tidy(target.valueAsNumber * unit.per) : null);
      target.value = shown(id === "budget" ? this.shownBudget : this.limits[id], this.unitOfMoney);
    };
    const money = (/** @type {"budget" | "floor" | "cap"} */ id, /** @type {number | null} */ value, /** @type {(value: number | null) => void} */ set) =>
      html`<span class="field"
        ><input id=${id} type="number" part="field" min="0" step="any" .value=${shown(value, unit)} @change=${(/** @type {any} */ event) => leave(event, id, set)} />
        ${unit.name}</span
      >`;
    const limit = (/** @type {"floor" | "cap"} */ which, /** @type {number | null} */ value) => {
      this.limits = { ...this.limits, [which]: value };
      this.recompute();
    };
    const aims = /** @type {const} */ (["mean", "minimum", "unit"]);
    const first = units[0] === "*" ? description.units[0].code : units[0];
    return html`<div class="form" part="controls">
      <label class="head" for="budget">${words.budget}</label>
      ${money("budget", this.shownBudget, (value) => value && value > 0 && (this.budget = value))}
      <label class="head" for="input">${words.into}</label>
      <select id="input" part="select" @change=${(/** @type {any} */ event) => ([this.indicator, this.budget] = [event.target.value, undefined])}>
        ${this.inputs.map(({ id, name }) => option(id, say(name, lang), id === this.shownIndicator))}
      </select>
      <span class="head">${words.among}</span>
      <details class="units" part="units">
        <summary>${whoSays(this, units)}</summary>
        ${unitBoxes(this, units, (chosen) => (this.units = chosen.join(",") || first))}
      </details>
      <span class="head" id="aim">${words.aim}</span>
      <div class="aims">
        <div class="segments" role="group" aria-labelledby="aim" part="segments">
          ${aims.map((each) => html`<button type="button" part="segment" aria-pressed=${each === kind} @click=${() => (this.objective = each === "unit" ? first : each)}>${words.aims[each]}</button>`)}
        </div>
        ${kind === "unit"
          ? html`<select part="select" aria-label=${words.aims.unit} @change=${(/** @type {any} */ event) => (this.objective = event.target.value)}>
              ${description.units.map(({ code }) => option(code, this.nameOf(code), code === aim))}
            </select>`
          : nothing}
      </div>
      <label class="head" for="floor">${words.atLeast}</label>
      ${money("floor", this.limits.floor, (value) => limit("floor", value))}
      <label class="head" for="cap">${words.atMost}</label>
      ${money("cap", this.limits.cap, (value) => limit("cap", value))}
    </div>`;
  }

  content() {
    const { words, language: lang, found, busy } = this;
    if (!this.inputs.length) return html`<p>${words.noMoney}</p>`;
    return html`<h2 part="heading">${words.allocationTitle}</h2>
      ${this.controls()} ${assumptionsView(this.owner(this.shownIndicator))}
      <div class="actions"><button type="button" part="button" class="run" ?disabled=${busy} @click=${this.run}>${busy ? words.computing : words.split}</button></div>
      <div role="status">${this.trouble ? problemView(this.trouble, lang) : found ? html`<p class="say" part="result">${this.sentence(found)}</p>` : nothing}</div>
      ${found ? this.result(found) : nothing}`;
  }

  /** @param {number | null} score */
  score(score) {
    return score === null ? "—" : number(score, this.digits ?? 1, this.language);
  }

  /** @param {Allocation} found */
  sentence(found) {
    const { words, language: lang } = this;
    const given = found.recipients.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount);
    const named = given.slice(0, MOST_NAMED).map(({ id, name, amount }) => `${this.nameOf(id) || say(name, lang)}${words.gets}${figure(whole(amount), found.measure, lang)}`);
    // a change that is small still shows
    const gained = Math.abs((found.achieved ?? 0) - (found.before ?? 0));
    this.digits = Math.max(scoreDigits([found.achieved]), gained > 0 ? Math.min(6, 1 - Math.floor(Math.log10(gained))) : 1);
    return html`<strong>${words.splitSo(figure(whole(found.spent), found.measure, lang), given.length)}</strong>${named.join(words.listing)}${given.length > MOST_NAMED ? words.andSoOn : ""}${words.stop}
    ${words.objectiveIs(words.aimsLong[typeof this.shownObjective === "string" && this.shownObjective in words.aims ? this.shownObjective : "unit"](this.nameOf(this.shownObjective)), this.score(found.before), this.score(found.achieved), this.score(found.equal))}${found.bound === null ? "" : words.boundIs(this.score(found.bound))}${found.unspent > 1e-9 * this.shownBudget ? words.unspentIs(figure(whole(found.unspent), found.measure, lang)) : ""}${words.stop}`;
  }

  /** @param {Allocation} found */
  result(found) {
    const { words, language: lang } = this;
    const most = Math.max(...found.recipients.map(({ amount }) => amount), Number.MIN_VALUE);
    const rows = [...found.recipients].sort((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
    return html`<div class="quiet" part="notes">
        <p>${words.restsOn}</p>
        <ul class="assumed" part="assumed">
          ${assumptionLines(this.owner(this.shownIndicator), this.assumptions).map((line) => html`<li>${line}</li>`)}
        </ul>
        ${found.notes.map((note) => html`<p>${say(note, lang)}</p>`)}
      </div>
      <table part="table">
        <caption part="caption"><span class="quiet">${words.splitTable(periodName(this.shownPeriod, lang))}</span></caption>
        <thead>
          <tr>
            <th scope="col">${words.unit}</th>
            <th scope="col" class="share">${words.kinds.money}</th>
            <th scope="col" class="number">${words.rankNow}</th>
            <th scope="col" class="moves">${words.rankChange}</th>
            <th scope="col" class="number">${words.scoreWas}</th>
            <th scope="col" class="number">${words.scoreNow}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ id, name, amount, at, rank, rank_before: before, score, score_before: was }) => html`<tr part="row">
              <th scope="row">${this.nameOf(id) || say(name, lang)}</th>
              <td class="share"><div>${bar(amount / most)}<span>${amount > 0 ? figure(whole(amount), found.measure, lang) : "—"}${at === "cap" && amount > 0 && this.limits.cap !== null ? html` <span class="mark">${words.capped}</span>` : nothing}</span></div></td>
              <td class="number">${rank ?? "—"}</td>
              <td class="moves">${rankChange(before, rank, words)}</td>
              <td class="number">${this.score(was)}</td>
              <td class="number">${this.score(score)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <div class="actions">
        <button type="button" part="button" @click=${() => this.announce("scenarioasked", { spec: found.scenario })}>${words.lookAt}</button>
        <button type="button" part="button" @click=${this.download}>${words.csv}</button>
      </div>`;
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
