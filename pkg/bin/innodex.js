#!/usr/bin/env node
// The command line: standard output carries only the result, everything else goes to standard error; exit 0, or 2 with
// the error. What it prints is computed by the same wasm as on a page.
import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { check, coinr, coinrModel, frameworks, InnodexError, Model } from "../dist/node.js";
import { answered, options as MEMBERS, questionOf, requestOf, sentences, usage } from "./questions.js";
import { csv, hintAndMend, json, table, visible } from "./print.js";

const usageText = () => `innodex rank --framework F --period P [--compare P0] [--data D --indicators J] [--node N --region R --ties T]
innodex growth --indicator I --rate R --period P [--from P0 --lag K --base P0 --deflator I2] [--data D --indicators J --framework F]
innodex trend --indicator I --period P [--from P0] [--data D --indicators J --framework F]
innodex explain [SCENARIO] --unit U --period P [--from P0 --then F2] --framework F [--data D --indicators J] [--node N --region R --ties T --decomposition C]
innodex scenario FILE --framework F --period P [--data D --indicators J] [--node N --region R --ties T]
innodex goal --framework F --period P --unit U --indicator I (--rank K | --score S) [--limit 10] [--money [--assumptions A]] [--data D --indicators J] [--node N --region R]
innodex tornado --framework F --period P --unit U [--percent 10] [--node N] [--data D --indicators J]
innodex least-data --framework F --period P --unit U [--spec S --draws N --seed N] [--node N] [--data D --indicators J]
innodex allocate BUDGET.json --framework F --period P [--data D --indicators J]
innodex table [PLAN.json] FILE... [--register CSV] [--sql [--dialect duckdb|spark|postgres]]
innodex table [PLAN.json] FILE... --notes | --origin --unit U --period P --indicator I
innodex table FILE... --sheets
innodex report FILE...
innodex audit --framework F --period P [--data D --indicators J] [--note]
innodex uncertainty --framework F --period P [--spec S --draws N --seed N] [--data D --indicators J]
innodex uncertainty --coinr DATA.csv META.csv [--group COLUMN] [--spec S --draws N --seed N]
innodex confidence --cells CELLS --framework F --period P [--coverage 0.95 --kind K --without exact|median --draws N --seed N] [--data D]
innodex coinr DATA.csv META.csv | WORKBOOK.xlsx [--group COLUMN]
innodex convert WORKBOOK.xlsx DATA.csv META.csv
innodex convert DATA.csv META.csv WORKBOOK.xlsx
innodex publish PROJECT.json --out DIR [--zip FILE --date D --address URL]
innodex verify DIR
innodex frameworks
innodex check FILE...
${usage(Object.keys(COMMANDS))}

explain  why the rank of U (code or name) changed: from P0 to P, without and with SCENARIO, from framework F to F2; any of these
         together. C  shapley (default) | ordered
goal     the smallest change of column I with which U reaches rank K or score S, within 10 times the present value
--money  the least money into column I (op "fund"), under the assumptions of the JSON file A (additionality, returns, elasticities)
allocate the split of a budget (schema/budget.json) that raises most the mean score of all units, the lowest score among the
         recipients, or one unit's score; it is optimal where the gap is 0, else the best found
least-data for every indicator, U level with the unit next above: the ranks gained, and the 90% interval of the new rank
--compare  the rank and the score in P0 too, and the change of rank, or why there is none: that the two periods have other indicators
tornado  the effect of some per cent more and less of every column that the index is made of
trend    the Theil-Sen slope a year with the Mann-Kendall test (S, variance, z, p, tau)
${sentences(Object.keys(COMMANDS), "en")}
report   the figures of work reports in Chinese (text, DOCX, ODT, web pages), each with its kind and the words that say so; what they raise
         is noted. What the steps of an index did is the command steps
--note   the methodology note, in place of the audit's findings
DATA, META  COINr's iData and iMeta; COLUMN of DATA groups the units whose mean is imputed
confidence  the ranks that the standard errors of figures leave open (CELLS: code, period, indicator, standard_error); figures
         without one are treated as exact, with a warning; N draws for errors (10,000) and critical values (1,000)
K   simultaneous (default): of all units at once | marginal
publish writes the files of a publication (schema/project.json) into DIR, and as a zip into FILE; D  its date, 2026-11-30, today where
         left out; URL  the address where DIR will be; verify computes the figures of DIR again and names what differs
S   what varies (schema/uncertainty.json); where left out, what the framework says, or the default
WORKBOOK  of the JRC's COIN Tool (XLSX, XLSM), or with the sheets iData and iMeta; convert writes the files that are named last
FILE of a table: CSV, TSV, XLSX, XLSM, XLSB, XLS, ODS, an HTML table, JSON records; --sheets lists the sheets of workbooks
PLAN the steps from raw tables to a panel (schema/plan.json); where left out, the figures of all files come together as they are read
--notes  in place of the panel what its figures' marks say (estimated, provisional, ...): CSV that --cells reads again
--origin  in place of the panel the cells of FILEs that the figure I of U in P is, or was computed of
--sql   the plan as one SELECT, over the tables or files that its sources name; FILEs are samples of them, each named like its source
--register  a register of units of one's own, which tables name: CSV with the columns code, name (further names behind |), parent, group
F   id of a ready framework (innodex frameworks), or a JSON file; provincial where left out
P   a period: 2022, 2022Q1 or 2022-03
I2  a column with the level of a price index, for --rate real
D   panel CSV; the embedded provincial panel where left out.  J   indicators JSON
N   a node of the framework's tree, R  east | central | west | northeast, or the code or name of a
    parent or group of the data (42, 湖北), T  competition | modified | dense | ordinal | fractional
--format csv | json | table (default; of goal json)   --lang zh (default) | en`;

