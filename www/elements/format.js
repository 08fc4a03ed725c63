/** Numbers, periods and units of measure as people read them. */

import { signOf } from "./measure.js";

/** @typedef {import("./language.js").Lang} Lang */

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * A number with a fixed count of decimals, grouped thousands and a true minus sign.
 * @param {number} value
 * @param {number} digits
 * @param {Lang} lang
 * @param {boolean} [signed] shows a plus sign too
 */
export function number(value, digits, lang, signed = false) {
  const key = `${lang}${digits}${signed}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang === "zh" ? "zh-CN" : "en", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: signed ? "exceptZero" : "auto",
    });
    formats.set(key, format);
  }
  const text = format.format(value).replace("-", "−");
  return /[1-9]/.test(text) ? text : text.replace("−", "");
}

/**
 * Decimals that suit a list of scores: one on a scale of 100, three on a scale of 1.
 * @param {(number | null)[]} scores
 */
export function scoreDigits(scores) {
  const largest = Math.max(0, ...scores.map((score) => Math.abs(score ?? 0)));
  return largest > 10 ? 1 : largest > 1 ? 2 : 3;
}

/**
 * A period in words: "2022年", "2022年第1季度", "2022年3月"; "2022", "Q1 2022", "2022-03".
 * @param {string} period
 * @param {Lang} lang
 */
export function periodName(period, lang) {
  const [year, rest] = period.split(/[Q-]/);
  const quarter = period.includes("Q");
  if (lang === "zh") return `${year}年${rest ? (quarter ? `第${rest}季度` : `${Number(rest)}月`) : ""}`;
  return quarter ? `Q${rest} ${year}` : period;
}

/** @type {Record<string, number>} */
const MULTIPLES = { 百: 1e2, 千: 1e3, 万: 1e4, 百万: 1e6, 亿: 1e8, 万亿: 1e12 };

/** Nouns of Chinese units of measure; the counting words have none in English. @type {Record<string, string>} */
const NOUNS = { 元: "yuan", 人: "people", 人年: "person-years", 年: "years", 岁: "years", 件: "", 家: "", 个: "", 篇: "", 项: "" };

/**
 * "万元" is 10,000 and "元"; what has no multiple is itself.
 * @param {string} measure
 * @returns {{ times: number, noun: string }}
 */
function split(measure) {
  const [, times, noun] = /^(万亿|百万|亿|万|千|百)?(.*)$/.exec(measure) ?? [];
  return times && noun ? { times: MULTIPLES[times], noun } : { times: 1, noun: measure };
}

/**
 * A round multiple in English: "100", "10,000", "million", "trillion".
 * @param {number} times
 */
function multiple(times) {
  if (times >= 1e6) {
    const [size, word] = times >= 1e12 ? [1e12, "trillion"] : [1e6, "million"];
    return times === size ? word : `${times / size} ${word}`;
  }
  return times === 1 ? "" : number(times, 0, "en");
}

/**
 * The words after a number: " yuan", "%", " per 10,000 people".
 * @param {string} noun
 * @param {string | undefined} per
 */
function englishNoun(noun, per) {
  const first = NOUNS[noun] ?? noun;
  if (!per) return first && (signOf(first) ?? ` ${first}`);
  const { times, noun: second } = split(per);
  return `${first && ` ${first}`} per ${[multiple(times), NOUNS[second] ?? second].filter(Boolean).join(" ")}`;
}

/**
 * A unit of measure as a name, for the head of a column.
 * @param {string} measure
 * @param {Lang} lang
 */
export function measureName(measure, lang) {
  const sign = signOf(measure);
  if (sign || lang === "zh") return sign ?? measure;
  const [over, per] = measure.split("/");
  const { times, noun } = split(over);
  return `${multiple(times)}${englishNoun(noun, per)}`.trim();
}

/**
 * Decimals that suit a figure: none for a count, two for what is small.
 * @param {number} value
 */
const figureDigits = (value) => (Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);

/**
 * A figure with its unit of measure in words: 8218234.2 万元 is "821.8亿元" or "8.22 billion yuan".
 * @param {number} value
 * @param {string} measure
 * @param {Lang} lang
 * @param {boolean} [signed]
 */
export function figure(value, measure, lang, signed = false) {
  const [over, per] = (signOf(measure) ?? measure).split("/");
  const { times, noun } = split(over);
  if (lang === "zh") {
    const [scaled, unit] = per ? [value, measure] : chinese(value, times, noun);
    return number(scaled, figureDigits(scaled), lang, signed) + unit;
  }
  const whole = value * times;
  const size = Math.abs(whole);
  /** @type {[number, string]} */
  const [unit, word] = size >= 1e12 ? [1e12, " trillion"] : size >= 1e9 ? [1e9, " billion"] : size >= 1e6 ? [1e6, " million"] : [1, ""];
  return number(whole / unit, figureDigits(unit === 1 ? tidy(whole) : whole / unit), lang, signed) + word + englishNoun(noun, per);
}

/**
 * A figure as it was published, with every digit: "12,547,025.7万元", "12,547,025.7 × 10,000 yuan".
 * @param {number} value
 * @param {string} measure
 * @param {Lang} lang
 */
export function exact(value, measure, lang) {
  const digits = Math.min(10, String(value).split(".")[1]?.length ?? 0);
  const between = lang === "zh" || !measure || signOf(measure) ? "" : split(measure).times > 1 ? " × " : " ";
  return number(value, digits, lang) + between + measureName(measure, lang);
}

/**
 * A value in the published unit, or in the next larger or smaller one where that reads better.
 * @param {number} value
 * @param {number} times
 * @param {string} noun
 * @returns {[number, string]}
 */
function chinese(value, times, noun) {
  const size = Math.abs(value);
  const money = noun === "元";
  if (times === 1e4 && size >= (money ? 1e4 : 1e5)) return [value / 1e4, `亿${noun}`];
  if (times === 1 && size >= 1e5 && (money || noun in NOUNS)) return [value / 1e4, `万${noun}`];
  if ((times === 1e8 || times === 1e4) && size > 0 && size < 0.1) return chinese(tidy(value * 1e4), times / 1e4, noun);
  return [value, (times === 1 ? "" : times === 1e4 ? "万" : Object.keys(MULTIPLES).find((key) => MULTIPLES[key] === times) ?? "") + noun];
}

/**
 * Rounds away the error of binary multiplication (1962.3 x 10000).
 * @param {number} value
 */
const tidy = (value) => Number(value.toPrecision(12));

/**
 * One language of a source or note that is written in both: "中国统计年鉴 (China Statistical Yearbook)".
 * @param {string} text
 * @param {Lang} lang
 */
export function inLanguage(text, lang) {
  const [, chineseName, english] = /^(.*[\u4e00-\u9fff].*?) \(([^\u4e00-\u9fff]+)\)$/.exec(text) ?? [];
  return chineseName ? (lang === "zh" ? chineseName : english) : text;
}
