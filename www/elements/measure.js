/** Units of measure, as far as figures are shown by them. Whoever asks whether a unit is a share asks here. */

/** Per cent, percentage points and per mille as they are written, in lower case and in narrow signs. @type {[RegExp, "percent" | "permille"][]} */
const SHARES = [
  [/‰|千分|\bper ?mille\b|\bpromille\b/, "permille"],
  [/%|百分|\bper ?cent\b|\bpercentages?\b|\bpct\b/, "percent"],
];

/**
 * A unit of measure as it is compared: "％" is "%", "Per  cent" is "per cent".
 * @param {string} measure
 */
const plain = (measure) => measure.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/**
 * What kind of share a unit of measure is: "％" and "个百分点" are per cent, "‰" is per mille; null for an amount. src/measure.rs says the same.
 * @param {string} measure
 * @returns {"percent" | "permille" | null}
 */
export function shareOf(measure) {
  const text = plain(measure);
  return SHARES.find(([written]) => written.test(text))?.[1] ?? null;
}

/**
 * The sign for a unit that is nothing but a share: "%" of "％" and "per cent", "‰"; null of "个百分点", "% of GDP" and amounts.
 * @param {string} measure
 */
export function signOf(measure) {
  const text = plain(measure);
  return /^(%|百分比|per ?cent|percentage|pct)$/.test(text) ? "%" : /^(‰|千分比|per ?mille|promille)$/.test(text) ? "‰" : null;
}
