// The goldens, and the comparison that Node and Chromium are both held to. What `play` functions are given is the API,
// nothing of Node: the same source runs in the page.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { bytes, json, project, records, text } from "./files.js";

/** What the native core computed (tests/golden_scores.rs). */
export const golden = json("tests/golden/scores.json");

/** The framework of worked cases: the ready one until November 2026. */
export const FIRST = text("tests/fixtures/provincial-first.json");

/** Replays the golden file. Runs in Node and, as source, in a page. */
export async function playGolden(Model, { first, hdi, what_if, growth }) {
  const ranked = (rows) => {
    const byCode = [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
    return { ranks: byCode.map(({ rank }) => rank), scores: byCode.map(({ score }) => score) };
  };
  const all = (model, nodes) =>
    Object.fromEntries(
      model.description.periods.flatMap((period) => nodes.map(({ id }) => [`${period} ${id}`, ranked(model.rank(period, { node: id }))])),
    );
  const model = await Model.load({ framework: first });
  const ready = await Model.load();
  const scenario = model.scenario(what_if);
  const other = await Model.load({ data: hdi, framework: "hdi" });
  return {
    units: model.description.units.map(({ code }) => code),
    rankings: all(model, model.description.nodes),
    provincial: all(ready, ready.description.nodes),
    growth: Object.fromEntries(
      growth.map((name) => {
        const [indicator, rate] = name.split(" ");
        return [name, model.growth({ indicator, rate, period: "2022" }).map(({ value }) => value)];
      }),
    ),
    after: Object.fromEntries(["2015", "2022"].map((period) => [period, ranked(scenario.rank(period))])),
    hdi_units: other.description.units.map(({ code }) => code),
    hdi: all(other, other.description.nodes.slice(0, 1)),
  };
}

export const goldenInput = () => ({ first: FIRST, hdi: text("data/hdi.csv"), what_if: golden.what_if, growth: Object.keys(golden.growth) });

/** Ranks equal, figures to 1e-12 of the native ones. Returns how many figures were compared. */
export function assertGolden(played) {
  assert.deepEqual(played.units, golden.units);
  assert.deepEqual(played.hdi_units, golden.hdi_units);
  let compared = 0;
  const figures = (ours, theirs, place) => {
    assert.equal(ours.length, theirs.length, place);
    theirs.forEach((figure, i) => {
      if (figure === null || ours[i] === null) return assert.equal(ours[i], figure, `${place} [${i}]`);
      compared += 1;
      assert.ok(Math.abs(ours[i] - figure) <= 1e-12 * Math.abs(figure), `${place} [${i}]: ${ours[i]}, native ${figure}`);
    });
  };
  for (const group of ["rankings", "provincial", "after", "hdi"]) {
    assert.deepEqual(Object.keys(played[group]), Object.keys(golden[group]));
    for (const [name, { ranks, scores }] of Object.entries(golden[group])) {
      assert.deepEqual(played[group][name].ranks, ranks, `${group} ${name}`);
      figures(played[group][name].scores, scores, `${group} ${name}`);
    }
  }
  for (const [name, values] of Object.entries(golden.growth)) figures(played.growth[name], values, `growth ${name}`);
  return compared;
}

/** How many figures the golden file holds. */
export const GOLDEN_FIGURES = [...["rankings", "provincial", "after", "hdi"].flatMap((group) => Object.values(golden[group]).flatMap(({ scores }) => scores)), ...Object.values(golden.growth).flat()].filter(
  (figure) => figure !== null,
).length;

/** COINr's example as a panel and a framework: the treated data, the tree of meta.csv, min-max 0-100, arithmetic means. */
export function asem() {
  const meta = records(text("tests/oracle/asem/meta.csv")).filter(({ Type }) => Type === "Indicator" || Type === "Aggregate");
  const node = ({ iCode, Weight }) => {
    const children = meta.filter(({ Parent }) => Parent === iCode).map(node);
    return { id: iCode, weight: Number(Weight), ...(children.length ? { children } : {}) };
  };
  const framework = {
    id: "asem",
    indicators: meta.filter(({ Type }) => Type === "Indicator").map(({ iCode, Direction }) => ({ id: iCode, direction: Number(Direction) })),
    tree: node(meta.find(({ Parent }) => Parent === "")),
    steps: [
      { step: "normalise", method: "min_max", lower: 0, upper: 100 },
      { step: "aggregate", method: "arithmetic" },
    ],
  };
  const [head, ...rows] = text("tests/oracle/asem/step_treated.csv").replaceAll('"', "").trim().split("\n");
  const data = [`code,year,${head.split(",").slice(1).join(",")}`, ...rows.map((row) => row.replace(",", ",2018,"))].join("\n");
  return { data, framework };
}

/** Score and rank of every unit by every node of COINr's example. Runs in Node and, as source, in a page. */
export async function playAsem(Model, { data, framework }) {
  const model = await Model.load({ data, framework });
  return Object.fromEntries(
    model.description.nodes.map(({ id }) => [id, Object.fromEntries(model.rank("2018", { node: id }).map(({ code, score, rank }) => [code, { score, rank }]))]),
  );
}

/** Holds what was played to COINr's files, to 1e-9. Returns how many cells of each were compared. */
export function assertAsem(played) {
  const counts = {};
  const file = (name, same) => {
    counts[name] = 0;
    for (const { uCode, ...columns } of records(text(`tests/oracle/asem/${name}.csv`))) {
      for (const [id, cell] of Object.entries(columns)) {
        counts[name] += 1;
        same(played[id][uCode], Number(cell), `${name} ${uCode} ${id}`);
      }
    }
  };
  const close = ({ score }, theirs, place) => assert.ok(Math.abs(score - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs)), `${place}: ${score}, COINr ${theirs}`);
  file("step_normalised", close);
  file("step_aggregated", close);
  // Of TolMin COINr ranks figures apart that differ in the last binary digit only: see tests/oracle/ties/make.py.
  file("results_ranks", ({ rank }, theirs, place) => assert.ok(rank === theirs || place.endsWith(" TolMin"), `${place}: ${rank}, COINr ${theirs}`));
  return counts;
}

