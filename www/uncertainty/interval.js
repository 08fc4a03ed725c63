/** Likely ranks in words and in a table cell, and the note on the draws that they come from. */

import { html, nothing, number, say } from "../elements/index.js";
import { drawing, rangeOf, rangeText } from "./range.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {import("./range.js").Range} Range */

/**
 * "湖北第7位，很可能在第6至第9位".
 * @param {import("../api/types.js").Text} unit
 * @param {number} rank
 * @param {Range} range
 * @param {Lang} lang
 */
export const sentence = (unit, rank, { low, high }, lang) => WORDS[lang].standing(say(unit, lang), rank) + WORDS[lang].likely(low, high);

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
 * A factor and how far it varies: "权重（±25%）", "标准化方法（2种）".
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

/** The last note of an analysis: it stays the same while a slider moves. @type {WeakMap<import("./analysis.js").Analysis, { lang: Lang, done: number, note: string }>} */
const noted = new WeakMap();

/**
 * What varies in the draws and how far, and how many draws are made.
 * @param {import("./analysis.js").Analysis | null} analysis
 * @param {Lang} lang
 */
export function drawnNote(analysis, lang) {
  if (!analysis?.robustness) return "";
  const { robustness, factors, spec } = analysis;
  const { done, draws } = robustness;
  const known = noted.get(analysis);
  if (known?.lang === lang && known.done === done) return known.note;
  const words = WORDS[lang];
  const note = words.drawn(words.varying(factors.map((factor) => extent(factor, spec, lang))), done, draws);
  noted.set(analysis, { lang, done, note });
  return note;
}

/**
 * A sentence on likely ranks; narrow screens have no drawing, so its key is left out there.
 * @param {import("./analysis.js").Analysis | null} analysis
 * @param {Lang} lang
 */
export const rangeNote = (analysis, lang) =>
  html`${WORDS[lang].rangeNote}<span class="wide">${WORDS[lang].bandNote}</span>${WORDS[lang].semicolon}${drawnNote(analysis, lang)}`;

/**
 * The rows that open a tier: a line is drawn above them.
 * @template {{ code: string }} Row
 * @param {Row[]} rows by rank
 * @param {Map<string, RankInterval>} intervals
 * @returns {Set<string>} codes
 */
export function firstOfTiers(rows, intervals) {
  const tiers = rows.map(({ code }) => intervals.get(code)?.tier ?? null);
  return new Set(rows.filter((_, i) => i > 0 && tiers[i] !== null && tiers[i - 1] !== null && tiers[i] !== tiers[i - 1]).map(({ code }) => code));
}
