/** Shares of a group, which sum to 1. */

/** @param {number[]} values */
const sum = (values) => values.reduce((all, value) => all + value, 0);

/**
 * Values as shares of their sum; equal shares where all are zero.
 * @param {number[]} values
 */
export function sharesOf(values) {
  const all = sum(values);
  return values.map((value) => (all > 0 ? value / all : 1 / values.length));
}

/**
 * Sets one share and rescales the others in proportion. Where the others are all zero, they get the usual proportions.
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
 * Shares in per cent with one decimal that sum to 100 (largest remainder method).
 * @param {number[]} shares
 */
export function percents(shares) {
  const tenths = shares.map((share) => 1000 * share);
  const whole = tenths.map((value) => Math.floor(value + 1e-9));
  const byLoss = tenths.map((value, i) => [value - whole[i], i]).sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of byLoss.slice(0, 1000 - sum(whole))) whole[i]++;
  return whole.map((value) => value / 10);
}
