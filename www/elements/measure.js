/** How units of measure of figures are signed. Which are shares, the core says (`ColumnInfo.share`). */

/**
 * The sign of a plain share: "%" for "％" and "per cent", "‰"; null for "个百分点", "% of GDP" and amounts.
 * @param {string} measure
 */
export function signOf(measure) {
  const text = measure.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return /^(%|百分比|per ?cent|percentage|pct)$/.test(text) ? "%" : /^(‰|千分比|per ?mille|promille)$/.test(text) ? "‰" : null;
}
