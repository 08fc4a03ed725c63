/** The script of work reports: registers `<innodex-report>`. */

import { InnodexReport } from "./element.js";

if (!customElements.get("innodex-report")) customElements.define("innodex-report", InnodexReport);

export { InnodexReport };
