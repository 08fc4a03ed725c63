/** What a page says by rescue.js, at once: in Node and in notebooks there is no script to wait for. */
import { InnodexError } from "./error.js";
import { noFramework, noOption } from "./rescue.text.js";

/** @param {"framework" | "option"} what @param {string} name @param {string[]} [ids] @returns {Promise<never>} */
export async function refuse(what, name, ids = []) {
  throw new InnodexError(what === "framework" ? noFramework(name, ids) : noOption(name));
}
