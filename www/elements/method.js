/** The notes under a ranking: missing figures, the method, the sources. */

import { html, nothing } from "lit";
import { number, periodName, inLanguage } from "./format.js";

/** @typedef {import("../api/types.js").Description} Description */
/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {import("./text.js").Words} Words */

/**
 * "31个地区，4个领域13项指标，等权，9项取对数，极差标准化 0–100（各期统一），算术平均".
 * @param {Description} description
 * @param {Words} words
 * @param {Lang} lang
 */
export function method({ units, nodes, method: { normalise, lower, upper, scope, aggregate, minimum_share: share } }, words, lang) {
  const groups = nodes.filter(({ leaf, depth }) => !leaf && depth === 1).length;
  const leaves = nodes.filter(({ leaf }) => leaf).length;
  const treatments = nodes.flatMap(({ treatment }) => treatment ?? []);
  const treated = [...new Set(treatments)].map((how) => words.treated(named(words.treatment, how), treatments.filter((other) => other === how).length));
  const equal = nodes.every((node) => nodes.every((other) => other.parent !== node.parent || Math.abs(other.weight - node.weight) < 1e-9));
  const range = lower !== null && upper !== null && normalise !== "rank" ? ` ${lower}–${upper}` : "";
  const over = scope in words.scope ? named(words.scope, scope) : words.onBase(periodName(scope, lang));
  const scale = normalise && `${named(words.normalise, normalise)}${range}${words.aside(over)}`;
  const least = share > 0 ? words.share(`${number(100 * share, 0, lang)}%`) : "";
  return [words.extent(units.length, groups, leaves), equal ? words.equal : words.weighted, ...treated, scale, aggregate && named(words.aggregate, aggregate), least]
    .filter(Boolean)
    .join(words.comma);
}

/**
 * The name of a method; its id where it has none.
 * @param {Record<string, string>} names
 * @param {string} id
 * @returns {string}
 */
export const named = (names, id) => names[id] ?? id;

/**
 * @param {Description} description
 * @param {RankRow[]} rows
 * @param {Words} words
 * @param {Lang} lang
 * @param {string} [first] what is to be known before all else
 */
export function footnotes(description, rows, words, lang, first) {
  const used = new Set(description.nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  const sources = new Set(description.columns.filter(({ id, source }) => used.has(id) && source).map(({ source }) => inLanguage(source, lang)));
  return html`<div class="quiet" part="notes">
    ${first ? html`<p>${first}</p>` : nothing}
    ${rows.some(({ rank, missing }) => rank && missing) ? html`<p>${words.lackingNote}</p>` : nothing}
    <p>${words.method}${words.colon}${method(description, words, lang)}${words.stop}</p>
    ${sources.size ? html`<p>${words.sources}${words.colon}${[...sources].join(words.semicolon)}${words.stop}</p>` : nothing}
    ${description.framework.source ? html`<p>${words.source}${description.framework.source}</p>` : nothing}
  </div>`;
}
