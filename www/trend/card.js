/** The card of a dot: name, period, rank, score and change. */

import { html, nothing, number, periodName } from "../elements/index.js";
import { against, changeOf } from "./message.js";

/** @param {import("./trend.js").InnodexTrend} trend @param {import("./chart.js").Spot} spot */
export function cardOf(trend, { code, at }) {
  const { words, language: lang, digits = 1, found } = trend;
  const row = trend.of(code)[at];
  if (!row || !found) return nothing;
  const close = () => trend.point(null);
  return html`<div class="card" part="card">
    <p><strong>${trend.name(code)}</strong> <span class="quiet">${periodName(row.period, lang)}${row.complete ? "" : words.aside(words.lackingHere)}</span></p>
    <button type="button" class="close" tabindex="-1" aria-label=${words.close} @click=${close}><span aria-hidden="true">×</span></button>
    <dl>
      <dt>${words.rank}</dt>
      <dd>${row.rank ?? "—"}</dd>
      <dt>${words.score}</dt>
      <dd>${row.score === null ? "—" : number(row.score, digits, lang)}</dd>
    </dl>
    ${row.before ? html`<p class="quiet" title=${against(trend, row)}>${changeOf(trend, row)}</p>` : nothing}
  </div>`;
}
