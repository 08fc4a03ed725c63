/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./types.js").Problem} Problem */

/**
 * What is wrong, where, and what to do, in Chinese and English. `code` is stable. With `broke_off` the engine ended the
 * computation (`cause` is what it said): objects made before can only be disposed of, what is loaded anew works.
 */
export class InnodexError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    const { code, place, message, hint } = problem;
    super(`${code}${place && ` at ${place}`}: ${message.en} ${hint.en} / ${message.zh}${hint.zh}`);
    this.code = code;
    this.place = place;
    this.messages = message;
    this.hint = hint;
  }

  /** Not assigned: pages freeze `Error.prototype`. @returns {string} */
  get name() {
    return "InnodexError";
  }

  /** As in docs/formats.md, Errors: `{code, place, message, hint}`. */
  toJSON() {
    return { code: this.code, place: this.place, message: this.messages, hint: this.hint };
  }
}

/**
 * What is thrown where a computation broke off, and by everything that was made before on the same instance.
 * @param {unknown} [cause] what the engine said; nothing where it had broken off before
 */
export function brokeOff(cause) {
  const error = new InnodexError({
    code: "broke_off",
    place: "",
    message: { zh: "计算中断：内存或计算深度超出限度，或程序有误。", en: "The computation broke off: it came to the end of memory or depth, or to a fault of innodex." },
    hint: { zh: "数据没有改动。请重新载入；若再次中断，请减少数据或改变方法。", en: "No data were changed. Load it again; if it breaks off again, take less data or another method." },
  });
  return cause ? Object.assign(error, { cause }) : error;
}

/**
 * Runs what may throw a problem of the core, and throws it as an InnodexError.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function guarded(work) {
  try {
    return work();
  } catch (thrown) {
    // A result may be too large for the engine where the computation itself was not.
    if (thrown instanceof RangeError) throw brokeOff(thrown);
    const problem = /** @type {Problem} */ (thrown);
    throw typeof problem === "object" && problem && problem.code && problem.hint && !(problem instanceof Error)
      ? new InnodexError(problem)
      : thrown;
  }
}
