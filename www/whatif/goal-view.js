/** What `<innodex-goal>` shows: the controls, the answer, what every indicator alone would take, what the next above is ahead by. */

import { html, nothing, number, option, problemView, say } from "../elements/index.js";
import { figure } from "../elements/format.js";
import { isMoney } from "./amount.js";
import { assumptionLines, assumptionsView } from "./assumptions.js";
import { leastTable } from "./least.js";
import { unsure } from "./result.js";

/** @typedef {import("./goal.js").InnodexGoal} Goal */
/** @typedef {import("./goal-search.js").Sole} Sole */
/** @typedef {import("../api/types.js").GoalAnswer} GoalAnswer */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */

/** @param {Goal} goal */
export function goalControls(goal) {
  const { words, language: lang, description, shownRank } = goal;
  const { acting, idle } = goal.choices;
  const options = (/** @type {string} */ label, /** @type {ColumnInfo[]} */ columns) =>
    columns.length ? html`<optgroup label=${label}>${columns.map(({ id, name }) => option(id, say(name, lang), id === goal.shownIndicator))}</optgroup>` : nothing;
  const last = description.units.length;
  const set = (/** @type {number} */ rank) => Number.isFinite(rank) && goal.choose({ rank: Math.min(last, Math.max(1, Math.round(rank))) });
  const leave = (/** @type {any} */ event) => {
    set(event.target.valueAsNumber);
    event.target.value = String(goal.shownRank);
  };
  const money = isMoney(goal.column(goal.shownIndicator)?.measure ?? "");
  return html`<div class="form" part="controls">
    <label class="head" for="unit">${words.unit}</label>
    <select id="unit" part="select" @change=${(/** @type {any} */ event) => goal.choose({ unit: event.target.value })}>
      ${description.units.map(({ code }) => option(code, goal.nameOf(code), code === goal.shownUnit))}
    </select>
    <label class="head" for="rank">${words.toRank}</label>
    <div class="slide">
      <button type="button" part="step" aria-label=${words.better} ?disabled=${shownRank <= 1} @click=${() => set(shownRank - 1)}>−</button>
      <input id="rank" type="number" part="field" min="1" max=${last} step="1" .value=${String(shownRank)} @change=${leave} />
      <button type="button" part="step" aria-label=${words.worse} ?disabled=${shownRank >= last} @click=${() => set(shownRank + 1)}>+</button>
    </div>
    <label class="head" for="indicator">${words.onlyBy}</label>
    <select id="indicator" part="select" @change=${(/** @type {any} */ event) => goal.choose({ indicator: event.target.value })}>
      ${options(words.acting, acting)} ${options(words.idle, idle)}
    </select>
    ${money
      ? html`<span class="head" id="kind">${words.by}</span>
          <div class="segments" role="group" aria-labelledby="kind" part="segments">
            ${[false, true].map((each) => html`<button type="button" part="segment" aria-pressed=${each === goal.money} @click=${() => goal.choose({ money: each })}>${each ? words.kinds.money : words.byFigure}</button>`)}
          </div>`
      : nothing}
  </div>`;
}

/** @param {Goal} goal @param {GoalAnswer} answer */
export function goalView(goal, answer) {
  const { words, all, language: lang } = goal;
  const { raised } = goal.search;
  const owner = goal.owner(goal.shownIndicator);
  return html`<h2 part="heading">${words.goalTitle}</h2>
    ${goal.controls()} ${goal.funds ? assumptionsView(owner) : nothing}
    <p class="say" part="result" role="status"><strong>${sentence(goal, answer)}</strong></p>
    ${answer.unwanted ? html`<p part="note">${words.lessNote}</p>` : nothing} ${notes(goal, answer)}
    <div class="actions">
      ${answer.reachable && answer.change ? html`<button type="button" part="button" @click=${goal.propose}>${words.lookAt}</button>` : nothing}
      ${all ? nothing : html`<button type="button" part="button" @click=${goal.everyIndicator}>${words.everyIndicator}</button>`}
      ${raised ? nothing : html`<button type="button" part="button" @click=${goal.eachNext}>${words.eachNext}</button>`}
    </div>
    ${goal.trouble ? problemView(goal.trouble, lang) : nothing} ${all ? soleTable(goal, all) : nothing} ${raised ? nextAbove(goal, raised) : nothing}`;
}

/** The assumptions that the answer rests on, what moves along, and how the answer was found. @param {Goal} goal @param {GoalAnswer} answer */
function notes(goal, answer) {
  const { words } = goal;
  const assumed = goal.funds ? assumptionLines(goal.owner(goal.shownIndicator), goal.assumptions) : [];
  return html`<div class="quiet" part="notes">
    ${assumed.length
      ? html`<p>${words.restsOn}</p>
          <ul class="assumed" part="assumed">
            ${assumed.map((line) => html`<li>${line}</li>`)}
          </ul>`
      : nothing}
    ${movesAlong(goal, answer)}
    <p>${words.goalNote}${answer.certain ? "" : words.sampled}</p>
  </div>`;
}

