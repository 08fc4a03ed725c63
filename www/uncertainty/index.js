/**
 * A script of its own, for pages that show how sure ranks are: likely ranks in `<innodex-ranking intervals>`; registers
 * `<innodex-weights>` and `<innodex-robustness>`.
 */

import "../elements/index.js";
import { extend } from "./ranking.js";
import { InnodexRobustness } from "./robustness.js";
import { InnodexWeights } from "./weights.js";

if (!customElements.get("innodex-weights")) {
  extend(/** @type {any} */ (customElements.get("innodex-ranking")));
  customElements.define("innodex-weights", InnodexWeights);
  customElements.define("innodex-robustness", InnodexRobustness);
}

export { InnodexRobustness, InnodexWeights };
