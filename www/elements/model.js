import { html } from "lit";
import { InnodexElement } from "./base.js";

/**
 * `<innodex-model data framework indicators>`: one model, shared by the elements inside.
 * It shows an error of the model, once for all of them, and nothing else.
 * Events: `ready`, `error`.
 */
export class InnodexModel extends InnodexElement {
  content() {
    return html`<slot></slot>`;
  }
}
