/** The worker of raw tables: one engine, one call at a time. */
import { compile, file, why } from "../api/compile.js";
import { lasting } from "../api/instance.js";
import glue from "../../build/table/table.js";
import { fetched } from "../workbook/fetched.js";
import { Engine } from "./engine.js";
import { broken } from "./tables.js";

/** @typedef {import("../api/error.js").InnodexError} InnodexError */
/** @typedef {{ call?: number, method?: import("./tables.js").Method, args?: any[], module?: WebAssembly.Module | null }} Message */

/** The register of divisions, whose name stays the same: another build's is another address. */
const divisions = () => file(`divisions.bin?${BUILD}`);

/** @type {Promise<Engine> | undefined} */
let engine;

/** @param {WebAssembly.Module | null} [known] */
async function start(known) {
  const module = known ?? (await compile(FILES.table));
  // The page keeps it, for the worker that takes this one's place.
  if (!known) postMessage({ module });
  /** @type {import("./engine.js").Glue} */
  const running = await lasting(async () => ({ glue, module }))();
  return new Engine(running, fetched(FILES.workbookReadScript, FILES.workbookRead), divisions);
}

/** Starts the engine. Whoever calls hears of a failure, and the next call tries again: the network may be back. @param {WebAssembly.Module | null} [known] */
function begin(known) {
  engine = start(known).catch(async (thrown) => {
    throw await why(thrown);
  });
  engine.catch(() => (engine = undefined));
  return engine;
}

self.onmessage = async (/** @type {MessageEvent<Message>} */ { data: { call, method, args = [], module } }) => {
  if (!method) return void begin(module);
  try {
    const ready = /** @type {any} */ (await (engine ?? begin()));
    const result = await ready[method](...args, (/** @type {number} */ share) => postMessage({ call, share }));
    postMessage({ call, result }, result?.about ? { transfer: [result.values.buffer, result.reasons.buffer, result.noted.buffer] } : undefined);
  } catch (thrown) {
    const problem = /** @type {InnodexError} */ (broken(thrown) ?? thrown);
    postMessage({ call, problem: problem.toJSON(), died: problem !== thrown });
  }
};

// It has begun: what fails from now on is no matter of the page's policy.
postMessage({});
