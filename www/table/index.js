/** The second script, for pages on which raw tables are opened: registers `<innodex-table>`. */

import { InnodexTable } from "./element.js";
export { Tables, TablePanel, InnodexError } from "./browser.js";

if (!customElements.get("innodex-table")) customElements.define("innodex-table", InnodexTable);

export { InnodexTable };
