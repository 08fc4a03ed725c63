// What a page's own script may rely on of `<innodex-report>`. In the package this is `innodex/report-element`.

/** A work report with every figure marked in place, confirmed by a person. Attributes of the same names set the properties. */
export interface InnodexReport extends HTMLElement {
  /** The address of a text on the same site that is read at once, or of what was saved before. */
  src: string | undefined;
  /** Who published that text. */
  source: string | undefined;
  /** Its period: 2024, 2024Q3, 2024-03. */
  period: string | undefined;
  /** Whose report it is. */
  unit: string | undefined;
  /** What is shown at once of a saved file that `src` names: `firms`, `carriers` or `all`. */
  show: string | undefined;
  /** Opens files: texts, or what was saved before. */
  open(files: Iterable<File>): Promise<void>;
  /** Reads a text. */
  paste(name: string, text: string): Promise<void>;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexReport: Constructor<InnodexReport>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-report": InnodexReport;
  }
}
