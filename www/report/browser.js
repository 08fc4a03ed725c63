/** Figures of work reports in a page: the module is fetched when it is first asked for. */
import { fetched } from "../workbook/fetched.js";
import { report, textOf } from "./glue.js";
export { InnodexError } from "../api/error.js";

/** @typedef {import("./types.js").ReportReading} ReportReading */
/** @typedef {import("./types.js").ReportFigure} ReportFigure */

const reading = fetched(FILES.reportScript, FILES.report);
/** What unpacks documents is what reads workbooks. */
const documents = fetched(FILES.workbookReadScript, FILES.workbookRead);

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
