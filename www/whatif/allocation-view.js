/** What `<innodex-allocation>` shows: the controls, the split in a sentence and as a table. */

import { html, nothing, number, option, periodName, rankChange, problemView, say } from "../elements/index.js";
import { figure, scoreDigits } from "../elements/format.js";
import { tidy } from "./amount.js";
import { assumptionLines, assumptionsView } from "./assumptions.js";
import { bar } from "./bar.js";
import { unitBoxes, whoSays } from "./units.js";

/** @typedef {import("./allocation.js").InnodexAllocation} Element */
/** @typedef {import("../api/types.js").Allocation} Allocation */
/** @typedef {"budget" | "floor" | "cap"} Field */

/** An amount for the eye: without the last digits of a sum. @param {number} money @param {string} measure @param {Element["language"]} lang */
const amountOf = (money, measure, lang) => figure(Number(money.toPrecision(9)), measure, lang);

/** More recipients than this are not named in the sentence. */
const MOST_NAMED = 5;

/** @param {Element} element */
export function allocationControls(element) {
  const { words, shownUnits: units } = element;
  return html`<div class="form" part="controls">
    <label class="head" for="budget">${words.budget}</label>
    ${moneyField(element, "budget", element.shownBudget, (value) => value && value > 0 && (element.budget = value))}
    <label class="head" for="input">${words.into}</label>
    <select id="input" part="select" @change=${(/** @type {any} */ event) => ([element.indicator, element.budget] = [event.target.value, undefined])}>
      ${element.inputs.map(({ id, name }) => option(id, say(name, element.language), id === element.shownIndicator))}
    </select>
    <span class="head">${words.among}</span>
    <details class="units" part="units">
      <summary>${whoSays(element, units)}</summary>
      ${unitBoxes(element, units, (chosen) => (element.units = chosen.join(",") || firstOf(element)))}
    </details>
    <span class="head" id="aim">${words.aim}</span>
    ${aims(element)}
    <label class="head" for="floor">${words.atLeast}</label>
    ${moneyField(element, "floor", element.limits.floor, (value) => element.setLimit("floor", value))}
    <label class="head" for="cap">${words.atMost}</label>
    ${moneyField(element, "cap", element.limits.cap, (value) => element.setLimit("cap", value))}
  </div>`;
}

/** The unit that is chosen where none is. @param {Element} element */
const firstOf = ({ shownUnits: [first], description }) => (first === "*" ? description.units[0].code : first);

/** What is to be raised. @param {Element} element */
function aims(element) {
  const { words, description, shownObjective: aim } = element;
  const kind = aim === "mean" || aim === "minimum" ? aim : "unit";
  const all = /** @type {const} */ (["mean", "minimum", "unit"]);
  return html`<div class="aims">
    <div class="segments" role="group" aria-labelledby="aim" part="segments">
      ${all.map((each) => html`<button type="button" part="segment" aria-pressed=${each === kind} @click=${() => (element.objective = each === "unit" ? firstOf(element) : each)}>${words.aims[each]}</button>`)}
    </div>
    ${kind === "unit"
      ? html`<select part="select" aria-label=${words.aims.unit} @change=${(/** @type {any} */ event) => (element.objective = event.target.value)}>
          ${description.units.map(({ code }) => option(code, element.nameOf(code), code === aim))}
        </select>`
      : nothing}
  </div>`;
}

/** @param {Element} element @param {Field} id @param {number | null} value @param {(value: number | null) => void} set */
function moneyField(element, id, value, set) {
  const unit = element.unitOfMoney;
  const shown = (/** @type {number | null} */ money, /** @type {{ per: number }} */ { per }) => (money === null ? "" : String(tidy(money / per)));
  // When the field is left, it shows the value that is computed with.
  const leave = (/** @type {any} */ { target }) => {
    set(Number.isFinite(target.valueAsNumber) ? tidy(target.valueAsNumber * unit.per) : null);
    target.value = shown(id === "budget" ? element.shownBudget : element.limits[id], element.unitOfMoney);
  };
  return html`<span class="field"
    ><input id=${id} type="number" part="field" min="0" step="any" .value=${shown(value, unit)} @change=${leave} />
    ${unit.name}</span
  >`;
}