/** "湖北到第5位：R&D经费内部支出需增加400亿元（+31.9%），由1,254.7亿元到1,654.7亿元". @param {Goal} goal @param {GoalAnswer} answer */
function sentence(goal, answer) {
  const { words, language: lang, shownRank, funds } = goal;
  const name = goal.nameOf(goal.shownUnit);
  const what = say(goal.column(goal.shownIndicator)?.name ?? { zh: "", en: "" }, lang);
  if (answer.reason) return words.goalNoFigure(name, what, goal.because(answer.reason));
  if (answer.rank_before === null) return words.goalUnranked(name);
  if (answer.rank_before <= shownRank) return words.goalAlreadyReached(name, answer.rank_before);
  if (!answer.reachable || answer.to === null || answer.from === null) return words.goalOut(name, what, shownRank, answer.best_rank, funds);
  const { measure } = answer;
  const [change, percent] = [answer.change ?? 0, answer.change_percent ?? 0];
  const size = Math.abs(percent) < 1 ? 2 : 1;
  const by = { amount: figure(Math.abs(change), measure, lang), percent: `${number(percent, size, lang, true)}%`, less: change < 0, from: figure(answer.from, measure, lang), to: figure(answer.to, measure, lang) };
  return funds && answer.money !== null ? words.goalMoney(name, shownRank, what, figure(answer.money, measure, lang), by) : words.goalReached(name, shownRank, what, by);
}

/** @param {Goal} goal @param {GoalAnswer} answer */
function movesAlong({ words, language: lang }, { moved }) {
  const along = moved.filter(({ why }) => why !== "asked");
  if (!along.length) return nothing;
  return html`<p>${words.along}${along.map(({ name, measure, from, to }) => `${say(name, lang)}${from === null ? "" : ` ${figure(from, measure, lang)}→${figure(to, measure, lang)}`}`).join(words.listing)}${words.stop}</p>`;
}

/** What every indicator alone would take, the smallest change first. @param {Goal} goal @param {Sole[]} all */
function soleTable(goal, all) {
  const { words } = goal;
  const distance = (/** @type {GoalAnswer | null} */ answer) => (answer?.reachable && answer.change_percent !== null ? Math.abs(answer.change_percent) : Infinity);
  const sorted = [...all].sort((a, b) => distance(a.answer) - distance(b.answer) || 0);
  const [rows, unwanted] = [false, true].map((each) => sorted.filter(({ answer }) => Boolean(answer?.unwanted) === each));
  return html`<table part="table">
      <caption part="caption"><span class="quiet">${words.goalTable(goal.nameOf(goal.shownUnit), goal.shownRank)}</span></caption>
      <thead>
        <tr>
          <th scope="col">${words.onlyBy}</th>
          <th scope="col" class="number">${words.now}</th>
          <th scope="col" class="number">${words.needed}</th>
          <th scope="col" class="number">${words.change}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => soleRow(goal, row))}
      </tbody>
    </table>
    ${unwanted.length
      ? html`<details part="unwanted"><summary>${words.unwanted(unwanted.length)}</summary>
          <p class="quiet">${words.lessNote}</p>
          <ul>${unwanted.map(({ column, answer }) => html`<li>${say(column.name, goal.language)} ${number(Number(answer?.change_percent), 1, goal.language, true)}%</li>`)}</ul>
        </details>`
      : nothing}
    <div class="actions"><button type="button" part="button" ?disabled=${!goal.search.complete} @click=${goal.download}>${words.csv}</button></div>`;
}

/** @param {Goal} goal @param {Sole} row */
function soleRow(goal, { column, answer }) {
  const { words, language: lang } = goal;
  const present = goal.model?.figure(column.id, goal.shownUnit, goal.shownPeriod).value ?? null;
  return html`<tr part="row" class=${column.id === goal.shownIndicator ? "selected" : ""}>
    <th scope="row">${say(column.name, lang)}</th>
    <td class="number">${present === null ? "—" : figure(present, column.measure, lang)}</td>
    ${answer?.reachable && answer.to !== null && answer.change_percent !== null
      ? html`<td class="number">${figure(answer.to, column.measure, lang)}</td>
          <td class="number">${number(answer.change_percent, 1, lang, true)}%</td>`
      : html`<td class="number quiet" colspan="2">${!answer ? words.loading : answer.reason ? goal.because(answer.reason) : words.atBest(answer.best_rank)}</td>`}
  </tr>`;
}

/** @param {Goal} goal @param {import("../api/types.js").Raised[]} raised */
function nextAbove(goal, raised) {
  const { words, language: lang, search } = goal;
  const name = goal.nameOf(goal.shownUnit);
  return html`${leastTable(raised, { words, lang, name, nameOf: (code) => goal.nameOf(code), because: (reason) => goal.because(reason) })}
    ${search.unsure ? unsure(search.unsure, words, lang) : nothing}
    <div class="actions"><button type="button" part="button" @click=${goal.downloadNext}>${words.csv}</button></div>`;
}
