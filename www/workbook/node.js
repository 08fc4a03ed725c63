/** Workbooks in Node: the same two modules, from the files beside this one. */
import { readFile } from "node:fs/promises";
import { inNode, lasting } from "../api/instance.js";
import { read, write } from "./glue.js";
import readingGlue from "../../build/workbook-read/workbook-read.js";
import writingGlue from "../../build/workbook-write/workbook-write.js";
export { InnodexError } from "../api/error.js";

/** @typedef {{ data: string, meta: string }} CoinrTables COINr's iData and iMeta, both CSV */

/** @param {unknown} glue @param {string} name @returns {() => Promise<import("../api/instance.js").Running<any>>} */
const module = (glue, name) => lasting(async () => ({ glue, module: await WebAssembly.compile(await readFile(new URL(name, import.meta.url))) }), inNode);

const reading = module(readingGlue, FILES.workbookRead);
const writing = module(writingGlue, FILES.workbookWrite);

/**
 * COINr's iData and iMeta, as CSV, of a workbook of the COIN Tool, or of one that holds both tables as sheets.
 * @param {Uint8Array | ArrayBuffer} workbook XLSX or XLSM
 * @returns {Promise<CoinrTables>}
 */
export const readCoinTool = (workbook) => read(reading(), workbook);

/**
 * A workbook (XLSX) with the sheets of the COIN Tool, and with both tables as they are.
 * @param {{ data: string | Uint8Array, meta: string | Uint8Array }} tables COINr's iData and iMeta, both CSV
 * @returns {Promise<Uint8Array>}
 */
export const writeCoinTool = (tables) => write(writing(), tables);
