/** Raw tables in Node: the same module, on this thread. */
import { readFile } from "node:fs/promises";
import { InnodexError } from "../api/error.js";
import { died, Platform, Tables as Shared } from "./tables.js";
import * as glue from "../../build/table/table.js";
import { Engine } from "./engine.js";
export { InnodexError };
export { TablePanel } from "./panel.js";

/** @type {Promise<WebAssembly.Memory> | undefined} */
let started;

/** The module, compiled and started once. */
const memory = () =>
  (started ??= readFile(new URL("table.wasm", import.meta.url)).then(async (bytes) => {
    const module = await WebAssembly.compile(bytes);
    return glue.initSync({ module }).memory;
  }));

class HerePlatform extends Platform {
  /** @type {Engine | null} */
  engine = null;

  /** @type {import("./tables.js").Call} */
  async call(method, args, { onProgress = () => {} }) {
    this.engine ??= new Engine(glue, await memory());
    try {
      return await /** @type {any} */ (this.engine)[method](...args, onProgress);
    } catch (thrown) {
      throw thrown instanceof InnodexError ? thrown : died(thrown);
    }
  }

  dispose() {
    this.engine = null;
    this.opened.clear();
  }
}

/** Files opened side by side, and plans run on them. */
export class Tables extends Shared {
  constructor() {
    super(new HerePlatform());
  }
}
