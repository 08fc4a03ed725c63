/** JSON as text. @param {string | object | undefined} value */
export const jsonOf = (value) => (value === undefined || typeof value === "string" ? value : JSON.stringify(value));