const OPTIONS = Object.fromEntries(
  ["framework", "period", "compare", "data", "indicators", "cells", "node", "region", "ties", "indicator", "rate", "from", "lag", "base", "deflator", "unit", "then", "decomposition", "group", "spec", "draws", "seed", "coverage", "kind", "rank", "score", "limit", "percent", "assumptions", "coinr", "register", "dialect", "out", "zip", "date", "address", "format", "lang", ...MEMBERS].map(
    (name) => [name, { type: /** @type {const} */ ("string") }],
  ),
);

/**
 * An error of the command itself.
 * @param {string} zh @param {string} en @param {string} place
 */
const wrong = (zh, en, place = "") =>
  new InnodexError({
    code: "bad_command",
    place,
    message: { zh, en },
    hint: { zh: "用法见 innodex --help。", en: "See innodex --help." },
  });

/** A fault of ours, in one line. @param {any} fault */
const unexpected = (fault) => {
  const why = String(fault?.message ?? fault).split("\n")[0];
  return new InnodexError({
    code: "unexpected",
    place: "",
    message: { zh: `程序出错：${why}。`, en: `A fault of innodex: ${why}.` },
    hint: { zh: "请连同命令和文件报告给 innodex。", en: "Please report it with the command and the files." },
  });
};

/** @param {string} path */
async function file(path) {
  try {
    return await readFile(path);
  } catch (fault) {
    const why = /** @type {NodeJS.ErrnoException} */ (fault).code ?? "";
    throw wrong(`无法读取文件（${why}）。`, `The file cannot be read (${why}).`, path);
  }
}

/** How long a plan of raw tables may be; what is longer is a table. */
const LONGEST_PLAN = 1e7;

/** A file that is read in pieces where it lies on a disk; what comes by a pipe is read at once. @param {string} path */
async function onDisk(path) {
  const known = await stat(path).catch(() => null);
  if (!known?.isFile()) {
    const bytes = await file(path);
    return new Blob([bytes]);
  }
  /** @param {number} from @param {number} to */
  const slice = (from, to) => ({
    async arrayBuffer() {
      const handle = await open(path);
      try {
        const bytes = new Uint8Array(to - from);
        for (let at = 0; at < bytes.length; ) {
          const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at);
          if (bytesRead === 0) throw wrong("文件在读取时变短了。", "The file became shorter while it was read.", path);
          at += bytesRead;
        }
        return bytes.buffer;
      } finally {
        await handle.close();
      }
    },
  });
  return { size: known.size, slice };
}

/** @typedef {Record<string, string | undefined>} Values */

/** The JSON of a file. @param {Uint8Array} bytes @param {string} name */
function written(bytes, name) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (fault) {
    throw wrong(`不是 JSON：${/** @type {Error} */ (fault).message}`, `Not JSON: ${/** @type {Error} */ (fault).message}`, name);
  }
}

/** A framework: the id of a ready one, or the JSON of a file. @param {string | undefined} name */
async function framework(name) {
  if (name === undefined || !/[./\\]/.test(name)) return name;
  return new TextDecoder().decode(await file(name));
}

/** @param {Values} values @param {string | null} [otherwise] the framework where none is named */
async function model(values, otherwise) {
  const [data, indicators, cells, spec] = await Promise.all([
    values.data === undefined ? undefined : file(values.data),
    values.indicators === undefined ? undefined : file(values.indicators).then((bytes) => new TextDecoder().decode(bytes)),
    values.cells === undefined ? undefined : file(values.cells),
    framework(values.framework),
  ]);
  /** @param {import("../dist/node.js").LoadOptions["data"]} from */
  const load = (from) => Model.load({ data: from, indicators, cells, framework: spec ?? otherwise });
  try {
    const loaded = await load(data);
    if (data) await sayWhatWasRead(values, data);
    return loaded;
  } catch (thrown) {
    return load(await readAsTable(values.data, data, thrown, values.lang));
  }
}

/**
 * A panel of a file that is no CSV of the panel's form, where nothing has to be asked; else what was thrown, or what waits.
 * @param {string | undefined} path @param {Uint8Array | undefined} data @param {any} thrown @param {string | undefined} lang
 */
async function readAsTable(path, data, thrown, lang) {
  if (path === undefined || !data) throw thrown;
  const { Tables } = await import("../dist/tables-node.js");
  if (!Tables.otherForms.includes(thrown?.code) || thrown.place.startsWith("$")) throw thrown;
  const name = basename(path);
  const { kind, panel, waits } = await new Tables().converted(data, name).catch(() => Promise.reject(thrown));
  if (!panel || waits) {
    const hint = { zh: `请用 innodex table 加方案转换，或在原始表格页（table.html）确认后下载CSV。`, en: "Convert it by innodex table with a plan, or on the page of raw tables (table.html)." };
    throw new InnodexError({ code: thrown.code, place: thrown.place, message: /** @type {any} */ (waits), hint });
  }
  note(lang === "en" ? `${name} (${kind}) was read as a raw table: ${panel.units.length} units, ${panel.periods.length} periods.` : `“${name}”（${kind}）按原始表格读取：${panel.units.length}个单位、${panel.periods.length}个时期。`);
  return panel;
}

/** Rows that were set apart, and what is written in a way of its own: read without a question, but not without a word. */
const READ_SO = ["total_set_apart", "name_rewritten", "period_rewritten"];

