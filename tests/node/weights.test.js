// The weights of a page, without a page: their owner, the analyses that draw with them, and the controller of the sliders.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Model } from "../../pkg/dist/node.js";
import { Robustness } from "../../pkg/dist/robustness.js";
import { analysisOf } from "../../www/uncertainty/analyses.js";
import { WeightTree } from "../../www/uncertainty/weight-tree.js";
import { REST, Weighting } from "../../www/uncertainty/weighting.js";
import { WeightsController } from "../../www/uncertainty/weights-controller.js";

const model = await Model.load({ methods: true });
const PERIOD = "2022";
const OTHER = { environment: 0.2, input: 0.2, output: 0.4, effect: 0.2 };
const ranks = (rows) => rows.map(({ code, rank }) => [code, rank]);
const expected = (weights, period = PERIOD) => {
  const robustness = new Robustness(model, { period });
  robustness.setWeights(weights);
  const rows = ranks(robustness.rank());
  robustness.dispose();
  return rows;
};

/** What elements share: a source, as far as analyses know it. */
const sourceOf = (more = {}) => ({ restored: false, once: (_, work) => work(), full: () => ({ model: Promise.resolve(model), ready: model, release() {} }), ...more });
const explain = (error) => ({ code: error.code, place: "", message: error.messages, hint: error.hint });

/** The model of one source: analyses are kept by model, so each test has its own. */
const sharedModel = () => ({ description: model.description });

/** An element as the controller sees it, and what it was asked to do. */
function element(source, shared, { period = PERIOD, unit = "42", moves = true } = {}) {
  const seen = { updates: 0, moving: 0, events: [], settled: 0, problems: [] };
  const frames = [];
  const controller = new WeightsController(
    {
      requestUpdate: () => seen.updates++,
      willMove: (resting) => seen.events.push(resting ? "first" : "further"),
      moved: (weights) => seen.events.push(weights),
      settled: () => seen.settled++,
      explain,
      complain: (problem) => seen.problems.push(problem.code),
    },
    { frame: (work) => frames.push(work), cancel: () => frames.splice(0) },
  );
  let leave = () => {};
  const self = {
    controller,
    seen,
    /** Follows the analysis of a period, as `compute` of an element does, and waits for its first draws. */
    async show(next = period, at = shared) {
      const analysis = analysisOf(at, source, next, undefined, explain);
      if (analysis !== controller.analysis) {
        const former = leave;
        const news = (moving) => {
          if (moving) seen.moving++;
          controller.notified(moving);
        };
        leave = analysis.listen(news, moves);
        controller.show(analysis);
        former();
      }
      for (let wait = 0; !analysis.robustness && !analysis.problem && wait < 200; wait++) await pause(5);
      self.update(next);
      return self;
    },
    update: (next = period) => controller.update(model, next, unit),
    frame: () => frames.splice(0).forEach((work) => work()),
    remove() {
      leave();
      controller.stop();
    },
    ranks: () => ranks(controller.rows),
  };
  return self;
}

const settled = () => pause(REST + 60);
const nodeOf = (id) => model.description.nodes.findIndex((node) => node.id === id);

test("a weighting tells every analysis that weights are new, and notifies all of them once the weights rest", async () => {
  const weighting = new Weighting();
  const calls = [];
  const drawer = (name) => ({ reweigh: () => calls.push(`${name} outdated`), notify: () => calls.push(`${name} notified`) });
  const [mover, other] = [drawer("mover"), drawer("other")];
  weighting.drawers.add(mover).add(other);
  for (let step = 0; step < 3; step++) {
    weighting.set({ input: 0.3 + step / 10 }, mover);
    assert.equal(weighting.moving, true);
    await pause(REST / 4);
  }
  assert.deepEqual(calls, ["other outdated", "other outdated", "other outdated"], "a slider that moves does not notify");
  await settled();
  assert.deepEqual(calls.slice(3), ["mover notified", "other notified"]);
  assert.deepEqual([weighting.weights, weighting.moving], [{ input: 0.5 }, false]);
});

test("a weighting is reset when the last element that sets weights is removed, not when one is moved within the page", async () => {
  const weighting = new Weighting();
  const [first, second] = [weighting.edit(), weighting.edit()];
  weighting.set({ input: 0.5 });
  first();
  first();
  await pause(5);
  assert.deepEqual(weighting.weights, { input: 0.5 }, "one of two is removed");
  second();
  const third = weighting.edit();
  await pause(5);
  assert.deepEqual(weighting.weights, { input: 0.5 }, "removed and inserted again");
  third();
  await pause(5);
  assert.deepEqual(weighting.weights, {}, "the last is removed");
});

