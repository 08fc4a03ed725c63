/** Shares of a group that always make one whole. */

/** @param {number[]} values */
const sum = (values) => values.reduce((all, value) => all + value, 0);

/**
 * Values as shares of their sum; equal ones where all are zero.
 * @param {number[]} values
 */
export function sharesOf(values) {
  const all = sum(values);
  return values.map((value) => (all > 0 ? value / all : 1 / values.length));
}

/**
 * One share moved: the others give or take in proportion. Where they have nothing left, the usual proportions hold.
 * @param {number[]} shares
 * @param {number} at which
 * @param {number} share its new value, from 0 to 1
 * @param {number[]} usual
 */
export function withShare(shares, at, share, usual) {
  if (shares.length < 2) return shares;
  const others = (/** @type {number[]} */ values) => values.filter((_, i) => i !== at);
  const has = (/** @type {number[]} */ values) => sum(others(values)) > 0;
  const from = sharesOf(others(has(shares) ? shares : usual));
  return shares.map((_, i) => (i === at ? share : from[i < at ? i : i - 1] * (1 - share)));
}

/**
 * Shares in per cent with one decimal that add up to 100: what rounding down leaves goes to those that it cost most.
 * @param {number[]} shares
 */
export function percents(shares) {
  const tenths = shares.map((share) => 1000 * share);
  const whole = tenths.map((value) => Math.floor(value + 1e-9));
  const byLoss = tenths.map((value, i) => [value - whole[i], i]).sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of byLoss.slice(0, 1000 - sum(whole))) whole[i]++;
  return whole.map((value) => value / 10);
}
