// What a page's own script may rely on of `<innodex-audit>`. In the package this is `innodex/audit-element`.
import type { Framework, Indicator, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** The self-audit of an index in one period, and its method in words. Attributes of the same names set the properties. */
export interface InnodexAudit extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexAudit: Constructor<InnodexAudit>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-audit": InnodexAudit;
  }
}
