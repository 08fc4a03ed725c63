/**
 * What is done where a file cannot be used: another way to it, or a problem that says what came in its place. It is loaded only then.
 * A problem says of the browser only what a probe has shown.
 */
import { absent, blocked, damaged, foreign, noRoom, notTheFile, notThere, noFramework, noOption, noValue, noWorker, otherContent, tooOld, twoBuilds } from "./rescue.text.js";
import { trusted } from "./trusted.js";
import { ask } from "./ask.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./ask.js").Answer} Answer */

/**
 * A module that takes everything that the floor has: memory.fill, i32.trunc_sat_f64_s, i32.extend8_s, and an i64 that crosses to
 * JavaScript.
 */
const FLOOR = [
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 10, 2, 96, 1, 126, 0, 96, 1, 124, 1, 127, 3, 3, 2, 0, 1, 5, 3, 1, 0, 1, 7, 5, 1, 1, 105, 0, 0],
  [10, 21, 2, 2, 0, 11, 16, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 32, 0, 252, 2, 192, 11],
].flat();

/** How long a worker may compile, in milliseconds. */
const PATIENCE = 60_000;

/** What was got another way: what came of it at first is settled. @type {Set<string>} */
const settled = new Set();

/**
 * The name of a file of the package by its address, and the folder that it is in.
 * @param {string} href
 */
