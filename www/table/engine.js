/** The table module at work, on whatever thread it is loaded: files in, what is understood of them and panels out. */
import { guarded, InnodexError } from "../api/error.js";
import { beginning, pieces } from "./pieces.js";
import { opening } from "./sheets.js";

/** @typedef {import("../api/instance.js").Running<typeof import("../../build/table/table.js")>} Glue */
/** @typedef {import("./sheets.js").Reading} Reading */
/** @typedef {import("../api/types.js").SheetSeen} SheetSeen */
/** @typedef {(share: number) => void} Told how far it is, from 0 to 1 */
/** @typedef {import("../api/types.js").Understood} Understood */
/** @typedef {import("../api/types.js").About} About */
/** @typedef {() => Promise<Uint8Array | null>} Divisions the register of divisions, beside the module; null where it is not there */
/** @typedef {import("../api/types.js").Origins} Origins */
/** @typedef {{ about: About, values: Float64Array, reasons: Uint8Array, noted: Uint32Array }} Made what a plan made, in parts that cross threads */

/** @typedef {import("./pieces.js").Sliced} Sliced */

/** @param {Sliced | Uint8Array} file */
const sizeOf = (file) => (file instanceof Uint8Array ? file.length : file.size);

const GIBIBYTE = 2 ** 30;

/**
 * How many bytes files may take here. An instance has 4 GiB at most, and what a plan makes of files takes as much again as
 * they do; of a small machine a quarter is left to them.
 */
function roomHere() {
  const { deviceMemory = 8 } = /** @type {{ deviceMemory?: number }} */ (globalThis.navigator ?? {});
  return Math.min(1.5, deviceMemory / 4) * GIBIBYTE;
}

/** What runs on one instance of the module. */
export class Engine {
  /**
   * @param {Glue} glue of the instance
   * @param {() => Promise<Reading>} reading the module that reads workbooks, once it is asked for
   * @param {Divisions} divisions
   */
  constructor(glue, reading, divisions) {
    this.glue = glue;
    this.reading = reading;
    this.tables = new glue.Tables();
    this.divisions = divisions;
  }

  /**
   * Opens a file: a table of text piece by piece. What would take too much memory is refused before it does. Of a workbook, a
   * web page or JSON each sheet with a table is a file; the answer lists its sheets. Of a table of text there are none.
   * @param {string} name
   * @param {Sliced | Uint8Array} whole
   * @param {{ sheets?: string[] | null, memory?: number, sample?: boolean }} how `sheets`: which to open, where it is null, all that are not hidden; `memory`: how many bytes all files may take; `sample`: only the beginning is read
   * @param {Told} told
   * @returns {Promise<SheetSeen[] | null>}
   */
  async open(name, whole, { sheets: wanted = null, memory = roomHere(), sample = false }, told) {
    const file = sample ? beginning(whole) : whole;
    try {
      // A beginning fits anywhere.
      await this.read(name, file, sample ? Infinity : memory, sample, told);
      return null;
    } catch (thrown) {
      if (!this.glue.ended) this.tables.leave();
      // It is no table of text.
      if (!(thrown instanceof InnodexError) || thrown.code !== "not_a_table") throw thrown;
      guarded(() => this.glue.refuse_size(name, sizeOf(file)));
      const { read_sheets: read } = await this.reading();
      const bytes = file instanceof Uint8Array ? file : new Uint8Array(await file.slice(0, file.size).arrayBuffer());
      const sheets = guarded(() => read(name, bytes, (/** @type {number} */ share) => told(share / 2)));
      if (sheets.length === 0) throw thrown;
      return opening(name, sheets, wanted, (file, nameless, sheet, at) => guarded(() => this.tables.open_sheet(file, sheet.name() || nameless, sheet.cells(), sheet.merged(), sheet.hidden_rows(), sheet.hidden_columns(), (/** @type {number} */ share) => told(0.5 + (at + share) / sheets.length / 2))));
    }
  }

  /**
   * Reads a table of text.
   * @param {string} name @param {Sliced | Uint8Array} file @param {number} memory @param {boolean} sample @param {Told} told
   */
  async read(name, file, memory, sample, told) {
    const size = sizeOf(file);
    guarded(() => this.tables.begin(name, size, memory, sample));
    // What turns out to be no UTF-8 is gone through twice more.
    for (let [ends, before, of] = [false, 0, size]; !ends; of = before + 2 * size) {
      ends = true;
      for await (const piece of pieces(file)) {
        told(before / of);
        ends = guarded(() => this.tables.push(piece));
        before += piece.length;
        if (!ends) break;
      }
      ends &&= guarded(() => this.tables.end());
    }
    told(1);
  }

  /** @param {string} name */
  async close(name) {
    this.tables.close(name);
  }

  /** @param {string} name @param {string} plan @returns {Promise<Understood>} */
  async understand(name, plan) {
    const seen = guarded(() => this.tables.understand(name, plan));
    return seen.needs_register && (await this.askDivisions()) ? guarded(() => this.tables.understand(name, plan)) : seen;
  }

  /** Takes an office's own register. @param {string} name @param {Uint8Array} bytes */
  async register(name, bytes) {
    guarded(() => this.tables.set_register(name, bytes));
  }

  /** Fetches the register of divisions for the first table that needs it. A failure is told by the table, and the next one tries again. */
  async askDivisions() {
    const bytes = await this.divisions().catch(() => null);
    if (bytes) guarded(() => this.tables.set_divisions(bytes));
    return bytes !== null;
  }

  /** @param {string} plan @param {string[]} names the files it is given @param {Told} told @returns {Promise<Made>} */
  async run(plan, names, told) {
    const made = await this.lookedUp(() => this.tables.run(plan, names, told));
    try {
      return { about: made.describe(), values: made.values(), reasons: made.reasons(), noted: made.noted() };
    } finally {
      made.free();
    }
  }

  /**
   * What is worked out, with the register of divisions once a table asks for it.
   * @template T @param {() => T} work @returns {Promise<T>}
   */
  async lookedUp(work) {
    try {
      return guarded(work);
    } catch (thrown) {
      if (/** @type {any} */ (thrown)?.code !== "needs_register" || !(await this.askDivisions())) throw thrown;
      return guarded(work);
    }
  }

  /** The cells that a figure of the plan's panel is, or was computed of. @param {string} plan @param {string[]} names @param {string} unit @param {string} period @param {string} indicator @returns {Promise<Origins>} */
  async origin(plan, names, unit, period, indicator) {
    return this.lookedUp(() => this.tables.origin(plan, names, unit, period, indicator));
  }

  /** What the files are to SQL, each a table or a sample of one. @param {string} plan @returns {Promise<{ tables: object[], remarks: import("../api/types.js").Remark[] }>} */
  async resolve(plan) {
    return this.lookedUp(() => this.tables.resolve(plan));
  }

  /** Refuses what is no plan. @param {string} plan */
  async checkPlan(plan) {
    guarded(() => this.glue.check_plan(plan));
  }

  /**
   * What a ratio of figures in two units of measure is in, and the factor that brings it there; null where they do not fit.
   * @param {string} above @param {string} below @param {string} [wanted]
   * @returns {Promise<{ measure: string, scale: number } | null>}
   */
  async quotient(above, below, wanted) {
    const [measure, scale] = this.glue.quotient(above, below, wanted || undefined) ?? [];
    return measure === undefined ? null : { measure, scale };
  }

  /** Bytes of wasm memory, which never shrinks. */
  async memoryBytes() {
    return this.glue.memory.buffer.byteLength;
  }
}
