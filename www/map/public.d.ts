// What a page's own script may rely on of `<innodex-map>`. In the package this is `innodex/map-element`.
import type { Framework, Indicator, TablePanel, Text } from "../api/types.js";
import type { Model } from "../api/browser.js";

/** The tile of a unit, by code or name; columns from the left and rows from the top, both from 0. */
export interface MapTile {
  code: string;
  column: number;
  row: number;
  /** A name other than that of the data. */
  name?: string | Text;
  /** The English one, where `name` is a text. */
  en?: string;
  /** A short name for small tiles. */
  mark?: string;
}

/** Tiles; or rows of names, "" for an empty place. */
export type MapLayout = MapTile[] | (string | null)[][];

/** Units as tiles in classes, or a host's own map (`slot="map"`). Attributes of the same names set the properties. */
export interface InnodexMap extends HTMLElement {
  /** As of `<innodex-ranking>`. */
  data: string | Uint8Array | ArrayBuffer | TablePanel | null | undefined;
  framework: string | Framework | null | undefined;
  indicators: string | Indicator[] | null | undefined;
  /** What is shown; ranks where left out. */
  show: "rank" | "score" | "value" | "growth" | undefined;
  /** Of ranks and scores: the node; the index where left out. */
  node: string | undefined;
  /** Of figures and growth: an indicator or a column of the data. */
  indicator: string | undefined;
  /** Of growth; `difference` of what is measured in per cent, else `simple`, where left out. */
  rate: "simple" | "difference" | "cagr" | undefined;
  /** The first period of `cagr`. */
  from: string | undefined;
  /** The period; the newest complete one where left out. */
  period: string | undefined;
  /** The marked unit, by code or name. */
  unit: string | undefined;
  /** How many classes, from 2 to 5. */
  classes: number | string | undefined;
  /** `quantile` (the default), `equal`, or one to four bounds in ascending order. */
  breaks: string | number[] | undefined;
  /** A layout, JSON text of one, or the address of a JSON file; the provinces', or units in the order of their codes, where left out. */
  layout: MapLayout | string | null | undefined;
  /** The model shown; null until it is there. Not to be disposed of by the page. */
  readonly model: Model | null;
}

/** `detail` of the event `mapchange`: everything that a host's own map needs. */
export interface MapChangeDetail {
  show: "rank" | "score" | "value" | "growth";
  node: string | null;
  indicator: string | null;
  period: string;
  /** The unit of measure of values as texts. */
  measure: string;
  /** The code of the marked unit. */
  unit: string | null;
  /** Every unit of the data: its value as a number and as a text, or the reason why it has none; the number of its class, and its colour. */
  areas: { code: string; name: string; value: number | null; text: string; rank: number | null; reason: string | null; class: number | null; color: string }[];
  /** From the least value to the greatest. */
  classes: { from: number; to: number; count: number; color: string }[];
}

type Constructor<T> = { new (): T; prototype: T };
export declare const InnodexMap: Constructor<InnodexMap>;

declare global {
  interface HTMLElementTagNameMap {
    "innodex-map": InnodexMap;
  }
}