function placeOf(href) {
  const path = href.replace(/[?#].*/, "");
  const name = Object.keys(LENGTHS).find((each) => path.endsWith(`/${each}`)) ?? "";
  return { name, folder: name ? path.slice(0, path.length - name.length) : new URL(".", href).href, path: decodeURI(new URL(href).pathname) };
}

/** Whether bytes begin as a wasm module does. @param {Uint8Array} bytes */
const isModule = (bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === "\0asm";

/** Whether bytes are those of a file, as far as its length and its beginning tell. @param {string} name @param {Uint8Array} bytes */
const isWhole = (name, bytes) => bytes.length === LENGTHS[name] && (!name.endsWith(".wasm") || isModule(bytes));

/**
 * The build that the folder holds where it is another one: the browser has kept this one, and its files may be gone. What leads to
 * the build is then asked for anew, so that a reload finds the new one.
 * @param {string} folder @returns {Promise<string | null>}
 */
async function otherBuild(folder) {
  const { status, bytes } = await ask(`${folder}files.json`, { cache: "no-store" });
  const build = status === 200 && /"build": ?"(\w+)"/.exec(new TextDecoder().decode(bytes))?.[1];
  if (!build || build === BUILD) return null;
  await /** @type {any} */ (globalThis)[Symbol.for("innodex")]?.fresh?.();
  return build;
}

/** What is wrong with an answer. @param {string} href @param {Answer} answer @returns {Promise<Problem>} */
async function fault(href, { status, bytes }) {
  const { name, folder, path } = placeOf(href);
  const build = await otherBuild(folder);
  if (build) return twoBuilds(build, BUILD);
  if (status < 200 || status > 299) return notThere(path, status);
  // What begins as the file does was cut off, or converted on its way.
  const begins = name.endsWith(".wasm") ? isModule(bytes) : name && bytes.length > 0 && bytes[0] !== 0x3c;
  return begins ? damaged(path, bytes.length, LENGTHS[name]) : notTheFile(path, bytes);
}

/** A file out of a script, for servers that give no `.wasm`, `.bin` or `.json`. @param {string} href @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
async function spare(href) {
  const { name, folder } = placeOf(href);
  const script = SPARES[name];
  if (!script) return null;
  try {
    const { files } = await import(folder + script);
    const zipped = Uint8Array.from(atob(files[name]), (letter) => letter.charCodeAt(0));
    const plain = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch {
    return null;
  }
}

/** The bytes of an answer, where they are those of the file. @param {string} name @param {Answer} answer */
const whole = (name, { status, bytes }) => (status >= 200 && status < 300 && isWhole(name, bytes) ? bytes : null);

/** The bytes of a file of the package: under its name, in a script, or under a second name that the site has given it (`.txt`). @param {string} href @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function bytesOf(href) {
  const { name } = placeOf(href);
  // What a cache has kept may be broken where the server has the file.
  const answer = await ask(href, { cache: "reload" });
  const bytes = whole(name, answer) ?? (await spare(href)) ?? whole(name, await ask(href.replace(/(\?.*)?$/, ".txt$1")));
  if (!bytes) throw await fault(href, answer);
  settled.add(href);
  return bytes;
}

/** What keeps the engine from running modules at all. @returns {Promise<"old" | "blocked" | null>} */
async function hindrance() {
  if (typeof WebAssembly !== "object") return "old";
  const floor = Uint8Array.from(FLOOR);
  if (!WebAssembly.validate(floor)) return "old";
  let exports;
  try {
    // A policy may let it compile and forbid instances.
    exports = (await WebAssembly.instantiate(floor)).instance.exports;
  } catch {
    return "blocked";
  }
  try {
    /** @type {any} */ (exports).i(BigInt(0));
    return null;
  } catch {
    return "old";
  }
}

/**
 * Whether the engine knows 'wasm-unsafe-eval'. Chromium does since 97, and since 97 it knows `font-synthesis`, which no script adds;
 * the other engines of the floor know both.
 */
const knowsKeyword = () => !globalThis.CSS || CSS.supports("font-synthesis", "none");

/** Compiles where the page may not: such a Chromium lets a worker of the same site do it. @param {string} folder @param {Uint8Array} bytes @returns {Promise<WebAssembly.Module | null>} */
const inWorker = (folder, bytes) =>
  new Promise((resolve) => {
    const worker = new Worker(trusted(folder + FILES.compileWorker));
    const end = (/** @type {WebAssembly.Module | null} */ module) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(module);
    };
    const timer = setTimeout(end, PATIENCE, null);
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = worker.onmessageerror = () => end(null);
    worker.postMessage(bytes);
  });

/** A module, compiled from an address where the page itself has failed to. @param {string} href @returns {Promise<WebAssembly.Module>} */
async function module(href) {
  const bytes = await bytesOf(href);
  const hindered = await hindrance();
  if (hindered === "old") throw tooOld();
  if (hindered) {
    const made = knowsKeyword() ? null : await inWorker(placeOf(href).folder, bytes).catch(() => null);
    if (!made) throw blocked();
    return made;
  }
  return WebAssembly.compile(bytes).catch(() => {
    throw WebAssembly.validate(bytes) ? noRoom(placeOf(href).path) : damaged(placeOf(href).path, bytes.length, bytes.length);
  });
}

/** A file of the package; null where it has none of this name. @param {string} href */
const file = async (href) => (placeOf(href).name ? bytesOf(href) : null);

/** A script that could not be loaded: what came in its place. @param {string} href */
async function script(href) {
  const answer = await ask(href, { cache: "reload" });
  if (answer.status !== 200 || answer.bytes[0] === 0x3c || !answer.bytes.length) throw await fault(href, answer);
}

/** Finds what is wrong with the files that came, and with the engine. @param {Record<string, number>} came how many bytes of each */
async function check(came) {
  for (const [href, length] of Object.entries(came)) {
    const { name } = placeOf(href);
    if (!name || settled.has(href) || length === LENGTHS[name]) continue;
    throw await fault(href, await ask(href));
  }
  const hindered = await hindrance();
  if (hindered === "old") throw tooOld();
  if (hindered && knowsKeyword()) throw blocked();
}

/** The address is of another site. @param {string} href */
async function elsewhere(href) {
  throw foreign(href);
}

/** A file of the page's own did not come. @param {string} href @param {number} [status] */
async function missing(href, status = 0) {
  throw absent(decodeURI(new URL(href).pathname), status);
}

/** What came of an address of the page's own is something else. @param {string} href @param {Uint8Array} bytes @param {"json" | "table"} wanted */
async function strange(href, bytes, wanted) {
  throw otherContent(decodeURI(new URL(href).pathname), bytes, wanted);
}

/** An attribute without a value. @param {string} name */
async function empty(name) {
  throw noValue(name);
}

/** There is no such ready framework. @param {string} id @param {string[]} [ids] */
async function framework(id, ids = []) {
  throw noFramework(id, ids);
}

/** There is no such option. @param {string} name @param {string[]} [_] */
async function option(name, _) {
  throw noOption(name);
}

/** A worker did not start: its file may be at fault, or the policy. @param {string} href */
async function worker(href) {
  await bytesOf(href);
  throw noWorker();
}

const ways = { module, file, script, check, elsewhere, missing, strange, empty, framework, option, worker };
/** @typedef {typeof ways} Rescue */

/** Does one of them; a problem is answered, and thrown by whoever asked. @param {keyof Rescue} what @param {any[]} given */
export async function rescue(what, given) {
  try {
    return { result: await /** @type {any} */ (ways[what])(...given) };
  } catch (problem) {
    return { problem };
  }
}
