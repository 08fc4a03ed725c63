/**
 * Tables as a workbook (XLSX): texts as inline strings, so nothing in them is a formula; numbers with every digit. Equal tables are
 * equal bytes. The module `workbook-write` writes the COIN Tool's form alone, and is 300 kB.
 */
import { zipped } from "./zip.js";
import { Markup, markup } from "./markup.js";

/** @typedef {{ name: string, lines: (string | number | null)[][], bold?: number[], widths?: number[] }} Sheet `bold`: which lines are heads; `widths`: of columns, in characters */

const HEAD = new Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n');
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The longest text that a cell holds. */
const LONGEST = 32_767;

/** "A", "Z", "AA" of a column, from 0. @param {number} at @returns {string} */
export const letters = (at) => (at < 26 ? "" : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** A name that a sheet may have, and no other has. @param {string} name @param {string[]} others */
function sheetName(name, others) {
  const plain = name.replace(/[\\/?*[\]:]/g, " ").replace(/^'|'$/g, " ").trim().slice(0, 28) || "Sheet";
  let found = plain;
  for (let n = 2; others.some((each) => each.toLowerCase() === found.toLowerCase()); n++) found = `${plain} ${n}`;
  return found;
}

/** @param {string | number | null} value @param {string} at @param {boolean} bold */
function cell(value, at, bold) {
  if (value === null || value === "" || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (typeof value === "number") return markup`<c r="${at}"><v>${value}</v></c>`;
  return markup`<c r="${at}" t="inlineStr"${bold ? new Markup(' s="1"') : ""}><is><t xml:space="preserve">${value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value}</t></is></c>`;
}

/** @param {Sheet} sheet */
function sheetXml({ lines, bold = [0], widths = [] }) {
  const columns = widths.map((width, i) => markup`<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  return markup`${HEAD}<worksheet xmlns="${MAIN}">${columns.length ? markup`<cols>${columns}</cols>` : ""}<sheetData>${lines.map(
    (line, r) => markup`<row r="${r + 1}">${line.map((value, c) => cell(value, `${letters(c)}${r + 1}`, bold.includes(r)))}</row>`,
  )}</sheetData></worksheet>`;
}

const STYLES = markup`${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** @param {Sheet[]} sheets @param {string} date @returns {Uint8Array} */
export function workbook(sheets, date) {
  /** @type {string[]} */
  const names = [];
  for (const { name } of sheets) names.push(sheetName(name, names));
  const type = (/** @type {string} */ part, /** @type {string} */ kind) => markup`<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  /** @type {Record<string, Markup>} */
  const parts = {
    "[Content_Types].xml": markup`${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("/xl/workbook.xml", "sheet.main")}${type("/xl/styles.xml", "styles")}${names.map((_, i) => type(`/xl/worksheets/sheet${i + 1}.xml`, "worksheet"))}</Types>`,
    "_rels/.rels": markup`${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": markup`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, i) => markup`<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": markup`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => markup`<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  };
  return zipped(Object.entries(parts).map(([path, { text }]) => ({ path, bytes: new TextEncoder().encode(text) })), date);
}
