// The district's page: what is saved with it is what the reader reads, and what it accepts is what somebody else labelled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { review } from "../../scripts/district.mjs";
import { ladderFramework, ladderPanel } from "../../www/report/ladder.js";
import { LADDERS } from "../../www/report/ladders.js";
import { opened } from "../../www/report/kept.js";
import { panelOf } from "../../www/report/panel.js";
import { Model } from "../../pkg/dist/node.js";
import { text } from "../support/files.js";
import { labelled } from "../support/reports.js";

const saved = text("www/district/report.json");
const state = opened(saved);

test("www/district/report.json is that of the reader (node scripts/district.mjs)", async () => {
  assert.equal(saved, await review());
});

test("its text is the seed's, and every accepted figure has the value, unit and kind of the labels", () => {
  const { text: seed, figures } = labelled("report-1");
  const [{ text: own, items }] = state.reports;
  assert.equal(own, seed);
  const accepted = items.filter(({ status }) => status === "accepted");
  assert.equal(accepted.length, 15);
  for (const { start, end, said } of accepted) {
    const label = figures.find((each) => each.start === start && each.end === end);
    assert.deepEqual([said.value, said.unit, said.kind], [label.value, label.unit, label.kind], label.written);
  }
  assert.equal(items.filter(({ status }) => status === "open").length, items.length - 15);
});

test("both ready frameworks compute with it, and what the report does not state is missing", async () => {
  const [firms, carriers] = LADDERS;
  for (const [ladder, expected] of [
    [firms, { small_new: 279, high_tech_new: 130, eaglet_new: 133, gazelle_new: 1, giant_new: 6 }],
    [carriers, { carrier_all: 17 }],
  ]) {
    const { csv, indicators } = ladderPanel(state, ladder);
    const model = await Model.load({ data: csv, indicators, framework: ladderFramework(state, ladder) });
    const { columns, units } = model.description;
    const figures = Object.fromEntries(columns.map(({ id }) => [id, model.figure(id, units[0].code, "2024").value]).filter(([, value]) => value !== null));
    assert.deepEqual(figures, expected);
    // The score is the mean of the shares of the targets: the report's figures and a fifth more, rounded up.
    const shares = Object.values(expected).map((value) => (100 * value) / Math.ceil(value * 1.2));
    const score = model.figure("progress", units[0].code, "2024").value;
    assert.ok(Math.abs(score - shares.reduce((sum, share) => sum + share) / shares.length) < 1e-9, `${score}`);
    model.dispose();
  }
});

test("all accepted indicators make a panel with their origins", () => {
  const { origins, unit } = panelOf(state);
  assert.equal(unit, "武汉经开区");
  assert.equal(origins.length, 15);
  const own = [...state.reports[0].text.split("\n")[0]];
  for (const { from, to, text: figure, paragraph } of origins) {
    assert.equal(paragraph, 1);
    assert.equal(own.slice(from - 1, to).join(""), figure);
  }
});
