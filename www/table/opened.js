/** The files that are open: what is understood of each, what the reader answered, and the plan that says all of it. */

import { written } from "../api/json.js";

/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").PlanSource} PlanSource */
/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../elements/problem.js").Problem} Problem */

/**
 * A table that is open, or a file that could not be opened.
 * @typedef {object} Opened
 * @property {string} name of the table: that of the file, or of a workbook with several tables `book.xlsx#Sheet`
 * @property {string} book the name of the file
 * @property {string | null} sheet its sheet, where the file has several tables
 * @property {string | null} kind what kind of file it is, where it is no text: XLSX, ODS
 * @property {Blob} blob
 * @property {string} source what the plan calls it
 * @property {PlanSource} answers what the reader said of it
 * @property {Understood | null} seen
 * @property {import("./point-view.js").Pointed | null} pointed what the reader points at
 * @property {Problem | null} problem
 */

/** A figure of an open file, to be chosen. @typedef {{ key: string, file: Opened, id: string, measure: string }} Choice */

/**
 * What the reader chose to rank by.
 * @typedef {object} Chosen
 * @property {string} above the key of a figure
 * @property {string} below the key of a figure, or nothing
 * @property {string} measure that the result is wanted in; empty for the usual
 * @property {1 | -1} direction
 * @property {"sum" | "mean"} summary of tables of many rows
 */

/** What a plan says of a file. @typedef {{ file: string, sheets: string[] | null, source: string, answers: PlanSource }} Expected */

/** Whether a plan means this table. @param {Expected} expected @param {Opened} opened */
export const isMeant = ({ file, sheets }, { book, sheet }) => file === book && (sheets === null || sheet === null || sheets.includes(sheet));

/**
 * The tables of a file that was opened, not understood yet.
 * @param {File} file
 * @param {{ tablesOf(name: string): string[], sheets(name: string): { name: string, file: string | null }[], kind(name: string): string | null }} tables
 * @param {Expected[]} expected
 * @param {Opened[]} others
 */
export function openedOf(file, tables, expected, others) {
  const names = tables.tablesOf(file.name);
  const sheets = tables.sheets(file.name);
  /** @type {Opened[]} */
  const opened = [];
  for (const name of names) {
    const sheet = names.length > 1 ? (sheets.find((each) => each.file === name)?.name ?? null) : null;
    /** @type {Opened} */
    const one = { name, book: file.name, sheet, kind: tables.kind(file.name), blob: file, source: "", answers: {}, seen: null, pointed: null, problem: null };
    const meant = expected.find((each) => isMeant(each, one));
    opened.push({ ...one, source: meant?.source ?? sourceName(sheet ?? file.name, [...others, ...opened]), answers: meant?.answers ?? {} });
  }
  return opened;
}

/**
 * The sheets of one workbook that hold the same figures in the same form, as one a year do: they are read in one go.
 * @param {Opened[]} files @param {Opened} file
 */
export function ofOneForm(files, file) {
  /** @param {Opened} each */
  const form = ({ seen, answers }) => seen && written([seen.form, seen.figures.map(({ id, measure }) => [id, measure]), answers.period]);
  const alike = files.filter((each) => each.book === file.book && each.sheet !== null && form(each) === form(file));
  return alike.length ? alike : [file];
}

/** @typedef {import("../api/types.js").LineSeen} LineSeen */

/** What the first filled cell of a line says. @param {LineSeen} line */
const first = ({ cells }) => cells.find(({ text }) => text.trim())?.text.trim();

/** A line as a plan names it: what it says still names it in next year's file; where others say the same its number does. @param {LineSeen[]} lines @param {LineSeen} line */
function named(lines, line) {
  const text = first(line);
  return text && lines.filter((other) => first(other) === text).length === 1 && !/^\d+$/.test(text) ? text : line.row;
}

/** Answers without lists and objects that say nothing. @param {Record<string, any>} answers */
const said = (answers) => Object.fromEntries(Object.entries(answers).filter(([key, value]) => !["header", "skip", "totals"].includes(key) || Object.keys(value).length));

