/** Sensitivity indices: a sentence, and a table of bars with error bars. */

import { html, number, svg } from "../elements/index.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").RankSensitivity} RankSensitivity */
/** @typedef {RankSensitivity["factors"][number]} Factor */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {{ value: number | null, low: number | null, high: number | null }} Estimate */

/** @param {Factor} factor @returns {Estimate} the first-order index */
const first = (factor) => ({ value: factor.first, low: factor.first_low, high: factor.first_high });

/** @param {Factor} factor @returns {Estimate} the total-effect index */
const total = (factor) => ({ value: factor.total, low: factor.total_low, high: factor.total_high });

/** A share cut to 0 to 1: an estimate may lie outside by its error. @param {number} share */
const within = (share) => Math.min(1, Math.max(0, share));

/** @param {number | null} share @param {Lang} lang */
const percent = (share, lang) => number(100 * within(share ?? 0), 0, lang);

/** An estimate with a wider interval is left out of the sentence. */
const WIDE = 0.5;

/** @param {number | null} value @returns {value is number} */
const known = (value) => Number.isFinite(value);

/**
 * The factors by total effect, the largest first.
 * @param {RankSensitivity} found
 */
export const sorted = ({ factors }) => [...factors].sort((a, b) => (b.total || 0) - (a.total || 0));

/**
 * "The largest source of rank variation is aggregation: first-order 55%, total effect 74%."
 * @param {RankSensitivity} found
 * @param {string | null} name of the unit; null for all units
 * @param {Lang} lang
 */
export function cause(found, name, lang) {
  const words = WORDS[lang];
  const [most] = sorted(found);
  if (!most || !known(most.total) || most.total <= 0) return words.unmoved(name);
  const narrow = known(most.first) && (most.first_high ?? 1) - (most.first_low ?? 0) < WIDE;
  return words.mostly(words.factors[most.id] ?? most.id, narrow ? percent(most.first, lang) : "", percent(most.total, lang), name);
}

/** @param {Estimate} estimate @param {string} kind @param {Lang} lang */
function effect({ value, low, high }, kind, lang) {
  const words = WORDS[lang];
  if (!known(value)) return "—";
  const at = (/** @type {number} */ share) => `${(100 * within(share)).toFixed(2)}%`;
  const whisker = (/** @type {number} */ from, /** @type {number} */ to) => svg`<line class="whisker" x1=${at(from)} x2=${at(to)} y1="8" y2="8"></line>
    <line class="whisker" x1=${at(from)} x2=${at(from)} y1="5" y2="11"></line>
    <line class="whisker" x1=${at(to)} x2=${at(to)} y1="5" y2="11"></line>`;
  return html`<div class="scored">
    <svg class="bar" part="bar" aria-hidden="true">
      <rect class=${kind} x="0" y="3" width=${at(value)} height="10"></rect>
      ${known(low) && known(high) ? whisker(low, high) : ""}
    </svg>
    <b>${words.percent(percent(value, lang))}<span class="said">${words.interval90(percent(low, lang), percent(high, lang))}</span></b>
  </div>`;
}

/**
 * @param {RankSensitivity} found
 * @param {string | null} name
 * @param {Lang} lang
 */
export function sensitivityTable(found, name, lang) {
  const words = WORDS[lang];
  return html`<table class="causes" part="table sensitivity">
    <caption part="caption">
      <strong>${words.sensitivity}</strong>
      <span class="quiet">${words.sensitivityOf(name)}${words.stop} ${words.sensitivityHint}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.factor}</th>
        <th scope="col">${words.alone}</th>
        <th scope="col">${words.together}</th>
      </tr>
    </thead>
    <tbody>
      ${sorted(found).map(
        (factor) => html`<tr part="row">
          <th scope="row">${words.factors[factor.id] ?? factor.id}</th>
          <td>${effect(first(factor), "part-2", lang)}</td>
          <td>${effect(total(factor), "part-1", lang)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * The same as a table for download.
 * @param {RankSensitivity} found
 * @returns {(string | number | null)[][]}
 */
export const sensitivitySheet = (found) => [
  ["factor", "first", "first_low", "first_high", "total", "total_low", "total_high"],
  ...sorted(found).map((f) => [f.id, f.first, f.first_low, f.first_high, f.total, f.total_low, f.total_high]),
];
