// What others computed (tests/oracle: COINr, pymcdm, Compind, scipy), file by file, held against the package in Node and in
// Chromium.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { project } from "../files.js";
import { lessIsBetter, oracle, panel, YEAR } from "./input.js";
import { models } from "./models.js";

/** What there is to compare; to be told when it shrinks. */
export const ORACLE = { files: 116, figures: 148_633, gaps: 1_768 };

/** Files that no model is held to, by the beginning of their names, and why. */
const NOT_HERE = {
  "asem/data": "input",
  "asem/meta": "input",
  "asem/opt_weights.csv": "COINr's search stops early (golden.md): what was desired is compared",
  "asem/panel_data": "input",
  "asem/sensitivity": "sensitivity analysis",
  "asem/uncertainty_": "uncertainty analysis",
  "asem_hard/data": "input",
  "asem_hard/meta": "input",
  "asem_hard/panel_data": "input",
  "asem_hard/skewed_on_purpose": "names of indicators",
  "mcdm/wroclaw": "a method that is not offered",
};

const SCREENING = ["N_miss_or_zero", "LowData", "LowNonZero", "LowDatOrZeroFlag"];
/** Columns that are not compared, and why; beside the first of each file, which names the row. */
const NOT_COMPARED = {
  "asem/norm_fracmax": lessIsBetter(), // figures without sense, some infinite (golden.md)
  "asem/treat_ForPort": ["log_GII"], // raw figures: COINr's fault (golden.md)
  "asem/screen_summary": SCREENING, // sums of what is compared, and whether they are below a threshold
  "asem_hard/screen_summary": SCREENING,
  "asem/effective_weights": ["Level", "Weight"], // input, as all that follow
  "asem_hard/effective_weights": ["Level", "Weight"],
  "asem/pca_weights": ["Level"],
  "asem/opt_weights_correlations": ["Obtained", "OptWeight"], // COINr's search stops early: what was desired is compared
};
for (const measure of ["pearson", "spearman", "kendall"]) {
  NOT_COMPARED[`asem/corr_${measure}`] = NOT_COMPARED[`asem_hard/corr_with_missing_${measure}`] = ["Var2"];
}
for (const method of ["latest", "constant", "linear", "linear_constant"]) {
  NOT_COMPARED[`asem/panel_impute_${method}`] = NOT_COMPARED[`asem_hard/panel_impute_${method}`] = ["Time"];
}
/** Files whose first column is a cell like the others. */
const WITHOUT_NAMES = ["asem/growth_example", "asem/opt_weights_correlations"];

const GROWTH = "code,year,y\nA,2018,100\nA,2019,104\nA,2020,111\nA,2021,108\nA,2022,125";

/** What is to be played: plain data, for it goes into a page. */
export function input() {
  const all = models();
  const tables = Object.fromEntries([...new Set(all.map(({ data }) => data))].map((data) => [data, data === "growth" ? GROWTH : panel(data)]));
  return { tables, year: YEAR, models: all.map(({ data, framework, files }) => ({ data, framework, asks: [...new Set(files.map(([, { ask }]) => ask))] })) };
}

/** The answers of every model, as JSON. Runs in Node and, as source, in a page: it is given the API, nothing of Node. */
export async function play({ Model, analysis }, { tables, year, models }) {
  const played = [];
  for (const { data, framework, asks } of models) {
    const model = await Model.load({ data: tables[data], framework, methods: true });
    const { nodes, units, periods } = model.description;
    const questions = {
      step: (name) => ({
        units: units.map(({ code }) => code),
        years: Object.fromEntries(periods.map((period) => [period, analysis.steps(model, period).find(({ step }) => step === name).values])),
      }),
      ranks: (only) => Object.fromEntries(nodes.filter(({ id }) => !only || id === only).map(({ id }) => [id, Object.fromEntries(model.rank(year, { node: id }).map(({ code, rank, score }) => [code, { rank, score }]))])),
      report: () => analysis.report(model, year),
      association: (measure) => analysis.association(model, year, { measure, indicators: true }),
      groups: () => Object.fromEntries(nodes.filter(({ leaf }) => !leaf).map(({ id }) => [id, analysis.association(model, year, { group: id })])),
      contributions: () => {
        const parts = analysis.contributions(model, year);
        return Object.fromEntries(units.map(({ code }) => [code, parts.reduce((sum, { values }) => sum + values[code], 0)]));
      },
      growth: () => Object.fromEntries(["cagr", "trend_percent"].map((rate) => [rate, model.growth({ indicator: "y", rate, period: "2022" })[0].value])),
    };
    const answer = (ask) => {
      const [question, ...about] = ask.split(" ");
      return [ask, questions[question](...about)];
    };
    played.push(Object.fromEntries(asks.map(answer)));
    model.dispose();
  }
  return JSON.stringify(played);
}

/** A cell as R wrote it. */
const golden = (cell) => (cell === "" ? null : cell === "TRUE" || cell === "FALSE" ? cell === "TRUE" : Number(cell));

/** The columns of a file that are compared. */
function due(file) {
  const [name, ...others] = Object.keys(oracle(file)[0]);
  return (WITHOUT_NAMES.includes(file) ? [name, ...others] : others).filter((column) => !NOT_COMPARED[file]?.includes(column));
}

/**
 * Holds the answers to the files: to 1e-11 of each figure (1e-9 is asked); ranks and counts to the last bit; missing where it is missing.
 * Every file of tests/oracle is compared or listed above, and so is every column.
 * @returns {typeof ORACLE} what was compared
 */
export function assertOracle(json) {
  const answers = JSON.parse(json);
  const all = models();
  const named = Object.fromEntries(all.map(({ name }, at) => [name, answers[at]]));
  const compared = {};
  const count = { files: 0, figures: 0, gaps: 0 };
  for (const [at, { files }] of all.entries()) {
    for (const [file, { ask, of, exact, columns = due(file) }] of files) {
      const rows = oracle(file);
      const [name] = Object.keys(rows[0]);
      const value = of(answers[at][ask], named);
      for (const column of columns) {
        (compared[file] ??= new Set()).add(column);
        const figures = rows.map((row) => golden(row[column]));
        // What should be zero leaves the noise of what it was taken from.
        const noise = 1e-15 * Math.max(...figures.map((figure) => Math.abs(Number(figure))));
        for (const [r, theirs] of figures.entries()) {
          const ours = value(rows[r][name], column, { row: rows[r], rows, at: r });
          if (ours === undefined) continue;
          const same = exact || typeof theirs !== "number" ? ours === theirs : ours !== null && Math.abs(ours - theirs) <= 1e-11 * Math.abs(theirs) + noise;
          if (!same) assert.fail(`${file} ${rows[r][name]} ${column}: ${ours}, golden ${theirs}`);
          count[theirs === null ? "gaps" : "figures"] += 1;
        }
      }
    }
  }
  for (const folder of ["asem", "asem_hard", "mcdm"]) {
    for (const entry of readdirSync(`${project}tests/oracle/${folder}`).filter((entry) => entry.endsWith(".csv"))) {
      const file = `${folder}/${entry.slice(0, -4)}`;
      const waits = Object.keys(NOT_HERE).some((begin) => `${folder}/${entry}`.startsWith(begin));
      assert.deepEqual([...(compared[file] ?? [])].sort(), waits ? [] : due(file).sort(), file);
      count.files += Number(file in compared);
    }
  }
  return count;
}
