/** Workbooks in Node: the same two modules, from the files beside this one. */
import { readFile } from "node:fs/promises";
import { read, write } from "./glue.js";
import * as reading from "../../build/workbook-read/workbook-read.js";
import * as writing from "../../build/workbook-write/workbook-write.js";
export { InnodexError } from "../api/error.js";

/** @typedef {{ data: string, meta: string }} CoinrTables COINr's iData and iMeta, both CSV */

/** @type {Map<object, Promise<any>>} */
const once = new Map();

/**
 * @template {{ initSync(given: { module: BufferSource }): unknown }} Glue
 * @param {Glue} glue @param {string} name
 * @returns {Promise<Glue>}
 */
function loaded(glue, name) {
  const known = once.get(glue);
  if (known) return known;
  const loading = readFile(new URL(name, import.meta.url)).then((bytes) => {
    glue.initSync({ module: bytes });
    return glue;
  });
  once.set(glue, loading);
  return loading;
}

/**
 * COINr's iData and iMeta, as CSV, of a workbook of the COIN Tool, or of one that holds both tables as sheets.
 * @param {Uint8Array | ArrayBuffer} workbook XLSX or XLSM
 * @returns {Promise<CoinrTables>}
 */
export const readCoinTool = (workbook) => read(loaded(reading, "workbook-read.wasm"), workbook);

/**
 * A workbook (XLSX) with the sheets of the COIN Tool, and with both tables as they are.
 * @param {{ data: string | Uint8Array, meta: string | Uint8Array }} tables COINr's iData and iMeta, both CSV
 * @returns {Promise<Uint8Array>}
 */
export const writeCoinTool = (tables) => write(loaded(writing, "workbook-write.wasm"), tables);
