/** What runs in the page: a file of hundreds of megabytes, made here, opened, used, cancelled, or refused. */
import { MODULE } from "./ours.js";
import { watch } from "./watch.js";

const PROVINCES = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆".split(" ");
const SECTORS = ["C", "E", "I", "M"];
const SIZES = ["micro", "small", "medium", "large"];

/** The plan of the bench: sums by province and year, and a ratio of them. */
const PLAN = {
  sources: { firms: { file: "firms.csv" } },
  from: "firms",
  steps: [
    { step: "filter", column: "size", not: "micro" },
    { step: "group_by", by: ["unit", "period"], figures: { sales: { sum: "sales" }, cost: { sum: "cost" }, staff: { sum: "staff" }, firms: { count: "sales" } }, skip_missing: true },
    { step: "ratio", id: "cost_share", numerator: "cost", denominator: "sales" },
  ],
};

/**
 * Made-up firms (province, year, sector, size, sales, cost, staff, note), the same every time, and what the plan makes of
 * them: it is summed up while the rows are made.
 * @param {number} megabytes
 */
export function made(megabytes) {
  const parts = [new TextEncoder().encode("province,year,sector,size,sales,cost,staff,note\n")];
  const names = PROVINCES.map((name) => new TextEncoder().encode(name));
  const words = [SECTORS, SIZES].map((list) => list.map((word) => new TextEncoder().encode(word)));
  const sums = new Map();
  let [state, bytes, rows] = [2024, parts[0].length, 0];
  const dice = (/** @type {number} */ bound) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % bound;
  while (bytes < megabytes * 1e6) {
    const part = new Uint8Array(8 << 20);
    let at = 0;
    const put = (/** @type {Uint8Array} */ text) => (part.set(text, at), (at += text.length), (part[at++] = 44));
    const figure = (/** @type {number} */ tenths, /** @type {boolean} */ point) => {
      const text = point ? `${Math.floor(tenths / 10)}.${tenths % 10}` : String(tenths);
      for (let i = 0; i < text.length; i++) part[at++] = text.charCodeAt(i);
      part[at++] = 44;
    };
    while (at < part.length - 128 && bytes + at < megabytes * 1e6) {
      const [unit, year, sector, size, staff] = [dice(31), 2013 + dice(10), dice(4), dice(4), 1 + dice(900)];
      const sales = staff * (800 + dice(900));
      const cost = Math.floor((sales * (6 + dice(4))) / 10);
      put(names[unit]);
      figure(year, false);
      put(words[0][sector]);
      put(words[1][size]);
      figure(sales, true);
      figure(cost, true);
      figure(staff, false);
      part[at++] = 10;
      rows++;
      if (size === 0) continue;
      const key = `${unit} ${year}`;
      const sum = sums.get(key) ?? { sales: 0, cost: 0, staff: 0, firms: 0 };
      (sum.sales += sales), (sum.cost += cost), (sum.staff += staff), sum.firms++;
      sums.set(key, sum);
    }
    parts.push(part.subarray(0, at));
    bytes += at;
  }
  return { file: new File(parts, "firms.csv"), rows, sums };
}

/** What the pages hold of the machine's memory: the bench looks from outside. @returns {Promise<number>} */
const resident = () => /** @type {any} */ (globalThis).__resident();

/** The most that is held while something goes on, looked at four times a second. */
function peaks() {
  let [most, going] = [0, true];
  const look = async () => {
    for (; going; await new Promise((done) => setTimeout(done, 250))) most = Math.max(most, await resident());
  };
  const looking = look();
  return async () => ((going = false), await looking, most);
}

/** @param {{ sums: Map<string, any>}} expected @param {any} panel */
function differences({ sums }, panel) {
  let wrong = 0;
  const of = (/** @type {string} */ id) => panel.indicators.findIndex((/** @type {any} */ each) => each.id === id);
  for (const [key, { sales, cost, staff, firms }] of sums) {
    const [unit, year] = key.split(" ");
    const [u, p] = [panel.units.findIndex((/** @type {any} */ each) => each.name.zh === PROVINCES[Number(unit)]), panel.periods.indexOf(year)];
    const wanted = { sales: sales / 10, cost: cost / 10, staff, firms, cost_share: cost / sales };
    for (const [id, value] of Object.entries(wanted)) if (Math.abs(panel.figure(of(id), p, u) - value) > 1e-9 * Math.abs(value)) wrong++;
  }
  return wrong;
}

/**
 * Opens it, uses it, and cancels it once at 30 %.
 * @param {number} megabytes
 */
export async function large(megabytes) {
  const library = `/innodex/${MODULE}`;
  const { Tables } = await import(library);
  const all = made(megabytes);
  const tables = new Tables();
  await tables.open("province,year,x\n湖北,2022,1\n湖南,2022,2\n", "small.csv");
  const before = await resident();

  const watching = await watch();
  const peak = peaks();
  /** @type {{ share: number, left: number, at: number }[]} */
  const told = [];
  let from = performance.now();
  const seen = await tables.open(all.file, "firms.csv", { onProgress: (/** @type {number} */ share, /** @type {number} */ left) => told.push({ share, left, at: performance.now() - from }) });
  const open = performance.now() - from;
  const wasm = await tables.memory();
  const reading = await peak();
  const working = peaks();
  from = performance.now();
  const { panel } = await tables.run(PLAN, { files: ["firms.csv"] });
  const work = performance.now() - from;
  const { longest, tasks, beat } = await watching.stop();
  const result = { rows: all.rows, read: seen.rows, bytes: all.file.size, before, open, wasm, reading, working: await working(), work, after: await tables.memory(), longest, tasks, beat, wrong: differences(all, panel) };
  // How far what was foreseen is from what it took, half-way.
  const half = told.find(({ share }) => share >= 0.5);
  const foreseen = half?.left === undefined ? NaN : half.at + 1000 * half.left;
  await tables.close("firms.csv");

  const stop = new AbortController();
  from = performance.now();
  const why = await tables.open(all.file, "firms.csv", { signal: stop.signal, onProgress: (/** @type {number} */ share) => share >= 0.3 && stop.abort() }).catch((/** @type {any} */ error) => error.name);
  const small = await tables.run({}, { files: ["small.csv"] });
  const usable = performance.now() - from;
  const cancelled = { why, usable, same: small.panel.values.length === 2, memory: await tables.memory(), names: tables.names };
  tables.dispose();

  const narrow = new Tables({ memory: 100e6 });
  from = performance.now();
  const refused = await narrow.open(all.file, "firms.csv").catch((/** @type {any} */ error) => ({ code: error.code, place: error.place, message: error.messages.en, hint: error.hint.en }));
  const refusal = performance.now() - from;
  const sample = await narrow.open(all.file, "firms.csv", { sample: true });
  const unused = await narrow.run(PLAN).catch((/** @type {any} */ error) => error.code);
  narrow.dispose();
  return { ...result, foreseen, steps: told.length, cancelled, refused, refusal, sample: sample.figures.map((/** @type {any} */ { id }) => id), unused };
}
