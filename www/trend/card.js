/** The card of a dot: name, period, rank, score and change. Beside the dot; on a narrow page at its lower edge. */

import { html, nothing, number, periodName } from "../elements/index.js";
import { against, changeOf } from "./message.js";

/** Pixels between a dot and its card. */
const APART = 14;

/** @param {import("./trend.js").InnodexTrend} trend @param {import("./chart.js").Spot} spot */
export function cardOf(trend, { code, at }) {
  const { words, language: lang, digits = 1, found } = trend;
  const row = trend.of(code)[at];
  if (!row || !found) return nothing;
  const close = () => trend.point(null);
  return html`<div class="card" part="card" data-code=${code} data-at=${at}>
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

/** Puts the card beside its dot, inside the picture. @param {ParentNode} root */
export function placeCard(root) {
  const card = /** @type {HTMLElement | null} */ (root.querySelector(".card"));
  const wrap = root.querySelector(".wrap");
  if (!card || !wrap) return;
  const { code = "", at = "" } = card.dataset;
  const dot = root.querySelector(`[data-code="${CSS.escape(code)}"] .target[data-at="${at}"]`);
  if (!dot) return;
  const [box, all] = [dot.getBoundingClientRect(), wrap.getBoundingClientRect()];
  const [x, y] = [box.left + box.width / 2 - all.left, box.top + box.height / 2 - all.top];
  const left = x + APART + card.offsetWidth <= all.width ? x + APART : Math.max(0, x - APART - card.offsetWidth);
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(0, Math.min(y - card.offsetHeight / 2, all.height - card.offsetHeight))}px`;
}
