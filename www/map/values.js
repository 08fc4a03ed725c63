/** What a map shows of every unit: a rank, a score, a figure or its growth; and how it is written. No DOM. */

import { isMoney } from "../api/money.js";
import { figure, measureName, number, scoreDigits } from "../elements/format.js";
import { shareOf } from "../elements/measure.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {import("../elements/language.js").Lang} Lang */
/** @typedef {"rank" | "score" | "value" | "growth"} Show */
/** @typedef {"simple" | "difference" | "cagr"} Rate */
/** @typedef {{ show: Show, period: string, node: string, indicator: string, measure: string, rate: Rate, from?: string, lag?: number }} Shown */
/** @typedef {{ code: string, unit: Text, value: number | null, reason: string | null, rank: number | null, score: number | null }} Entry `rank`: by the node, or by the value from the largest */
/** @typedef {{ measure: string, short: (value: number) => string, long: (value: number) => string }} Writing `measure`: what is said once for all `short` texts */

export const SHOWS = /** @type {Show[]} */ (["rank", "score", "value", "growth"]);
export const RATES = /** @type {Rate[]} */ (["simple", "difference", "cagr"]);

/**
 * A value for every unit of the data; where there is none, the reason.
 * @param {Model} model @param {Shown} shown
 * @returns {Entry[]}
 */
export function valuesOf(model, { show, period, node, indicator, rate, from, lag }) {
  if (show === "rank" || show === "score") {
    return model.rank(period, { node }).map(({ code, unit, rank, score, reason }) => ({ code, unit, value: show === "rank" ? rank : score, reason, rank, score }));
  }
  const found =
    show === "growth"
      ? model.growth({ indicator, rate, period, from, lag })
      : model.description.units.map(({ code, name }) => {
          const { value, reason } = model.figure(indicator, code, period);
          return { code, unit: name, value, reason: reason || null };
        });
  const known = found.flatMap(({ value }) => (value === null ? [] : [value]));
  return found
    .map(({ code, unit, value, reason }) => ({ code, unit, value, reason, rank: value === null ? null : 1 + known.filter((other) => other > value).length, score: null }))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
}

/** Whether a rate is of money at the prices of each period. @param {Shown} shown */
export const isNominal = ({ show, rate, measure }) => show === "growth" && rate !== "difference" && isMoney(measure);

/**
 * How values are written: on a tile without their unit of measure, which is said once.
 * @param {Shown} shown @param {Entry[]} entries @param {Lang} lang
 * @returns {Writing}
 */
export function writingOf({ show, measure, rate }, entries, lang) {
  const values = entries.flatMap(({ value }) => (value === null ? [] : [value]));
  const plain = (/** @type {number} */ digits, unit = "", times = 1, signed = false) => ({
    measure: unit,
    short: (/** @type {number} */ value) => number(times * value, digits, lang, signed),
    long: (/** @type {number} */ value) => number(times * value, digits, lang, signed) + unit,
  });
  if (show === "rank") return plain(0);
  if (show === "score") return plain(scoreDigits(values));
  if (show === "growth" && rate !== "difference") return plain(1, "%", 100, true);
  const points = show === "growth" && shareOf(measure);
  if (points) return plain(2, { percent: { zh: "个百分点", en: " percentage points" }, permille: { zh: "个千分点", en: " per mille points" } }[points][lang], 1, true);
  return scaled(values, measure, lang, show === "growth");
}

/**
 * Figures in the unit of measure in which the largest reads best: 8218234.2 万元 is 821.8, in 亿元.
 * @param {number[]} values @param {string} measure @param {Lang} lang @param {boolean} signed
 * @returns {Writing}
 */
function scaled(values, measure, lang, signed) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const long = (/** @type {number} */ value) => figure(value, measure, lang, signed);
  const [, digits = "", unit = ""] = /^([\d,.]+)\s*(.*)$/.exec(figure(largest, measure, lang)) ?? [];
  const shown = Number(digits.replace(/,/g, ""));
  const times = largest && shown ? 10 ** Math.round(Math.log10(shown / largest)) : 1;
  const most = largest * times;
  const places = values.every(Number.isInteger) && times === 1 ? 0 : most >= 100 ? 0 : most >= 10 ? 1 : 2;
  return { measure: unit || measureName(measure, lang), short: (value) => number(times * value, places, lang, signed), long };
}
