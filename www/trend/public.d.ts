// What a page's own script may rely on of the elements over time. In the package this is `innodex/trend-element`.
import type { Framework, Indicator, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** What both have. Attributes of the same names set the properties. */
export interface InnodexOverTime extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The node ranked by; the index where left out. */
  node: string | undefined;
  region: string | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

/** Ranks or scores over the periods. */
export interface InnodexTrend extends InnodexOverTime {
  /** Codes or names with commas between, the first of them marked; the first of the newest ranking where left out. */
  unit: string | undefined;
  /** The period whose change is told; the newest complete one where left out. */
  period: string | undefined;
  /** What is shown; ranks where left out. */
  show: "rank" | "score" | undefined;
}

/** `detail` of the event `unitchange` of `<innodex-trend>`: a reader marked, added or removed a unit. */
export interface TrendUnitChangeDetail {
  /** The code of the marked unit; null where nobody is named any more. */
  unit: string | null;
  /** The codes of all units shown. */
  units: string[];
}

/** Why a rank changed between two periods. */
export interface InnodexExplain extends InnodexOverTime {
  /** Code or name; the first of the data where left out. */
  unit: string | undefined;
  /** The earlier period; the one before where left out. */
  from: string | undefined;
  /** The later period; the newest complete one where left out. */
  period: string | undefined;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexTrend: Constructor<InnodexTrend>;
export declare const InnodexExplain: Constructor<InnodexExplain>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-trend": InnodexTrend;
    "innodex-explain": InnodexExplain;
  }
}
