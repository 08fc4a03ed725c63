/** Whether a link was made on what a page has. */

import { differences } from "../whatif/link.js";
import { fingerprint } from "../whatif/model-parts.js";

/** @param {import("../elements/source.js").ModelSource} source @param {{ frameworkHash: string, dataHash: string }} seen of a link */
export const compared = async (source, seen) => differences(seen, await fingerprint(source));