test("a weight tree: shares of a group, shares of the index, and the weights after one share is moved", () => {
  const { nodes } = model.description;
  const tree = new WeightTree(nodes, { input: 3 });
  const [input, child] = [nodeOf("input"), nodes.findIndex(({ parent }) => parent === nodeOf("input"))];
  const sum = (group) => group.reduce((all, node) => all + tree.shares[node], 0);
  for (const group of tree.groups.filter(({ length }) => length)) assert.ok(Math.abs(sum(group) - 1) < 1e-12);
  assert.ok(Math.abs(tree.inIndex(child) - tree.shares[child] * tree.shares[input]) < 1e-15);
  assert.deepEqual(Object.keys(tree.complete).sort(), ["effect", "environment", "input", "output"]);
  const moved = tree.withShare(input, 0.4);
  assert.equal(moved.input, 0.4);
  assert.ok(Math.abs(moved.output - 0.2) < 1e-12, "the others keep their proportions");
});

test("setting a weight ranks everyone again within the frame, with the draws that fit into it", async () => {
  const [source, shared] = [sourceOf(), sharedModel()];
  const own = await element(source, shared).show();
  assert.deepEqual(own.ranks(), expected({}));
  own.controller.setShare(nodeOf("output"), 30);
  own.controller.setShare(nodeOf("output"), 40);
  assert.deepEqual(own.seen.events, [], "computed in the next frame");
  own.frame();
  assert.equal(own.seen.moving, 1, "several moves within a frame are computed once");
  own.update();
  const { weights } = own.controller;
  assert.deepEqual(Object.fromEntries(Object.entries(weights).map(([id, share]) => [id, Number(share.toFixed(12))])), OTHER);
  assert.deepEqual(own.seen.events, ["first", weights]);
  assert.deepEqual(own.ranks(), expected(weights));
  assert.equal(own.controller.analysis.ranges.size, 31, "likely ranks of the first draws");
  own.controller.setShare(nodeOf("output"), 41);
  own.frame();
  assert.equal(own.seen.events[2], "further");
  own.remove();
});

test("the result is settled once no weight was moved for a while", async () => {
  const own = await element(sourceOf(), sharedModel()).show();
  own.controller.setWeights(OTHER);
  assert.equal(own.controller.moving, true);
  await pause(250);
  own.controller.setWeights({ ...OTHER, input: 0.3 });
  await pause(250);
  assert.deepEqual([own.controller.moving, own.seen.settled], [true, 0]);
  await pause(250);
  assert.deepEqual([own.controller.moving, own.seen.settled], [false, 1]);
  own.remove();
});

test("reset gives back the framework's weights, to the analysis and to every other of the source", async () => {
  const [source, shared] = [sourceOf(), sharedModel()];
  const own = await element(source, shared).show();
  const other = await element(source, shared, { period: "2021", moves: false }).show();
  own.controller.setWeights(OTHER);
  await settled();
  other.update();
  assert.deepEqual(other.ranks(), expected(OTHER, "2021"));
  own.controller.reset();
  own.update();
  assert.deepEqual([own.controller.weights, own.ranks()], [{}, expected({})]);
  await settled();
  other.update();
  assert.deepEqual(other.ranks(), expected({}, "2021"));
  own.remove();
  other.remove();
});

test("two elements on one source: one that shows another period draws with the new weights when they rest", async () => {
  const leases = { taken: 0, released: 0 };
  const full = () => (leases.taken++, { model: Promise.resolve(model), ready: model, release: () => leases.released++ });
  const [source, shared] = [sourceOf({ full }), sharedModel()];
  const [one, same, other] = [await element(source, shared).show(), await element(source, shared).show(), await element(source, shared, { period: "2021" }).show()];
  assert.equal(one.controller.analysis, same.controller.analysis);
  const before = [same, other].map(({ seen }) => seen.updates);
  one.controller.setWeights(OTHER);
  assert.deepEqual([same.seen.moving, other.seen.moving], [1, 0], "the analysis that moves tells its elements at once");
  assert.equal(other.seen.updates, before[1]);
  other.update();
  assert.deepEqual([other.controller.weights, other.ranks()], [{}, expected({}, "2021")], "shows the weights that its ranks are of");
  await settled();
  assert.ok(other.seen.updates > before[1]);
  other.update();
  same.update();
  assert.deepEqual([other.controller.weights, other.ranks()], [OTHER, expected(OTHER, "2021")]);
  assert.deepEqual(same.ranks(), expected(OTHER));
  one.remove();
  await settled();
  assert.deepEqual(other.controller.weights, OTHER, "another element can still set them");
  same.remove();
  other.remove();
  await pause(5);
  assert.ok(one.controller.analysis.gone && other.controller.analysis.gone, "analyses end with their last element");
  assert.deepEqual(leases, { taken: 1, released: 1 }, "one lease of the full model for all of them");
});

