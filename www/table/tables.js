/**
 * Raw tables, whatever the platform: opened files, what is understood of them, and the panel that a plan makes of them.
 * A platform (browser.js, node.js) says where the work is done.
 */
import { InnodexError } from "../api/error.js";
import { jsonOf } from "../api/json.js";
import { TablePanel } from "./panel.js";
import { timed } from "./pieces.js";

/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").TableOptions} TableOptions */
/** @typedef {import("../api/types.js").TableOutcome} TableOutcome */
/** @typedef {"open" | "close" | "understand" | "run" | "checkPlan" | "quotient" | "memoryBytes"} Method */
/** @typedef {(method: Method, args: any[], options: TableOptions) => Promise<any>} Call */

/** What is thrown where a signal says stop. @param {AbortSignal} signal */
const stopped = (signal) => signal.reason ?? new DOMException("The table was cancelled.", "AbortError");

/** What works on the files: a worker, or this very thread. */
export class Platform {
  constructor() {
    /** @private @type {Set<string>} */ this._opened = new Set();
  }

  /** The files that are still open: none after what worked on them has died. */
  get opened() {
    return this._opened;
  }

  /** @type {Call} */
  async call() {
    throw new Error("a platform says how");
  }

  /** Gives back what it holds. */
  dispose() {
    this._opened.clear();
  }
}

/** Files opened side by side, and plans run on them. */
export class Tables {
  /** @param {Platform} platform @param {{ memory?: number }} [how] memory: how many bytes the files may take together */
  constructor(platform, { memory } = {}) {
    /** @private */ this._platform = platform;
    /** @private */ this._memory = memory;
    /** The files, by name. @private @type {Map<string, { content: import("./pieces.js").Sliced | Uint8Array, sample: boolean }>} */ this._files = new Map();
    /** One thing after the other. @private @type {Promise<unknown>} */ this._last = Promise.resolve();
  }

  /** The names of the opened files, in the order in which they were opened. */
  get names() {
    return [...this._files.keys()];
  }

  /**
   * Opens a file and says what it is understood as. A file that cannot be read as a table at all is refused; whatever else
   * is wrong with it is among the remarks.
   * @param {Blob | import("./pieces.js").Sliced | Uint8Array | ArrayBuffer | string} file a File, bytes, text, or what has slices as a File has
   * @param {string} [name] its name; a File has one
   * @param {TableOptions & { sample?: boolean }} [options] sample: only the beginning is read, of a file that is too large; it can be understood, and no plan is run on it
   * @returns {Promise<Understood>}
   */
  open(file, name = /** @type {any} */ (file)?.name ?? "table.csv", { sample = false, ...options } = {}) {
    const content = typeof file === "string" ? new TextEncoder().encode(file) : file instanceof ArrayBuffer ? new Uint8Array(file) : file;
    const readable = content instanceof Uint8Array || (typeof content?.size === "number" && typeof content.slice === "function");
    if (typeof name !== "string" || !readable) return Promise.reject(noFile(readable ? "name" : "file"));
    return this._queue(options, async () => {
      const { opened } = this._platform;
      opened.delete(name);
      await this._open(name, { content, sample }, options);
      opened.add(name);
      this._files.set(name, { content, sample });
      return this._platform.call("understand", [name, "{}"], options);
    });
  }

  /**
   * What an opened file is understood as, with what a plan says of it.
   * @param {string} name
   * @param {Plan | string} [plan]
   * @param {TableOptions} [options]
   * @returns {Promise<Understood>}
   */
  understand(name, plan = {}, options = {}) {
    return this._queue(options, () => this._platform.call("understand", [name, jsonOf(plan)], options));
  }

  /**
   * Does what a plan says with the opened files.
   * @param {Plan | string} [plan]
   * @param {TableOptions & { files?: string[] }} [options] `files`: only these
   * @returns {Promise<TableOutcome>}
   */
  run(plan = {}, { files = this.names, ...options } = {}) {
    return this._queue(options, async () => {
      const { about, values, reasons } = await this._platform.call("run", [jsonOf(plan), files], options);
      return { panel: new TablePanel(about, values, reasons), remarks: about.remarks, set_apart: about.set_apart };
    });
  }

  /** Refuses what is no plan; whether it fits the files is found when it meets them. @param {Plan | string} plan @returns {Promise<void>} */
  checkPlan(plan) {
    return this._queue({}, () => this._platform.call("checkPlan", [jsonOf(plan)], {}));
  }

  /**
   * What a ratio of figures in two units of measure is in, and the factor that brings it there: in the unit that is wanted,
   * or in one that reads well. Null where they do not fit.
   * @param {string} above @param {string} below @param {string} [wanted]
   * @returns {Promise<{ measure: string, scale: number } | null>}
   */
  quotient(above, below, wanted) {
    return this._queue({}, () => this._platform.call("quotient", [above, below, wanted], {}));
  }

  /** Forgets a file, or all of them. @param {string} [name] */
  close(name) {
    return this._queue({}, async () => {
      for (const each of name === undefined ? this.names : [name]) {
        this._files.delete(each);
        if (this._platform.opened.delete(each)) await this._platform.call("close", [each], {});
      }
    });
  }

  /** Bytes of wasm memory in use. @returns {Promise<number>} */
  memory() {
    return this._queue({}, () => this._platform.call("memoryBytes", [], {}));
  }

  /** Gives everything back; the files are forgotten. */
  dispose() {
    this._files.clear();
    this._platform.dispose();
  }

  /**
   * Has a file read, and says how long it will take.
   * @private
   * @param {string} name @param {{ content: import("./pieces.js").Sliced | Uint8Array, sample: boolean }} file @param {TableOptions} options
   */
  _open(name, { content, sample }, { onProgress, signal }) {
    return this._platform.call("open", [name, content, { memory: this._memory, sample }], { signal, onProgress: onProgress && timed(onProgress) });
  }

  /**
   * Waits for what goes on, opens again what was lost with a worker, and does the work.
   * @private
   * @template T
   * @param {TableOptions} options
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  _queue({ signal }, work) {
    const now = this._last.then(async () => {
      if (signal?.aborted) throw stopped(signal);
      const { opened } = this._platform;
      for (const [name, file] of this._files) {
        if (opened.has(name)) continue;
        await this._open(name, file, { signal });
        opened.add(name);
      }
      return work();
    });
    this._last = now.catch(() => {});
    return now;
  }
}

/** What is thrown for what is no file, or no name of one. @param {"file" | "name"} what */
const noFile = (what) =>
  new InnodexError({
    code: "bad_parameter",
    place: what,
    message: what === "name" ? { zh: "文件名须为文字。", en: "The name of a file must be text." } : { zh: "这不是文件。", en: "This is no file." },
    hint: { zh: "请给出 File、Blob、字节或文字。", en: "Give a File, a Blob, bytes or text." },
  });

/** What is thrown where the work broke off: too much memory, a fault of ours. @param {unknown} why */
export const died = (why) =>
  new InnodexError({
    code: "table_worker_died",
    place: "",
    message: { zh: "表格计算中断。", en: `The table's work broke off (${String(why)}).` },
    hint: { zh: "文件没有改动。可以重试、换一个较小的文件，或继续打开其他文件。", en: "The file is unchanged. Try again, take a smaller file, or open another." },
  });

/** What is thrown for what the module threw: a problem of the files as it is. @param {unknown} thrown */
export const broken = (thrown) => (thrown instanceof InnodexError && thrown.code !== "broke_off" ? null : died(/** @type {any} */ (thrown)?.cause ?? thrown));

export { stopped };
