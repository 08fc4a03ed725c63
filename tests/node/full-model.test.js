// The lease of the model with every method: one for all users, freed with the last, survived when its instance ends.
import "../support/build.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setImmediate as task, setTimeout as pause } from "node:timers/promises";
import { Model } from "../../www/api/model.js";
import { listeners } from "../../www/api/instance.js";
import { FullModel, LeaseHolder } from "../../www/elements/full-model.js";
import { ModelSource } from "../../www/elements/source.js";

// After Lit was loaded, which takes a document for a whole one.
globalThis.document = { readyState: "complete", baseURI: "http://localhost/" };

/** What was loaded. @type {{ methods: boolean, disposed: number, ended: boolean }[]} */
let loaded;
/** Whether loads fail, and by what. @type {unknown} */
let failure;

beforeEach(() => {
  loaded = [];
  failure = null;
  Model.load = async ({ methods }) => {
    await task();
    if (failure) throw failure;
    const model = { methods, disposed: 0, ended: false, module: methods ? "analysis" : "ranking", dispose: () => void model.disposed++ };
    loaded.push(model);
    return model;
  };
});

/** Everything that is under way, timers of no delay included. */
const settled = async () => {
  for (let time = 0; time < 10; time++) await task();
  await pause(5);
  for (let time = 0; time < 10; time++) await task();
};

/** A source with a listener that counts, its shared model loaded. */
async function shared() {
  const source = new ModelSource({ data: undefined, framework: undefined, indicators: undefined, querySelector: () => null });
  const heard = { times: 0, stop: () => {} };
  heard.stop = source.listen(() => heard.times++);
  await settled();
  return { source, heard };
}

/** The instance of a model ends, as www/api/instance.js says it. */
function end(model) {
  model.ended = true;
  for (const listener of listeners) listener();
}

test("two users, one model: loaded with the first, freed with the last, and no release counts twice", async () => {
  const { source } = await shared();
  const [one, two] = [source.full(), source.full()];
  assert.equal(one.ready, null);
  const [a, b] = await Promise.all([one.model, two.model]);
  assert.equal(a, b);
  assert.deepEqual([one.ready, two.ready], [a, a]);
  assert.deepEqual(loaded.map(({ methods }) => methods), [false, true]);
  one.release();
  one.release();
  one.release();
  await settled();
  assert.equal(a.disposed, 0, "the other still has it");
  two.release();
  await settled();
  assert.equal(a.disposed, 1);
  // The next user loads another.
  const three = source.full();
  assert.notEqual(await three.model, a);
  three.release();
});

test("an element that is only moved finds the model where it was", async () => {
  const { source } = await shared();
  const lease = source.full();
  const model = await lease.model;
  lease.release();
  const again = source.full();
  await settled();
  assert.deepEqual([await again.model === model, model.disposed, loaded.length], [true, 0, 2]);
  // Moved twice within a task.
  again.release();
  const third = source.full();
  third.release();
  await settled();
  assert.equal(model.disposed, 1);
});

test("released while it is being loaded, it is freed once it is there", async () => {
  const { source } = await shared();
  const lease = source.full();
  lease.release();
  await settled();
  assert.deepEqual(loaded.map(({ methods, disposed }) => [methods, disposed]), [[false, 0], [true, 1]]);
});

test("a shared model that has every method is what is leased, and no user frees it", async () => {
  const { source } = await shared();
  source.withMethods();
  await settled();
  const lease = source.full();
  assert.equal(lease.ready, source.model);
  assert.equal(await lease.model, source.model);
  lease.release();
  await settled();
  assert.equal(source.model.disposed, 0);
  assert.equal(source.withMethods(), false);
});

test("a load that failed is tried again by the next lease, not by the one that has failed", async () => {
  const { source } = await shared();
  failure = new Error("network");
  const lease = source.full();
  await assert.rejects(lease.model, /network/);
  assert.equal(lease.ready, null);
  lease.release();
  await settled();
  failure = null;
  const again = source.full();
  assert.equal((await again.model).methods, true);
  again.release();
});

