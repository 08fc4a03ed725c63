/** The script of a unit's profile: registers `<innodex-profile>`. */

import { InnodexProfile } from "./element.js";

if (!customElements.get("innodex-profile")) customElements.define("innodex-profile", InnodexProfile);

export { InnodexProfile };
