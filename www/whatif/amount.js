/** The unit of measure of an amount in a field, and the range of its slider. No DOM. */

import { measureName } from "../elements/format.js";

/** @typedef {import("../elements/language.js").Lang} Lang */

/** Whether a unit of measure is money. @param {string} measure */
export const isMoney = (measure) => /^(万|亿|万亿|百万|千)?元$/.test(measure);

/** @type {Record<string, number>} */
const YUAN = { 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8, 万亿元: 1e12 };

/**
 * The unit for a field: money in 亿元 or 万元 where the figure is large, in million yuan in English; everything else as published.
 * @param {string} measure @param {number} present the figure @param {Lang} lang
 * @returns {{ per: number, name: string }} one of it is `per` in the figure's own unit of measure
 */
export function unitOf(measure, present, lang) {
  const yuan = isMoney(measure) ? YUAN[measure] : undefined;
  const size = Math.abs(present) * (yuan ?? 0);
  if (!yuan || size < 1e7) return { per: 1, name: measureName(measure, lang) };
  if (lang === "en") return { per: 1e6 / yuan, name: "million yuan" };
  return size < 1e8 ? { per: 1e4 / yuan, name: "万元" } : { per: 1e8 / yuan, name: "亿元" };
}

/**
 * 1, 2 or 5 times a power of ten, not above a number.
 * @param {number} value above zero
 */
export function round(value) {
  // The logarithm of 1000 may come out just below 3.
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const first = value / power;
  return tidy((first >= 5 ? 5 : first >= 2 ? 2 : 1) * power);
}

/** Drops the digits that binary fractions add. @param {number} value */
export const tidy = (value) => Number(value.toPrecision(12));

/**
 * The range and the steps of a slider. The field beside it takes any value.
 * @param {import("./plan.js").Kind} kind @param {number} present the figure, in the unit of the field
 */
export function range(kind, present) {
  if (kind === "percent") return { least: -50, most: 100, step: 1, press: 5 };
  const most = round(Math.abs(present) || 1);
  return { least: kind === "money" ? 0 : -most / 2, most, step: tidy(most / 200), press: tidy(most / 20) };
}
