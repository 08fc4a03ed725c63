/** The panel as a file for people, in which nothing runs when a spreadsheet opens it. */

/** What a spreadsheet begins a formula with (www/elements/csv.js), where it is no plain number. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The cells of a CSV with the text between them. @param {string} csv */
const pieces = (csv) => csv.match(/"(?:[^"]|"")*"?|[^",\r\n]+|[,\r\n]/g) ?? [];

/** @param {string} piece */
function harmless(piece) {
  const quoted = piece.startsWith('"');
  const text = quoted ? piece.slice(1, -1).replace(/""/g, '"') : piece;
  if (!FORMULA.test(text) || NUMBER.test(text)) return piece;
  return `"'${text.replace(/"/g, '""')}"`;
}

/** A CSV with an apostrophe before every text that a spreadsheet would run. @param {string} csv */
export const safeCsv = (csv) => pieces(csv).map((piece) => (/^[,\r\n]$/.test(piece) ? piece : harmless(piece))).join("");
