/** A panel that a plan made of raw tables: plain columns, as they cross from one wasm module to the other. */

/** @typedef {import("../api/types.js").Unit} Unit */
/** @typedef {import("../api/types.js").Indicator} Indicator */
/** @typedef {import("../api/types.js").TableNote} TableNote */
/** @typedef {import("../api/types.js").FigureNote} FigureNote */

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
   * @param {{ units: Unit[], periods: string[], indicators: Indicator[], notes?: TableNote[] }} about
   * @param {Float64Array} values `[indicator][period][unit]`; NaN where missing
   * @param {Uint8Array} reasons why, by number, beside each value
   * @param {Uint32Array} [noted] the figures with a note: of each its place in `values`, ascending, and the number of the note
   */
  constructor({ units, periods, indicators, notes = [] }, values, reasons, noted = new Uint32Array()) {
    this.units = units;
    this.periods = periods;
    this.indicators = indicators;
    this.values = values;
    this.reasons = reasons;
    /** @private */ this._said = notes;
    /** @private */ this._noted = noted;
  }

  /** What it says beside its figures: what the calculator reads. */
  toJSON() {
    const { units, periods, indicators, _said: notes, _noted: noted } = this;
    return { units, periods, indicators, ...(noted.length ? { notes, noted: [...noted] } : {}) };
  }

  /** How many figures have a note. */
  get noted() {
    return this._noted.length / 2;
  }

  /** The notes of single figures, in the order of the figures. @returns {FigureNote[]} */
  get notes() {
    const { units, periods, indicators, _said: said, _noted: noted } = this;
    return [...Array(this.noted).keys()].map((at) => {
      const [place, note] = [noted[2 * at], noted[2 * at + 1]];
      const row = Math.floor(place / units.length);
      return { unit: units[place % units.length].code, period: periods[row % periods.length], indicator: indicators[Math.floor(row / periods.length)].id, ...said[note] };
    });
  }

  /** What the mark of a figure says, by the places of the three; null where it has none. @param {number} indicator @param {number} period @param {number} unit @returns {TableNote | null} */
  note(indicator, period, unit) {
    const { _said: said, _noted: noted } = this;
    const place = this._place(indicator, period, unit);
    let [from, to] = [0, this.noted];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (noted[2 * middle] < place) from = middle + 1;
      else to = middle;
    }
    return noted[2 * from] === place ? said[noted[2 * from + 1]] : null;
  }

  /** @private @param {number} indicator @param {number} period @param {number} unit */
  _place(indicator, period, unit) {
    return (indicator * this.periods.length + period) * this.units.length + unit;
  }

  /** @param {number} indicator @param {number} period @param {number} unit all by their places @returns {number | null} */
  figure(indicator, period, unit) {
    const value = this.values[this._place(indicator, period, unit)];
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
