/** Likely ranks as numbers. No DOM. */

/** @typedef {import("../api/types.js").RankInterval} RankInterval */
/** @typedef {{ low: number, high: number }} Range ranks, whole numbers */

/**
 * The ranks in nine of ten draws: from the 5 % to the 95 % quantile.
 * @param {Pick<RankInterval, "q5" | "q95"> | undefined} interval
 * @returns {Range | null} null where there is no rank
 */
export function rangeOf(interval) {
  if (!interval || interval.q5 === null || interval.q95 === null) return null;
  return { low: interval.q5, high: interval.q95 };
}

/**
 * "6–9".
 * @param {Range} range
 */
export const rangeText = ({ low, high }) => (low === high ? `${low}` : `${low}–${high}`);
