// The types of the API. Those of the formats and results are generated from the Rust types (make build).
import type {
  Apart,
  Budget,
  ConfidenceKind,
  Decomposition,
  Figure as PlainFigure,
  Framework,
  Goal,
  Indicator,
  RankConfidence,
  RankRow as PlainRow,
  Rate,
  Region,
  Remark,
  ScenarioSpec,
  Text,
  Ties,
  UncertaintySpec,
  Unit,
  Why,
  WithoutError,
} from "../generated.js";
import type { Model, Scenario } from "./model.js";
export * from "../generated.js";

/** A row of a ranking; with what it was before, where two states are compared. */
export interface RankRow extends PlainRow {
  rank_before?: number | null;
  score_before?: number | null;
}

/** A figure, unfolded; `formula` says how a ratio was made. */
export interface Figure extends Omit<PlainFigure, "parts"> {
  parts: Figure[];
  formula: string;
}

/** The growth of one unit; `from` and `to` are the periods used. */
export interface GrowthRow {
  code: string;
  unit: Text;
  value: number | null;
  reason: string | null;
  from: string | null;
  to: string | null;
}

/** A figure that a scenario moved. */
export interface Moved {
  code: string;
  unit: Text;
  indicator: string;
  name: Text;
  measure: string;
  period: string;
  from: number | null;
  to: number;
  why: Why;
}

/** What could not move along, in words. */
export interface Note {
  code: string;
  text: Text;
}

export interface LoadOptions {
  /** CSV text, the bytes of a CSV or of provinces.bin, or a panel made of raw tables; the embedded provincial panel where
   * left out. */
  data?: string | Uint8Array | ArrayBuffer | TablePanel;
  /** The definitions of the columns: JSON text or a list. What they leave out of an embedded column stays as it is known. */
  indicators?: string | Indicator[];
  /** What single figures know: CSV text or bytes. */
  cells?: string | Uint8Array;
  /** The id of a ready framework (default "provincial"), JSON text, or an object; null where no index is
   * asked: then `rank` is the plain mean of its columns. */
  framework?: string | Framework | null;
  /** true: loads the module with every method, which everything of `innodex/analysis`, `innodex/robustness` and
   * `innodex/planning` needs. "model": the smaller one with every method of a framework and every growth rate; it is loaded in any
   * case where the framework or the data ask for it. In Node it is always the one with every method. */
  methods?: boolean | "model";
}

/** The figures after one step. */
export interface StepFigures {
  step: string;
  /** By indicator (at `aggregate`, by node): a value a unit, in the order of `description.units`; null where missing. */
  values: Record<string, (number | null)[]>;
}

/** What an indicator adds to a score. */
export interface Contribution {
  indicator: string;
  /** By the unit's code; null where the indicator or the score is missing. */
  values: Record<string, number | null>;
}

/** One of two states between which a rank changed: a model, or a scenario as it is now, in a period. */
export type StateOf = { model: Model; period: string } | { scenario: Scenario; period: string };

export interface ExplainOptions extends Omit<RankOptions, "compare"> {
  /** How the change is split; Shapley values where left out. */
  decomposition?: Decomposition;
}

export interface PerformanceOptions {
  /** The node measured; the whole index where left out. */
  node?: string;
  /** The units of a region, a parent or a group only; see {@link RankOptions.region}. */
  region?: Region | (string & {}) | null;
  /** What scores are measured against; the mean of the units that are ranked where left out. */
  average?: number | null;
}

export interface TrendOptions {
  indicator: string;
  /** The last period. */
  period: string;
  /** The first period; the first of the data where left out. */
  from?: string;
}

/** The trend of one unit: Theil-Sen slope with the Mann-Kendall test. Null where there is none, and `reason` says why. */
export interface TrendRow {
  code: string;
  unit: Text;
  /** Figures used. */
  n: number;
  /** A year, in the indicator's own unit. */
  slope: number | null;
  /** Pairs that rise minus pairs that fall. */
  s: number | null;
  /** Of S where there is no trend. */
  variance: number | null;
  z: number | null;
  /** The chance of a z as far from 0 without a trend. */
  p: number | null;
  /** Kendall's tau-b; null too where all figures are equal. */
  tau: number | null;
  reason: string | null;
  /** The periods used. */
  from: string | null;
  to: string | null;
}

export interface RankOptions {
  /** The node ranked by; the whole index where left out. */
  node?: string;
  /** Rank within a region of provinces, a parent (its code or name: `"42"`, `"湖北"`, `"420100"`) or a group (its name) only. */
  region?: Region | (string & {}) | null;
  ties?: Ties;
  /**
   * A period to compare with. Where one of the two lacks an indicator below the node that the other has, for everybody
   * (`description.incomplete`), their ranks do not compare: `rank_before` and `score_before` are null.
   */
  compare?: string | null;
}

export interface GrowthOptions {
  indicator: string;
  rate: Rate;
  period: string;
  /** First period of a window; the first of the data where left out. */
  from?: string;
  /** Base period of base_index, the first of the data where left out; of real, the lag before where left out. */
  base?: string;
  /** In periods; a year where left out. */
  lag?: number;
  /** The price index of real, every unit's own or the nation's in every row: a level (2015年=100, or without a word), or what
   * its unit of measure or name says are changes (上年=100, 同比 %), which are chained. `real` and
   * `theil_sen` need a model loaded with `methods: "model"` or `true`; in Node every model is. */
  deflator?: string;
}

/** What an uncertainty analysis is asked for. */
export interface RobustnessOptions {
  period: string;
  /** What varies: an object or JSON text; what the framework says, or its default, where left out. */
  spec?: UncertaintySpec | string;
  /** How many draws; wins over the specification. */
  draws?: number;
  /** Which random numbers; wins over the specification. */
  seed?: number;
}

