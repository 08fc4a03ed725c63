import { html } from "lit";
import { InnodexElement } from "./base.js";

/**
 * `<innodex-model data framework indicators>`: one model, shared by the elements inside.
 * It shows nothing of its own but an error, once for all of them.
 * Events: `ready`, `error`.
 */
export class InnodexModel extends InnodexElement {
  content() {
    return html`<slot></slot>`;
  }
}
