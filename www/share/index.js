/** The script of sharing: loaded when a reader shares a ranking, saves a table with its notes, or opens a link. */

import { openShare, ShareDialogue } from "./dialogue.js";

if (!customElements.get("innodex-share")) customElements.define("innodex-share", ShareDialogue);

export { openShare };
export { compared } from "./compared.js";
export { saveTable } from "./saving.js";
