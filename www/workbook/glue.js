/** From workbooks to COINr's tables and back, wherever the two modules come from. */
import { guarded } from "../api/error.js";

/** @typedef {Pick<typeof import("../../build/workbook-read/workbook-read.js"), "read_workbook">} Reading */
/** @typedef {Pick<typeof import("../../build/workbook-write/workbook-write.js"), "write_workbook">} Writing */

/** @param {string | Uint8Array | ArrayBuffer} given */
const bytesOf = (given) =>
  typeof given === "string" ? new TextEncoder().encode(given) : given instanceof ArrayBuffer ? new Uint8Array(given) : given;

/** @param {Promise<Reading>} loading @param {Uint8Array | ArrayBuffer} workbook @returns {Promise<{ data: string, meta: string }>} */
export async function read(loading, workbook) {
  const { read_workbook } = await loading;
  const [data, meta] = guarded(() => read_workbook(bytesOf(workbook)));
  return { data, meta };
}

/** @param {Promise<Writing>} loading @param {{ data: string | Uint8Array, meta: string | Uint8Array }} tables @returns {Promise<Uint8Array>} */
export async function write(loading, { data, meta }) {
  const { write_workbook } = await loading;
  return guarded(() => write_workbook(bytesOf(data), bytesOf(meta)));
}
