/** Figures that were read of a work report. */
import type { Text } from "../api/types.js";

export type ReportKind = "level" | "new" | "cumulative" | "growth" | "points" | "rank" | "share" | "target";

export interface ReportFigure {
  /** Characters of the text. */
  start: number;
  end: number;
  /** The same as JavaScript counts, for `slice`. */
  utf16: [number, number];
  /** As it is written, with its unit. */
  text: string;
  /** Whom or what it is about. */
  subject: string;
  /** The words before it, from the beginning of its item. */
  phrase: string;
  /** In its unit; of a range the lower end; negative where it is a fall. */
  value: number;
  high: number | null;
  unit: string;
  /** In base units; of a percentage the fraction. */
  normalised: number;
  normalised_high: number | null;
  normalised_unit: string;
  kind: ReportKind;
  /** What a target would be if it were reached. */
  target_of: ReportKind | null;
  qualifier: string | null;
  /** What the qualifier says of the true value. */
  bound: "about" | "above" | "below" | null;
  period: string | null;
  region: string | null;
  /** Of a rank: among whom. */
  compared_with: string | null;
  /** The figure whose part it is, by its place in the list. */
  part_of: number | null;
  /** The line that it stands in, from 1. */
  paragraph: number;
  /** The rule of its kind; all that took part. */
  rule: string;
  rules: string[];
}

export interface ReportSkipped {
  start: number;
  end: number;
  utf16: [number, number];
  text: string;
  rule: string;
}

export interface ReportQuestion {
  check: "base_not_whole" | "two_values" | "parts_above_total" | "rank_without_scope" | "unit_of_noun";
  figures: number[];
  message: Text;
}

export interface ReportRule {
  name: string;
  group: string;
  text: Text;
  example: string;
}

export interface ReportReading {
  /** The text that the places count in; of a document its paragraphs, one a line. */
  text: string;
  figures: ReportFigure[];
  /** Numbers that are no figures, each with the rule that says why. */
  skipped: ReportSkipped[];
  questions: ReportQuestion[];
  rules: ReportRule[];
}
