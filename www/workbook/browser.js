/** Workbooks in a page: the module that reads them, or that writes them, is fetched when it is first asked for. */
import { compile } from "../api/compile.js";
import { read, write } from "./glue.js";
export { InnodexError } from "../api/error.js";

/** @typedef {{ data: string, meta: string }} CoinrTables COINr's iData and iMeta, both CSV */

/** @type {Map<string, Promise<any>>} */
const once = new Map();

/** @param {string} name */
const address = (name) => new URL(name, import.meta.url);

/** @param {string} name */
function loaded(name) {
  const known = once.get(name);
  if (known) return known;
  const loading = Promise.all([import(address(`${name}.js`).href), compile(address(`${name}.wasm`))]).then(async ([glue, module]) => {
    await glue.default({ module_or_path: module });
    return glue;
  });
  // A failed load may be tried again: the network may be back.
  loading.catch(() => once.delete(name));
  once.set(name, loading);
  return loading;
}

/**
 * COINr's iData and iMeta, as CSV, of a workbook of the COIN Tool, or of one that holds both tables as sheets.
 * @param {Uint8Array | ArrayBuffer} workbook XLSX or XLSM
 * @returns {Promise<CoinrTables>}
 */
export const readCoinTool = (workbook) => read(loaded("workbook-read"), workbook);

/**
 * A workbook (XLSX) with the sheets of the COIN Tool, and with both tables as they are.
 * @param {{ data: string | Uint8Array, meta: string | Uint8Array }} tables COINr's iData and iMeta, both CSV
 * @returns {Promise<Uint8Array>}
 */
export const writeCoinTool = (tables) => write(loaded("workbook-write"), tables);
