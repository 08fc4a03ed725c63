// What a page's own script may rely on of `<innodex-workbench>`. In the package this is `innodex/workbench-element`.
import type { Project } from "../project/types.js";

/** An index from raw tables to a publication, in four steps. Event: `projectchange` with the project in `detail`. */
export interface InnodexWorkbench extends HTMLElement {
  /** Opens a project file; what is wrong with it is shown on the page. */
  openText(text: string): Promise<void>;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexWorkbench: Constructor<InnodexWorkbench>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-workbench": InnodexWorkbench;
  }
  interface HTMLElementEventMap {
    projectchange: CustomEvent<{ project: Project }>;
  }
}
