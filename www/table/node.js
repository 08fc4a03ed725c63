/** Raw tables in Node: the same module, on this thread. */
import { readFile } from "node:fs/promises";
import { inNode, lasting } from "../api/instance.js";
import { broken, Platform, stopped, Tables as Shared } from "./tables.js";
import glue from "../../build/table/table.js";
import sqlGlue from "../../build/sql/sql.js";
import { guarded } from "../api/error.js";
import { jsonOf } from "../api/json.js";
import { Engine } from "./engine.js";
import readingGlue from "../../build/workbook-read/workbook-read.js";
export { InnodexError } from "../api/error.js";
export { TablePanel } from "./panel.js";

/** The module, compiled once. @type {() => Promise<import("./engine.js").Glue>} */
const started = lasting(async () => ({ glue, module: await WebAssembly.compile(await readFile(new URL(FILES.table, import.meta.url))) }), inNode);

/** The register of divisions. */
const divisions = async () => new Uint8Array(await readFile(new URL("divisions.bin", import.meta.url)));
/** The module that reads workbooks. @type {() => Promise<import("./sheets.js").Reading>} */
const reading = lasting(async () => ({ glue: readingGlue, module: await WebAssembly.compile(await readFile(new URL(FILES.workbookRead, import.meta.url))) }), inNode);

/** What writes plans as SQL. @type {() => Promise<typeof import("../../build/sql/sql.js")>} */
const writing = lasting(async () => ({ glue: sqlGlue, module: await WebAssembly.compile(await readFile(new URL(FILES.sql, import.meta.url))) }), inNode);

/** @typedef {"duckdb" | "spark" | "postgres"} Dialect */

class HerePlatform extends Platform {
  /** @type {Engine | null} */
  engine = null;

  /** The instance that all share may have ended elsewhere. */
  get opened() {
    if (this.engine?.glue.ended) this.dispose();
    return super.opened;
  }

  /** @type {import("./tables.js").Call} */
  async call(method, args, { onProgress = () => {}, signal }) {
    this.engine ??= new Engine(await started(), reading, divisions);
    /** @param {number} share */
    const told = (share) => {
      onProgress(share);
      if (signal?.aborted && method === "open") throw stopped(signal);
    };
    try {
      return await /** @type {any} */ (this.engine)[method](...args, told);
    } catch (thrown) {
      if (signal?.aborted && method === "open") throw stopped(signal);
      throw broken(thrown) ?? thrown;
    }
  }

  dispose() {
    this.engine = null;
    super.dispose();
  }
}

/** Files opened side by side, and plans run on them. */
export class Tables extends Shared {
  /** @param {{ memory?: number }} [how] memory: how many bytes the files may take together */
  constructor(how) {
    super(new HerePlatform(), how);
  }

  /**
   * The plan as one SELECT, over the tables or files that its sources name. The opened files are these tables, or samples of
   * them in which every word stands, each named like its source.
   * @param {import("../api/types.js").Plan | string} [plan]
   * @param {{ dialect?: Dialect }} [options]
   * @returns {Promise<{ sql: string, remarks: import("../api/types.js").Remark[] }>}
   */
  async sql(plan = {}, { dialect = "duckdb" } = {}) {
    const text = jsonOf(plan) ?? "{}";
    const { tables, remarks } = await this._queue({}, () => this._platform.call("resolve", [text], {}));
    const writer = await writing();
    const { sql } = guarded(() => /** @type {any} */ (writer.sql(text, JSON.stringify(tables), dialect)));
    return { sql, remarks };
  }
}
