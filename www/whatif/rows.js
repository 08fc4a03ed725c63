/** Reads and writes CSV text, to replace a published figure by a reader's own. */

/**
 * The cells of a CSV (RFC 4180).
 * @param {string} text
 * @returns {string[][]}
 */
export function rowsOf(text) {
  /** @type {string[][]} */
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    if (end === "" && !row.length && !quoted && !plain) break;
    row.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === ",") continue;
    if (row.some((cell) => cell !== "")) rows.push(row);
    row = [];
    if (end === "") break;
  }
  return rows;
}

/** @param {(string | number | null)[][]} rows */
export const textOf = (rows) =>
  rows.map((row) => row.map((cell) => (/[",\r\n]/.test(String(cell ?? "")) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell ?? ""))).join(",") + "\n").join("");

/** The columns of units and of periods. */
const WHO = /^(code|unit|province)$/i;
const WHEN = /^(year|period)$/i;

/**
 * A CSV with one figure changed; null where the CSV has no such place.
 * @param {string} text
 * @param {{ names: string[], period: string, column: string, value: number }} figure names: whatever the unit is called
 * @returns {string | null}
 */
export function withFigure(text, { names, period, column, value }) {
  const rows = rowsOf(text);
  const [head = []] = rows;
  const at = head.indexOf(column);
  const who = head.flatMap((name, i) => (WHO.test(name.trim()) ? [i] : []));
  const when = head.findIndex((name) => WHEN.test(name.trim()));
  const row = rows.slice(1).find((cells) => who.some((i) => names.includes(cells[i]?.trim())) && cells[when]?.trim() === period);
  if (!row || at < 0) return null;
  row[at] = String(value);
  return textOf(rows);
}
