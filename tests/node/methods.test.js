// Every method in Node, against what others computed; the commands that stand on them.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import * as analysis from "../../pkg/dist/analysis.js";
import { Model } from "../../pkg/dist/node.js";
import { innodex } from "../support/cli.js";
import { records, text } from "../support/files.js";
import { assertOracle, input, ORACLE, play } from "../support/oracle/index.js";

test("COINr, pymcdm, Compind and scipy, every file", async () => {
  assert.deepEqual(assertOracle(await play({ Model, analysis }, input())), ORACLE);
});

test("coinr: the pipeline of COINr's own example", async () => {
  const { code, out, err } = await innodex("coinr", "tests/oracle/asem/data.csv", "tests/oracle/asem/meta.csv", "--group", "EurAsia_group", "--format", "csv");
  assert.deepEqual([code, err], [0, ""]);
  const [ours, theirs] = [records(out), records(text("tests/oracle/asem/step_aggregated.csv"))];
  assert.deepEqual(Object.keys(ours[0]), Object.keys(theirs[0]), "columns in COINr's order");
  assert.equal(ours.length, 51);
  for (const [at, row] of theirs.entries()) {
    const { uCode, ...columns } = row;
    assert.equal(ours[at].uCode, uCode);
    for (const [id, cell] of Object.entries(columns)) {
      assert.ok(Math.abs(Number(ours[at][id]) - Number(cell)) <= 1e-9 * Math.max(1, Math.abs(Number(cell))), `${uCode} ${id}`);
    }
  }
});

test("coinr: what is wrong is exit 2, with the place", async () => {
  const { code, out, err } = await innodex("coinr", "tests/oracle/asem/data.csv", "tests/oracle/asem/meta.csv", "--group", "Colour", "--format", "json");
  assert.deepEqual([code, out], [2, ""]);
  const error = JSON.parse(err);
  assert.equal(error.code, "unknown_column");
  assert.match(error.hint.en, /EurAsia_group/);
  assert.equal((await innodex("coinr", "tests/oracle/asem/data.csv")).code, 2);
});

test("audit: remarks as csv, all of it as json, the method in words", async () => {
  const asked = ["audit", "--framework", "provincial", "--period", "2022"];
  const [asCsv, asJson, note] = await Promise.all([innodex(...asked, "--format", "csv"), innodex(...asked, "--format", "json"), innodex(...asked, "--note")]);
  assert.deepEqual([asCsv.code, asJson.code, note.code], [0, 0, 0]);
  const remarks = records(asCsv.out);
  assert.deepEqual(Object.keys(remarks[0]), ["check", "place", "other", "value", "threshold", "message", "explanation"]);
  const whole = JSON.parse(asJson.out);
  assert.equal(whole.remarks.length, remarks.length);
  assert.equal(remarks.length, 3);
  assert.match(note.out, /^“省级创新指数”（2022）由13项指标合成，分4个分组，评价31个地区。/);
  assert.equal((await innodex("audit", "--framework", "provincial", "--period", "2031")).code, 2);
});

test("audit: a note of the framework stands beside the finding that it explains; one on nothing is an error", async () => {
  const directory = await mkdtemp(`${tmpdir()}/innodex-`);
  try {
    const framework = (at) => ({
      id: "x",
      indicators: [{ id: "a", direction: 1 }, { id: "b", direction: 1 }],
      tree: { id: "index", children: [{ id: "a" }, { id: "b" }] },
      steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
      notes: [{ finding: "negative_correlation", at, zh: "有意为之。", en: "Intended." }],
    });
    await writeFile(`${directory}/d.csv`, "code,year,a,b\nP,2022,1,5\nQ,2022,2,4\nR,2022,3,3\nS,2022,4,1\n");
    await writeFile(`${directory}/f.json`, JSON.stringify(framework(["b"])));
    await writeFile(`${directory}/wrong.json`, JSON.stringify(framework(["c"])));
    const audit = (name, ...more) => innodex("audit", "--data", `${directory}/d.csv`, "--framework", `${directory}/${name}`, "--period", "2022", "--lang", "en", ...more);
    const [asCsv, note, wrong] = await Promise.all([audit("f.json", "--format", "csv"), audit("f.json", "--note"), audit("wrong.json", "--format", "json")]);
    const remarks = records(asCsv.out);
    assert.deepEqual(remarks.filter(({ explanation }) => explanation).map(({ check, explanation }) => [check, explanation]), [["negative_correlation", "Intended."]]);
    assert.ok(remarks.length > 1);
    assert.match(note.out, /correlate by -0\.98: .*\. Explanation: Intended\./);
    assert.deepEqual([wrong.code, JSON.parse(wrong.err).code, JSON.parse(wrong.err).place], [2, "unknown_node", "$.notes[0].at[0]"]);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("a framework that asks for more is computed by the module that has it, an unknown word refused", async () => {
  const framework = { id: "x", indicators: [{ id: "rd_expenditure", direction: 1 }], tree: { id: "index", children: [{ id: "rd_expenditure" }] } };
  const steps = (method) => [{ step: "normalise", method: "min_max" }, { step: "aggregate", method }];
  const model = await Model.load({ framework: { ...framework, steps: steps("harmonic") } });
  assert.equal(model.description.method.aggregate, "harmonic");
  await assert.rejects(Model.load({ framework: { ...framework, steps: steps("mediocre") } }), { code: "bad_json", place: "$.steps[1].method" });
});
