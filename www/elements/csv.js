/** Tables as CSV files that a spreadsheet opens without running anything in them. */

/** Characters with which a spreadsheet begins a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One cell. Numbers are written as they are; a text that a spreadsheet would run as a formula gets an apostrophe.
 * @param {string | number | null | undefined} value
 */
export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * Rows as CSV with a byte-order mark, so that Excel reads Chinese.
 * @param {(string | number | null | undefined)[][]} rows
 */
export const csv = (rows) => "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");

/**
 * Offers rows as a file to save.
 * @param {string} name
 * @param {(string | number | null | undefined)[][]} rows
 */
export function saveCsv(name, rows) {
  const address = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name.replace(/[\\/:*?"<>|]/g, "-")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