/** @param {Values} values @param {Uint8Array} data */
async function sayWhatWasRead({ data: name, lang }, data) {
  const [found] = await check([data]);
  for (const { code, place, message } of found) {
    if (READ_SO.includes(code)) note(`${code} (${name}: ${place}): ${message[lang === "en" ? "en" : "zh"]}`);
  }
}

/** @param {Values} values @param {string} name */
function needed(values, name) {
  const value = values[name];
  if (value === undefined) throw wrong(`缺少 --${name}。`, `--${name} is missing.`);
  return value;
}

/** A number. @param {Values} values @param {string} name */
function decimal(values, name) {
  const text = values[name] ?? "";
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw wrong(`--${name} 须为数字。`, `--${name} must be a number.`);
}

/** A whole number, where it is given. @param {Values} values @param {string} name @param {number} least */
function whole(values, name, least) {
  const value = values[name] === undefined ? undefined : Number(values[name]);
  if (value === undefined || (Number.isInteger(value) && value >= least && value < 2 ** 32)) return value;
  throw wrong(`--${name} 须为不小于 ${least} 的整数。`, `--${name} must be a whole number from ${least}.`);
}

/** @param {Model} model @param {Values} values */
function ranked(model, { node, region, ties, compare }) {
  const { nodes } = model.description;
  const root = node ?? nodes[0].id;
  const at = nodes.findIndex(({ id }) => id === root);
  // In tree order; the root's groups are columns, its indicators are not.
  const below = nodes.filter((n, i) => !n.leaf && i !== at && isBelow(nodes, i, at));
  return { options: { node: root, region: /** @type {any} */ (region), ties: /** @type {any} */ (ties), compare }, below };
}

/** @param {Model["description"]["nodes"]} nodes @param {number} node @param {number} ancestor */
function isBelow(nodes, node, ancestor) {
  for (let at = nodes[node].parent; at !== null; at = nodes[at].parent) if (at === ancestor) return true;
  return false;
}

/**
 * Rows of a ranking with the score of every group below.
 * @param {Model} model @param {Pick<Model, "rank">} from @param {Values} values
 * @param {string} period
 */
function ranking(model, from, values, period) {
  const { options, below } = ranked(model, values);
  // A node's ranking carries the scores of its own children: deeper groups come with their parents'.
  const deeper = new Map();
  for (const { id, parent } of below) {
    const above = parent === null ? options.node : model.description.nodes[parent].id;
    if (!deeper.has(above)) {
      deeper.set(above, new Map(from.rank(period, { ...options, node: above }).map((row) => [row.code, row.dimensions])));
    }
    deeper.set(`score of ${id}`, deeper.get(above));
  }
  return from.rank(period, options).map((row) => ({
    code: row.code,
    unit: row.unit,
    rank: row.rank,
    score: row.score,
    ...Object.fromEntries(below.map(({ id }) => [id, deeper.get(`score of ${id}`).get(row.code)[id]])),
    reason: row.reason,
    ...(row.rank_before === undefined ? {} : { rank_before: row.rank_before, score_before: row.score_before }),
  }));
}

/**
 * The rows of a ranking with the change of rank since another period: below zero a unit has risen. Where the periods have other
 * indicators, or a unit has no rank in one of them, the reason.
 * @param {Model} model @param {ReturnType<typeof ranking>} rows @param {Values} values @param {string} period
 */
async function changed(model, rows, { node, region, compare }, period) {
  const { history } = await import("../dist/analysis.js");
  const answer = history(model, { node, region, periods: [/** @type {string} */ (compare), period] });
  const reasons = new Map(answer.rows.filter(({ before }) => before !== null).map((row) => [row.code, row.change_reason]));
  return rows.map((row) => {
    const change_reason = reasons.get(row.code) ?? null;
    const known = change_reason === null && row.rank !== null && (row.rank_before ?? null) !== null;
    return { ...row, rank_change: known ? /** @type {number} */ (row.rank) - /** @type {number} */ (row.rank_before) : null, change_reason };
  });
}