/** Ranks of a unit over draws; null where it has none. */
export interface RankInterval {
  code: string;
  unit: Text;
  /** Without variation. */
  nominal: number | null;
  mean: number | null;
  median: number | null;
  /** The 5 % quantile: a rank; between two only with `quantiles: 7`. */
  q5: number | null;
  /** The 95 % quantile. */
  q95: number | null;
  /** The share of draws in which it has no rank. */
  missing: number;
  /**
   * The first of a tier is above the first of the next in at least 95 % of the draws, and above no other of its own tier as
   * often. Of the others of a tier nothing is said: one may well be above another in every draw.
   */
  tier: number | null;
}

/** Where units pass each other along the share of a node. */
export interface Crossings {
  /** Its share of its group now, from 0 to 1. */
  share: number;
  /** By share: from there upwards `above` is above `below` (codes). */
  events: { share: number; above: string; below: string }[];
  /** The shares between which a unit keeps its present rank. */
  ranges: { code: string; low: number | null; high: number | null }[];
}

/** A ranking without one node. */
export interface LeftOut {
  node: string;
  /** The mean over units of |rank - rank with it|. */
  mean_shift: number | null;
  /** By code. */
  ranks: Record<string, number | null>;
}

/** How rank confidence sets are asked for. */
export interface ConfidenceOptions {
  node?: string;
  /** Between 0 and 1; 0.95 where left out. */
  coverage?: number;
  /** Of all units at once (the default), or of each by itself. */
  kind?: ConfidenceKind;
  /** For the errors of scores and the critical values alike; 10,000 and 1,000 (as csranks) where left out. */
  draws?: number;
  seed?: number;
  /** What figures without a standard error are taken for, where others have one: exact (the default), or given the median relative error of their indicator. */
  without?: WithoutError;
}

/** The ranks that a unit may have. */
export interface ConfidenceSet {
  code: string;
  unit: Text;
  /** Of the score. */
  standard_error: number | null;
  lower: number | null;
  upper: number | null;
}

/** The sets of all units, and what they rest on: also members of the list, which JSON does not write. */
export type ConfidenceSets = ConfidenceSet[] & Omit<RankConfidence, "sets">;

/** Which choice causes the spread of ranks: shares of the variance, each with its interval from 5 % to 95 %. */
export interface RankSensitivity {
  factors: {
    id: string;
    /** Alone. */
    first: number | null;
    first_low: number | null;
    first_high: number | null;
    /** With all interactions. */
    total: number | null;
    total_low: number | null;
    total_high: number | null;
  }[];
  runs: number;
  mean: number | null;
  variance: number | null;
  points: number;
  left_out: number;
}

/** A panel that a plan made of raw tables, as `Tables.run` gives it. */
export interface TablePanel {
  units: Unit[];
  periods: string[];
  indicators: Indicator[];
  /** `[indicator][period][unit]`; NaN where missing. */
  values: Float64Array;
  /** Why a value is missing, by number. */
  reasons: Uint8Array;
  /** One figure, by the places of its indicator, period and unit. */
  figure(indicator: number, period: number, unit: number): number | null;
  /** How many figures have a note. */
  readonly noted: number;
  /** The notes of single figures: estimated, provisional, what stands in the place of a missing one. Made when it is read. */
  readonly notes: FigureNote[];
  /** That of one figure, by the places of its indicator, period and unit; null where it has none. */
  note(indicator: number, period: number, unit: number): TableNote | null;
  /** Its rows as a CSV has them, the header first. */
  rows(): (string | number | null)[][];
  toJSON(): { units: Unit[]; periods: string[]; indicators: Indicator[]; notes?: TableNote[]; noted?: number[] };
}

/** A note and the figure that it is about. */
export interface FigureNote extends TableNote {
  /** The code of the unit. */
  unit: string;
  period: string;
  /** The id of the indicator. */
  indicator: string;
}

/** How a call on raw tables is followed. */
export interface TableOptions {
  /** Told the share that is done, from 0 to 1, and, of a file that takes longer to read, the seconds that are left. */
  onProgress?: (share: number, left?: number) => void;
  /** Stops it. */
  signal?: AbortSignal;
}

/** What is known of a sheet of a workbook. */
export interface SheetSeen {
  /** Empty where the file does not name it. */
  name: string;
  /** What kind of file it is of, by what that holds: "XLSX", "XLSB", "XLS", "ODS", "XML", "HTML", "MHTML", "JSON". */
  kind: string;
  /** Whether the file hides it. */
  hidden: boolean;
  rows: number;
  columns: number;
  /** The name by which its table is open: that of the workbook where it has one table, `book.xlsx#Sheet` where it has several. */
  file: string | null;
  /** Why it is not open, where it was tried. */
  problem: { code: string; place: string; message: Text; hint: Text } | null;
}

/** What a plan made of raw tables. */
export interface TableOutcome {
  panel: TablePanel;
  /** Everything that was skipped, set apart, left out, accepted or not found. */
  remarks: Remark[];
  /** The rows of totals, file by file. */
  set_apart: Apart[];
}

/** A goal as it may be written: what has a default may be left out; either `rank` or `score`. */
export type GoalInput = Pick<Goal, "period" | "unit" | "indicator"> & Partial<Goal>;

/** A budget as it may be written: what has a default may be left out. */
export type BudgetInput = Pick<Budget, "budget"> & Partial<Budget>;

/** A change as it may be written: what has a default may be left out. */
export type ScenarioInput = { name?: string | null; changes: ScenarioSpec["changes"]; assumptions?: unknown };
