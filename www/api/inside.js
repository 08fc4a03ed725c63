/** What stands where compile.js does in a script that holds everything itself: a notebook's, and that of a page in one file. */
import { InnodexError } from "./error.js";
import { rescue as inside } from "./rescue.js";

/** @param {any} what @param {any[]} given @returns {Promise<any>} */
export async function rescue(what, ...given) {
  const { result, problem } = await inside(what, given);
  if (problem) throw new InnodexError(/** @type {any} */ (problem));
  return result;
}

/** Beside the page: the script has no address. @param {string} name */
export const addressOf = (name) => new URL(name, document.baseURI).href;

/** What the engine or the policy has against it, where it has something; else what was thrown. @param {unknown} thrown @returns {Promise<unknown>} */
export const why = (thrown) => rescue("check", {}).then(() => thrown, (found) => found);

/** Nothing is loaded later. @param {string} name @returns {Promise<any>} */
export const unloaded = (name) => rescue("script", addressOf(name));
export const script = unloaded;
