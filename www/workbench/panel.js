/** From opened tables to a project's data: the plan over all of them, and the panel as CSV. No DOM. */

import { answered, ofOneForm } from "../table/opened.js";

/** @typedef {import("../table/opened.js").Opened} Opened */
/** @typedef {import("../table/opened.js").Choice} Choice */
/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../api/types.js").TablePanel} TablePanel */
/** @typedef {import("../project/types.js").Project} Project */

/** @param {string | number | null} value */
const cell = (value) => (value === null ? "" : /[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));

/** Rows as CSV that is read again: nothing is added for a spreadsheet's sake. @param {(string | number | null)[][]} rows */
export const plainCsv = (rows) => rows.map((row) => row.map(cell).join(",") + "\n").join("");

/** The ids that more than one table has. @param {Choice[]} chosen */
export function repeated(chosen) {
  const seen = new Set();
  return [...new Set(chosen.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id))];
}

/** How many rows of units and periods a table has, about. @param {Opened} file */
const extentOf = ({ seen }) => (seen ? seen.units.length * Math.max(1, seen.periods.length) : 0);

/**
 * The plan that puts the chosen figures of all tables side by side.
 * @param {Choice[]} chosen @param {Opened[]} files that are open @param {"sum" | "mean"} summary of tables of many rows @param {string | null} register
 * @returns {Plan}
 */
export function planOfAll(chosen, files, summary, register) {
  // A join keeps the rows of the first table: the one with the most units and periods is that.
  const used = [...new Set(chosen.map(({ file }) => file))].sort((a, b) => extentOf(b) - extentOf(a));
  /** @param {Opened} file */
  const source = (file) => {
    const ids = chosen.filter((each) => each.file === file).map(({ id }) => id);
    const grouped = { step: "group_by", by: ["unit", "period"], figures: Object.fromEntries(ids.map((id) => [id, { [summary]: id }])) };
    const alike = ofOneForm(files, file);
    const sheets = alike.flatMap(({ sheet }) => (sheet === null ? [] : [sheet]));
    const answers = alike.reduce((all, each) => answered(all, each.answers), {});
    const sheet = sheets.length ? { sheet: sheets.length > 1 ? sheets : sheets[0] } : {};
    return { file: file.book, ...sheet, ...answers, ...(file.seen?.form === "records" ? { steps: [grouped] } : {}) };
  };
  const [first, ...rest] = used;
  return /** @type {any} */ ({
    ...(register === null ? {} : { register: { file: register } }),
    sources: Object.fromEntries(used.map((file) => [file.source, source(file)])),
    ...(rest.length ? { from: first.source } : {}),
    steps: rest.map((file) => ({ step: "join", with: file.source })),
    indicators: chosen.map(({ id }) => id),
  });
}

/** The notes of single figures as CSV; undefined where there are none. @param {TablePanel} panel */
export function cellsOf(panel) {
  if (!panel.noted) return undefined;
  const rows = panel.notes.map((note) => [note.unit, note.period, note.indicator, note.text || note.mark]);
  return plainCsv([["code", "period", "indicator", "note"], ...rows]);
}

/** A panel as a project has it: its figures, what its columns are, and how it was made. @param {TablePanel} panel @param {Plan} plan @returns {Pick<Project, "data" | "indicators" | "plan" | "cells">} */
export function dataOf(panel, plan) {
  const indicators = panel.indicators.map(({ id, zh, en, unit, source, table, note }) => Object.fromEntries(Object.entries({ id, zh: zh || id, en: en || id, unit, source, table, note }).filter(([, value]) => value)));
  const cells = cellsOf(panel);
  return { data: { csv: plainCsv(panel.rows()) }, indicators: /** @type {any} */ (indicators), plan, ...(cells ? { cells } : {}) };
}

/** Columns of a panel's CSV that are no figures. */
const KEYS = ["province", "code", "unit", "year", "period", "unit_level", "unit_parent", "unit_parent_name", "unit_group"];

/** The names of the first line of a CSV. @param {string} csv */
export function headOf(csv) {
  const line = csv.replace(/^\ufeff/, "").match(/^(?:"(?:[^"]|"")*"|[^"\r\n])*/)?.[0] ?? "";
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replace(/""/g, '"')).trim());
}

/**
 * A framework by which the core reads the data before there is an index: of one column, which is not shown.
 * @param {Project["data"]} data
 * @returns {import("../api/types.js").Framework | string}
 */
export function surveyOf(data) {
  if (data && "ready" in data) return "provincial";
  const [id = "value"] = data && "csv" in data ? headOf(data.csv).filter((name) => name && !KEYS.includes(name)) : [];
  return /** @type {any} */ ({ id: "survey", indicators: [{ id, direction: 1 }], tree: { id: "survey index", children: [{ id }] }, steps: [{ step: "aggregate", method: "arithmetic" }] });
}
