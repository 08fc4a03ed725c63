/** Reports and decisions as a JSON file that is opened again. No DOM. */

import { columnsOf, inItsUnit } from "./columns.js";
import { complete, frequency, KINDS, MEMBERS, ORIGINS, PERIOD, saidOf, STATUSES } from "./items.js";
import { LADDERS, slotsOf } from "./ladders.js";
import { problem } from "./problems.js";

/** @typedef {import("./reports.js").Report} Report */
/** @typedef {import("./reports.js").State} State */

const VERSION = 1;

/** Where every UTF-16 unit of a text counts to in characters. @param {string} text @returns {(at: number) => number} */
function characters(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const counts = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) counts[i + 1] = counts[i] + (/[\udc00-\udfff]/.test(text[i]) ? 0 : 1);
  return (at) => counts[at];
}

/** The way back. @param {string} text @returns {(at: number) => number} */
function units(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const starts = [0];
  for (const each of text) starts.push(starts[starts.length - 1] + each.length);
  return (at) => starts[at] ?? NaN;
}

/** @param {State} state @returns {string} */
export function written({ unit, reports, columns, slots }) {
  const kept = reports.map(({ items, skipped, id, ...report }) => {
    const at = characters(report.text);
    const placed = (/** @type {any} */ { start, end, ...item }) => ({ start: at(start), end: at(end), ...item });
    return { ...report, id, figures: items.map(placed), skipped: skipped.map(placed) };
  });
  return `${JSON.stringify({ innodex: "report", version: VERSION, unit, columns, slots, reports: kept }, null, 1)}\n`;
}

/** @param {string} zh @param {string} en @param {string} place @returns {never} */
const bad = (place, zh, en) => {
  throw problem("bad_file", place, { zh, en });
};

/** Fails where an object has other members than these. @param {any} value @param {string} place @param {string[]} members */
function only(value, place, members) {
  if (!value || typeof value !== "object" || Array.isArray(value)) bad(place, `${place}不是对象`, `${place} is no object`);
  for (const name of members) if (!(name in value)) bad(`${place}.${name}`, `${place}缺少${name}`, `${place} lacks ${name}`);
  for (const name of Object.keys(value)) if (!members.includes(name)) bad(`${place}.${name}`, `${place}有未知的成员${name}`, `${place} has an unknown member ${name}`);
}

/** @param {boolean} holds @param {string} place */
function must(holds, place) {
  if (!holds) bad(place, `${place}的内容不对`, `${place} is not as it must be`);
}

const isText = (/** @type {unknown} */ value) => typeof value === "string";
const isNumber = (/** @type {unknown} */ value) => typeof value === "number" && Number.isFinite(value);

/** @param {string} text @returns {State} */
export function opened(text) {
  /** @type {any} */
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    bad("$", `不是JSON（${/** @type {Error} */ (error).message}）`, `no JSON (${/** @type {Error} */ (error).message})`);
  }
  only(file, "$", ["innodex", "version", "unit", "columns", "slots", "reports"]);
  must(file.innodex === "report", "$.innodex");
  if (file.version !== VERSION) bad("$.version", `版本是${file.version}，本页能读${VERSION}`, `its version is ${file.version}; this page reads ${VERSION}`);
  must(isText(file.unit), "$.unit");
  must(Array.isArray(file.reports), "$.reports");
  const state = { unit: file.unit, columns: columnsIn(file.columns), slots: slotsIn(file.slots), reports: file.reports.map(reportIn) };
  must(new Set(state.reports.map((/** @type {Report} */ { id }) => id)).size === state.reports.length, "$.reports[].id");
  sound(state);
  return state;
}

/** @param {any} columns */
function columnsIn(columns) {
  must(Boolean(columns) && typeof columns === "object" && !Array.isArray(columns), "$.columns");
  for (const [key, choice] of Object.entries(columns)) {
    const place = `$.columns["${key}"]`;
    must(key.split("|").length === 3 && Boolean(choice) && typeof choice === "object", place);
    only(choice, place, Object.keys(choice).filter((name) => ["target", "direction"].includes(name)));
    must(choice.target === undefined || choice.target === null || isNumber(choice.target), `${place}.target`);
    must([undefined, 1, -1].includes(choice.direction), `${place}.direction`);
  }
  return columns;
}

/** @param {any} slots */
function slotsIn(slots) {
  must(Boolean(slots) && typeof slots === "object" && !Array.isArray(slots), "$.slots");
  const known = LADDERS.flatMap((ladder) => slotsOf(ladder).map(({ id }) => id));
  for (const [id, slot] of Object.entries(slots)) {
    const place = `$.slots.${id}`;
    must(known.includes(id), place);
    only(slot, place, ["column", "own", "target"].filter((name) => name in Object(slot)));
    must([undefined, null].includes(slot.column) || isText(slot.column), `${place}.column`);
    must([undefined, null].includes(slot.target) || isNumber(slot.target), `${place}.target`);
    for (const [period, value] of Object.entries(slot.own ?? {})) must(PERIOD.test(period) && isNumber(value), `${place}.own`);
  }
  return slots;
}

