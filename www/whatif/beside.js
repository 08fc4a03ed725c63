/** A file of the package that lies beside this script. */
import { file as found } from "../api/compile.js";

/** @param {string} name @returns {Promise<Uint8Array>} */
export async function file(name) {
  const bytes = await found(`${name}?${BUILD}`);
  if (!bytes) throw new Error(name);
  return bytes;
}
