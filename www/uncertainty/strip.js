/** How often ranks occur, in columns and colours. No DOM. */

/** @typedef {{ low: number, high: number }} Bin the ranks of one column */

/** The most columns: of more units, several ranks share one. */
const MOST_COLUMNS = 40;

/** Shares of draws up to which a cell has each of the colours but the last. */
export const STEPS = [0.05, 0.15, 0.3, 0.5, 0.75];

/** How many ranks share a column. @param {number} units */
export const widthOf = (units) => Math.ceil(units / MOST_COLUMNS);

/** The columns. @param {number} units @returns {Bin[]} */
export function binsOf(units) {
  const size = widthOf(units);
  return [...Array(Math.ceil(units / size)).keys()].map((i) => ({ low: i * size + 1, high: Math.min(units, (i + 1) * size) }));
}

/** The number of a colour, 0 for none. @param {number} share */
export function level(share) {
  if (!(share > 0)) return 0;
  const at = STEPS.findIndex((step) => share <= step);
  return at < 0 ? STEPS.length + 1 : at + 1;
}

/** Of how many units the share among the first is given: as many as asked for, or 10, or a third of fewer than 13. @param {number | undefined} top @param {number} units */
export const topOf = (top, units) => Math.min(units, Math.max(1, Math.round(top || (units > 12 ? 10 : units / 3))));
