/** A panel that a plan made of raw tables: plain columns, as they cross from one wasm module to the other. */

/** @typedef {import("../api/types.js").Unit} Unit */
/** @typedef {import("../api/types.js").Indicator} Indicator */

/**
 * Columns of what is known of a unit beside its name, as a panel's CSV has them.
 * @type {[string, (unit: Unit) => string | null | undefined][]}
 */
const BESIDE = [
  ["unit_level", ({ level }) => level],
  ["unit_parent", ({ parent }) => parent?.code],
  ["unit_parent_name", ({ parent }) => parent?.name.zh],
  ["unit_group", ({ group }) => group],
];

export class TablePanel {
  /**
   * @param {{ units: Unit[], periods: string[], indicators: Indicator[] }} about
   * @param {Float64Array} values `[indicator][period][unit]`; NaN where missing
   * @param {Uint8Array} reasons why, by number, beside each value
   */
  constructor({ units, periods, indicators }, values, reasons) {
    this.units = units;
    this.periods = periods;
    this.indicators = indicators;
    this.values = values;
    this.reasons = reasons;
  }

  /** What it says beside its figures: what the calculator reads. */
  toJSON() {
    const { units, periods, indicators } = this;
    return { units, periods, indicators };
  }

  /** @param {number} indicator @param {number} period @param {number} unit all by their places @returns {number | null} */
  figure(indicator, period, unit) {
    const value = this.values[(indicator * this.periods.length + period) * this.units.length + unit];
    return Number.isNaN(value) ? null : value;
  }

  /** Its rows, as `Model.load` and the command line read them again: a header and a row a unit and period. */
  rows() {
    const { units, periods, indicators } = this;
    const provincial = units.every((unit) => unit.provincial);
    const beside = provincial ? [] : BESIDE.filter(([, of]) => units.some((unit) => of(unit)));
    const head = ["code", provincial ? "province" : "unit", ...beside.map(([id]) => id), /^\d{4}$/.test(periods[0] ?? "") ? "year" : "period", ...indicators.map(({ id }) => id)];
    const rows = units.flatMap((unit, u) => {
      const named = [unit.code, unit.name.zh, ...beside.map(([, of]) => of(unit) ?? null)];
      return periods.map((period, p) => [...named, period, ...indicators.map((_, i) => this.figure(i, p, u))]);
    });
    return [head, ...rows];
  }
}
