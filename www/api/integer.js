import { InnodexError } from "./error.js";

/** The most draws, as in the core. */
export const MOST_DRAWS = 1_000_000;

/** The most resamplings of an interval: they are made at once, and more than this no longer move it. */
export const MOST_BOOTSTRAPS = 10_000;

/**
 * A whole number as it is: WebAssembly would make 2 of 2.5, and 4,294,967,295 of -1.
 * @template {number | undefined} T
 * @param {string} name of the parameter
 * @param {T} value may be left out
 * @param {number} least @param {number} [most]
 * @returns {T}
 * @throws `bad_parameter` at the name
 */
export function integer(name, value, least, most = 2 ** 32 - 1) {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  throw new InnodexError({
    code: "bad_parameter",
    place: name,
    message: { zh: `${name} 须为 ${least} 至 ${most} 的整数。`, en: `${name} must be a whole number from ${least} to ${most}.` },
    hint: { zh: "请修改该参数。", en: "Correct this parameter." },
  });
}
