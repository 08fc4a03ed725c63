/** The script of the audit: registers `<innodex-audit>`. */

import { InnodexAudit } from "./element.js";

if (!customElements.get("innodex-audit")) customElements.define("innodex-audit", InnodexAudit);

export { InnodexAudit };
