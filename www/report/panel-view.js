/** The accepted figures as a panel: an indicator a row, a period a column, its target, and where each figure stands. */

import { html, nothing, option, periodName } from "../elements/index.js";
import { digits } from "./shown.js";
import { originText, panelOf } from "./panel.js";

/** @typedef {import("./element.js").InnodexReport} Element */
/** @typedef {import("./columns.js").Column} Column */

/** @param {Element} element */
export function panelView(element) {
  const { words, reports } = element;
  const panel = panelOf(reports.state);
  const { columns, periods } = panel;
  if (!columns.length) return html`<section class="panel" tabindex="-1" part="panel"><h3>${words.panel}</h3><p class="quiet">${words.empty}</p></section>`;
  return html`<section class="panel" tabindex="-1" part="panel">
    <h3>${words.panel}</h3>
    <p class="quiet">${words.panelLead}</p>
    <div class="wide" role="region" tabindex="0" aria-label=${words.panel}>
      <table part="table">
        <thead>
          <tr>
            <th scope="col">${words.subject}</th>
            <th scope="col">${words.measure}</th>
            ${periods.map((period) => html`<th scope="col" class="number">${periodName(period, element.language)}</th>`)}
            ${periods.length > 1 ? html`<th scope="col" class="number">${words.growthOf}</th>` : nothing}
            <th scope="col" class="number">${words.target}</th>
            <th scope="col">${words.direction}</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map((column) => row(element, column, periods))}
        </tbody>
      </table>
    </div>
    <details part="origins">
      <summary>${words.origin}${words.aside(String(panel.origins.length))}</summary>
      <ul class="plain">${panel.origins.map((origin) => html`<li><b>${origin.column}</b> ${periodName(origin.period, element.language)}${words.colon}${originText(origin)[element.language]}</li>`)}</ul>
    </details>
    <div class="actions">
      ${/** @type {const} */ (["csv", "cells", "indicators"]).map((what) => html`<button type="button" part="button" @click=${() => element.download(what)}>${{ csv: words.panelCsv, cells: words.cellsCsv, indicators: words.indicatorsJson }[what]}</button>`)}
      <button type="button" part="button" @click=${() => element.download("framework")}>${words.frameworkJson}</button>
    </div>
  </section>`;
}

/** @param {Element} element @param {Column} column @param {string[]} periods */
function row(element, column, periods) {
  const { words, reports, language: lang } = element;
  const { key, name, unit, cells, direction, target } = column;
  const at = (/** @type {string} */ period) => cells.find((cell) => cell.period === period);
  const [before, last] = periods.slice(-2).map(at);
  const growth = before && last && before.value > 0 && !["growth", "points", "rank", "share"].includes(column.kind) ? (100 * (last.value - before.value)) / before.value : null;
  const targeted = (/** @type {any} */ { target: field }) => reports.choose(key, { target: field.value === "" ? null : Number(field.value) });
  const label = (/** @type {string} */ of) => `${name[lang]} ${of}`;
  return html`<tr part="row">
    <th scope="row">${name[lang]}</th>
    <td>${unit}</td>
    ${periods.map((period) => {
      const cell = at(period);
      return html`<td class="number">${cell ? html`<button type="button" class="link" aria-label=${`${label(period)} ${digits(cell.value, lang)}`} @click=${() => element.choose(cell.item.id, true)}>${cell.item.said.qualifier ? html`<span class="quiet">${cell.item.said.qualifier}</span>` : nothing}${digits(cell.value, lang)}</button>` : "—"}</td>`;
    })}
    ${periods.length > 1 ? html`<td class="number">${growth === null ? "—" : `${digits(Number(growth.toFixed(1)), lang)}%`}</td>` : nothing}
    <td class="number"><input type="number" step="any" aria-label=${label(words.target)} .value=${target === null ? "" : String(target)} @change=${targeted} /></td>
    <td><select aria-label=${label(words.direction)} @change=${(/** @type {any} */ { target: field }) => reports.choose(key, { direction: field.value === "1" ? 1 : -1 })}>${[1, -1].map((each) => option(String(each), words.directions[each], each === direction))}</select></td>
  </tr>`;
}
