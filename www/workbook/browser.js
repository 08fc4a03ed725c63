/** Workbooks in a page: the module that reads them, or that writes them, is fetched when it is first asked for. */
import { fetched } from "./fetched.js";
import { read, write } from "./glue.js";
export { InnodexError } from "../api/error.js";

/** @typedef {{ data: string, meta: string }} CoinrTables COINr's iData and iMeta, both CSV */

const reading = fetched(FILES.workbookReadScript, FILES.workbookRead);
const writing = fetched(FILES.workbookWriteScript, FILES.workbookWrite);

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
