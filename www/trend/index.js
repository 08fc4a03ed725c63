/** The script of trends: registers `<innodex-trend>` and `<innodex-explain>`. */

import { InnodexExplain } from "./explain.js";
import { InnodexTrend } from "./trend.js";

if (!customElements.get("innodex-trend")) customElements.define("innodex-trend", InnodexTrend);
if (!customElements.get("innodex-explain")) customElements.define("innodex-explain", InnodexExplain);

export { InnodexExplain, InnodexTrend };
