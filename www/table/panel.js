/** A panel that a plan made of raw tables: plain columns, as they cross from one wasm module to the other. */

/** @typedef {import("../api/types.js").Unit} Unit */
/** @typedef {import("../api/types.js").Indicator} Indicator */

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
    const head = ["code", provincial ? "province" : "unit", /^\d{4}$/.test(periods[0] ?? "") ? "year" : "period", ...indicators.map(({ id }) => id)];
    const rows = units.flatMap(({ code, name }, u) =>
      periods.map((period, p) => [code, name.zh, period, ...indicators.map((_, i) => this.figure(i, p, u))]),
    );
    return [head, ...rows];
  }
}
