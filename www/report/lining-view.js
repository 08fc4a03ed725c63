/** Two reports or more side by side: a row for every indicator, with its figures by report. */

import { html, nothing } from "../elements/index.js";
import { exactOf } from "./shown.js";
import { lineUp } from "./lining.js";

/** @typedef {import("./element.js").InnodexReport} Element */
/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./lining.js").Line} Line */

/** How many indicators of one report only are listed. */
const MOST = 300;

/** @param {Element} element */
export function liningView(element) {
  const { words, reports } = element;
  const { reports: all } = reports.state;
  if (all.length < 2) return nothing;
  const lines = lineUp(reports.state);
  const together = lines.filter(({ items, near }) => Object.keys(items).length > 1 || Object.keys(near).length);
  const alone = lines.filter((line) => !together.includes(line));
  return html`<section class="lining" part="lining">
    <h3>${words.lining}</h3>
    <p class="quiet">${words.liningLead}</p>
    ${together.length ? table(element, together) : nothing}
    ${alone.length ? html`<details><summary>${words.liningMore}${words.aside(String(alone.length))}</summary>${table(element, alone.slice(0, MOST))}${alone.length > MOST ? html`<p class="quiet">${words.more(alone.length - MOST)}</p>` : nothing}</details>` : nothing}
  </section>`;
}

/** @param {Element} element @param {Line[]} lines */
function table(element, lines) {
  const { words, reports } = element;
  const { reports: all } = reports.state;
  return html`<div class="wide" role="region" tabindex="0" aria-label=${words.lining}>
    <table part="table">
      <thead>
        <tr>
          <th scope="col">${words.subject}</th>
          <th scope="col">${words.kind}</th>
          ${all.map(({ name, period }) => html`<th scope="col" class="number">${name}${period ? words.aside(period) : nothing}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) => html`<tr part="row">
            <th scope="row">${line.subject}</th>
            <td>${words.kindNames[line.kind]}</td>
            ${all.map(({ id }) => html`<td class="number">${(line.items[id] ?? []).map((item) => figure(element, item))} ${(line.near[id] ?? []).map((item) => near(element, line, item))}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {Element} element @param {Item} item */
function figure(element, item) {
  const { words, language: lang } = element;
  return html`<button type="button" class="link ${item.status}" aria-label=${`${item.text}${words.comma}${words.statuses[item.status]}`} @click=${() => element.choose(item.id, true)}>${exactOf(item.said, lang) || item.text}</button>`;
}

/** A figure of a similar phrase, which a person may put here. @param {Element} element @param {Line} line @param {Item} item */
function near(element, line, item) {
  const { words, reports } = element;
  return html`<span class="quiet near">${words.near}${item.said.subject} ${figure(element, item)}
    <button type="button" part="button" aria-label=${`${words.take}${words.colon}${item.said.subject} ${item.text}`} @click=${() => element.attempt(() => reports.assign(item.id, line.key))}>${words.take}</button></span>`;
}
