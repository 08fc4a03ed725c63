/** What these elements themselves say is wrong. */

import { WORDS } from "./text.js";

/** @typedef {import("../elements/problem.js").Problem} Problem */

/** Of more units than `most` no likely ranks are computed while a reader waits. @param {number} most @returns {Problem} */
export const tooManyUnits = (most) => ({ code: "too_many_units", place: "", message: { zh: WORDS.zh.tooMany(most), en: WORDS.en.tooMany(most) }, hint: { zh: "", en: "" } });

/** More changes than a link holds. @returns {Problem} */
export const tooLarge = () => ({
  code: "too_large",
  place: "",
  message: { zh: "内容太多，放不进链接。", en: "This is too much for a link." },
  hint: { zh: "请减少变化或方案，或下载表格。", en: "Take fewer changes or scenarios, or save the table." },
});