const TABLES = "tests/golden/tables";

/** What plans make of raw tables, natively (tests/golden_tables.rs). */
const goldenTables = json(`${TABLES}/made.json`);

/** The cases with their files as base64, which crosses into a page unharmed whatever the encoding. */
export function tablesInput() {
  const base64 = (name) => Buffer.from(bytes(existsSync(`${project}${TABLES}/${name}`) ? `${TABLES}/${name}` : `tests/fixtures/raw/${name}`)).toString("base64");
  return Object.fromEntries(
    Object.entries(json(`${TABLES}/cases.json`)).map(([name, { files, plan }]) => [name, { plan, files: files.map((file) => [file, base64(file)]) }]),
  );
}

/** Runs every case. Runs in Node and, as source, in a page. */
export async function playTables(Tables, cases) {
  const tables = new Tables();
  const played = {};
  for (const [name, { plan, files }] of Object.entries(cases)) {
    for (const [file, base64] of files) await tables.open(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), file);
    const { panel, remarks, set_apart } = await tables.run(plan);
    await tables.close();
    played[name] = {
      units: panel.units.map(({ code }) => code),
      periods: panel.periods,
      indicators: panel.indicators.map(({ id, unit }) => [id, unit]),
      values: [...panel.values].map((value) => (Number.isNaN(value) ? null : value)),
      reasons: [...panel.reasons],
      remarks: remarks.map(({ code, place }) => [code, place]),
      set_apart: set_apart.map(({ file, rows }) => [file, rows.length]),
    };
  }
  tables.dispose();
  return played;
}

/** Everything equal to what was made natively, to the last bit. Returns how many figures were compared. */
export function assertTables(played) {
  assert.deepEqual(Object.keys(played).sort(), Object.keys(goldenTables).sort());
  let compared = 0;
  for (const [name, made] of Object.entries(goldenTables)) {
    for (const part of Object.keys(made)) assert.deepEqual(played[name][part], made[part], `${name}: ${part}`);
    compared += made.values.filter((value) => value !== null).length;
  }
  return compared;
}