/** @param {Element} element */
export function allocationView(element) {
  const { words, language: lang } = element;
  const { found, problem, busy } = element.split;
  return html`<h2 part="heading">${words.allocationTitle}</h2>
    ${element.controls()} ${assumptionsView(element.owner(element.shownIndicator))}
    <div class="actions"><button type="button" part="button" class="run" ?disabled=${busy} @click=${element.run}>${busy ? words.computing : words.split}</button></div>
    <div role="status">${problem ? problemView(problem, lang) : found ? html`<p class="say" part="result">${sentence(element, found)}</p>` : nothing}</div>
    ${found ? result(element, found) : nothing}`;
}

/** The decimals of the scores: a gain that is small still shows. @param {Allocation} found */
function digitsFor(found) {
  const gained = Math.abs((found.achieved ?? 0) - (found.before ?? 0));
  return Math.max(scoreDigits([found.achieved]), gained > 0 ? Math.min(6, 1 - Math.floor(Math.log10(gained))) : 1);
}

/** @param {number | null} score @param {number} digits @param {Element["language"]} lang */
const scoreText = (score, digits, lang) => (score === null ? "—" : number(score, digits, lang));

/** @param {Element} element @param {Allocation} found */
function sentence(element, found) {
  const { words, language: lang, shownObjective: aim } = element;
  const given = found.recipients.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount);
  const named = given.slice(0, MOST_NAMED).map(({ id, name, amount }) => `${element.nameOf(id) || say(name, lang)}${words.gets}${amountOf(amount, found.measure, lang)}`);
  const digits = digitsFor(found);
  const score = (/** @type {number | null} */ value) => scoreText(value, digits, lang);
  const objective = words.aimsLong[aim in words.aims ? aim : "unit"](element.nameOf(aim));
  const bound = found.bound === null ? "" : words.boundIs(score(found.bound));
  const unspent = found.unspent > 1e-9 * element.shownBudget ? words.unspentIs(amountOf(found.unspent, found.measure, lang)) : "";
  return html`<strong>${words.splitSo(amountOf(found.spent, found.measure, lang), given.length)}</strong>${named.join(words.listing)}${given.length > MOST_NAMED ? words.andSoOn : ""}${words.stop}
    ${words.objectiveIs(objective, score(found.before), score(found.achieved), score(found.equal))}${bound}${unspent}${words.stop}`;
}

/** @param {Element} element @param {Allocation} found */
function result(element, found) {
  const { words, language: lang } = element;
  return html`<div class="quiet" part="notes">
      <p>${words.restsOn}</p>
      <ul class="assumed" part="assumed">
        ${assumptionLines(element.owner(element.shownIndicator), element.assumptions).map((line) => html`<li>${line}</li>`)}
      </ul>
      ${found.notes.map((note) => html`<p>${say(note, lang)}</p>`)}
    </div>
    ${table(element, found)}
    <div class="actions">
      <button type="button" part="button" @click=${() => element.announce("scenarioasked", { spec: found.scenario })}>${words.lookAt}</button>
      <button type="button" part="button" @click=${element.download}>${words.csv}</button>
    </div>`;
}

/** Everybody who may have money, the most money first. @param {Element} element @param {Allocation} found */
function table(element, found) {
  const { words, language: lang } = element;
  const digits = digitsFor(found);
  const most = Math.max(...found.recipients.map(({ amount }) => amount), Number.MIN_VALUE);
  const rows = [...found.recipients].sort((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
  return html`<table part="table">
    <caption part="caption"><span class="quiet">${words.splitTable(periodName(element.shownPeriod, lang))}</span></caption>
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
          <th scope="row">${element.nameOf(id) || say(name, lang)}</th>
          <td class="share"><div>${bar(amount / most)}<span>${amount > 0 ? amountOf(amount, found.measure, lang) : "—"}${at === "cap" && amount > 0 && element.limits.cap !== null ? html` <span class="mark">${words.capped}</span>` : nothing}</span></div></td>
          <td class="number">${rank ?? "—"}</td>
          <td class="moves">${rankChange(before, rank, words)}</td>
          <td class="number">${scoreText(was, digits, lang)}</td>
          <td class="number">${scoreText(score, digits, lang)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