/**
 * What is answered of a table, with a line of it taken for something else.
 * @param {Opened} opened
 * @param {LineSeen} line
 * @param {"header" | "body" | "total" | "left_out" | null} as null: as it looks
 * @returns {PlanSource}
 */
export function corrected({ answers, seen }, line, as) {
  const lines = seen?.lines ?? [];
  const name = named(lines, line);
  /** @param {(string | number)[] | null | undefined} list */
  const others = (list) => (list ?? []).filter((each) => each !== name && each !== line.row);
  const known = () => lines.filter(({ taken }) => taken === "header").map((each) => named(lines, each));
  const header = others(answers.header ?? (as === "header" || line.taken === "header" ? known() : []));
  const skip = others(answers.skip);
  const unit = line.cells.find(({ taken }) => taken === "unit")?.text.trim();
  const totals = { ...answers.totals };
  if (unit) delete totals[unit];
  if (as === "header") header.push(name);
  if (as === "left_out") skip.push(name);
  if (unit && as === "total") totals[unit] = true;
  if (unit && as === "body" && line.taken === "total") totals[unit] = false;
  return said({ ...answers, header, skip, totals });
}

/**
 * What is answered of a table, with the lines from one to another taken for something else. Lines that are the header are all of it.
 * @param {Opened} opened
 * @param {number} from @param {number} to
 * @param {"header" | "body" | "left_out" | null} as null: as they look
 * @returns {PlanSource}
 */
export function correctedLines(opened, from, to, as) {
  const lines = opened.seen?.lines ?? [];
  const meant = lines.filter(({ row }) => row >= from && row <= to);
  if (as === "header") {
    const names = meant.map((line) => named(lines, line));
    return said({ ...opened.answers, header: names, skip: (opened.answers.skip ?? []).filter((each) => !names.includes(each) && !meant.some(({ row }) => row === each)) });
  }
  const answers = meant.reduce((answers, line) => corrected({ ...opened, answers }, line, as), opened.answers);
  if (as !== "left_out") return answers;
  // Of many lines that look alike not all are shown: the others by their numbers.
  const hidden = [...Array(to - from + 1).keys()].map((at) => from + at).filter((row) => !meant.some((line) => line.row === row));
  return said({ ...answers, skip: [...(answers.skip ?? []), ...hidden] });
}

/** A name for a source that no other has. @param {string} file @param {Opened[]} others */
export function sourceName(file, others) {
  const stem = file.replace(/\.[^.]*$/, "") || file;
  let name = stem;
  for (let n = 2; others.some(({ source }) => source === name); n++) name = `${stem} ${n}`;
  return name;
}

/**
 * One answer into what was answered before: objects are joined, lists are continued, the rest is replaced.
 * @param {Record<string, any>} answers
 * @param {Record<string, any>} more
 * @returns {Record<string, any>}
 */
export function answered(answers, more) {
  const joined = { ...answers };
  for (const [key, value] of Object.entries(more)) {
    const before = joined[key];
    if (Array.isArray(value)) joined[key] = [...new Set([...(before ?? []), ...value])];
    else if (value && typeof value === "object") joined[key] = { ...before, ...value };
    else joined[key] = value;
  }
  return joined;
}

/**
 * A plan, as text, with what the reader answered of one of its sources; a text that is no plan stays as it is.
 * @param {string} text @param {string} source @param {PlanSource} answers
 */
export function answeredIn(text, source, answers) {
  try {
    const plan = JSON.parse(text);
    plan.sources = { ...plan.sources, [source]: { ...plan.sources?.[source], ...answers } };
    return written(plan, null, 2);
  } catch {
    return text;
  }
}

/** The framework that ranks by one column of a panel, as it is. @param {import("../api/types.js").Indicator} indicator */
export function byColumn({ id, zh, en, unit }) {
  const name = { zh: zh || id, en: en || id };
  const aside = unit ? { zh: `（${unit}）`, en: ` (${unit})` } : { zh: "", en: "" };
  return {
    id: "table",
    name: { zh: name.zh + aside.zh, en: name.en + aside.en },
    indicators: [{ id, name, unit: unit ?? "", direction: 1 }],
    tree: { id: "index", name, children: [{ id }] },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  };
}

