// The elements' names in JSX, for React 19: `import "innodex/react"` once in a project.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { InnodexGrowth, InnodexModel, InnodexRanking, InnodexScenario } from "./index.js";
import type { InnodexAudit } from "./audit.js";
import type { InnodexProfile } from "./profile.js";
import type { InnodexTable } from "./table.js";
import type { InnodexConfidence, InnodexRobustness, InnodexWeights } from "./uncertainty.js";
import type { InnodexAllocation, InnodexGoal, InnodexTargets } from "./whatif.js";

/** What an element is given: its own members that can be set, beside those of every element. */
type Given<E extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<E>, E> & Partial<Omit<E, keyof HTMLElement | "model">>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "innodex-allocation": Given<InnodexAllocation>;
      "innodex-audit": Given<InnodexAudit>;
      "innodex-confidence": Given<InnodexConfidence>;
      "innodex-goal": Given<InnodexGoal>;
      "innodex-growth": Given<InnodexGrowth>;
      "innodex-model": Given<InnodexModel>;
      "innodex-profile": Given<InnodexProfile>;
      "innodex-ranking": Given<InnodexRanking>;
      "innodex-robustness": Given<InnodexRobustness>;
      "innodex-scenario": Given<InnodexScenario>;
      "innodex-table": Given<InnodexTable>;
      "innodex-targets": Given<InnodexTargets>;
      "innodex-weights": Given<InnodexWeights>;
    }
  }
}
