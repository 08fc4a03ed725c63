// Holds the elements to what the package declares of them. Compiled with the sources, never run.
import type * as declared from "../../www/elements/public.js";
import * as real from "../../www/elements/index.js";
import * as further from "../../www/elements/further.js";
import type { InnodexTable } from "../../www/table/public.js";
import type { InnodexTable as RealTable } from "../../www/table/index.js";
import type { InnodexExplain, InnodexTrend } from "../../www/trend/public.js";
import type { InnodexExplain as RealExplain, InnodexTrend as RealTrend } from "../../www/trend/index.js";
import type { InnodexMap } from "../../www/map/public.js";
import type { InnodexMap as RealMap } from "../../www/map/index.js";
import type { InnodexWorkbench } from "../../www/workbench/public.js";
import type { InnodexWorkbench as RealWorkbench } from "../../www/workbench/index.js";
import type { InnodexAudit } from "../../www/audit/public.js";
import type { InnodexAudit as RealAudit } from "../../www/audit/index.js";
import type { InnodexReport } from "../../www/report/public.js";
import type { InnodexReport as RealReport } from "../../www/report/index.js";
import type * as planned from "../../www/whatif/public.js";
import type * as planning from "../../www/whatif/index.js";
import type * as declaredDraws from "../../www/uncertainty/public.js";
import type * as realDraws from "../../www/uncertainty/index.js";

/** The members that the package declares beyond those of every HTML element: what may be set must be settable, what is read readable. */
type Own<Public> = Exclude<keyof Public, keyof HTMLElement>;
type Kept<Real, Public> = { [K in Own<Public>]: K extends keyof Real ? (Public[K] extends Real[K] ? never : K) : K }[Own<Public>];

/** Fails with the names of the members that an element does not have as declared. */
type None<T extends never> = T;
export type Broken =
  | None<Kept<real.InnodexModel, declared.InnodexModel>>
  | None<Kept<real.InnodexRanking, declared.InnodexRanking>>
  | None<Kept<further.InnodexGrowth, declared.InnodexGrowth>>
  | None<Kept<further.InnodexScenario, declared.InnodexScenario>>
  | None<Kept<RealTable, InnodexTable>>
  | None<Kept<RealAudit, InnodexAudit>>
  | None<Kept<RealReport, InnodexReport>>
  | None<Kept<RealWorkbench, InnodexWorkbench>>
  | None<Kept<RealTrend, InnodexTrend>>
  | None<Kept<RealExplain, InnodexExplain>>
  | None<Kept<RealMap, InnodexMap>>
  | None<Kept<planning.InnodexGoal, planned.InnodexGoal>>
  | None<Kept<planning.InnodexAllocation, planned.InnodexAllocation>>
  | None<Kept<planning.InnodexTargets, planned.InnodexTargets>>
  | None<Kept<realDraws.InnodexWeights, declaredDraws.InnodexWeights>>
  | None<Kept<realDraws.InnodexRobustness, declaredDraws.InnodexRobustness>>;
