/** JSON as text. @param {string | object | undefined} value */
export const jsonOf = (value) => (value === undefined || typeof value === "string" ? value : JSON.stringify(value));

/** A request as JSON: every number as a text, for JSON has no NaN. @param {object} options */
export const requestOf = (options) => JSON.stringify(options, (_, value) => (typeof value === "number" ? String(value) : value));
