// Lines over periods, without a page: what is joined, where labels stand; and the questions behind them, as JavaScript asks them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { changes, history } from "../../pkg/dist/analysis.js";
import { pieces, rankTicks, spread, ticks, usual } from "../../www/trend/layout.js";

test("a gap ends a line, and so does a period that does not compare with the one before", () => {
  const values = [1, 2, null, 3, 4, 5];
  assert.deepEqual(pieces(values, [null, true, true, true, true, false]), [
    [{ at: 0, value: 1 }, { at: 1, value: 2 }],
    [{ at: 3, value: 3 }, { at: 4, value: 4 }],
    [{ at: 5, value: 5 }],
  ]);
  assert.deepEqual(pieces([null, null], [null, true]), []);
});

test("labels keep their order and their distance, inside the picture", () => {
  const placed = spread([50, 52, 51, 190, 199, 198], 15, 10, 200);
  const order = [0, 2, 1, 3, 5, 4];
  for (let i = 1; i < order.length; i++) assert.ok(placed[order[i]] - placed[order[i - 1]] >= 15 - 1e-9, `${placed}`);
  assert.ok(Math.min(...placed) >= 10 && Math.max(...placed) <= 200);
});

test("marks at an axis hold all that is shown", () => {
  for (const [least, most] of [[0.2, 0.7], [12, 88], [5, 5], [-3, 4], [0, 0]]) {
    const marks = ticks(least, most);
    assert.ok(marks[0] <= least && marks[marks.length - 1] >= most && marks.length < 9, `${least} ${most}: ${marks}`);
  }
  assert.deepEqual([rankTicks(1), rankTicks(4)], [[1], [1, 2, 3, 4]]);
  assert.ok(rankTicks(31).includes(1) && rankTicks(31).includes(31));
});

test("each period is what Model.rank gives, and the first of the newest are shown", async () => {
  const model = await Model.load({ methods: true });
  const { rows, periods } = history(model);
  for (const { period } of periods) {
    const ranked = new Map(model.rank(period).map((row) => [row.code, row]));
    for (const row of rows.filter((each) => each.period === period)) assert.deepEqual([row.rank, row.score], [ranked.get(row.code)?.rank, ranked.get(row.code)?.score]);
  }
  const first = model.rank("2022").slice(0, 5).map(({ code }) => code);
  assert.deepEqual(usual(history(model, { periods: ["2021", "2022"] }).rows, history(model, { periods: ["2021", "2022"] }).periods), first);
  const found = changes(model, { period: "2022", unit: "湖北", draws: 100 });
  assert.equal(found.rows.length, 1);
  const { rose, fell, same } = found.rows[0];
  assert.ok(Math.abs(Number(rose) + Number(fell) + Number(same) - 1) < 1e-12);
});
