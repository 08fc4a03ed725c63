/**
 * A script of its own, for pages that ask "what if": registers `<innodex-goal>`, `<innodex-allocation>` and `<innodex-targets>`, and
 * gives every `<innodex-scenario>` of the page its fuller form.
 *
 * Where a page has several copies of a script, the first to register a name or an extension counts; the others change nothing.
 */

import "../elements/further.js";
import { html } from "../elements/index.js";
import { InnodexAllocation } from "./allocation.js";
import { InnodexGoal } from "./goal.js";
import { InnodexPlanner } from "./planner.js";
import { InnodexTargets } from "./targets.js";

/** @typedef {import("../elements/scenario.js").InnodexScenario} Scenario */
/** @typedef {import("../elements/scenario.js").ScenarioView} ScenarioView */

const ELEMENTS = { "innodex-planner": InnodexPlanner, "innodex-goal": InnodexGoal, "innodex-allocation": InnodexAllocation, "innodex-targets": InnodexTargets };

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

/** The fuller form of a scenario. @param {Scenario} scenario @returns {ScenarioView} */
const planner = (scenario) => ({
  content() {
    const { model, unit, indicator, period } = scenario;
    return html`<innodex-planner part="planner" .host=${scenario} .model=${model} .unit=${unit} .indicator=${indicator} .period=${period}></innodex-planner>`;
  },
});

// The class that is registered: it may be that of another copy of the script.
const Registered = /** @type {typeof import("../elements/scenario.js").InnodexScenario} */ (customElements.get("innodex-scenario"));
Registered.extend("planner", planner);

export { InnodexAllocation, InnodexGoal, InnodexTargets };
