/**
 * The JavaScript face of the calculator. It gives names and shapes to what the wasm computes, and computes nothing.
 */
import { guarded, InnodexError } from "./error.js";
import { jsonOf, requestOf } from "./json.js";
import * as layout from "./layout.js";
export { InnodexError };

/** @typedef {import("./types.js").Description} Description */
/** @typedef {import("./types.js").Figure} Figure */
/** @typedef {import("./types.js").GrowthOptions} GrowthOptions */
/** @typedef {import("./types.js").GrowthRow} GrowthRow */
/** @typedef {import("./types.js").LoadOptions} LoadOptions */
/** @typedef {import("./types.js").Moved} Moved */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").RankOptions} RankOptions */
/** @typedef {import("./types.js").RankRow} RankRow */
/** @typedef {import("./types.js").ScenarioInput} ScenarioInput */
/** @typedef {import("./types.js").Text} Text */

/** What has not been disposed of. @param {any} inner */
function live(inner) {
  if (inner) return inner;
  throw new InnodexError({
    code: "disposed",
    place: "",
    message: { zh: "该对象已释放。", en: "This object has been disposed of." },
    hint: { zh: "请重新载入。", en: "Load it again." },
  });
}

/** A panel and a framework that fit. */
export class Model {
  /** @private @type {any} */ _inner;
  /** @private @type {{ id: string, text: Text }[]} */ _reasons;
  /** What computes it. @private @type {{ ended: boolean }} */ _wasm;
  /** What the model is made of. @type {Description} */ description;

  /**
   * Reads and resolves a panel and a framework; each platform brings its own.
   * @type {(options?: LoadOptions) => Promise<Model>}
   */
  static load;

  /**
   * @param {any} inner
   * @param {{ id: string, text: Text }[]} reasons
   * @param {{ ended: boolean }} wasm
   */
  constructor(inner, reasons, wasm) {
    this._inner = inner;
    this._reasons = reasons;
    this._wasm = wasm;
    /** Which build it belongs to. @internal */
    this.build = BUILD;
    this.description = inner.describe();
  }

  /** Which module computes it, and so what it can be asked: docs/architecture.md. @returns {"ranking" | "model" | "analysis"} */
  get module() {
    return "Robustness" in this._wasm ? "analysis" : "check" in this._wasm ? "model" : "ranking";
  }

  /** Whether what computes it has broken off. @internal */
  get ended() {
    return this._wasm.ended;
  }

  /**
   * Ranks the units by the whole index, or by a node of its tree; by rank, then code, unranked last.
   * @param {string} period
   * @param {RankOptions} [options]
   * @returns {RankRow[]}
   */
  rank(period, options = {}) {
    const { node = this.description.nodes[0].id, region, ties = "competition", compare } = options;
    const packed = guarded(() => live(this._inner).rank(period, node, region ?? undefined, ties, compare ?? undefined));
    return this.rows(packed, node, compare !== undefined && compare !== null);
  }

  /**
   * The growth of an indicator, a row a unit in the order of codes.
   * @param {GrowthOptions} options
   * @returns {GrowthRow[]}
   */
  growth({ indicator, rate, period, from, base, lag, deflator }) {
    const packed = guarded(() => live(this._inner).growth(requestOf({ indicator, rate, period, from, base, lag, deflator })));
    const { units, periods } = this.description;
    return layout.growth(packed).map(({ value, reason, from: first, to: last }, u) => ({
      code: units[u].code,
      unit: units[u].name,
      value,
      reason: this._reasons[reason]?.id ?? null,
      from: periods[first] ?? null,
      to: periods[last] ?? null,
    }));
  }

  /**
   * A figure, unfolded down to what was published: of a node or indicator of the framework, or a column of the data.
   * @param {string} id
   * @param {string} unit code or name
   * @param {string} period
   * @returns {Figure}
   */
  figure(id, unit, period) {
    return withFormula(guarded(() => live(this._inner).figure(id, unit, period)));
  }

  /**
   * A what-if; the model is untouched. Free it with `dispose()`.
   * @param {ScenarioInput | string} spec object or JSON text
   */
  scenario(spec) {
    return new Scenario(this, guarded(() => live(this._inner).scenario(jsonOf(spec))));
  }

  /** The words for a reason. @param {string} code @returns {Text} */
  reasonText(code) {
    return this._reasons.find((reason) => reason.id === code)?.text ?? { zh: code, en: code };
  }

  /** Frees the wasm memory; the model cannot be used any more. Doing it twice does no harm. */
  dispose() {
    this._inner?.free();
    this._inner = null;
  }

