/** Values in classes, each with a shade: by quantiles, in equal steps, or with bounds that a page states. No DOM. */

/** @typedef {{ from: number, to: number, shade: string, count: number, first: boolean, last: boolean }} Class `from` and `to`: the least and greatest value, or the stated bounds */
/** @typedef {{ classes: Class[], of: (value: number) => number, stated: boolean }} Classing `of`: the number of a value's class; `stated`: classes are bounds, not values */
/** @typedef {"quantile" | "equal" | number[]} Breaks */

/** The shades from light to deep, and those of values below zero where there are both. */
const SHADES = ["shade-1", "shade-2", "shade-3", "shade-4", "shade-5"];
const BELOW = ["below-2", "below-1"];

/** The least and the most classes that can be told from each other. */
export const LEAST = 2;
export const MOST = SHADES.length;

/** Shades for so many classes: the palest and the deepest are always among them. @param {number} count */
const spreadShades = (count) => (count < 2 ? [SHADES[2]] : Array.from({ length: count }, (_, i) => SHADES[Math.round((i * (MOST - 1)) / (count - 1))]));

/**
 * Values in classes of about equal numbers; equal values are in the same class.
 * @param {number[]} values in order @param {string[]} shades from the least
 * @returns {Class[]}
 */
function quantiles(values, shades) {
  let first = 0;
  const places = values.map((value, i) => {
    if (i && value !== values[i - 1]) first = i;
    return Math.floor((shades.length * first) / values.length);
  });
  return shades.flatMap((shade, i) => {
    const inside = values.filter((_, v) => places[v] === i);
    return inside.length ? [{ from: inside[0], to: inside[inside.length - 1], shade, count: inside.length, first: false, last: false }] : [];
  });
}

/** Classes between bounds, the lower one inside. @param {number[]} values in order @param {number[]} inner @returns {Class[]} */
function between(values, inner) {
  const shades = spreadShades(inner.length + 1);
  const [least, most] = [values[0], values[values.length - 1]];
  return shades.map((shade, i) => {
    const [from, to] = [i ? inner[i - 1] : Math.min(least, inner[0]), i < inner.length ? inner[i] : Math.max(most, inner[inner.length - 1])];
    const [first, last] = [i === 0, i === inner.length];
    return { from, to, shade, count: values.filter((value) => (first || value >= from) && (last || value < to)).length, first, last };
  });
}

/**
 * The classes of values.
 * @param {number[]} values @param {{ classes: number, breaks: Breaks, signed?: boolean, falling?: boolean }} how
 *   `signed`: values below zero have shades of their own; `falling`: the least is the deepest, as of ranks
 * @returns {Classing}
 */
export function classesOf(values, { classes: count, breaks, signed = false, falling = false }) {
  const known = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!known.length) return { classes: [], of: () => -1, stated: false };
  const [least, most] = [known[0], known[known.length - 1]];
  const stated = breaks !== "quantile";
  /** @type {Class[]} */
  let classes;
  if (Array.isArray(breaks)) classes = between(known, breaks);
  else if (breaks === "equal") classes = least === most ? quantiles(known, spreadShades(1)) : between(known, Array.from({ length: count - 1 }, (_, i) => least + ((i + 1) * (most - least)) / count));
  else if (signed && least < 0 && most > 0) {
    const below = Math.min(BELOW.length, count - 1);
    classes = [...quantiles(known.filter((value) => value < 0), BELOW.slice(-below)), ...quantiles(known.filter((value) => value >= 0), spreadShades(count - below))];
  } else classes = quantiles(known, spreadShades(Math.min(count, new Set(known).size)));
  if (falling) {
    const shades = classes.map(({ shade }) => shade).reverse();
    classes = classes.map((each, i) => ({ ...each, shade: shades[i] }));
  }
  return { classes, stated, of: (value) => classes.findIndex(({ from, to, first, last }) => (stated ? (first || value >= from) && (last || value < to) : value >= from && value <= to)) };
}

/**
 * Bounds as a page writes them: `quantile`, `equal`, or numbers in ascending order.
 * @param {string | number[] | undefined} given
 * @returns {Breaks | null} null where it is none of them
 */
export function breaksOf(given) {
  if (given === undefined || given === null || given === "" || given === "quantile") return "quantile";
  if (given === "equal") return "equal";
  const numbers = typeof given === "string" ? given.split(/[,，]/).map((each) => (each.trim() === "" ? NaN : Number(each))) : [...given];
  const sound = numbers.length > 0 && numbers.length < MOST && numbers.every((each, i) => Number.isFinite(each) && (i === 0 || each > numbers[i - 1]));
  return sound ? numbers : null;
}
