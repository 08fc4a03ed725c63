/** What is wrong with the weights of a link, in both languages. No DOM. */

/** @typedef {import("../elements/problem.js").Problem} Problem */

/** More ids than this are not written out. */
const MOST_NAMED = 5;

/** @param {string[]} ids @param {string} comma @param {string} more */
const listed = (ids, comma, more) => ids.slice(0, MOST_NAMED).join(comma) + (ids.length > MOST_NAMED ? more : "");

/** @returns {Problem} */
const damaged = () => ({
  code: "bad_link",
  place: "",
  message: { zh: "链接中的权重不完整，未能使用。", en: "The weights in the link are incomplete and are not used." },
  hint: { zh: "请重新复制链接，或在下方自行设定权重。", en: "Copy the link again, or set the weights below." },
});

/** @param {string[]} ids @returns {Problem} */
const unknown = (ids) => ({
  code: "bad_link",
  place: "",
  message: {
    zh: `链接中的权重属于另一套指标体系：本指标体系没有${listed(ids.map((id) => `“${id}”`), "、", `等${ids.length}项`)}。`,
    en: `The weights in the link are of another framework: this one has no ${listed(ids.map((id) => `"${id}"`), ", ", ` and others, ${ids.length} in all`)}.`,
  },
  hint: { zh: "请打开该链接原来的页面，或在下方自行设定权重。", en: "Open the page that the link was made on, or set the weights below." },
});

/**
 * @param {"damaged" | "unknown"} kind @param {string[]} [ids] the nodes that the framework does not have
 * @returns {Problem}
 */
export const linkProblem = (kind, ids = []) => (kind === "damaged" ? damaged() : unknown(ids));
