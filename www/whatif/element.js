import { say } from "../elements/index.js";
import { changeableColumns } from "../elements/columns.js";
import { inLanguage } from "../elements/format.js";
import { FullModelElement } from "../elements/full-element.js";
import { WORDS } from "./text.js";

/** The base of the elements of goals and allocations. */
export class PlanningElement extends FullModelElement {
  constructor() {
    super();
    /** What the effect of money is assumed to be. @type {any} */
    this.assumptions = null;
  }

  /** @returns {any} the words of this element, in the present language */
  get words() {
    return WORDS[this.language];
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
