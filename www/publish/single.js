/** The elements as a classic script, for pages that hold everything themselves. The parts of further views take the core from here. */
import * as core from "../elements/index.js";
import * as further from "../elements/further.js";
import * as platform from "./platform.js";
import { tellHeight } from "./height.js";

Object.assign(globalThis, { [Symbol.for("innodex.core")]: { ...core, ...further, file: platform.file } });
if (document.documentElement.dataset.frame) tellHeight();
