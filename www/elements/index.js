/** Registers the elements. A second copy of the script on a page leaves the first in charge. */

import { onlyBuild } from "../api/build.js";
import { InnodexModel } from "./model.js";
import { InnodexRanking } from "./ranking.js";
import { InnodexGrowth } from "./growth.js";
import { InnodexScenario } from "./scenario.js";

onlyBuild();

// the model first, so that it is there when the elements inside it look for it
const ELEMENTS = {
  "innodex-model": InnodexModel,
  "innodex-ranking": InnodexRanking,
  "innodex-growth": InnodexGrowth,
  "innodex-scenario": InnodexScenario,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

export { InnodexModel, InnodexRanking, InnodexGrowth, InnodexScenario };

// For the package's own further scripts (table.js, audit.js, uncertainty.js, whatif.js), which share them instead of bringing copies; no
// page should rely on them.
export { css, html, noChange, nothing, svg } from "lit";
export { rankChange } from "./bar.js";
export { enclosing, InnodexElement } from "./base.js";
export { copy } from "./embed.js";
export { local } from "./address.js";
export { csv, saveCsv } from "./csv.js";
export { number, periodName } from "./format.js";
export { Frame, option } from "./frame.js";
export { fields } from "./scenario.style.js";
export { say } from "./language.js";
export { explain, passing, problemView } from "./problem.js";
export { ordinal } from "./text.js";
