/** The script of the workbench: registers `<innodex-workbench>`, and with it `<innodex-table>`. */

import { InnodexWorkbench } from "./element.js";
import { InnodexSources } from "./sources.js";

/** An element of the workbench's own, which no page uses by itself. */
const SOURCES = "innodex-workbench-sources";

if (!customElements.get(SOURCES)) customElements.define(SOURCES, InnodexSources);
if (!customElements.get("innodex-workbench")) customElements.define("innodex-workbench", InnodexWorkbench);

export { InnodexWorkbench };