/** What the commands do: rows, or for people rows and the names of their columns. */
const COMMANDS = {
  /** @param {Values} values */
  async rank(values) {
    const period = needed(values, "period");
    const loaded = await model(values);
    const rows = ranking(loaded, loaded, values, period);
    return shaped(loaded, values.compare === undefined ? rows : await changed(loaded, rows, values, period));
  },

  /** @param {Values} values @param {string[]} files */
  async scenario(values, files) {
    if (files.length !== 1) throw wrong("需要一个情景文件。", "Give one scenario file.");
    const period = needed(values, "period");
    const [spec, loaded] = await Promise.all([file(files[0]), model(values)]);
    const scenario = loaded.scenario(new TextDecoder().decode(spec));
    const rows = ranking(loaded, scenario, values, period);
    for (const { text } of scenario.notes(period)) note(values.lang === "en" ? text.en : text.zh);
    // What money takes for granted is never hidden.
    const { assumptions, unseen } = await import("../dist/planning.js");
    for (const { text } of assumptions(scenario)) note(values.lang === "en" ? text.en : text.zh);
    for (const text of unseen(scenario, period)) note(values.lang === "en" ? text.en : text.zh);
    return shaped(loaded, rows);
  },

  /** @param {Values} values */
  async growth(values) {
    const [indicator, rate, period] = [needed(values, "indicator"), needed(values, "rate"), needed(values, "period")];
    const lag = values.lag === undefined ? undefined : Number(values.lag);
    if (lag !== undefined && !(Number.isInteger(lag) && lag > 0)) throw wrong("--lag 须为正整数。", "--lag must be a whole number from 1.");
    // Growth of one's own figures asks for no index.
    const loaded = await model(values, values.data === undefined ? undefined : null);
    const rows = loaded.growth({ indicator, rate: /** @type {any} */ (rate), period, from: values.from, base: values.base, lag, deflator: values.deflator });
    const { columns, nodes } = loaded.description;
    const { isMoney } = await import("../dist/analysis.js");
    if (rate !== "real" && isMoney([...nodes, ...columns].find(({ id }) => id === indicator)?.measure ?? "")) {
      note(values.lang === "en" ? "Nominal growth, at current prices." : "名义增长（现价）。");
    }
    // The ends that were used are in the JSON; here only the units are named whose own ends differ from what was asked.
    const asked = values.from ?? loaded.description.periods[0];
    const windowed = ["cagr", "least_squares", "trend_percent", "theil_sen"].includes(rate);
    for (const row of rows.filter((r) => windowed && r.value !== null && (r.from !== asked || r.to !== period))) {
      note(values.lang === "en" ? `${row.unit.en}: from ${row.from} to ${row.to}` : `${row.unit.zh}：${row.from} 至 ${row.to}`);
    }
    return values.format === "json"
      ? { rows, loaded }
      : { rows: rows.map(({ code, unit, value, reason }) => ({ code, unit, value, reason })), loaded };
  },

  /** @param {Values} values */
  async trend(values) {
    const [indicator, period] = [needed(values, "indicator"), needed(values, "period")];
    const { trend } = await import("../dist/analysis.js");
    const loaded = await model(values, values.data === undefined ? undefined : null);
    return shaped(loaded, trend(loaded, { indicator, period, from: values.from }));
  },

  /** @param {Values} values @param {string[]} files */
  async explain(values, files) {
    if (files.length > 1) throw wrong("至多一个情景文件。", "Give at most one scenario file.");
    const [unit, period] = [needed(values, "unit"), needed(values, "period")];
    if (files.length === 0 && values.from === undefined && values.then === undefined) {
      throw wrong("须有 --from、--then 或情景文件，说明与什么比较。", "--from, --then or a scenario must say what to compare with.");
    }
    const { explain } = await import("../dist/analysis.js");
    const [spec, first, second] = await Promise.all([
      files.length ? file(files[0]) : undefined,
      model(values),
      values.then === undefined ? undefined : model({ ...values, framework: values.then }),
    ]);
    const after = second ?? first;
    const scenario = spec && after.scenario(new TextDecoder().decode(spec));
    for (const { text } of scenario?.notes(period) ?? []) note(values.lang === "en" ? text.en : text.zh);
    const { node, region, ties, decomposition } = /** @type {any} */ (values);
    const options = { node, region, ties, decomposition };
    const to = scenario ? { scenario, period } : { model: after, period };
    const found = explain({ model: first, period: values.from ?? period }, to, unit, options);
    const why = found.reason ?? found.own_reason;
    if (why) note(after.reasonText(why)[values.lang === "en" ? "en" : "zh"]);
    return { ...shaped(after, explained(found, (values.format ?? "table") === "table")), json: found };
  },

  /** @param {Values} values */
  async goal(values) {
    const [period, unit, indicator] = [needed(values, "period"), needed(values, "unit"), needed(values, "indicator")];
    if ((values.rank === undefined) === (values.score === undefined)) throw wrong("须给出 --rank 或 --score 之一。", "Give either --rank or --score.");
    const { goal } = await import("../dist/planning.js");
    if (values.assumptions !== undefined && !values.money) throw wrong("--assumptions 只与 --money 并用。", "--assumptions goes with --money.");
    const fund = values.assumptions === undefined ? (values.money ? {} : undefined) : written(await file(values.assumptions), values.assumptions);
    whole(values, "rank", 1);
    const found = goal(await model(values), {
      ...{ period, unit, indicator, node: values.node, region: /** @type {any} */ (values.region), fund },
      ...Object.fromEntries(["rank", "score", "limit"].flatMap((name) => (values[name] === undefined ? [] : [[name, decimal(values, name)]]))),
    });
    // What money takes for granted is never hidden.
    for (const { text } of found.assumptions) note(values.lang === "en" ? text.en : text.zh);
    // An answer with all that moves is no table: it is JSON, unless a table is asked for.
    if (values.format !== "table") return { rows: [], columns: [], json: found, always: "json" };
    for (const each of found.moved) note(`${each.name[values.lang === "en" ? "en" : "zh"]}: ${each.from ?? "–"} → ${each.to} ${each.measure}`);
    const columns = ["reachable", "rank", "from", "to", "change", "change_percent", "best_rank"];
    return { rows: [found], columns: values.money ? ["reachable", "money", ...columns.slice(1)] : columns };
  },

  /** @param {Values} values @param {string[]} files */
  async allocate(values, files) {
    if (files.length !== 1) throw wrong("需要一个预算文件。", "Give one budget file.");
    const period = needed(values, "period");
    const [budget, loaded] = await Promise.all([file(files[0]), model(values)]);
    const { allocate } = await import("../dist/planning.js");
    const found = allocate(loaded, period, new TextDecoder().decode(budget));
    const lang = values.lang === "en" ? "en" : "zh";
    // Every recipient has its own; what is the same for all is said once.
    for (const text of new Set([...found.assumptions.map(({ text }) => text[lang]), ...found.notes.map((text) => text[lang])])) note(text);
    const { before, achieved, equal, bound, spent, unspent, measure } = found;
    const most = bound ?? { zh: "未知", en: "unknown" }[lang];
    note(
      lang === "en"
        ? `Objective: ${before} without money, ${equal} split equally, ${achieved} by this split; upper bound: ${most}. Spent ${spent} ${measure}, unspent ${unspent}.`
        : `目标值：无资金 ${before}，平均分配 ${equal}，本方案 ${achieved}；上限：${most}。已分配 ${spent} ${measure}，剩余 ${unspent}。`,
    );
    const columns = ["id", "name", "amount", "at", "marginal", "score_before", "score", "rank_before", "rank"];
    return { rows: found.recipients, columns, json: found };
  },

  /** @param {Values} values */
  async tornado(values) {
    const { tornado } = await import("../dist/planning.js");
    const percent = values.percent === undefined ? undefined : decimal(values, "percent");
    const bars = tornado(await model(values), { period: needed(values, "period"), unit: needed(values, "unit"), percent, node: values.node });
    const rows = bars.map(({ indicator, name, less, more, note: why }) => ({
      ...{ indicator, name, score_less: less?.score ?? null, rank_less: less?.rank ?? null, score_more: more?.score ?? null, rank_more: more?.rank ?? null },
      note: why,
    }));
    return { rows, columns: ["indicator", "name", "score_less", "rank_less", "score_more", "rank_more", "note"], json: bars };
  },

  /** @param {Values} values */
  async "least-data"(values) {
    const { leastData } = await import("../dist/planning.js");
    const raised = leastData(await model(values), {
      ...{ period: needed(values, "period"), unit: needed(values, "unit"), node: values.node, draws: whole(values, "draws", 0), seed: whole(values, "seed", 0) },
      spec: values.spec === undefined ? undefined : new TextDecoder().decode(await file(values.spec)),
    });
    const rows = raised.map(({ interval, ...row }) => ({ ...row, Q5: interval?.[0] ?? null, Q95: interval?.[1] ?? null }));
    return { rows, columns: ["indicator", "name", "from", "to", "next", "column", "change_percent", "rank_before", "rank", "gained", "Q5", "Q95", "reason"], json: raised };
  },

  /** @param {Values} values @param {string[]} files */
  async table({ lang, sheets, register, sql, dialect, notes, origin, ...asked }, files) {
    const [first, ...rest] = files;
    if (first === undefined) throw wrong("需要至少一个表格文件。", "Give at least one table.");
    const { Tables } = await import("../dist/tables-node.js");
    const begins = await onDisk(first);
    const opening = begins.size > LONGEST_PLAN ? null : new Uint8Array(await begins.slice(0, begins.size).arrayBuffer());
    const hasPlan = opening !== null && !isData(opening);
    const plan = hasPlan ? new TextDecoder().decode(opening) : "{}";
    const tables = new Tables();
    if (register !== undefined) await tables.register(await file(register), basename(register));
    const seen = [];
    for (const name of hasPlan ? rest : files) {
      await tables.open(name === first ? begins : await onDisk(name), name);
      if (!sheets) for (const table of tables.tablesOf(name)) seen.push(await tables.understand(table, plan));
    }
    if (sheets) {
      const rows = (hasPlan ? rest : files).flatMap((name) => tables.sheets(name).map(({ name: sheet, file: table, problem, ...sheetSeen }) => ({ file: name, sheet, ...sheetSeen, table, problem: problem?.code ?? null })));
      return { rows, columns: ["file", "sheet", "rows", "columns", "hidden", "table", "problem"] };
    }
    // All that has to be settled, not only the first of it.
    const waiting = seen.flatMap((each) =>
      each.remarks
        .filter(({ severity }) => severity === "error")
        .map(({ code, place, message, hint }) => new InnodexError({ code, place: place.startsWith(".") ? place : `${each.file}: ${place}`, message, hint })),
    );
    if (waiting.length) throw Object.assign(waiting[0], { others: waiting.slice(1) });
    if (sql) {
      const written = await tables.sql(plan, { dialect: /** @type {any} */ (dialect) });
      for (const { place, message } of written.remarks) note(`${place}${place && " "}${message[lang === "en" ? "en" : "zh"]}`);
      process.stdout.write(`${written.sql}\n`);
      return null;
    }
    if (origin) {
      const [unit, period, indicator] = ["unit", "period", "indicator"].map((name) => needed(asked, name));
      const found = await tables.origin(plan, { unit, period, indicator });
      if (found.all > found.cells.length) note(lang === "en" ? `The first ${found.cells.length} of ${found.all} cells.` : `共${found.all}个单元格，列出前${found.cells.length}个。`);
      const rows = found.cells.map(({ note: said, ...cell }) => ({ ...cell, mark: said?.mark ?? null, note: said?.text ?? null }));
      return { rows, columns: ["file", "sheet", "cell", "row", "text", "figure", "period", "mark", "note"], json: found };
    }
    const made = await tables.run(plan);
    if (notes) {
      const rows = made.panel.notes.map(({ unit, period, indicator, mark, text }) => ({ code: unit, period, indicator, note: text || mark, mark }));
      return { rows, columns: ["code", "period", "indicator", "note", "mark"] };
    }
    for (const { place, message } of made.remarks) note(`${place}${place && " "}${message[lang === "en" ? "en" : "zh"]}`);
    return tabular(made);
  },

  /** @param {Values} values @param {string[]} files */
  async report({ lang }, files) {
    if (files.length === 0) throw wrong("需要至少一个工作报告文件。各步骤的结果见命令 steps。", "Give at least one file of a work report. What the steps did is the command steps.");
    const { report } = await import("./report.js");
    return report(files, file, (text) => note(text[lang === "en" ? "en" : "zh"]));
  },

  /** @param {Values} values */
  async audit(values) {
    const period = needed(values, "period");
    const { audit } = await import("../dist/analysis.js");
    const found = audit(await model(values), period);
    if (values.note) return { rows: [], columns: [], text: found.note };
    return { rows: found.remarks, columns: ["check", "place", "other", "value", "threshold", "message", "explanation"], json: found };
  },

  /** @param {Values} values @param {string[]} files */
  async uncertainty(values, files) {
    const tables = values.coinr === undefined ? null : [values.coinr, ...files];
    if (tables && tables.length !== 2) throw wrong("需要两个文件：iData 和 iMeta。", "Two files are needed: iData and iMeta.");
    const [spec, loaded] = await Promise.all([
      values.spec === undefined ? undefined : file(values.spec).then((bytes) => new TextDecoder().decode(bytes)),
      tables ? Promise.all(tables.map(file)).then(([data, meta]) => coinrModel(data, meta, values.group)) : model(values),
    ]);
    const period = tables ? /** @type {string} */ (loaded.description.periods.at(-1)) : needed(values, "period");
    const { uncertainty } = await import("../dist/robustness.js");
    const analysis = uncertainty(loaded, { period, spec, draws: whole(values, "draws", 1), seed: whole(values, "seed", 0) });
    const code = tables ? "uCode" : "code";
    for (const warning of analysis.warnings) note(warning[values.lang === "en" ? "en" : "zh"]);
    // COINr takes its quantiles by type 7, everybody else wants ranks.
    const intervals = analysis.intervals({ quantiles: tables ? 7 : 3 });
    const rows = intervals.map((row) => ({
      [code]: row.code,
      unit: row.unit,
      Nominal: row.nominal,
      Mean: row.mean,
      Median: row.median,
      Q5: row.q5,
      Q95: row.q95,
      missing: row.missing,
      tier: row.tier,
    }));
    for (const { unit, missing } of intervals.filter((row) => row.missing > 0 && row.nominal !== null)) {
      const share = `${(100 * missing).toFixed(1)} %`;
      note(values.lang === "en" ? `${unit.en}: no rank in ${share} of the draws` : `${unit.zh}：在 ${share} 的抽取中没有名次`);
    }
    return { rows, columns: [code, ...(values.format === "csv" ? [] : ["unit"]), "Nominal", "Mean", "Median", "Q5", "Q95"] };
  },

  /** @param {Values} values */
  async confidence(values) {
    const period = needed(values, "period");
    const coverage = values.coverage === undefined ? 0.95 : Number(values.coverage);
    const { confidenceSets } = await import("../dist/robustness.js");
    const kind = /** @type {any} */ (values.kind);
    const rows = confidenceSets(await model(values), period, { node: values.node, coverage, kind, draws: whole(values, "draws", 2), seed: whole(values, "seed", 0), without: /** @type {any} */ (values.without) });
    if (!rows) throw wrong("得分所依据的数值都没有标准误（cells 文件的 standard_error 列）。", "No figure that the scores rest on has a standard error (the column standard_error of the cells file).", "cells");
    for (const warning of rows.warnings) note(warning[values.lang === "en" ? "en" : "zh"]);
    return { rows, columns: ["code", "unit", "standard_error", "lower", "upper"] };
  },

  /** @param {Values} values @param {string[]} files */
  async coinr({ group }, files) {
    const [data, meta] = await coinrTables(files);
    const { columns, rows } = await coinr(data, meta, group);
    return { rows: rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))), columns };
  },

  /** Writes files, and prints nothing. @param {Values} values @param {string[]} files */
  async convert(values, files) {
    const books = files.map((name) => WORKBOOK.test(name));
    if (files.length !== 3 || books[1] || books[0] === books[2]) {
      throw wrong("需要工作簿和 iData、iMeta 三个文件，工作簿在最前或最后。", "Three files are needed: a workbook, first or last, and iData and iMeta.");
    }
    if (new Set(files.map((name) => resolve(name))).size < 3) throw wrong("三个文件须各不相同。", "The three files must differ.");
    const { readCoinTool, writeCoinTool } = await import("../dist/workbook-node.js");
    if (books[0]) {
      const { data, meta } = await readCoinTool(await file(files[0]));
      await save(files[1], data);
      // Half of a conversion is none.
      await save(files[2], meta).catch((fault) => rm(files[1]).then(() => Promise.reject(fault)));
    } else {
      const [data, meta] = await Promise.all(files.slice(0, 2).map(file));
      await save(files[2], await writeCoinTool({ data, meta }));
    }
    return null;
  },

  /** Writes files, and prints nothing. @param {Values} values @param {string[]} files */
  async publish(values, files) {
    if (files.length !== 1) throw wrong("需要一个项目文件。", "Give one project file.");
    if (values.out === undefined && values.zip === undefined) throw wrong("缺少 --out 或 --zip。", "--out or --zip is missing.");
    const { publishing } = await import("./publish.js");
    await publishing(values, files[0], note);
    return null;
  },

  /** @param {Values} values @param {string[]} files */
  async verify(values, files) {
    if (files.length !== 1) throw wrong("需要一个文件夹。", "Give one folder.");
    const { verifying } = await import("./publish.js");
    const found = await verifying(files[0], values.lang === "en" ? "en" : "zh", note);
    if (!found.same) process.exitCode = 2;
    return found;
  },

  async frameworks() {
    return { rows: await frameworks(), columns: ["id", "name", "indicators", "source"] };
  },

  /** @param {Values} values @param {string[]} files */
  async check({ format }, files) {
    if (files.length === 0) throw wrong("需要至少一个文件。", "Give at least one file.");
    const contents = await Promise.all(files.map(file));
    const { checkProject, isProject } = await import("./publish.js");
    // Plans and projects are checked each by itself, the other files against each other.
    const alone = contents.map((bytes) => (isProject(bytes) ? checkProject : isPlan(bytes) ? checkPlan : null));
    const others = await check(contents.filter((_, at) => !alone[at]));
    const found = [];
    for (const [at, bytes] of contents.entries()) found.push((await alone[at]?.(bytes, files[at])) ?? /** @type {import("../dist/node.js").Finding[]} */ (others.shift()));
    const forPeople = (format ?? "table") === "table";
    /** @param {import("../dist/node.js").Finding} finding */
    const said = ({ message, hint }) =>
      forPeople ? { zh: message.zh + hint.zh, en: `${message.en} ${hint.en}` } : message;
    const rows = found.flatMap((findings, at) =>
      findings.map((finding) => ({ file: files[at], ...finding, message: said(finding) })),
    );
    if (rows.some(({ severity }) => severity === "error")) process.exitCode = 2;
    return { rows, columns: ["file", "severity", "code", "place", "message"] };
  },
};

