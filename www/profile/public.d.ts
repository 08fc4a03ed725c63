// What a page's own script may rely on of `<innodex-profile>`. In the package this is `innodex/profile-element`.
import type { Framework, Indicator, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** A unit beside its group in every indicator, with strengths and weaknesses. Attributes of the same names set the properties. */
export interface InnodexProfile extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The unit, by code or name; the first of the data where left out. */
  unit: string | undefined;
  /** The group: a region, a parent or a group of the data by name; a list of units or { alike: unit }, also as JSON text; all where left out. */
  group: import("../api/types.js").GroupSpec | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexProfile: Constructor<InnodexProfile>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-profile": InnodexProfile;
  }
}
