/** Raw tables in a browser: the work is done in a worker, and the module is fetched when the first file is opened. */
import { InnodexError } from "../api/error.js";
import { addressOf, rescue } from "../api/compile.js";
import { trusted } from "../api/trusted.js";
import { died, Platform, stopped, Tables as Shared } from "./tables.js";
export { InnodexError };
export { TablePanel } from "./panel.js";

/** @typedef {import("./tables.js").Call} Call */

/** The module, compiled once: a worker that takes the place of another gets it from here. @type {WebAssembly.Module | null} */
let compiled = null;

/** For how long a worker may take to begin, in milliseconds; it compiles nothing before. */
const PATIENCE = 30_000;

/** A worker that has begun; else what kept it from that: its file, or the policy of the page. @returns {Promise<Worker>} */
async function begun() {
  /** @type {Worker | undefined} */
  let worker;
  const address = addressOf(FILES.tableWorker);
  try {
    const started = (worker = new Worker(trusted(address), { type: "module" }));
    await new Promise((resolve, failed) => {
      setTimeout(failed, PATIENCE);
      started.onmessage = resolve;
      started.onerror = (event) => (event.preventDefault?.(), failed(event));
    });
    started.postMessage({ module: compiled });
    return started;
  } catch {
    worker?.terminate();
    return rescue("worker", address);
  }
}

class WorkerPlatform extends Platform {
  /** @type {Promise<Worker> | null} */
  worker = null;
  calls = 0;

  /** @type {Call} */
  async call(method, args, { onProgress, signal }) {
    const call = ++this.calls;
    const starting = (this.worker ??= begun());
    const worker = await starting.catch((problem) => {
      this.worker = null;
      throw problem;
    });
    if (signal?.aborted) throw stopped(signal);
    return new Promise((done, failed) => {
      const end = () => {
        signal?.removeEventListener("abort", stop);
        worker.onmessage = worker.onerror = null;
      };
      // Nothing inside stops half-way: the worker goes, and another opens the files again.
      const stop = () => (end(), this.dispose(), failed(stopped(/** @type {AbortSignal} */ (signal))));
      signal?.addEventListener("abort", stop);
      worker.onerror = (event) => (event.preventDefault?.(), end(), this.dispose(), failed(died(event.message ?? "")));
      worker.onmessage = ({ data }) => {
        if (data.module) compiled = data.module;
        if (data.call !== call) return;
        if ("share" in data) return onProgress?.(data.share);
        end();
        // Wasm gives no memory back: after a file that was too large another worker begins with none.
        if (data.died || data.problem?.code === "too_large") this.dispose();
        if (data.problem) failed(new InnodexError(data.problem));
        else done(data.result);
      };
      worker.postMessage({ call, method, args });
    });
  }

  dispose() {
    this.worker?.then((worker) => worker.terminate(), () => {});
    this.worker = null;
    super.dispose();
  }
}

/** Files opened side by side, and plans run on them, in a worker. */
export class Tables extends Shared {
  /** @param {{ memory?: number }} [how] memory: how many bytes the files may take together */
  constructor(how) {
    super(new WorkerPlatform(), how);
  }
}
