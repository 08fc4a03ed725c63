import { explain, InnodexElement, say } from "../elements/index.js";
import { actsFirst } from "./columns.js";
import { inLanguage } from "../elements/format.js";
import { WORDS } from "./text.js";
import { borrow } from "./whole.js";

/** @typedef {import("../api/browser.js").Model} Model */

/** An element that asks for more than a ranking: it brings the model with every method, once for all of the page. */
export class WholeElement extends InnodexElement {
  constructor() {
    super();
    /** @type {string | undefined} */
    this.period = undefined;
    /** @type {ReturnType<typeof borrow> | null} */
    this.loan = null;
    /** What is taken for granted of money. @type {any} */
    this.assumptions = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
  }

  /** @param {Model | null} model @param {any} problem @param {boolean} mine */
  receive(model, problem, mine) {
    this.loan?.leave();
    this.loan = null;
    if (!model || !this.source) return super.receive(model, problem, mine);
    const loan = (this.loan = borrow(model, this.source));
    loan.model.then(
      (whole) => this.loan === loan && super.receive(whole, null, mine),
      (error) => this.loan === loan && super.receive(null, explain(error), true),
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.loan?.leave();
    this.loan = null;
    this.model = null;
  }

  get shownPeriod() {
    return this.period || this.usualPeriod;
  }

  /** @param {string} id */
  column(id) {
    return this.description.columns.find((column) => column.id === id);
  }

  /** Columns that can be changed: first those that act on the framework. */
  get choices() {
    return actsFirst(this.description);
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
        this.again();
      },
    };
  }

  /** What is shown is of other assumptions. */
  again() {
    this.requestUpdate();
  }
}