/** @param {any} report @param {number} n @returns {Report} */
function reportIn(report, n) {
  const place = `$.reports[${n}]`;
  only(report, place, ["id", "name", "source", "period", "text", "questions", "skipped", "rules", "next", "figures"]);
  for (const name of ["name", "source", "period", "text"]) must(isText(report[name]), `${place}.${name}`);
  must(/^r\d+$/.test(report.id), `${place}.id`);
  must(report.period === "" || PERIOD.test(report.period), `${place}.period`);
  must(Number.isInteger(report.next) && report.next > 0, `${place}.next`);
  must(Array.isArray(report.figures), `${place}.figures`);
  const at = units(report.text);
  const { figures, skipped, ...rest } = report;
  const items = figures.map((/** @type {any} */ figure, /** @type {number} */ i) => itemIn(figure, report, at, `${place}.figures[${i}]`));
  const ids = new Set(items.map((/** @type {any} */ { id }) => id));
  must(ids.size === items.length, `${place}.figures[].id`);
  must(Array.isArray(report.questions), `${place}.questions`);
  report.questions.forEach((/** @type {any} */ each, /** @type {number} */ i) => questionIn(each, `${place}.questions[${i}]`));
  for (const name of ["skipped", "rules"]) must(Array.isArray(report[name]), `${place}.${name}`);
  report.rules.forEach((/** @type {any} */ rule, /** @type {number} */ i) => {
    only(rule, `${place}.rules[${i}]`, ["name", "zh", "en", "example"]);
    must(Object.values(rule).every(isText), `${place}.rules[${i}]`);
  });
  const left = skipped.map((/** @type {any} */ each, /** @type {number} */ i) => spanIn(each, report, at, `${place}.skipped[${i}]`));
  return { ...rest, items, skipped: left };
}

/** @param {any} each @param {any} report @param {(at: number) => number} at @param {string} place */
function spanIn(each, report, at, place) {
  only(each, place, ["start", "end", "text", "rule"]);
  const [start, end] = [at(each.start), at(each.end)];
  must(isText(each.rule) && report.text.slice(start, end) === each.text, place);
  return { ...each, start, end };
}

/** @param {any} figure @param {any} report @param {(at: number) => number} at @param {string} place */
function itemIn(figure, report, at, place) {
  only(figure, place, ["id", "start", "end", "text", "read", "origin", "said", "status", "column"]);
  const [start, end] = [at(figure.start), at(figure.end)];
  must(Number.isInteger(start) && Number.isInteger(end) && start < end && report.text.slice(start, end) === figure.text, `${place}.start`);
  const [of, number] = String(figure.id).split(".");
  must(of === report.id && Number(number) > 0 && Number(number) < report.next, `${place}.id`);
  must(STATUSES.includes(figure.status), `${place}.status`);
  must(ORIGINS.includes(figure.origin) && (figure.origin === "read") <= Boolean(figure.read), `${place}.origin`);
  must(figure.column === null || (isText(figure.column) && figure.column.split("|").length === 3), `${place}.column`);
  only(figure.said, `${place}.said`, [...MEMBERS]);
  const { subject, value, high, unit, kind, target_of: otherwise, ...more } = figure.said;
  must(isText(subject) && isText(unit), `${place}.said.subject`);
  for (const each of [value, high]) must(each === null || isNumber(each), `${place}.said.value`);
  must(KINDS.includes(kind) && (otherwise === null || (KINDS.includes(otherwise) && otherwise !== "target")), `${place}.said.kind`);
  for (const [name, each] of Object.entries(more)) must(each === null || isText(each), `${place}.said.${name}`);
  if (figure.read !== null) readIn(figure.read, `${place}.read`);
  return { ...figure, start, end };
}

/** What the reader said of a figure: as much of it as is shown. @param {any} read @param {string} place */
function readIn(read, place) {
  must(Boolean(read) && typeof read === "object" && KINDS.includes(read.kind), place);
  must(isText(read.rule) && Array.isArray(read.rules) && read.rules.every(isText), `${place}.rules`);
  const { subject, unit, value, high, ...more } = saidOf(read);
  must(isText(subject) && isText(unit) && [value, high].every((each) => each === null || isNumber(each)), place);
  must([more.qualifier, more.period, more.region, more.compared_with].every((each) => each === null || isText(each)), place);
  must([undefined, null].includes(read.normalised) || isNumber(read.normalised), `${place}.normalised`);
  must([undefined, null].includes(read.normalised_unit) || isText(read.normalised_unit), `${place}.normalised_unit`);
}

/** @param {any} question @param {string} place */
function questionIn(question, place) {
  only(question, place, ["check", "items", "message", "answer"]);
  must(isText(question.check) && isText(question.answer), place);
  must(Array.isArray(question.items) && question.items.every(isText), `${place}.items`);
  must(isText(question.message?.zh) && isText(question.message?.en), `${place}.message`);
}

/** Fails where an accepted figure could not have been accepted. @param {State} state */
function sound(state) {
  for (const report of state.reports) for (const item of report.items) if (item.status === "accepted") complete(item, report.period);
  const columns = columnsOf(state);
  const [first, ...others] = columns.flatMap(({ cells }) => cells);
  const mixed = others.find(({ period }) => frequency(period) !== frequency(first.period));
  if (mixed) throw problem("mixed_periods", mixed.item.id, mixed.item.text, mixed.period, first.period);
  for (const column of columns) {
    for (const all of [column.cells, column.targets]) {
      const twice = all.find((cell, i) => all.some((other, j) => j < i && other.period === cell.period));
      if (twice) throw problem("two_values", twice.item.id, column.name.zh, twice.period, all[0].item.text, twice.item.text);
      const other = all.find(({ item }) => !inItsUnit(item));
      if (other) throw problem("other_unit", other.item.id, column.name.zh, other.item.said.unit, column.unit);
    }
  }
}
