/** The panel that accepted figures make, where each came from, and a framework of their targets. No DOM. */

import { columnsOf } from "./columns.js";
import { corrected } from "./items.js";
import { problem } from "./problems.js";
import { textOf } from "../whatif/rows.js";

/** @typedef {import("./columns.js").Cell} Cell */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./reports.js").State} State */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {{ column: string, period: string, value: number, unit: string, text: string, context: string, report: string, source: string, paragraph: number, from: number, to: number, qualifier: string, corrected: string[], origin: string }} Origin where a figure of the panel stands; characters count from 1 within the paragraph */
/** @typedef {{ unit: string, periods: string[], columns: Column[], rows: (string | number)[][], csv: string, indicators: object[], cells: (string | number)[][], origins: Origin[] }} Made the panel as rows and as text; the notes of its cells as rows */

/** Whose reports they are where nobody said. */
export const OWN_UNIT = "本地区 (This district)";

/** How many characters around a figure are quoted. */
const AROUND = 24;

/** Where a cell's figure stands. @param {Column} column @param {Cell} cell @returns {Origin} */
function originOf({ id, unit }, { item, report, period, value }) {
  const { text } = report;
  const begin = text.lastIndexOf("\n", item.start - 1) + 1;
  const clause = Math.max(begin, item.start - AROUND, ...["，", "。", "；", ",", ";"].map((mark) => text.lastIndexOf(mark, item.start - 1) + 1));
  const characters = (/** @type {number} */ to) => [...text.slice(begin, to)].length;
  return {
    ...{ column: id, period, value, unit, text: item.text, context: text.slice(clause, item.end), report: report.name, source: report.source },
    ...{ paragraph: text.slice(0, begin).split("\n").length, from: characters(item.start) + 1, to: characters(item.end) },
    ...{ qualifier: item.said.qualifier ?? "", corrected: corrected(item), origin: item.origin },
  };
}

/** The origin of a figure in a sentence, as it stands in the data's notes. @param {Origin} origin @returns {Text} */
export function originText({ report, source, paragraph, from, to, context, qualifier, corrected: members, origin }) {
  const by = members.length || origin !== "read";
  return {
    zh: `${source ? `${source}，` : ""}${report}第${paragraph}段第${from}—${to}字：“${context}”${qualifier ? `；原文作“${qualifier}”` : ""}；${by ? "人工改正并确认" : "人工确认"}`,
    en: `${source ? `${source}, ` : ""}${report}, paragraph ${paragraph}, characters ${from} to ${to}: "${context}"${qualifier ? `; written "${qualifier}"` : ""}; ${by ? "corrected and confirmed by a person" : "confirmed by a person"}`,
  };
}

/** @param {State} state @returns {Made} */
export function panelOf(state) {
  const columns = columnsOf(state);
  const shown = columns.filter(({ cells }) => cells.length);
  const periods = [...new Set(shown.flatMap(({ cells }) => cells.map(({ period }) => period)))].sort();
  const unit = state.unit || OWN_UNIT;
  const at = (/** @type {Column} */ { cells }, /** @type {string} */ period) => cells.find((cell) => cell.period === period);
  const rows = [["unit", "period", ...shown.map(({ id }) => id)], ...periods.map((period) => [unit, period, ...shown.map((column) => at(column, period)?.value ?? "")])];
  const origins = shown.flatMap((column) => column.cells.map((cell) => originOf(column, cell)));
  return {
    ...{ unit, periods, columns, origins, rows },
    csv: textOf(rows),
    indicators: shown.map((column) => indicatorOf(column, origins)),
    cells: [["code", "period", "indicator", "note"], ...origins.map((origin) => [unit, origin.period, origin.column, originText(origin).zh])],
  };
}

/** What the data say of a column. @param {Column} column @param {Origin[]} origins */
function indicatorOf({ id, name, unit, kind, cells }, origins) {
  const own = origins.filter(({ column }) => column === id);
  const sources = [...new Set(cells.map(({ report }) => report.source || report.name))];
  return {
    ...{ id, zh: name.zh, en: name.en, unit, source: sources.join("；") },
    ...(["growth", "points", "rank", "share"].includes(kind) ? { kind: "ratio" } : {}),
    note: own.map((origin) => `${origin.period}：${originText(origin).zh}`).join("；"),
  };
}

/**
 * A framework of the columns that have a target: each score is the percentage of it that is met, at most 100.
 * @param {State} state
 */
export function frameworkOf(state) {
  const aimed = columnsOf(state).filter(({ cells, target }) => cells.length && target !== null);
  if (!aimed.length) throw problem(columnsOf(state).length ? "no_targets" : "nothing_accepted", "");
  return {
    id: "report",
    name: { zh: "工作报告目标", en: "Targets of a work report" },
    source: "目标出自报告原文或由使用者填写，各项等权 (Targets are from the report or the reader's own; all weigh the same)",
    indicators: aimed.map(({ id, direction }) => ({ id, direction })),
    tree: { id: "progress", name: { zh: "目标完成指数", en: "Progress to targets" }, children: aimed.map(({ id }) => ({ id, weight: 1 })) },
    steps: [
      { step: "normalise", method: "goalposts", low: 0, lower: 0, upper: 100, clamp: true, overrides: Object.fromEntries(aimed.map((column) => [column.id, posts(column)])) },
      { step: "aggregate", method: "arithmetic", minimum_share: 0.5 },
    ],
  };
}

/** The goalposts of a target. Where less is better, the way begins at the first figure. @param {Column} column */
function posts({ name, target, direction, cells }) {
  const [{ value: first }] = cells;
  if (direction > 0) {
    if (Number(target) <= 0) throw problem("target_not_positive", name.zh, name.zh, target);
    return { high: target };
  }
  if (Number(target) >= first) throw problem("no_target_above", name.zh, name.zh, target, first);
  return { low: target, high: first };
}
