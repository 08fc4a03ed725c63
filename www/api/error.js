/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./types.js").Problem} Problem */

/** What is wrong, where, and how to mend it, in Chinese and English. `code` is stable. */
export class InnodexError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    const { code, place, message, mend } = problem;
    super(`${code}${place && ` at ${place}`}: ${message.en} ${mend.en} / ${message.zh}${mend.zh}`);
    this.name = "InnodexError";
    this.code = code;
    this.place = place;
    this.messages = message;
    this.mend = mend;
  }

  /** As in FORMATS: `{code, place, message, mend}`. */
  toJSON() {
    return { code: this.code, place: this.place, message: this.messages, mend: this.mend };
  }
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
    const problem = /** @type {Problem} */ (thrown);
    throw typeof problem === "object" && problem && problem.code && problem.mend && !(problem instanceof Error)
      ? new InnodexError(problem)
      : thrown;
  }
}
