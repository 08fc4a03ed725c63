/** Raw tables in a browser: the work is done in a worker, and the module is fetched when the first file is opened. */
import { InnodexError } from "../api/error.js";
import { died, Platform, stopped, Tables as Shared } from "./tables.js";
export { InnodexError };
export { TablePanel } from "./panel.js";

/** @typedef {import("./tables.js").Call} Call */

/** By a name that is no literal: a bundler would make a copy of its own. @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

const address = beside(FILES.tableWorker);

/**
 * Under `require-trusted-types-for 'script'` a worker's address needs a policy; a name can be taken only once a page.
 * @type {{ createScriptURL(address: string): any } | null}
 */
let policy = null;

/** The address of the worker as the page's policy wants it. */
function trusted() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return address;
  policy ??= types.createPolicy("innodex", {
    /** @param {string} asked */
    createScriptURL(asked) {
      if (asked !== address) throw new TypeError(asked);
      return asked;
    },
  });
  return /** @type {NonNullable<typeof policy>} */ (policy).createScriptURL(address);
}

/** The module, compiled once: a worker that takes the place of another gets it from here. @type {WebAssembly.Module | null} */
let compiled = null;

class WorkerPlatform extends Platform {
  /** @type {Worker | null} */
  worker = null;
  calls = 0;

  /** @type {Call} */
  call(method, args, { onProgress, signal }) {
    const call = ++this.calls;
    return new Promise((done, failed) => {
      const worker = (this.worker ??= this.start());
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

  start() {
    const worker = new Worker(trusted(), { type: "module" });
    worker.postMessage({ module: compiled });
    return worker;
  }

  dispose() {
    this.worker?.terminate();
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
