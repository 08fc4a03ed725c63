/** The ranking as plain HTML: a table with bars, readable without scripts and without a style sheet. */
import { say } from "../elements/language.js";
import { number } from "../elements/format.js";
import { messageOf } from "./content.js";
import { barOf, scaleOf } from "./picture.js";
import { attribute, markup } from "./markup.js";
import { THEMES } from "./themes.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {Content["rows"][0]} Row */

const BAR = 220;

/** @param {Row} row @param {Content} content @param {{ least: number, most: number }} scale */
function bar(row, { parts, theme }, { least, most }) {
  const { parts: colours } = THEMES[theme];
  const x = (/** @type {number} */ value) => Math.round((10 * BAR * (value - least)) / (most - least || 1)) / 10;
  let at = 0;
  const pieces = barOf(row, parts).map((piece, i) => {
    const [a, b] = [x(Math.min(at, at + piece)), x(Math.max(at, at + piece))];
    at += piece;
    return markup`<rect x="${a}" y="1" width="${Math.round(10 * (b - a)) / 10}" height="12" fill="${colours[i % colours.length]}"/>`;
  });
  return markup`<svg width="${BAR}" height="14" viewBox="0 0 ${BAR} 14" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

/** @param {Row} row @param {Content} content @param {{ least: number, most: number }} scale */
function line(row, content, scale) {
  const { parts, unit, lang, digits, reasons, words } = content;
  const { code, unit: name, rank, score, dimensions, reason } = row;
  const value = (/** @type {number | null} */ each) => (each === null ? "—" : number(each, digits, lang));
  const marked = code === unit ? "ix-marked" : "";
  const scored = score === null ? markup`<td colspan="2">${words.unranked}${reason ? `${words.colon}${reasons[reason]}` : ""}</td>` : markup`<td class="ix-score"><b>${value(score)}</b></td><td class="ix-bar">${bar(row, content, scale)}</td>`;
  return markup`
<tr data-code="${code}"${attribute("class", marked)}><td class="ix-rank">${rank ?? "—"}</td><th scope="row"><bdi>${say(name, lang)}</bdi></th>${scored}${parts.length > 1 ? parts.map(({ id }) => markup`<td class="ix-part">${value(dimensions[id])}</td>`) : ""}</tr>`;
}

/** The colours of the parts. @param {Content} content */
const legend = ({ rows, parts, lang, theme }) =>
  rows.some((row) => barOf(row, parts).length > 1)
    ? markup`
<p class="ix-legend">${parts.map(({ name }, i) => markup`<span><svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" fill="${THEMES[theme].parts[i % THEMES[theme].parts.length]}"/></svg> ${say(name, lang)}</span> `)}</p>`
    : "";

/** More rows than this stand in static.html alone; other pages have the first of them. */
export const MOST_INSIDE = 300;
const FIRST = 100;

/** The rows that another page than static.html has. @param {Content} content */
const excerpt = ({ rows, unit }) => (rows.length > MOST_INSIDE ? rows.filter((row, i) => i < FIRST || row.code === unit) : rows);

/**
 * The ranking as a fragment: what a system that removes scripts is given, and what stands inside the element.
 * @param {Content} content @param {string} date @param {string} [whole] the address of static.html; nothing there itself
 */
export function staticRanking(content, date, whole) {
  const { rows: all, parts, words, lang, source, publisher, periodName, index } = content;
  const rows = whole === undefined ? all : excerpt(content);
  const left = all.length - rows.length;
  const scale = scaleOf(all);
  /** @type {[kind: string, head: string][]} */
  const head = [["ix-rank", words.rank], ["", words.unit], ["ix-score", words.score], ["ix-bar", words.bar], ...(parts.length > 1 ? parts.map(({ name }) => /** @type {[string, string]} */ (["ix-part", say(name, lang)])) : [])];
  const foot = [source && `${words.source}${words.colon}${source}`, publisher && `${words.publisher}${words.colon}${publisher}`, `${words.date}${words.colon}${date}`].filter(Boolean);
  return markup`<div class="ix-static" lang="${lang === "zh" ? "zh-CN" : "en"}">
<p class="ix-message"><strong>${messageOf(content)}</strong></p>
<p class="ix-note">${words.ranked(all.filter(({ rank }) => rank !== null).length)}</p>${legend(content)}
<table>
<caption>${index}${words.aside(periodName)}</caption>
<thead><tr>${head.map(([kind, each]) => markup`<th scope="col"${attribute("class", kind)}>${each}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(row, content, scale))}
</tbody>
</table>${left > 0 && markup`
<p><a href="${String(whole)}">${words.more(left)}</a></p>`}
<p class="ix-note">${foot.join(words.stop)}</p>
</div>`;
}
