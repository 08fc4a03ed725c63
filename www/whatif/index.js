/**
 * A script of its own, for pages that ask "what if": registers `<innodex-goal>`, `<innodex-allocation>` and `<innodex-targets>`, and
 * gives every `<innodex-scenario>` of the page its fuller form.
 */

import { html, InnodexScenario } from "../elements/index.js";
import { InnodexAllocation } from "./allocation.js";
import { InnodexGoal } from "./goal.js";
import { InnodexPlanner } from "./planner.js";
import { InnodexTargets } from "./targets.js";

const ELEMENTS = { "innodex-planner": InnodexPlanner, "innodex-goal": InnodexGoal, "innodex-allocation": InnodexAllocation, "innodex-targets": InnodexTargets };

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

InnodexScenario.prototype.content = function () {
  const { model, unit, indicator, period } = this;
  return html`<innodex-planner part="planner" .host=${this} .model=${model} .unit=${unit} .indicator=${indicator} .period=${period}></innodex-planner>`;
};

/** What is on the page already shows it at once. @param {ParentNode} root */
function refresh(root) {
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof InnodexScenario) element.requestUpdate();
    else if (element.shadowRoot) refresh(element.shadowRoot);
  }
}
refresh(document);

export { InnodexAllocation, InnodexGoal, InnodexTargets };
