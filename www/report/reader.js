/** The reader of reports, loaded when a text is opened. */

import { problem } from "./problems.js";

/** @returns {Promise<any>} */
export async function loadReader() {
  throw problem("no_reader", "");
}
