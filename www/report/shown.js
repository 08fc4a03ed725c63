/** Figures as the views write them. */

import { number } from "../elements/index.js";

/** @typedef {import("../elements/language.js").Lang} Lang */

/** A number with the digits it has. @param {number} value @param {Lang} lang */
export const digits = (value, lang) => number(value, Math.min(8, String(value).split(".")[1]?.length ?? 0), lang);

/** A value with its unit of measure, as it is written. @param {{ value: number | null, high: number | null, unit: string }} said @param {Lang} lang */
export const exactOf = ({ value, high, unit }, lang) => (value === null ? "" : `${digits(value, lang)}${high === null ? "" : `—${digits(high, lang)}`}${/^[a-z]/i.test(unit) ? " " : ""}${unit}`);
