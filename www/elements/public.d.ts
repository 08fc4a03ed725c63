// What a page's own script may rely on. In the package this is `innodex/element`; tests/types holds the elements to it.
import type { Framework, Indicator, RankRow, Rate, Region, ScenarioInput, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** What every element has. Attributes of the same names set the properties. */
export interface InnodexElement extends HTMLElement {
  /** The address of a CSV on the page's own site, CSV text, bytes, or a panel made of raw tables; the embedded
   * panel where left out. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  /** The id of a ready framework, the address of a JSON file, JSON text, or an object. */
  framework: string | Framework | null | undefined;
  /** The definitions of the columns: the address of a JSON file, JSON text, or a list. */
  indicators: string | Indicator[] | null | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

export interface InnodexModel extends InnodexElement {}

export interface InnodexRanking extends InnodexElement {
  period: string | undefined;
  node: string | undefined;
  region: Region | (string & {}) | undefined;
  /** Whether likely ranks are shown; needs `innodex/uncertainty-element`. */
  intervals: boolean | undefined;
}

export interface InnodexGrowth extends InnodexElement {
  indicator: string | undefined;
  rate: Rate | undefined;
  period: string | undefined;
  from: string | undefined;
  base: string | undefined;
  lag: number | undefined;
  /** The column of a price index, for the rate `real`. */
  deflator: string | undefined;
  unit: string | undefined;
}

export interface InnodexScenario extends InnodexElement {
  unit: string | undefined;
  indicator: string | undefined;
  period: string | undefined;
}

// The classes of the others come later: `customElements.whenDefined("innodex-growth")` gives them.
type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexModel: Constructor<InnodexModel>;
export declare const InnodexRanking: Constructor<InnodexRanking>;

/** `detail` of the event `error`. */
export interface ErrorDetail {
  code: string;
  message: string;
  /** Where it is: a file, a row, a member. */
  place: string;
}

/** `detail` of the event `rankchange` of `<innodex-ranking>`. */
export interface RankChangeDetail {
  period: string;
  node: string;
  region: Region | (string & {}) | null;
  unit: string | null;
  rows: RankRow[];
}

/** `detail` of the event `scenariochange` of `<innodex-scenario>`. */
export interface ScenarioChangeDetail {
  spec: ScenarioInput;
  period: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "innodex-model": InnodexModel;
    "innodex-ranking": InnodexRanking;
    "innodex-growth": InnodexGrowth;
    "innodex-scenario": InnodexScenario;
  }
}
