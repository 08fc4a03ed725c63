// What a page's own script may rely on of the elements that show how sure ranks are. In the package this is
// `innodex/uncertainty-element`; it also gives `<innodex-ranking intervals>` its likely ranks.
import type { ConfidenceKind, Framework, Indicator, TablePanel, UncertaintySpec, WithoutError } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** What both have. Attributes of the same names set the properties. */
export interface InnodexDraws extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The code of the unit looked at; of `<innodex-weights>` the first, of `<innodex-robustness>` none where left out. */
  unit: string | undefined;
  /** What varies, as an object or JSON text; what the framework says, or its default, where left out. */
  spec: UncertaintySpec | string | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

/** A slider for every weight, marks where ranks cross, and everyone ranked again with likely ranks. */
export interface InnodexWeights extends InnodexDraws {
  /** Weights other than the framework's, by the id of a node: relative within a group, in which the framework's own sum to 1. */
  weights: Record<string, number> | undefined;
  /** A preset of the framework by its id, whose weights are set first. */
  preset: string | undefined;
}

/** The ranks that the standard errors of figures leave open. */
export interface InnodexConfidence extends Omit<InnodexDraws, "spec"> {
  /** An address, CSV text or bytes: code, period, indicator, standard_error. */
  cells: string | Uint8Array | undefined;
  /** Between 0 and 1; 0.95 where left out. */
  coverage: number;
  /** Of all units at once (the default), or of each by itself. */
  kind: ConfidenceKind;
  /** What figures without a standard error are taken for, where others have one; exact where left out. */
  without: WithoutError;
}

/** How often each unit has each rank, and which choice makes ranks shift. */
export interface InnodexRobustness extends InnodexDraws {
  /** Of how many units the share among the first is given; 10 (a third of fewer than 13 units) where left out. */
  top: number | undefined;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexWeights: Constructor<InnodexWeights>;
export declare const InnodexRobustness: Constructor<InnodexRobustness>;
export declare const InnodexConfidence: Constructor<InnodexConfidence>;

/** `detail` of the event `weightschange` of `<innodex-weights>`; without members where all weights are the framework's. */
export interface WeightsChangeDetail {
  weights: Record<string, number>;
  period: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "innodex-weights": InnodexWeights;
    "innodex-robustness": InnodexRobustness;
    "innodex-confidence": InnodexConfidence;
  }
}
