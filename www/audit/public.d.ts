// What a page's own script may rely on of `<innodex-audit>`. In the package this is `innodex/audit-element`.
import type { InnodexElement } from "../elements/index.js";

/** The self-audit of an index in one period, and its method in words. */
export interface InnodexAudit extends InnodexElement {
  /** The period; the newest complete one where left out. */
  period: string | undefined;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexAudit: Constructor<InnodexAudit>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-audit": InnodexAudit;
  }
}
