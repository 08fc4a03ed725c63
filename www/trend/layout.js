/** The layout of lines over periods: where they stand, which points are joined, and where the labels at their ends are. No DOM. */

/** @typedef {{ at: number, value: number }} Point a period by its number, and a rank or a score */

/** A letter's width beside that of a Chinese character. */
const LATIN = 0.56;

/** Below this rank a bump chart begins with 1. */
const NEAR_THE_TOP = 12;

/**
 * A period as a number of years: "2022" is 2022, "2022Q3" 2022.5, "2022-07" 2022.5.
 * @param {string} period
 */
export function timeOf(period) {
  const [year, part] = period.split(/[Q-]/).map(Number);
  return part ? year + (part - 1) / (period.includes("Q") ? 4 : 12) : year;
}

/**
 * Which periods follow the one before without a gap: they are as far apart as the nearest two.
 * @param {string[]} periods
 * @returns {boolean[]}
 */
export function following(periods) {
  const steps = periods.map((period, at) => (at ? timeOf(period) - timeOf(periods[at - 1]) : Infinity));
  const usual = Math.min(...steps);
  return steps.map((step) => step < 1.5 * usual);
}

/**
 * Pieces of a line: a gap ends one, and so does a period that is not joined to the one before.
 * @param {(number | null)[]} values by period
 * @param {(boolean | null)[]} joined whether a period is joined to the one before
 * @returns {Point[][]}
 */
export function pieces(values, joined) {
  /** @type {Point[][]} */
  const all = [];
  let open = false;
  values.forEach((value, at) => {
    if (value === null) return void (open = false);
    if (!open || joined[at] !== true) all.push([]);
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

/** About five round values that hold two. @param {number} least @param {number} most */
export function ticks(least, most) {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => rough <= each * power) ?? 10);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Ranks that are written beside a bump chart: the first and the last shown, and round ones between. @param {number} first @param {number} last */
export function rankTicks(first, last) {
  const span = last - first;
  const step = span > 60 ? 20 : span > 24 ? 10 : span > 9 ? 5 : span > 5 ? 2 : 1;
  const round = Array.from({ length: span + 1 }, (_, i) => first + i).filter((rank) => rank % step === 0);
  return [...new Set([first, ...round.filter((rank) => rank - first > step / 2 && last - rank > step / 2), last])];
}

/** The ranks that a bump chart of these goes from and to. @param {number[]} ranks */
export function rankSpan(ranks) {
  const [best, worst] = [Math.min(...ranks), Math.max(...ranks)];
  return [best <= NEAR_THE_TOP ? 1 : best - 1, worst];
}

/** Which places are named, from the last one backwards, each so far from the next. @param {number[]} places @param {number} apart */
export function named(places, apart) {
  /** @type {Set<number>} */
  const all = new Set();
  let next = Infinity;
  for (let at = places.length - 1; at >= 0; at--) {
    if (next - places[at] < apart) continue;
    all.add(at);
    next = places[at];
  }
  return all;
}

/** The width of a text beside that of one Chinese character. @param {string} text */
export const emsOf = (text) => [...text].reduce((sum, letter) => sum + (letter < "\u2e80" ? LATIN : 1), 0);

/** A text of at most so many ems; what is longer ends in an ellipsis. @param {string} text @param {number} ems */
export function shortened(text, ems) {
  if (emsOf(text) <= ems) return text;
  let kept = "";
  for (const letter of text) {
    if (emsOf(`${kept}${letter}`) + 1 > ems) break;
    kept += letter;
  }
  return `${kept.trim()}…`;
}

/**
 * The dot nearest to a point; none where all are too far.
 * @template {{ x: number, y: number }} Dot
 * @param {Dot[]} dots @param {number} x @param {number} y @param {number} reach
 * @returns {Dot | undefined}
 */
export function nearest(dots, x, y, reach) {
  let found;
  let least = reach;
  for (const dot of dots) {
    const far = Math.hypot(dot.x - x, dot.y - y);
    if (far < least) [found, least] = [dot, far];
  }
  return found;
}
