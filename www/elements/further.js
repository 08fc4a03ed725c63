/** The script of the elements that a first ranking does not show: registers `<innodex-growth>` and `<innodex-scenario>` (later.js). */

import { modes, switching } from "./elder.js";
import { InnodexGrowth } from "./growth.js";
import { mending } from "./mend.js";
import { InnodexScenario } from "./scenario.js";
import { sharing } from "./sharing.js";

if (!customElements.get("innodex-growth")) customElements.define("innodex-growth", InnodexGrowth);
if (!customElements.get("innodex-scenario")) customElements.define("innodex-scenario", InnodexScenario);

mending();

// The class that is registered: it may be that of another copy of the script.
const Ranking = /** @type {typeof import("./ranking.js").InnodexRanking | undefined} */ (globalThis.document && customElements.get("innodex-ranking"));
Ranking?.extend("sharing", sharing);
Ranking?.extend("mode", switching);
modes();

export { InnodexGrowth, InnodexScenario };


// For the further elements: what saves their tables.
export { tableButtons } from "./sharing.js";

// For a ranking whose embed code is asked for.
export { embedView, snippet } from "./embed.js";

// For whatif.js.
export { fields } from "./scenario.style.js";
