/**
 * Raw tables, whatever the platform: opened files, what is understood of them, and the panel that a plan makes of them.
 * A platform (browser.js, node.js) says where the work is done.
 */
import { InnodexError } from "../api/error.js";
import { jsonOf } from "../api/json.js";
import { converted, OTHER_FORMS } from "./converted.js";
import { TablePanel } from "./panel.js";
import { timed } from "./pieces.js";

/** @typedef {import("../api/types.js").Plan} Plan */
/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").TableOptions} TableOptions */
/** @typedef {import("../api/types.js").TableOutcome} TableOutcome */
/** @typedef {import("../api/types.js").SheetSeen} SheetSeen */
/** @typedef {"open" | "close" | "register" | "understand" | "run" | "origin" | "resolve" | "checkPlan" | "quotient" | "memoryBytes"} Method */
/** @typedef {import("./pieces.js").Sliced} Sliced */
/** @typedef {{ content: Sliced | Uint8Array, sample: boolean }} Given a file as it was given, and whether only its beginning is read */
/** @typedef {(method: Method, args: any[], options: TableOptions) => Promise<any>} Call */

/** A register of one's own: its bytes, and the name by which a plan asks for it. @typedef {{ name: string, bytes: Uint8Array }} OwnRegister */

/** What is thrown where a signal says stop. @param {AbortSignal} signal */
const stopped = (signal) => signal.reason ?? new DOMException("The table was cancelled.", "AbortError");

/** What works on the files: a worker, or this very thread. */
export class Platform {
  constructor() {
    /** @private @type {Set<string>} */ this._opened = new Set();
    /** The register that it was given. @type {OwnRegister | null} */ this.registered = null;
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
    this.registered = null;
  }
}

/** Files opened side by side, and plans run on them. */
export class Tables {
  /** @param {Platform} platform @param {{ memory?: number }} [how] memory: how many bytes the files may take together */
  constructor(platform, { memory } = {}) {
    /** @protected */ this._platform = platform;
    /** @private */ this._memory = memory;
    /** The files, by name. @private @type {Map<string, Given>} */ this._files = new Map();
    /** @private @type {OwnRegister | null} */ this._register = null;
    /** The sheets of workbooks, by the name of the file. @private @type {Map<string, SheetSeen[]>} */ this._sheets = new Map();
    /** The sheets that were asked for. @private @type {Map<string, string[] | null>} */ this._wanted = new Map();
    /** One thing after the other. @private @type {Promise<unknown>} */ this._last = Promise.resolve();
  }

  /** What the reader of the panel's form says of a file of another one, which `converted` may read. */
  static otherForms = OTHER_FORMS;

  /** A file that should have been a panel, where nothing has to be asked. @param {Uint8Array} bytes @param {string} name */
  converted(bytes, name) {
    return converted(this, bytes, name);
  }

  /** The names of the opened tables, in the order in which they were opened; of a workbook with several tables `book.xlsx#Sheet`. */
  get names() {
    return [...this._files.keys()].flatMap((name) => this.tablesOf(name));
  }

  /** The names of the tables of an opened file. @param {string} name @returns {string[]} */
  tablesOf(name) {
    return this._sheets.get(name)?.flatMap(({ file }) => file ?? []) ?? [name];
  }

  /** The sheets of an opened workbook, a web page or JSON; none of a table of text. @param {string} name @returns {SheetSeen[]} */
  sheets(name) {
    return this._sheets.get(name) ?? [];
  }

