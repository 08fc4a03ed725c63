// The project file (docs/project.md); www/project/schema.js has the same as JSON Schema.
import type { Framework, Indicator, Plan, ScenarioSpec } from "../generated.js";

/** Text in one language or both. */
export interface EitherText {
  zh?: string;
  en?: string;
}

export type View = "ranking" | "trend" | "map" | "profile" | "explain" | "growth" | "robustness" | "weights" | "confidence" | "scenario" | "goal" | "audit";

/** The panel: inside the file, beside it, or the embedded one. */
export type ProjectData = { csv: string } | { file: string; sha256?: string } | { ready: "provinces" };

/** What was decided about a finding of the audit, or (`direction`) that a direction was confirmed. */
export interface Answer {
  check: string;
  /** The indicators, groups or units that it is about. */
  at: string[];
  note?: EitherText;
}

/** How the weights of a group were found. */
export interface ProjectJudgement {
  node: string;
  method: "ahp" | "points";
  /** As the questions `ahp` and `budget_weights` are asked. */
  experts: object[];
}

/** What a publication shows, and how. */
export interface Show {
  /** In the order of the page; the ranking where left out. */
  views?: View[];
  /** The unit that is marked: code or name. */
  unit?: string;
  /** The newest complete one where left out. */
  period?: string;
  /** The dimension that is ranked; the index where left out. */
  node?: string;
  /** A part of the units that is ranked alone. */
  region?: string;
  theme?: "default" | "red" | "dark";
}

/** Everything that a publication needs. */
export interface Project {
  innodex: "project";
  version: 1;
  title: EitherText;
  /** Who publishes it. */
  publisher?: EitherText;
  /** Whom the figures are from. */
  source?: EitherText;
  /** Where it will be published: the address of the folder. */
  address?: string;
  /** Chinese where left out. */
  lang?: "zh" | "en";
  /** A draft may have none yet; `publish` refuses it then. */
  data?: ProjectData;
  /** What the columns of the panel are. */
  indicators?: Indicator[];
  /** What single figures have, as CSV: notes, standard errors. */
  cells?: string;
  /** The office's own register of units, as CSV. */
  units?: string;
  /** How the panel was made of raw tables. */
  plan?: Plan;
  /** The raw tables; they are not inside. */
  files?: { name: string; sha256: string }[];
  /** A framework, or the id of a ready one. */
  framework: Framework | string;
  scenarios?: ScenarioSpec[];
  /** The tiles of the map. */
  layout?: { code: string; column: number; row: number; name?: string; en?: string; mark?: string }[];
  show?: Show;
  judgements?: ProjectJudgement[];
  answers?: Answer[];
}
