/** Figures of work reports in Node: the same module, from the file beside this one. */
import { readFile } from "node:fs/promises";
import { inNode, lasting } from "../api/instance.js";
import { report, textOf } from "./glue.js";
import glue from "../../build/report/report.js";
import documentGlue from "../../build/workbook-read/workbook-read.js";
export { InnodexError } from "../api/error.js";

/** @typedef {import("./types.js").ReportReading} ReportReading */
/** @typedef {import("./types.js").ReportFigure} ReportFigure */

/** @param {unknown} made @param {string} name @returns {() => Promise<import("../api/instance.js").Running<any>>} */
const module = (made, name) => lasting(async () => ({ glue: made, module: await WebAssembly.compile(await readFile(new URL(name, import.meta.url))) }), inNode);

const reading = module(glue, FILES.report);
/** What unpacks documents is what reads workbooks. */
const documents = module(documentGlue, FILES.workbookRead);

/**
 * The figures of a work report in Chinese: each with its subject, value, unit and kind, and the rules that it was read by.
 * @param {string} text
 * @returns {Promise<ReportReading>}
 */
export const readReport = (text) => report(reading(), text);

/**
 * The text of a document (DOCX, ODT, a web page, plain text in any usual encoding), one paragraph a line.
 * @param {Uint8Array | ArrayBuffer} bytes
 * @returns {Promise<string>}
 */
export const documentText = (bytes) => textOf(documents(), bytes);

/**
 * The figures of a document.
 * @param {Uint8Array | ArrayBuffer} bytes
 * @returns {Promise<ReportReading>}
 */
export const readDocument = async (bytes) => readReport(await documentText(bytes));
