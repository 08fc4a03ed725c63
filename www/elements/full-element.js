/** The base of the elements that compute with every method. It is none of the core's, whose elements it takes from the file of the core. */

import { explain, InnodexElement } from "../elements/index.js";
import { LeaseHolder } from "./full-model.js";

/** @typedef {import("../api/browser.js").Model} Model */

/** An element that computes with every method, which the shared model may lack: the model that it is given is the leased one. */
export class FullModelElement extends InnodexElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { period: {} };

  constructor() {
    super();
    /** @type {string | undefined} */
    this.period = undefined;
    this.holder = new LeaseHolder();
  }

  /** @param {Model | null} model @param {any} problem @param {boolean} mine */
  receive(model, problem, mine) {
    if (!model || !this.source) {
      this.holder.release();
      return super.receive(model, problem, mine);
    }
    this.holder.take(this.source).then(
      (full) => full && super.receive(full, null, mine),
      (error) => super.receive(null, explain(error), true),
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.holder.release();
    this.model = null;
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }
}
