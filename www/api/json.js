/**
 * `JSON.stringify` where an old library has given lists a `toJSON` of their own, which makes texts of them (Prototype 1.6).
 * @type {typeof JSON.stringify}
 */
export const written = (/** @type {any[]} */ ...given) => {
  const lists = /** @type {any} */ (Array.prototype);
  const { toJSON } = lists;
  if (toJSON) delete lists.toJSON;
  try {
    return /** @type {any} */ (JSON.stringify)(...given);
  } finally {
    if (toJSON) lists.toJSON = toJSON;
  }
};

/** JSON as text. @param {string | object | undefined} value */
export const jsonOf = (value) => (value === undefined || typeof value === "string" ? value : written(value));

/** A request as JSON: every number as a text, for JSON has no NaN. @param {object} options */
export const requestOf = (options) => written(options, (_, value) => (typeof value === "number" ? String(value) : value));