/** What has to be settled in a file. @param {Opened} opened */
export const waiting = ({ seen }) => seen?.remarks.filter(({ severity }) => severity === "error") ?? [];

/** The plan of a file alone, as it is understood by. @param {Opened} opened @returns {Plan} */
export const planOf = ({ name, source, answers }) => ({ sources: { [source]: { file: name, ...answers } } });

/** The figures of all open files. @param {Opened[]} files @returns {Choice[]} */
export const choices = (files) =>
  files.filter((file) => ofOneForm(files, file)[0] === file).flatMap((file) => (file.seen?.figures ?? []).map(({ id, measure }) => ({ key: written([file.source, id]), file, id, measure })));

/**
 * The plan that computes what was chosen, and the framework that ranks by it: its scores unfold to the two published figures.
 * @param {Choice} above
 * @param {Choice | undefined} below
 * @param {Chosen} chosen
 * @param {{ measure: string, scale: number } | null} quotient
 * @param {{ rank: string, ratio: (above: string, below: string) => string }} names of new columns
 * @param {Opened[]} all the tables that are open
 */
export function planned(above, below, { direction, summary }, quotient, names, all) {
  const files = below && below.file !== above.file ? [above.file, below.file] : [above.file];
  /** What is done with a file's own rows. @param {Opened} file */
  const source = (file) => {
    const ids = [above, below].filter((each) => each?.file === file).map((each) => /** @type {Choice} */ (each).id);
    const grouped = { step: "group_by", by: ["unit", "period"], figures: Object.fromEntries(ids.map((id) => [id, { [summary]: id }])) };
    const alike = ofOneForm(all, file);
    const sheets = alike.flatMap(({ sheet }) => (sheet === null ? [] : [sheet]));
    const answers = alike.reduce((answers, each) => answered(answers, each.answers), {});
    const sheet = sheets.length ? { sheet: sheets.length > 1 ? sheets : sheets[0] } : {};
    return { file: file.book, ...sheet, ...answers, ...(file.seen?.form === "records" ? { steps: [grouped] } : {}) };
  };
  const joins = files.slice(1).map((file) => ({ step: "join", with: file.source }));
  const columns = [...new Set([above.id, ...(below ? [below.id] : [])])];
  /** A name for a new column. @param {string} name */
  const column = (name) => {
    while (columns.includes(name)) name += "′";
    columns.push(name);
    return name;
  };
  const divided = below && { id: column(names.ratio(above.id, below.id)), numerator: above.id, denominator: below.id, ...(quotient?.measure ? { measure: quotient.measure } : { scale: quotient?.scale ?? 1 }) };
  const ranked = { id: column(names.rank), column: divided?.id ?? above.id, ...(direction === 1 ? {} : { direction }) };
  const steps = [...joins, ...(divided ? [{ step: "ratio", ...divided }] : []), { step: "rank", ...ranked }];
  const plan = {
    sources: Object.fromEntries(files.map((file) => [file.source, source(file)])),
    ...(joins.length ? { from: above.file.source } : {}),
    steps,
    indicators: columns,
  };

  const id = below ? "ratio" : above.id;
  const name = below ? { zh: `${above.id}／${below.id}`, en: `${above.id} / ${below.id}` } : { zh: above.id, en: above.id };
  const measure = below ? (quotient?.measure ?? "") : above.measure;
  const aside = measure ? { zh: `（${measure}）`, en: ` (${measure})` } : { zh: "", en: "" };
  const title = { zh: name.zh + aside.zh, en: name.en + aside.en };
  const ratio = below ? { numerator: above.id, denominator: below.id, scale: quotient?.scale ?? 1 } : {};
  const framework = {
    id: "table",
    name: title,
    indicators: [{ id, name, unit: measure, direction, ...ratio }],
    tree: { id: "index", name, children: [{ id }] },
    steps: [
      ...(below ? [{ step: "denominate" }] : []),
      // As they are, highest first; turned round they need a scale.
      ...(direction === 1 ? [] : [{ step: "normalise", method: "min_max" }]),
      { step: "aggregate", method: "arithmetic" },
    ],
  };
  return { plan: /** @type {Plan} */ (plan), framework };
}
