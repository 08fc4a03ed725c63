/** Likely ranks: as a drawing, as "6–9", and as a sentence. */

import { html, nothing, number, say } from "../elements/index.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {{ low: number, high: number }} Range ranks, whole numbers */

/**
 * The ranks in nine of ten draws; a quantile between two ranks goes outwards.
 * @param {RankInterval | undefined} interval
 * @returns {Range | null} null where there is no rank
 */
export function rangeOf(interval) {
  if (!interval || interval.q5 === null || interval.q95 === null) return null;
  return { low: Math.floor(interval.q5), high: Math.ceil(interval.q95) };
}

/**
 * "6–9".
 * @param {Range} range
 */
export const rangeText = ({ low, high }) => (low === high ? `${low}` : `${low}–${high}`);

/**
 * "湖北第7位，很可能在第6至第9位".
 * @param {import("../api/types.js").Text} unit
 * @param {number} rank
 * @param {Range} range
 * @param {Lang} lang
 */
export const sentence = (unit, rank, { low, high }, lang) => WORDS[lang].standing(say(unit, lang), rank) + WORDS[lang].likely(low, high);

/**
 * A band over the ranks, and a dot where the unit stands. Decoration: both are written beside it.
 * @param {number} rank
 * @param {Range} range
 * @param {number} units
 */
export function drawing(rank, { low, high }, units) {
  const at = (/** @type {number} */ place) => `${((100 * (place - 0.5)) / units).toFixed(2)}%`;
  return html`<svg class="interval" part="interval" aria-hidden="true">
    <line class="axis" x1="0" x2="100%" y1="8" y2="8"></line>
    <line class="likely-band" x1=${at(low)} x2=${at(high)} y1="8" y2="8"></line>
    <circle class="likely-dot" cx=${at(rank)} cy="8" r="3.5"></circle>
  </svg>`;
}

/**
 * The cell of a table.
 * @param {{ unit: import("../api/types.js").Text, rank: number | null }} row
 * @param {RankInterval | undefined} interval
 * @param {{ units: number, lang: Lang, first?: boolean }} more first: the row opens a tier
 */
export function intervalCell({ unit, rank }, interval, { units, lang, first = false }) {
  const range = rangeOf(interval);
  if (!range || rank === null) return html`<span class="quiet">${rank === null ? "—" : "…"}</span>`;
  return html`<div class="likely-cell">
    ${drawing(rank, range, units)}<span aria-hidden="true" part="interval-text">${rangeText(range)}</span>
    <span class="said">${sentence(unit, rank, range, lang)}${first ? WORDS[lang].semicolon + WORDS[lang].apart : nothing}</span>
  </div>`;
}

/**
 * What a factor is and how far it varies: "权重（±25%）", "标准化方法（2种）".
 * @param {string} factor
 * @param {import("../api/types.js").UncertaintySpec} spec
 * @param {Lang} lang
 */
function extent(factor, spec, lang) {
  const words = WORDS[lang];
  const name = words.factors[factor] ?? factor;
  const { weights } = spec;
  if (factor === "weights" && weights) return name + words.aside(words.within(number(100 * weights.noise, 0, lang), weights.distribution === "dirichlet"));
  const { length = 0 } = /** @type {any} */ (spec)[factor] ?? {};
  return length > 1 ? name + words.aside(words.ways(length)) : name;
}

/**
 * What varied and how far, how often.
 * @param {import("./analysis.js").Analysis | null} analysis
 * @param {Lang} lang
 */
export function drawnNote(analysis, lang) {
  if (!analysis?.robustness) return "";
  const { robustness, factors, spec } = analysis;
  const words = WORDS[lang];
  return words.drawn(words.varying(factors.map((factor) => extent(factor, spec, lang))), robustness.done, robustness.draws);
}

/**
 * What the ranges are, in a sentence; the drawing is not on narrow screens.
 * @param {import("./analysis.js").Analysis | null} analysis
 * @param {Lang} lang
 */
export const rangeNote = (analysis, lang) =>
  html`${WORDS[lang].rangeNote}<span class="wide">${WORDS[lang].bandNote}</span>${WORDS[lang].semicolon}${drawnNote(analysis, lang)}`;

/**
 * Whether a row opens a tier below another: the place for a line.
 * @template {{ code: string }} Row
 * @param {Row[]} rows by rank
 * @param {Map<string, RankInterval>} intervals
 * @returns {Set<string>} codes
 */
export function firstOfTiers(rows, intervals) {
  const tiers = rows.map(({ code }) => intervals.get(code)?.tier ?? null);
  return new Set(rows.filter((_, i) => i > 0 && tiers[i] !== null && tiers[i - 1] !== null && tiers[i] !== tiers[i - 1]).map(({ code }) => code));
}
