/** Registers the elements. A second copy of the script on a page leaves the first in charge. */

import { onlyBuild } from "../api/build.js";
import { later } from "./later.js";
import { InnodexModel } from "./model.js";
import { InnodexRanking } from "./ranking.js";

onlyBuild();

// the model first, so that it is there when the elements inside it look for it
if (!customElements.get("innodex-model")) customElements.define("innodex-model", InnodexModel);
if (!customElements.get("innodex-ranking")) customElements.define("innodex-ranking", InnodexRanking);
later();

export { InnodexModel, InnodexRanking };

// For the package's own further scripts (innodex-further.js, table.js, audit.js, uncertainty.js, whatif.js), which share them instead of
// bringing copies; no page should rely on them.
export { css, html, noChange, nothing, render, svg } from "lit";
export { rankChange, scaleOf, signedBar } from "./bar.js";
export { enclosing, InnodexElement } from "./base.js";
export { copy } from "./copy.js";
export { local } from "./address.js";
export { csv, saveCsv } from "./csv.js";
export { figure, inLanguage, measureName, number, periodName, scoreDigits } from "./format.js";
export { Frame, option, segments } from "./frame.js";
export { say } from "./language.js";
export { explain, passing, problemView } from "./problem.js";
export { inlinePart, isAddress, PARTS, READY } from "./source.js";
export { table } from "./table.style.js";
export { ordinal, WORDS } from "./text.js";
