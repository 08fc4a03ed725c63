/** Tables with their notes as files: title and unit of measure above, sources and method below. */

import { csv, WORDS as COMMON } from "../elements/index.js";
import { inLanguage } from "../elements/format.js";
import { method } from "../elements/method.js";
import { workbook } from "../publish/xlsx.js";
import { save } from "../whatif/picture.js";
import { WORDS } from "./text.js";

/** @typedef {import("../elements/base.js").InnodexElement} Element */
/** @typedef {import("../elements/sharing.js").Saved} Saved */
/** @typedef {(string | number | null)[]} Line */

/** Who published the figures that the framework reads, each once. @param {import("../api/types.js").Description} description @param {import("../elements/language.js").Lang} lang */
export function sourcesOf({ nodes, columns, framework }, lang) {
  const used = new Set(nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  const found = columns.filter(({ id, source }) => used.has(id) && source).map(({ source }) => inLanguage(source, lang));
  return [...new Set([...found, ...(framework.source ? [framework.source] : [])])];
}

/** A table with what is to be known of it. @param {Element} element @param {Saved} saved @returns {{ lines: Line[], head: number }} `head`: the line of the table's head */
export function withNotes({ description, language: lang }, { title, measure, lines }) {
  const own = WORDS[lang];
  const words = COMMON[lang];
  /** @type {Line[]} */
  const above = [[title], ...(measure ? [[own.measure, measure]] : []), []];
  const sources = sourcesOf(description, lang);
  /** @type {Line[]} */
  const below = [[], ...(sources.length ? [[own.source, sources.join(words.semicolon)]] : []), [own.method, method(description, words, lang)]];
  return { lines: [...above, ...lines.map((line) => line.map((value) => value ?? null)), ...below], head: above.length };
}

/** Width of a column in characters: a Chinese one is two wide. @param {Line[]} lines */
const widthsOf = (lines) =>
  lines[0].map((_, at) => Math.min(40, 2 + Math.max(...lines.map((line) => [...String(line[at] ?? "")].slice(0, 20).reduce((sum, sign) => sum + (sign < "\u2e80" ? 1 : 2), 0)))));

/** Offers a table as a file to save. @param {Element} element @param {Saved} saved @param {"csv" | "xlsx"} kind */
export function saveTable(element, saved, kind) {
  const { lines, head } = withNotes(element, saved);
  const name = `${saved.name}.${kind}`;
  if (kind === "csv") return save(name, new Blob([csv(lines)], { type: "text/csv;charset=utf-8" }));
  const widths = widthsOf(lines.slice(head, head + saved.lines.length));
  const bytes = workbook([{ name: WORDS[element.language].sheet, lines, bold: [0, head], widths }], new Date().toISOString().slice(0, 10));
  save(name, new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }));
}
