/** Units of measure of figures: which are shares, and how they are signed. */

/** Per cent, percentage points and per mille as they are written, in lower case and in narrow signs. @type {[RegExp, "percent" | "permille"][]} */
const SHARES = [
  [/‰|千分|\bper ?mille\b|\bpromille\b/, "permille"],
  [/%|百分|\bper ?cent\b|\bpercentages?\b|\bpct\b/, "percent"],
];

/**
 * A unit of measure, normalised for comparison: "％" becomes "%", "Per  cent" becomes "per cent".
 * @param {string} measure
 */
const plain = (measure) => measure.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/**
 * The kind of share of a unit of measure: "％" and "个百分点" are per cent, "‰" is per mille; null for an amount. The core has the same rule (measure.rs).
 * @param {string} measure
 * @returns {"percent" | "permille" | null}
 */
export function shareOf(measure) {
  const text = plain(measure);
  return SHARES.find(([written]) => written.test(text))?.[1] ?? null;
}

/**
 * The sign of a plain share: "%" for "％" and "per cent", "‰"; null for "个百分点", "% of GDP" and amounts.
 * @param {string} measure
 */
export function signOf(measure) {
  const text = plain(measure);
  return /^(%|百分比|per ?cent|percentage|pct)$/.test(text) ? "%" : /^(‰|千分比|per ?mille|promille)$/.test(text) ? "‰" : null;
}
