// What a page's own script may rely on of `<innodex-table>`. In the package this is `innodex/table-element`.
import type { Framework, Plan, Remark, TablePanel, Understood } from "../api/types.js";

/** Raw tables opened on the page; inside an `<innodex-model>` the panel becomes the model's. */
export interface InnodexTable extends HTMLElement {
  /** Opens files, as if a reader had dropped them; a plan (JSON) among them is taken first. */
  open(files: Iterable<File>): Promise<unknown>;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexTable: Constructor<InnodexTable>;

/** `detail` of the event `understood`: a file was opened, or understood anew after an answer. */
export interface UnderstoodDetail {
  file: string;
  understood: Understood;
}

/** `detail` of the event `panelchange`. */
export interface PanelChangeDetail {
  panel: TablePanel;
  plan: Plan;
  framework: Framework;
  remarks: Remark[];
}

declare global {
  interface HTMLElementTagNameMap {
    "innodex-table": InnodexTable;
  }
}
