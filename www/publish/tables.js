/** The tables of a publication, once for CSV, JSON and workbook alike. */
import { inLanguage } from "../elements/format.js";
import { say } from "../elements/language.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {(string | number | null)[]} Line */

/** The ranking, the head first. @param {Content} content @returns {Line[]} */
export function rankingTable({ rows, parts, words, lang, reasons }) {
  const head = [words.code, words.unit, words.rank, words.score, ...parts.map(({ name }) => say(name, lang)), words.reason];
  return [head, ...rows.map(({ code, unit, rank, score, dimensions, reason }) => [code, say(unit, lang), rank, score, ...parts.map(({ id }) => dimensions[id]), reason && reasons[reason]])];
}

/** Ranks and scores of all periods, the head first. @param {Content} content @returns {Line[] | null} */
export function yearsTable({ years, words, lang }) {
  if (!years) return null;
  /** @type {Line} */
  const head = [words.code, words.unit, words.period, words.rank, words.score];
  return [head, ...years.rows.map(({ code, unit, period, rank, score }) => [code, say(unit, lang), period, rank, score])];
}

/** The ranking as other programs read it: ids, and numbers that read back exactly. @param {Content} content */
export const rankingJson = ({ title, period, node, region, rows }) => ({
  ...{ title, period, node: node.id, region: region ?? null },
  rows: rows.map(({ code, unit, rank, score, dimensions, reason }) => ({ code, unit, rank, score, dimensions, reason })),
});

/** How an indicator is computed, in words. @param {Content["description"]["nodes"][0]} node @param {Content} content */
export function formulaOf({ column, numerator, denominator, scale }, { description, lang }) {
  const named = (/** @type {string | null} */ id) => {
    const found = description.columns.find((each) => each.id === id);
    return found ? say(found.name, lang) : (id ?? "");
  };
  if (!denominator) return named(column);
  return `${named(numerator)}${scale !== null && scale !== 1 ? ` × ${scale}` : ""} ÷ ${named(denominator)}`;
}

/** The tree of the index with weights and formulas, the head first. @param {Content} content @returns {Line[]} */
export function treeTable(content) {
  const { description, words, lang } = content;
  const { nodes } = description;
  const head = [words.group, words.indicator, words.measure, words.direction, words.weight, words.whole, words.formula];
  return [
    head,
    ...nodes.filter(({ leaf }) => leaf).map((node) => {
      const above = nodes[Number(node.parent)];
      return [say(above.name, lang), say(node.name, lang), node.measure, node.direction === -1 ? words.negative : words.positive, node.weight, node.effective_weight, formulaOf(node, content)];
    }),
  ];
}

/** The columns that the index is made of, with their sources; the head first. @param {Content} content @returns {Line[]} */
export function sourcesTable({ description: { nodes, columns }, words, lang }) {
  const used = new Set(nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  /** @type {Line[]} */
  const lines = [
    [words.column, words.measure, words.publishedBy, words.table, words.note],
    ...columns.filter(({ id }) => used.has(id)).map(({ name, measure, source, table, note }) => [say(name, lang), measure, inLanguage(source, lang), inLanguage(table, lang), inLanguage(note, lang)]),
  ];
  // A column that says nothing of any is left out.
  const said = lines[0].map((_, at) => at === 0 || lines.slice(1).some((line) => line[at]));
  return lines.map((line) => line.filter((_, at) => said[at]));
}
