// What a page's own script may rely on of the elements of `whatif.js`. In the package this is `innodex/whatif-element`.
// `<innodex-scenario>` keeps its attributes, properties and events; where this script is on the page it can do more.
import type { Framework, Indicator, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** What every element here has. Attributes of the same names set the properties. */
interface WhatIfElement extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

/** One unit against its own targets, all of which a reader may change. */
export interface InnodexTargets extends WhatIfElement {
  /** A unit's code; the first where left out. */
  unit: string | undefined;
}

/** `detail` of the event `targetschange` of `<innodex-targets>`: what the model is made of from now on. */
export interface TargetsChangeDetail {
  framework: string | Framework | null | undefined;
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexTargets: Constructor<InnodexTargets>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-targets": InnodexTargets;
  }
}
