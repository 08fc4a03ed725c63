/** The reader of reports, fetched when a text is opened. */

/** @returns {Promise<Pick<typeof import("./browser.js"), "readReport" | "readDocument">>} */
export const loadReader = () => import("./browser.js");
