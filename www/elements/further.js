/** The script of the elements that a first ranking does not show: registers `<innodex-growth>` and `<innodex-scenario>` (later.js). */

import { InnodexGrowth } from "./growth.js";
import { mending } from "./mend.js";
import { InnodexScenario } from "./scenario.js";

if (!customElements.get("innodex-growth")) customElements.define("innodex-growth", InnodexGrowth);
if (!customElements.get("innodex-scenario")) customElements.define("innodex-scenario", InnodexScenario);

mending();

export { InnodexGrowth, InnodexScenario };


// For a ranking whose embed code is asked for.
export { embedView, snippet } from "./embed.js";

// For whatif.js.
export { fields } from "./scenario.style.js";
