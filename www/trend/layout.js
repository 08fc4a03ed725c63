/** The layout of lines over periods: which points are joined, and where the labels at their ends stand. No DOM. */

/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */
/** @typedef {import("../api/types.js").HistoryPeriod} HistoryPeriod */
/** @typedef {{ at: number, value: number }} Point a period by its number, and a rank or a score */

/** How many units are shown where none is named: the first of the newest period. */
const FIRST = 5;

/**
 * Pieces of a line: a gap ends one, and so does a period that does not compare with the one before.
 * @param {(number | null)[]} values by period
 * @param {(boolean | null)[]} comparable whether a period compares with the one before
 * @returns {Point[][]}
 */
export function pieces(values, comparable) {
  /** @type {Point[][]} */
  const all = [];
  let open = false;
  values.forEach((value, at) => {
    if (value === null) return void (open = false);
    if (!open || comparable[at] !== true) all.push([]);
    all[all.length - 1].push({ at, value });
    open = true;
  });
  return all;
}

/**
 * Heights of labels that stand near `wanted`, in its order, at least `apart` from each other and between the ends.
 * @param {number[]} wanted @param {number} apart @param {number} top @param {number} bottom
 */
export function spread(wanted, apart, top, bottom) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const placed = wanted.map(() => 0);
  let least = top;
  for (const i of order) least = (placed[i] = Math.max(wanted[i], least)) + apart;
  let most = bottom;
  for (const i of order.reverse()) most = (placed[i] = Math.min(placed[i], most)) - apart;
  return placed;
}

/**
 * The codes shown where none is named: the first of the newest period in which somebody has a rank.
 * @param {HistoryRow[]} rows @param {HistoryPeriod[]} periods
 */
export function usual(rows, periods) {
  const ranked = periods.map(({ period }) => rows.filter((row) => row.period === period && row.rank !== null));
  const newest = ranked.reverse().find((some) => some.length) ?? [];
  return newest
    .sort((a, b) => Number(a.rank) - Number(b.rank))
    .slice(0, FIRST)
    .map(({ code }) => code);
}

/** About five round values between two. @param {number} least @param {number} most */
export function ticks(least, most) {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power >= 5 ? 5 : rough / power >= 2 ? 2 : 1);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Ranks that are written beside a bump chart: 1, and then in round steps, and the last. @param {number} last */
export function rankTicks(last) {
  const step = last > 60 ? 20 : last > 24 ? 5 : last > 10 ? 3 : 1;
  const inside = Array.from({ length: Math.floor(last / step) }, (_, i) => (step === 1 ? i + 1 : (i + 1) * step)).filter((rank) => rank < last - step / 2);
  return [...new Set([1, ...inside, last])];
}

/** Which periods are named below: every n-th counted from the last, so that there is room. @param {number} count @param {number} width @param {number} each */
export const every = (count, width, each) => Math.max(1, Math.ceil((count * each) / Math.max(width, 1)));