/** The four parts, and their sum. @type {Record<string, import("../dist/node.js").Text>} */
const PARTS = {
  own: { zh: "自身数据", en: "own data" },
  others: { zh: "其他地区数据", en: "data of the others" },
  weights: { zh: "权重", en: "weights" },
  method: { zh: "方法", en: "method" },
  change: { zh: "合计变化", en: "change" },
};

/** @typedef {{ id: string, name: import("../dist/node.js").Text } | null} Named */

/**
 * Rows of an explanation: the parts, those of own data by dimension and by indicator, and the whole change.
 * @param {import("../dist/analysis.js").Explanation} found @param {boolean} forPeople
 */
function explained(found, forPeople) {
  const { parts, dimensions, indicators } = found;
  /** @param {string} part @param {Named} dimension @param {Named} indicator @param {{ rank: number | null, score: number | null }} change */
  const row = (part, dimension, indicator, { rank, score }) =>
    forPeople
      ? { part: indicator ? indented(indicator.name, 4) : dimension ? indented(dimension.name, 2) : PARTS[part], places: rank, score_change: score }
      : { part, dimension: dimension?.id ?? null, indicator: indicator?.id ?? null, rank, score };
  const rows = Object.entries(parts ?? {}).flatMap(([part, change]) => [
    row(part, null, null, change),
    ...(part === "own" ? below(dimensions, indicators, (dimension, indicator, change) => row(part, dimension, indicator, change)) : []),
  ]);
  return [...rows, row("change", null, null, found)];
}