  /**
   * Opens a file and says what it is understood as. A file that cannot be read as a table at all is refused; whatever else
   * is wrong with it is among the remarks. Of a workbook, a web page or JSON each sheet with a table is opened (`sheets(name)`
   * lists them), and the first of them is what is answered.
   * @param {Blob | Sliced | Uint8Array | ArrayBuffer | string} file a File, bytes, text, or what has slices as a File has
   * @param {string} [name] its name; a File has one
   * @param {TableOptions & { sheets?: string[], sample?: boolean }} [options] `sheets`: only these, else all that are not hidden; `sample`: only the beginning is read, of a file that is too large: it can be understood, and no plan is run on it
   * @returns {Promise<Understood>}
   */
  open(file, name = /** @type {any} */ (file)?.name ?? "table.csv", { sample = false, ...options } = {}) {
    const content = typeof file === "string" ? new TextEncoder().encode(file) : file instanceof ArrayBuffer ? new Uint8Array(file) : file;
    const readable = content instanceof Uint8Array || (typeof content?.size === "number" && typeof content.slice === "function");
    if (typeof name !== "string" || !readable) return Promise.reject(noFile(readable ? "name" : "file"));
    return this._queue(options, async () => {
      await this._forget(name);
      this._wanted.set(name, options.sheets ?? null);
      await this._openOne(name, { content, sample }, options);
      this._files.set(name, { content, sample });
      return this._platform.call("understand", [this.tablesOf(name)[0], "{}"], options);
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
   * Takes a register of one's own, in which the units of tables are looked up: a CSV with the columns `code`, `name` (further
   * names behind `|`), `parent` and `group`, or any table with a column of names. A plan asks for it by its name.
   * @param {Uint8Array | ArrayBuffer | string} register bytes, or text
   * @param {string} [name]
   * @returns {Promise<void>}
   */
  register(register, name = "register.csv") {
    const bytes = typeof register === "string" ? new TextEncoder().encode(register) : register instanceof ArrayBuffer ? new Uint8Array(register) : register;
    if (typeof name !== "string" || !(bytes instanceof Uint8Array)) return Promise.reject(noFile(typeof name === "string" ? "file" : "name"));
    const former = this._register;
    this._register = { name, bytes };
    return this._queue({}, async () => {}).catch((problem) => {
      this._register = former;
      throw problem;
    });
  }

  /**
   * Does what a plan says with the opened files.
   * @param {Plan | string} [plan]
   * @param {TableOptions & { files?: string[] }} [options] `files`: only these
   * @returns {Promise<TableOutcome>}
   */
  run(plan = {}, { files = this.names, ...options } = {}) {
    return this._queue(options, async () => {
      const { about, values, reasons, noted } = await this._platform.call("run", [jsonOf(plan), files], options);
      return { panel: new TablePanel(about, values, reasons, noted), remarks: about.remarks, set_apart: about.set_apart };
    });
  }

  /**
   * Where a figure of the panel that a plan makes comes from: its cell, or the cells that it was computed of. Nothing is kept for
   * this: the files are read again.
   * @param {Plan | string} plan
   * @param {{ unit: string, period: string, indicator: string }} figure the unit by code or name
   * @param {TableOptions & { files?: string[] }} [options] `files`: those that the plan was run with
   * @returns {Promise<import("../api/types.js").Origins>}
   */
  origin(plan, { unit, period, indicator }, { files = this.names, ...options } = {}) {
    return this._queue(options, () => this._platform.call("origin", [jsonOf(plan), files, unit, period, indicator], options));
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
      for (const each of name === undefined ? [...this._files.keys()] : [name]) await this._forget(each);
    });
  }

  /** Opens a file, and keeps what sheets it has. @private @param {string} name @param {Given} given @param {TableOptions} options */
  async _openOne(name, { content, sample }, { onProgress, signal }) {
    const how = { sheets: this._wanted.get(name) ?? null, memory: this._memory, sample };
    const sheets = await this._platform.call("open", [name, content, how], { signal, onProgress: onProgress && timed(onProgress) });
    if (sheets) this._sheets.set(name, sheets);
    this._platform.opened.add(name);
  }

  /** @private @param {string} name of a file, or of one table of a workbook */
  async _forget(name) {
    const tables = this.tablesOf(name);
    const book = this._files.has(name) ? name : [...this._sheets.keys()].find((file) => this.tablesOf(file).includes(name));
    if (book !== undefined && this._platform.opened.has(book)) for (const each of tables) await this._platform.call("close", [each], {});
    const sheets = book === name || book === undefined ? undefined : this._sheets.get(book);
    if (sheets && book !== undefined) {
      // One table of several: the others stay.
      const left = sheets.map((sheet) => (sheet.file === name ? { ...sheet, file: null } : sheet));
      this._wanted.set(book, left.flatMap((sheet) => (sheet.file ? [sheet.name] : [])));
      if (left.some(({ file }) => file)) return void this._sheets.set(book, left);
    }
    const whole = book ?? name;
    this._files.delete(whole);
    this._sheets.delete(whole);
    this._wanted.delete(whole);
    this._platform.opened.delete(whole);
  }

  /** Bytes of wasm memory in use. @returns {Promise<number>} */
  memory() {
    return this._queue({}, () => this._platform.call("memoryBytes", [], {}));
  }

  /** Gives everything back; the files are forgotten. */
  dispose() {
    for (const map of [this._files, this._sheets, this._wanted]) map.clear();
    this._platform.dispose();
  }

  /**
   * Waits for what goes on, opens again what was lost with a worker, and does the work.
   * @protected
   * @template T
   * @param {TableOptions} options
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  _queue({ signal }, work) {
    const now = this._last.then(async () => {
      if (signal?.aborted) throw stopped(signal);
      const { opened } = this._platform;
      if (this._register && this._platform.registered !== this._register) {
        await this._platform.call("register", [this._register.name, this._register.bytes], { signal });
        this._platform.registered = this._register;
      }
      for (const [name, file] of this._files) {
        if (opened.has(name)) continue;
        await this._openOne(name, file, { signal });
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
