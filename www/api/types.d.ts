// The types of the API. Those of the formats and results are generated from the Rust types (make build).
import type { Figure as PlainFigure, Framework, Indicator, RankRow as PlainRow, Rate, Region, ScenarioSpec, Text, Ties, Why } from "../generated.js";
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
  /** CSV text, or the bytes of a CSV or of provinces.bin; the embedded provincial panel where left out. */
  data?: string | Uint8Array | ArrayBuffer;
  /** The definitions of the columns: JSON text or a list. Of a CSV only. */
  indicators?: string | Indicator[];
  /** What single figures know: CSV text or bytes. Of a CSV only. */
  cells?: string | Uint8Array;
  /** The id of a ready framework (default "provincial"), JSON text, or an object; null for a CSV of which no index is
   * asked: then `rank` is the plain mean of its columns. */
  framework?: string | Framework | null;
}

export interface RankOptions {
  /** The node ranked by; the whole index where left out. */
  node?: string;
  /** Rank within a region only. */
  region?: Region | null;
  ties?: Ties;
  /** A period to compare with. */
  compare?: string | null;
}

export interface GrowthOptions {
  indicator: string;
  rate: Rate;
  period: string;
  /** First period of a window; the first of the data where left out. */
  from?: string;
  /** Base period of base_index; the first of the data where left out. */
  base?: string;
  /** In periods; a year where left out. */
  lag?: number;
}

/** A change as it may be written: what has a default may be left out. */
export type ScenarioInput = { name?: string; changes: ScenarioSpec["changes"]; assumptions?: unknown };
