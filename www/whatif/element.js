import { explain, InnodexElement, say } from "../elements/index.js";
import { changeableColumns } from "../elements/columns.js";
import { inLanguage } from "../elements/format.js";
import { LeaseHolder } from "../elements/full-model.js";
import { WORDS } from "./text.js";

/** @typedef {import("../api/browser.js").Model} Model */

/** An element that computes with every method: the model that it is given is the leased one. */
export class FullModelElement extends InnodexElement {
  constructor() {
    super();
    /** @type {string | undefined} */
    this.period = undefined;
    this.holder = new LeaseHolder();
    /** What the effect of money is assumed to be. @type {any} */
    this.assumptions = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
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

  /** @param {string} id */
  column(id) {
    return this.description.columns.find((column) => column.id === id);
  }

  /** The columns that can be changed. */
  get choices() {
    return changeableColumns(this.description);
  }

  /** @param {string} code */
  nameOf(code) {
    const unit = this.description.units.find((each) => each.code === code);
    return unit ? inLanguage(say(unit.name, this.language), this.language) : code;
  }

  /** What the fields of assumptions need. @param {string} indicator the input that is funded */
  owner(indicator) {
    const { words, language, description, choices, assumptions } = this;
    return {
      words,
      language,
      description,
      choices,
      assumptions,
      funded: [indicator],
      column: (/** @type {string} */ id) => this.column(id),
      assume: (/** @type {any} */ stated) => {
        this.assumptions = stated;
        this.recompute();
      },
    };
  }

  /** Called when the assumptions have changed. */
  recompute() {
    this.requestUpdate();
  }
}