  /**
   * Gives a packed ranking its shape.
   * @param {Float64Array} packed
   * @param {string} node
   * @param {boolean} compared
   * @returns {RankRow[]}
   */
  rows(packed, node, compared) {
    const { units, nodes } = this.description;
    const parent = nodes.findIndex(({ id }) => id === node);
    const ids = nodes.filter((child) => child.parent === parent).map(({ id }) => id);
    /** @param {(number | null)[]} values */
    const named = (values) => {
      /** @type {Record<string, number | null>} */
      const by = {};
      for (let c = 0; c < ids.length; c++) by[ids[c]] = values[c];
      return by;
    };
    const { leaves, rows } = layout.ranking(packed);
    return rows.map(({ unit, rank, score, missing, reason, rank_before, score_before, children, parts }) => {
      const { code, name, region } = units[unit];
      /** @type {RankRow} */
      const row = {
        code,
        unit: name,
        region,
        rank,
        score,
        dimensions: named(children),
        parts: parts.length ? named(parts) : null,
        missing,
        leaves,
        reason: this._reasons[reason]?.id ?? null,
      };
      return compared ? Object.assign(row, { rank_before, score_before }) : row;
    });
  }
}

/** A what-if on a model: changes, and everything that follows from them. */
export class Scenario {
  /** @private @type {Model} */ _model;
  /** @private @type {any} */ _inner;

  /** @param {Model} model @param {any} inner */
  constructor(model, inner) {
    this._model = model;
    this._inner = inner;
  }

  /**
   * The ranking after the changes, each row with its rank and score before.
   * @param {string} period
   * @param {Omit<RankOptions, "compare">} [options]
   * @returns {RankRow[]}
   */
  rank(period, options) {
    return this.frame([], period, options);
  }

  /**
   * A frame of a slider: gives some changes other values, as `setValue`, and ranks the units. Where one is refused, no value changes.
   * @param {[change: number, value: number][]} values
   * @param {string} period
   * @param {Omit<RankOptions, "compare">} [options]
   * @returns {RankRow[]}
   */
  frame(values, period, { node = this._model.description.nodes[0].id, region, ties = "competition" } = {}) {
    const packed = guarded(() => live(this._inner).frame(Float64Array.from(values.flat()), period, node, region ?? undefined, ties));
    return this._model.rows(packed, node, true);
  }

  /** Replaces the changes. @param {ScenarioInput | string} spec object or JSON text */
  update(spec) {
    guarded(() => live(this._inner).update(jsonOf(spec)));
  }

  /** Gives one change another value; what follows is computed when it is asked for. @param {number} change @param {number} value */
  setValue(change, value) {
    guarded(() => live(this._inner).set_value(change, value));
  }

  /** Every figure that moved. @param {string} period @returns {Moved[]} */
  moved(period) {
    const { units, periods, columns } = this._model.description;
    const packed = guarded(() => live(this._inner).moved(period));
    return layout.moved(packed).map(({ unit, column, period: at, from, to, why }) => ({
      code: units[unit].code,
      unit: units[unit].name,
      indicator: columns[column].id,
      name: columns[column].name,
      measure: columns[column].measure,
      period: periods[at],
      from,
      to,
      why,
    }));
  }

  /** What should have moved and could not, in words. @param {string} period @returns {Note[]} */
  notes(period) {
    const { units, columns } = this._model.description;
    const packed = guarded(() => live(this._inner).stuck(period));
    return layout.stuck(packed).map(({ unit, column, because_of: because }) => {
      const [who, what, why] = [units[unit].name, columns[column].name, columns[because].name];
      const text =
        column === because
          ? { zh: `${who.zh}：${what.zh}没有数据，无法变化。`, en: `${who.en}: ${what.en} has no figure and cannot change.` }
          : {
              zh: `${who.zh}：${what.zh}未随${why.zh}变动（数值缺失或为零）。`,
              en: `${who.en}: ${what.en} did not move with ${why.en} (missing or zero).`,
            };
      return { code: units[unit].code, text };
    });
  }

  /** Frees the wasm memory. */
  dispose() {
    this._inner?.free();
    this._inner = null;
  }
}

/** @param {any} figure @returns {Figure} */
function withFormula(figure) {
  const { scale } = figure;
  figure.parts.forEach(withFormula);
  const [over, under] = figure.parts.map((/** @type {Figure} */ part) => part.id);
  figure.formula = scale === null ? "" : scale === 1 ? `${over} / ${under}` : `${over} × ${scale} / ${under}`;
  return figure;
}
