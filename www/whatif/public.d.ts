// What a page's own script may rely on of the elements of `whatif.js`. In the package this is `innodex/whatif-element`.
// `<innodex-scenario>` keeps its attributes, properties and events; where this script is on the page it can do more.
import type { Allocation, BudgetInput, Framework, GoalAnswer, GoalInput, Indicator, TablePanel } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** What every element here has. Attributes of the same names set the properties. */
interface WhatIfElement extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

/** One unit against its own targets, all of which a reader may change. */
export interface InnodexTargets extends WhatIfElement {
  /** A unit's code; the first where left out. */
  unit: string | undefined;
}

/** What it takes to reach a rank, by one figure or by money into it. */
export interface InnodexGoal extends WhatIfElement {
  /** A unit's code; the first where left out. */
  unit: string | undefined;
  /** A column of the data that is no ratio; the first that acts on the index where left out. */
  indicator: string | undefined;
  /** The rank to reach; one better than the present one where left out. */
  rank: number | undefined;
  /** By money put into the figure, under assumptions that stand beside the answer. */
  money: boolean;
}

/** The split of a budget that does most for the scores; computed when the reader asks for it. */
export interface InnodexAllocation extends WhatIfElement {
  /** The input that is funded: a column of money. */
  indicator: string | undefined;
  /** Who may have money: codes parted by commas, or `*`. */
  units: string | undefined;
  /** In the input's own unit of measure. */
  budget: number | undefined;
  /** `mean`, `minimum`, or the code of a unit. */
  objective: string | undefined;
}

/** `detail` of the event `goalchange` of `<innodex-goal>`. */
export interface GoalChangeDetail {
  goal: GoalInput;
  answer: GoalAnswer | null;
}

/** `detail` of the event `allocationchange` of `<innodex-allocation>`. */
export interface AllocationChangeDetail {
  spec: BudgetInput;
  allocation: Allocation;
}

/** `detail` of the event `targetschange` of `<innodex-targets>`: what the model is made of from now on. */
export interface TargetsChangeDetail {
  framework: string | Framework | null | undefined;
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexGoal: Constructor<InnodexGoal>;
export declare const InnodexAllocation: Constructor<InnodexAllocation>;
export declare const InnodexTargets: Constructor<InnodexTargets>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-goal": InnodexGoal;
    "innodex-allocation": InnodexAllocation;
    "innodex-targets": InnodexTargets;
  }
}
