// Lines over periods, without a page: what is joined, where labels stand; and the questions behind them, as JavaScript asks them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { changes, history } from "../../pkg/dist/analysis.js";
import { emsOf, following, named, nearest, pieces, rankSpan, rankTicks, shortened, spread, ticks, timeOf } from "../../www/trend/layout.js";
import { percentOf, RobustChanges } from "../../www/trend/robust-changes.js";

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
  assert.deepEqual([rankTicks(1, 1), rankTicks(1, 4), rankTicks(1, 12), rankTicks(1, 31)], [[1], [1, 2, 3, 4], [1, 5, 12], [1, 10, 20, 31]]);
  for (let last = 1; last < 200; last++) {
    const marks = rankTicks(1, last);
    assert.ok(marks[0] === 1 && marks[marks.length - 1] === last && marks.length <= 12, `${last}: ${marks}`);
  }
});

test("a bump chart begins with 1 unless all are far from it", () => {
  assert.deepEqual([rankSpan([7, 9, 12]), rankSpan([29, 31]), rankSpan([1])], [[1, 12], [28, 31], [1, 1]]);
});

test("periods stand at their dates; a year that the data do not have is a gap", () => {
  assert.deepEqual(["2022", "2022Q1", "2022Q3", "2022-07"].map(timeOf), [2022, 2022, 2022.5, 2022.5]);
  assert.deepEqual(following(["2010", "2011", "2013", "2014"]), [false, true, false, true]);
  assert.deepEqual(following(["2000", "2005", "2010"]), [false, true, true]);
  assert.deepEqual(following(["2021Q4", "2022Q1", "2022Q3"]), [false, true, false]);
  assert.deepEqual(following(["2022-11", "2022-12", "2023-01"]), [false, true, true]);
});

test("periods are named from the last backwards, where there is room", () => {
  assert.deepEqual([...named([0, 20, 40, 60, 80], 44)].sort(), [1, 4]);
});

test("a label that is too long ends in an ellipsis; Chinese counts double", () => {
  assert.equal(emsOf("湖北 8"), 2 + 2 * 0.56);
  assert.equal(shortened("湖北", 2), "湖北");
  assert.ok(emsOf(shortened("新疆生产建设兵团", 5)) <= 5 && shortened("新疆生产建设兵团", 5).endsWith("…"));
});

test("a pointer takes the nearest dot within its reach", () => {
  const dots = [{ x: 0, y: 0 }, { x: 30, y: 0 }];
  assert.equal(nearest(dots, 20, 5, 44), dots[1]);
  assert.equal(nearest(dots, 20, 90, 44), undefined);
});

/** Runs what was put off, until nothing is left. */
function steps() {
  const work = [];
  return { later: (next) => void work.push(next), all: () => { while (work.length) work.shift()(); }, one: () => work.shift()?.() };
}

test("changes are drawn the newest first, one at a time; what is begun anew forgets the former", () => {
  const asked = [];
  const clock = steps();
  const row = (firm, change) => ({ code: "1", rank_change: change, firm });
  const owner = { ask: (pair) => (asked.push(pair.period), { period: pair.period, rows: [row(pair.period === "2022", -1)] }), notify() {}, fail: assert.fail };
  const robust = new RobustChanges(/** @type {any} */ (owner), clock.later);
  const pairs = [{ since: "2020", period: "2021" }, { since: "2021", period: "2022" }];
  robust.start(pairs);
  clock.one();
  assert.deepEqual([asked, robust.loose("1", "2022"), robust.loose("1", "2021")], [["2022"], false, false]);
  clock.all();
  assert.deepEqual([asked, robust.loose("1", "2021"), robust.loose("2", "2021")], [["2022", "2021"], true, false]);
  robust.start(pairs);
  robust.stop();
  clock.all();
  assert.equal(asked.length, 2);
  assert.equal(robust.of("1", "2021"), undefined);
});

test("a share is not rounded to nine in ten, or to all, where it is less", () => {
  assert.deepEqual([0.899, 0.9, 0.9996, 1, 0.5].map((share) => percentOf(share).value), [89.9, 90, 99.9, 100, 50]);
});

test("draws that fail are reported once, and no further are made", () => {
  const clock = steps();
  const failed = [];
  const robust = new RobustChanges(/** @type {any} */ ({ ask: () => { throw new Error("no"); }, notify: assert.fail, fail: (error) => failed.push(error.message) }), clock.later);
  robust.start([{ since: "1", period: "2" }, { since: "2", period: "3" }]);
  clock.all();
  assert.deepEqual(failed, ["no"]);
});

test("each period is what Model.rank gives, and draws share out into risen, fallen and unchanged", async () => {
  const model = await Model.load({ methods: true });
  const { rows, periods } = history(model);
  for (const { period } of periods) {
    const ranked = new Map(model.rank(period).map((row) => [row.code, row]));
    for (const row of rows.filter((each) => each.period === period)) assert.deepEqual([row.rank, row.score], [ranked.get(row.code)?.rank, ranked.get(row.code)?.score]);
  }
  const found = changes(model, { period: "2022", unit: "湖北", draws: 100 });
  assert.equal(found.rows.length, 1);
  const { rose, fell, same } = found.rows[0];
  assert.ok(Math.abs(Number(rose) + Number(fell) + Number(same) - 1) < 1e-12);
});
