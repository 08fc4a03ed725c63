/** Raw tables in Node: the same module, on this thread. */
import { readFile } from "node:fs/promises";
import { inNode, lasting } from "../api/instance.js";
import { broken, Platform, stopped, Tables as Shared } from "./tables.js";
import glue from "../../build/table/table.js";
import { Engine } from "./engine.js";
import readingGlue from "../../build/workbook-read/workbook-read.js";
export { InnodexError } from "../api/error.js";
export { TablePanel } from "./panel.js";

/** The module, compiled once. @type {() => Promise<import("./engine.js").Glue>} */
const started = lasting(async () => ({ glue, module: await WebAssembly.compile(await readFile(new URL(FILES.table, import.meta.url))) }), inNode);

/** The module that reads workbooks. @type {() => Promise<import("./sheets.js").Reading>} */
const reading = lasting(async () => ({ glue: readingGlue, module: await WebAssembly.compile(await readFile(new URL(FILES.workbookRead, import.meta.url))) }), inNode);

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
    this.engine ??= new Engine(await started(), reading);
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
}