test("an element that sets weights is removed: what only shows them has the framework's again, also of another period", async () => {
  const [source, shared] = [sourceOf(), sharedModel()];
  const own = await element(source, shared, { period: "2021" }).show();
  const ranking = await element(source, shared, { moves: false }).show();
  own.controller.setWeights(OTHER);
  await settled();
  ranking.update();
  assert.deepEqual(ranking.ranks(), expected(OTHER));
  own.remove();
  await settled();
  ranking.update();
  assert.deepEqual(ranking.ranks(), expected({}));
  ranking.remove();
});

test("weights that a page asks for are set with the next update; refused ones stay asked for and change nothing", async () => {
  const [source, shared] = [sourceOf(), sharedModel()];
  const own = element(source, shared);
  own.controller.request({ input: 0.75 });
  assert.deepEqual(own.controller.weights, { input: 0.75 });
  await own.show();
  const set = own.controller.weights;
  assert.deepEqual(Object.entries(set).map(([id, share]) => `${id} ${share.toFixed(3)}`).sort(), ["effect 0.167", "environment 0.167", "input 0.500", "output 0.167"]);
  own.controller.request({ nothing: 1 });
  assert.throws(() => own.update(), { code: "unknown_node" });
  assert.throws(() => own.update(), { code: "unknown_node" });
  assert.deepEqual(own.controller.analysis.weights, set);
  own.controller.request(undefined);
  own.update();
  assert.deepEqual([own.controller.weights, own.ranks()], [{}, expected({})]);
  own.controller.setWeights({ nothing: 1 });
  assert.deepEqual(own.seen.problems, ["unknown_node"]);
  assert.equal(own.controller.problem.code, "unknown_node");
  own.controller.setWeights(OTHER);
  assert.equal(own.controller.problem, null);
  own.remove();
});

test("other data have the framework's weights; a model that replaces one that broke off keeps those that were set", async () => {
  const source = sourceOf();
  const own = await element(source, sharedModel()).show();
  own.controller.setWeights(OTHER);
  source.restored = true;
  await own.show(PERIOD, sharedModel());
  assert.deepEqual([own.controller.weights, own.ranks()], [OTHER, expected(OTHER)]);
  source.restored = false;
  await own.show(PERIOD, sharedModel());
  assert.deepEqual([own.controller.weights, own.ranks()], [{}, expected({})]);
  await settled();
  assert.deepEqual(own.controller.analysis.weights, {}, "what was set before does not come back");
  own.remove();
});

test("weights with which the draws broke off are not tried again", async () => {
  const broken = Object.assign(new Error("unreachable"), { code: "broke_off", cause: new Error(), messages: { zh: "", en: "" } });
  const source = sourceOf();
  const own = await element(source, sharedModel()).show();
  own.controller.setWeights(OTHER);
  source.restored = true;
  source.once = async () => {
    throw broken;
  };
  await own.show(PERIOD, sharedModel());
  assert.equal(own.controller.analysis.problem.code, "broke_off");
  source.once = (_, work) => work();
  await own.show(PERIOD, sharedModel());
  assert.deepEqual(own.controller.weights, {});
  own.remove();
});

test("crossings are found with the weights as they rest, and kept while a slider moves", async () => {
  const own = await element(sourceOf(), sharedModel(), { unit: "62" }).show();
  const output = nodeOf("output");
  const marks = own.controller.crossingsOf(output);
  assert.ok(marks.events.length > 3 && marks.events.every(({ above, below }) => [above, below].includes("62")));
  own.controller.setShare(output, 40);
  own.frame();
  own.update();
  assert.equal(own.controller.crossingsOf(output), marks);
  await settled();
  own.update();
  assert.notEqual(own.controller.crossingsOf(output), marks);
  assert.equal(own.controller.crossingsOf(0), null, "the index has no group around it");
  own.remove();
});
