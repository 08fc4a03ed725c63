/** Periods by date: "2022", "2022Q1", "2022-03". A list of periods may have gaps, so an earlier one is found by its date, not by its place. */

/** @typedef {import("../api/types.js").Description} Description */
/** @typedef {import("../api/types.js").NodeInfo} NodeInfo */
/** @typedef {{ period: string, indicators: NodeInfo[] }} Gap indicators of which a period has no figure */

/** Periods in a year. */
export const YEARLY = { year: 1, quarter: 4, month: 12 };

/**
 * The period k periods before: 12 before "2022-03" is "2021-03".
 * @param {string} period
 * @param {number} k
 */
export function earlier(period, k) {
  const [year, part] = period.split(/[Q-]/).map(Number);
  const many = period.includes("Q") ? YEARLY.quarter : part ? YEARLY.month : YEARLY.year;
  const at = year * many + (part ?? 1) - 1 - k;
  const [inYear, rest] = [String(Math.floor(at / many)).padStart(4, "0"), at - Math.floor(at / many) * many + 1];
  return many === YEARLY.year ? inYear : many === YEARLY.quarter ? `${inYear}Q${rest}` : `${inYear}-${String(rest).padStart(2, "0")}`;
}

/**
 * The first listed period that is at most k periods before the given one; where there is none, the last listed before it.
 * @param {string[]} periods
 * @param {string} period
 * @param {number} k
 */
export function firstWithin(periods, period, k) {
  const before = periods.filter((each) => each < period);
  const first = earlier(period, k);
  return before.find((each) => each >= first) ?? before[before.length - 1] ?? period;
}

/**
 * The indicators below a node that one of two periods has and the other has not. Ranks are comparable where there are none.
 * @param {Description} description
 * @param {NodeInfo} node
 * @param {string} one
 * @param {string} other
 * @returns {Gap[]}
 */
export function gapsBetween({ nodes, incomplete }, node, one, other) {
  const top = nodes.indexOf(node);
  const inside = (/** @type {number} */ at) => {
    while (at > top) at = nodes[at].parent ?? -1;
    return at === top;
  };
  const below = nodes.filter(({ leaf }, at) => leaf && inside(at));
  const lacks = (/** @type {string} */ period) => new Set(incomplete.find((each) => each.period === period)?.indicators);
  const gap = (/** @type {string} */ period, /** @type {string} */ compared) => {
    const [here, there] = [lacks(period), lacks(compared)];
    return { period, indicators: below.filter(({ id }) => here.has(id) && !there.has(id)) };
  };
  return [gap(one, other), gap(other, one)].filter(({ indicators }) => indicators.length);
}