test("a load that broke off is not tried again before the reader asks for it", async () => {
  const { source } = await shared();
  failure = Object.assign(new Error("trap"), { code: "broke_off", cause: new Error("unreachable") });
  await assert.rejects(source.full().model, /trap/);
  failure = null;
  await assert.rejects(source.full().model, /trap/);
  assert.equal(loaded.length, 1);
  await source.load();
  const lease = source.full();
  assert.equal((await lease.model).methods, true);
  lease.release();
});

test("a trap in a leased model: everything is loaded anew, each holder takes another, the former is freed once", async () => {
  const { source, heard } = await shared();
  const holders = [new LeaseHolder(), new LeaseHolder()];
  const [former] = await Promise.all(holders.map((each) => each.take(source)));
  const small = source.model;
  end(former);
  assert.equal(source.ended, true);
  await settled();
  assert.deepEqual([heard.times, source.ended, source.restored], [2, false, true]);
  assert.deepEqual([small.disposed, former.disposed, source.model === small], [1, 0, false]);
  const [first, second] = await Promise.all(holders.map((each) => each.take(source)));
  await settled();
  assert.equal(first, second);
  assert.notEqual(first, former);
  assert.deepEqual([former.disposed, first.disposed, holders[0].model === first], [1, 0, true]);
  for (const each of holders) each.release();
  await settled();
  assert.deepEqual([first.disposed, source.model.disposed], [1, 0]);
});

test("a trap in the shared model while another is leased, and a trap while one is being loaded", async () => {
  const { source, heard } = await shared();
  const holder = new LeaseHolder();
  const former = await holder.take(source);
  end(source.model);
  await settled();
  assert.deepEqual([heard.times, former.disposed], [2, 0]);
  const pending = holder.take(source);
  await settled();
  // It ended before anybody had it.
  end(holder.model);
  await settled();
  assert.equal((await pending).ended, true);
  assert.equal(heard.times, 3);
  const last = await holder.take(source);
  assert.equal(last.ended, false);
  holder.release();
  await settled();
  assert.ok(loaded.every((each) => each === source.model || each.disposed === 1));
});

test("a holder that has released or taken another lease hears neither of the model nor of a failure", async () => {
  const { source } = await shared();
  const holder = new LeaseHolder();
  const first = holder.take(source);
  const second = holder.take(source);
  assert.equal(await first, null);
  assert.equal((await second).methods, true);
  const third = holder.take(source);
  holder.release();
  holder.release();
  assert.equal(await third, null);
  assert.equal(holder.model, null);
  await settled();
  failure = new Error("network");
  const failing = holder.take(source);
  holder.release();
  assert.equal(await failing, null);
  const seen = holder.take(source);
  await assert.rejects(seen, /network/);
  holder.release();
});

test("with the last listener the shared model goes; the leased one only with its own users", async () => {
  const { source, heard } = await shared();
  const lease = source.full();
  const model = await lease.model;
  const small = source.model;
  heard.stop();
  await settled();
  assert.deepEqual([small.disposed, model.disposed, source.model], [1, 0, null]);
  lease.release();
  await settled();
  assert.equal(model.disposed, 1);
});

test("what a source is asked for a copy is no answer to whether its host has changed its mind", async () => {
  const { source } = await shared();
  source.host.framework = "other";
  await source.options();
  assert.equal(source.stale(), true);
});

test("a load is counted from its first lease", async () => {
  let gone = 0;
  const full = new FullModel(async () => ({ dispose() {} }), () => gone++);
  const lease = full.lease();
  await lease.model;
  assert.equal(full.users, 1);
  lease.release();
  assert.equal(full.users, 0);
  await settled();
  assert.equal(gone, 1);
});
