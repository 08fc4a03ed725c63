/** The script of maps: registers `<innodex-map>`. */

import { InnodexMap } from "./element.js";

if (!customElements.get("innodex-map")) customElements.define("innodex-map", InnodexMap);

export { InnodexMap };
