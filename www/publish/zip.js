/** Zip files: equal files of one date are equal bytes, wherever they are made. */
import { zipSync } from "fflate";

/** @typedef {{ path: string, bytes: Uint8Array }} File */

/** What is compressed already. */
const PACKED = /\.(png|xlsx|zip)$/;

/** @param {File[]} files @param {string} date YYYY-MM-DD @returns {Uint8Array} */
export function zipped(files, date) {
  const [year, month, day] = date.split("-").map(Number);
  // A zip has no time zone: noon of the day, wherever this runs.
  const mtime = new Date(year, month - 1, day, 12);
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, [bytes, { level: PACKED.test(path) ? 0 : 9, mtime }]])));
}
