/** The result of an element in a sentence, in elder mode; other elements have one at their head in any mode. No DOM. */

import { number } from "./format.js";
import { say } from "./language.js";
import { ordinal } from "./text.js";

const zh = {
  /** @param {string} name @param {number} rank @param {string} score */
  stands: (name, rank, score) => `${name}居第${rank}位，得分${score}。`,
  /** @param {string} names */
  first: (names) => `前三位：${names}。`,
  hint: "点地区名称，看这个地区的名次和各项数字。",
  /** @param {string} name @param {string} what @param {string} value */
  grows: (name, what, value) => `${name}${what}：${value}。`,
  /** @param {string} what @param {string} name @param {string} value */
  most: (what, name, value) => `${what}最高的是${name}（${value}）。`,
  /** @param {string} name @param {string} why */
  unranked: (name, why) => `${name}没有名次：${why}。`,
  listing: "、",
};

/** @type {typeof zh} */
const en = {
  stands: (name, rank, score) => `${name} ranks ${ordinal(rank)} with a score of ${score}.`,
  first: (names) => `The first three: ${names}.`,
  hint: " Press a name for its rank and figures.",
  grows: (name, what, value) => `${name}, ${what}: ${value}.`,
  most: (what, name, value) => `${what}: highest in ${name} (${value}).`,
  unranked: (name, why) => `${name} is not ranked: ${why}.`,
  listing: ", ",
};

const WORDS = { zh, en };

/** @param {import("./ranking.js").InnodexRanking} ranking */
function rankingResult(ranking) {
  const { rows, unit, digits = 1, language: lang } = ranking;
  const words = WORDS[lang];
  const row = rows.find(({ code }) => code === unit);
  if (row) return row.rank === null || row.score === null ? words.unranked(say(row.unit, lang), ranking.because(row.reason)) : words.stands(say(row.unit, lang), row.rank, number(row.score, digits, lang));
  const first = rows.filter(({ rank }) => rank !== null).slice(0, 3);
  return first.length ? words.first(first.map((each) => say(each.unit, lang)).join(words.listing)) + words.hint : ranking.because(rows[0]?.reason ?? null);
}

/** @param {import("./growth.js").InnodexGrowth} growth */
function growthResult(growth) {
  const { rows, unit, language: lang } = growth;
  const words = WORDS[lang];
  const { name, measure } = growth.head();
  const what = `${say(growth.shown.series.name, lang)}${lang === "en" ? " " : ""}${name}`;
  const worded = (/** @type {number} */ value) => `${growth.worded(value)}${growth.amounts ? "" : measure}`;
  const own = rows.find(({ code }) => code === unit);
  if (own?.value !== null && own) return words.grows(say(own.unit, lang), what, worded(own.value));
  const [first] = rows;
  return first?.value !== null && first ? words.most(what, say(first.unit, lang), worded(first.value)) : "";
}

/** @param {any} element @returns {string} empty where the element says it itself, or has nothing to say yet */
export function resultOf(element) {
  if (!element.model || element.problem || !element.rows?.length) return "";
  if (element.localName === "innodex-ranking") return rankingResult(element);
  return element.localName === "innodex-growth" ? growthResult(element) : "";
}