/**
 * Dimensions, each with its indicators; an indicator that is one itself stands once.
 * @template T
 * @param {import("../dist/analysis.js").Explanation["dimensions"]} dimensions
 * @param {import("../dist/analysis.js").Explanation["indicators"]} indicators
 * @param {(dimension: Named, indicator: Named, change: { rank: number, score: number }) => T} row
 * @returns {T[]}
 */
function below(dimensions, indicators, row) {
  const inside = dimensions.flatMap((dimension) => [
    ...(indicators.some(({ id }) => id === dimension.id) ? [] : [row(dimension, null, dimension)]),
    ...indicators.filter((each) => each.dimension === dimension.id).map((each) => row(dimension, each, each)),
  ]);
  return [...inside, ...indicators.filter(({ dimension }) => dimension === null).map((each) => row(null, each, each))];
}

/** @param {import("../dist/node.js").Text} text @param {number} by */
const indented = ({ zh, en }, by) => ({ zh: " ".repeat(by) + zh, en: " ".repeat(by) + en });

/** How the names of workbooks end. */
const WORKBOOK = /\.xls[xm]$/i;

/** iData and iMeta, of two files or of a workbook. @param {string[]} files @returns {Promise<Uint8Array[]>} */
async function coinrTables(files) {
  if (files.length === 1 && WORKBOOK.test(files[0])) {
    const { readCoinTool } = await import("../dist/workbook-node.js");
    const { data, meta } = await readCoinTool(await file(files[0]));
    return [data, meta].map((csv) => new TextEncoder().encode(csv));
  }
  if (files.length !== 2) throw wrong("需要两个文件：iData 和 iMeta；或一个工作簿。", "Two files are needed, iData and iMeta, or one workbook.");
  return Promise.all(files.map(file));
}

