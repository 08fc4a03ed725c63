/** From the panel to targets, growth and scenarios; and the two ready frameworks, which a district fills with its own figures. */

import { html, nothing, option, segments } from "../elements/index.js";
import { digits } from "./shown.js";
import { LADDERS } from "./ladders.js";
import { places } from "./ladder.js";

/** @typedef {import("./element.js").InnodexReport} Element */
/** @typedef {import("./ladder.js").Place} Place */

/** How much more a target is where it is made of the present figure, in per cent, until a reader says otherwise. */
const MORE = 20;

/** @param {Element} element */
export function useView(element) {
  const { words, language: lang, ladder: chosen } = element;
  const choices = [{ value: "", name: words.own }, ...LADDERS.map(({ id, name }) => ({ value: id, name: name[lang] }))];
  const raised = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const more = Number(/** @type {any} */ (event.target).elements.more.value);
    if (Number.isFinite(more)) element.attempt(() => element.raise(more));
  };
  return html`<section class="use" tabindex="-1" part="use">
    <h3>${words.use}</h3>
    <p class="quiet">${words.useLead}</p>
    <div class="controls">${segments(words.framework, choices, chosen, (id) => { element.ladder = id; element.used = null; })}</div>
    ${chosen ? ladderTable(element) : nothing}
    <form class="controls" @submit=${raised}>
      <label>${words.raise} <input type="number" name="more" step="any" .value=${String(MORE)} />%</label>
      <button type="submit" part="button">${words.raiseDo}</button>
      <span class="quiet">${words.assumed}</span>
    </form>
    <div class="actions"><button type="button" class="main" part="button" @click=${element.use}>${words.go}</button></div>
    ${shown(element)}
  </section>`;
}

/** The period whose figures are filled in. @param {Element} element */
const whenOf = ({ when, report, reports }) => when || report?.period || reports.state.reports.map(({ period }) => period).find(Boolean) || "";

/** @param {Element} element */
function ladderTable(element) {
  const { words, language: lang, reports } = element;
  const ladder = LADDERS.find(({ id }) => id === element.ladder);
  if (!ladder) return nothing;
  const all = places(reports.state, ladder);
  const when = whenOf(element);
  return html`<div class="controls">
      <label>${words.year} <input type="text" size="8" placeholder=${words.periodHint} .value=${when} @change=${(/** @type {any} */ { target }) => (element.when = target.value.trim())} /></label>
    </div>
    ${ladder.groups.map(
      (group) => html`<div class="wide" role="region" tabindex="0" aria-label=${group.name[lang]}>
        <table part="table" class="places">
          <caption><strong>${group.name[lang]}</strong></caption>
          <thead>
            <tr>
              <th scope="col">${words.slot}</th>
              <th scope="col">${words.from}</th>
              <th scope="col" class="number">${words.value}</th>
              <th scope="col" class="number">${words.target}</th>
            </tr>
          </thead>
          <tbody>${all.filter(({ slot }) => group.slots.includes(slot)).map((place) => slotRow(element, place, when))}</tbody>
        </table>
      </div>`,
    )}`;
}

/** @param {Element} element @param {Place} place @param {string} when */
function slotRow(element, { slot, column, candidates, cells, target }, when) {
  const { words, language: lang, reports } = element;
  const name = slot.name[lang];
  const filled = cells.get(when);
  const own = filled?.own ? String(filled.value) : "";
  const typed = (/** @type {any} */ { target: field }) =>
    element.attempt(() => (field.value === "" ? reports.empty(slot.id, when) : reports.fill(slot.id, { own: { [when]: Number(field.value) } })));
  const aimed = (/** @type {any} */ { target: field }) => reports.fill(slot.id, { target: field.value === "" ? null : Number(field.value) });
  const choose = (/** @type {any} */ { target: field }) => reports.fill(slot.id, { column: field.value || null });
  return html`<tr part="row">
    <th scope="row">${name}</th>
    <td>
      ${candidates.length
        ? html`<select aria-label=${`${name} ${words.from}`} @change=${choose}>${[option("", words.noneOfThese, !column), ...candidates.map((each) => option(each.key, each.name[lang], each === column))]}</select>`
        : html`<span class="quiet">${words.noneOf}</span>`}
    </td>
    <td class="number">
      ${filled && !filled.own
        ? `${digits(filled.value, lang)}${slot.unit}`
        : html`<input type="number" step="any" placeholder=${words.missing} ?disabled=${!when} aria-label=${`${name} ${words.ownFigure}`} .value=${own} @change=${typed} />`}
    </td>
    <td class="number"><input type="number" step="any" aria-label=${`${name} ${words.target}`} .value=${target === null ? "" : String(target)} @change=${aimed} /></td>
  </tr>`;
}

/** @param {Element} element */
function shown({ used, words, language: lang }) {
  if (!used) return nothing;
  const { name, csv, framework, indicators, periods, indicator } = used;
  const period = periods[periods.length - 1];
  return html`<h3>${words.going(name[lang])}</h3>
    <innodex-model part="model" .data=${csv} .framework=${framework} .indicators=${indicators}>
      <innodex-targets .period=${period}></innodex-targets>
      ${periods.length > 1 ? html`<h3>${words.growth}</h3><innodex-growth .indicator=${indicator || framework.indicators[0].id} .period=${period}></innodex-growth>` : nothing}
      ${indicator ? html`<innodex-scenario .indicator=${indicator} .period=${period}></innodex-scenario>` : nothing}
    </innodex-model>`;
}
