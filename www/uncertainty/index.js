/**
 * The script of rank uncertainty: registers `<innodex-weights>`, `<innodex-robustness>` and `<innodex-confidence>`, and adds likely ranks to
 * `<innodex-ranking intervals>`.
 */

import "../elements/index.js";
import { InnodexConfidence } from "./confidence.js";
import { LikelyRanks } from "./likely-ranks.js";
import { InnodexRobustness } from "./robustness.js";
import { InnodexWeights } from "./weights.js";

if (!customElements.get("innodex-weights")) {
  // The class that is registered: it may be that of another copy of innodex.js.
  const Ranking = /** @type {typeof import("../elements/index.js").InnodexRanking} */ (customElements.get("innodex-ranking"));
  Ranking.extend("likely-ranks", (ranking) => new LikelyRanks(ranking));
  customElements.define("innodex-weights", InnodexWeights);
  customElements.define("innodex-robustness", InnodexRobustness);
  customElements.define("innodex-confidence", InnodexConfidence);
}

export { InnodexConfidence, InnodexRobustness, InnodexWeights };