/** @param {string} path @param {string | Uint8Array} content */
async function save(path, content) {
  try {
    await writeFile(path, content);
  } catch (fault) {
    const why = /** @type {NodeJS.ErrnoException} */ (fault).code ?? "";
    throw wrong(`无法写入文件（${why}）。`, `The file cannot be written (${why}).`, path);
  }
}

/** What a plan of raw tables may say. */
const PLAN_WORDS = ["register", "accept", "missing", "period", "thousands", "decimal_comma", "sources", "from", "steps", "indicators"];

/** Whether a file holds a table, and is no plan: both may be JSON, a plan an object with words of its own. @param {Uint8Array} bytes */
function isData(bytes) {
  if (!/^\ufeff?\s*\{/.test(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 100)))) return true;
  try {
    const members = Object.entries(JSON.parse(new TextDecoder().decode(bytes)));
    return members.length > 0 && !members.some(([name]) => PLAN_WORDS.includes(name)) && members.some(([, value]) => value !== null && typeof value === "object");
  } catch {
    return false;
  }
}

/** Whether a file is a plan of raw tables: by its words, so that one with a fault in it is told from a framework too. @param {Uint8Array} bytes */
function isPlan(bytes) {
  const text = new TextDecoder().decode(bytes);
  return /^\s*\{/.test(text) && /"(sources|accept|register)"\s*:|"step"\s*:\s*"(filter|join|stack|group_by|pivot|ratio|growth|rank|rename)"/.test(text) && !/"(tree|changes)"\s*:/.test(text);
}

/** What is wrong with a plan in itself. @param {Uint8Array} bytes @returns {Promise<import("../dist/node.js").Finding[]>} */
async function checkPlan(bytes) {
  const { Tables } = await import("../dist/tables-node.js");
  try {
    await new Tables().checkPlan(new TextDecoder().decode(bytes));
    return [];
  } catch (thrown) {
    const { code, place, messages, hint } = /** @type {InnodexError} */ (thrown);
    return [{ severity: "error", code, place, message: messages, hint }];
  }
}

/**
 * A panel as rows that `--data` reads again; as JSON with all that is known of it.
 * @param {import("../dist/tables-node.js").TableOutcome} made
 */
function tabular({ panel, remarks, set_apart }) {
  const [columns, ...cells] = panel.rows();
  const rows = cells.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
  return { rows, columns: columns.map(String), json: { indicators: panel.indicators, rows, notes: panel.notes, remarks, set_apart } };
}

/**
 * The answer to a question.
 * @param {import("./questions.js").Question} question @param {Values} values @param {string[]} files
 * @returns {Promise<import("./print.js").Result>}
 */
async function asks(question, values, files) {
  if (files.length > 1) throw wrong("至多一个请求文件。", "Give at most one file of a request.");
  const said = files.length ? written(await file(files[0]), files[0]) : {};
  const loaded = await model(values);
  const { answer, rows } = answered(question, loaded, requestOf(question, values, said));
  for (const warning of answer.warnings ?? []) if (warning.zh) note(warning[values.lang === "en" ? "en" : "zh"]);
  return { rows: rows ?? [], loaded, json: answer, ...(rows ? {} : { always: /** @type {const} */ ("json") }) };
}

/** @param {Model} loaded @param {object[]} rows */
const shaped = (loaded, rows) => ({ rows, loaded });

/** @param {string} text */
const note = (text) => process.stderr.write(`${visible(text)}\n`);

async function main() {
  const { values: parsed, positionals } = parseArgs({
    options: { ...OPTIONS, note: { type: "boolean" }, sheets: { type: "boolean" }, notes: { type: "boolean" }, origin: { type: "boolean" }, sql: { type: "boolean" }, money: { type: "boolean" }, help: { type: "boolean", short: "h" }, version: { type: "boolean" } },
    allowPositionals: true,
  });
  const { help, version, ...rest } = parsed;
  const values = /** @type {Values} */ (rest);
  const [command, ...files] = positionals;
  if (version) {
    const own = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    return process.stdout.write(`${own.version}\n`);
  }
  if (help) return process.stdout.write(`${usageText()}\n`);
  const question = Object.hasOwn(COMMANDS, command ?? "") ? undefined : questionOf(command ?? "");
  if (!question && !Object.hasOwn(COMMANDS, command ?? "")) throw wrong(`没有命令“${command ?? ""}”。`, `Unknown command "${command ?? ""}".`);
  const format = values.format ?? "table";
  const printers = { csv, json, table };
  if (!Object.hasOwn(printers, format)) throw wrong("--format 须为 csv、json 或 table。", "--format must be csv, json or table.");
  const lang = values.lang ?? "zh";
  if (lang !== "zh" && lang !== "en") throw wrong("--lang 须为 zh 或 en。", "--lang must be zh or en.");
  // A command that writes files prints nothing.
  const result = /** @type {import("./print.js").Result | null} */ (await (question ? asks(question, values, files) : COMMANDS[/** @type {keyof typeof COMMANDS} */ (command)](values, files)));
  if (result) process.stdout.write(printers[/** @type {keyof typeof printers} */ (result.always ?? format)](result, lang));
}

/** What an option was given as, also where the command line as a whole is wrong. @param {string} name */
function asked(name) {
  const at = process.argv.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  return at < 0 ? undefined : (process.argv[at].split("=")[1] ?? process.argv[at + 1]);
}

// A reader that has seen enough (`| head`) is no fault; a full disk is one, in a line.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (fault) => {
    const { code } = /** @type {NodeJS.ErrnoException} */ (fault);
    if (code === "EPIPE") process.exit(process.exitCode ?? 0);
    if (stream === process.stdout) process.stderr.write(`bad_command: ${asked("lang") === "en" ? "The output cannot be written" : "无法写出结果"} (${code})\n`);
    process.exit(2);
  });
}

try {
  await main();
} catch (thrown) {
  const fault = /** @type {any} */ (thrown);
  process.exitCode = 2;
  // Of either bundle: each has a class of its own.
  const error = fault?.name === "InnodexError" ? fault : fault?.code?.startsWith?.("ERR_PARSE_ARGS") ? wrong(fault.message, fault.message) : unexpected(fault);
  const lang = asked("lang") === "en" ? "en" : "zh";
  /** @param {InnodexError} each */
  const said = (each) => `${visible(`${each.code}${each.place && ` (${each.place})`}: ${each.messages[lang]}${lang === "en" ? " " : ""}${each.hint[lang]}`)}\n`;
  process.stderr.write(asked("format") === "json" ? `${JSON.stringify(error, hintAndMend)}\n` : [error, ...(fault.others ?? [])].map(said).join(""));
}
