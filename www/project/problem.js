/** What is wrong with a project file: an InnodexError that also says its place as segments. */
import { InnodexError } from "../api/error.js";

/** @typedef {(string | number)[]} Segments names of members and numbers of list entries (from 0), from the outermost */

/** Whether an object has a member of its own; `Object.hasOwn` is Chromium 93. @param {object} value @param {string} name */
export const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);

/** A place as a JSON path: `$.show.views[2]`; nothing for the whole file. @param {Segments} segments */
export const pathOf = (segments) =>
  segments.length === 0 ? "" : `$${segments.map((each) => (typeof each === "number" ? `[${each}]` : /^[A-Za-z_]\w*$/.test(each) ? `.${each}` : `[${JSON.stringify(each)}]`)).join("")}`;

/**
 * An error in both languages: what is wrong, then what to do.
 * @param {string} code @param {Segments} segments @param {string} zh @param {string} en @param {string} hintZh @param {string} hintEn
 * @returns {InnodexError & { segments: Segments }}
 */
export const wrong = (code, segments, zh, en, hintZh, hintEn) =>
  Object.assign(new InnodexError({ code, place: pathOf(segments), message: { zh, en }, hint: { zh: hintZh, en: hintEn } }), { segments });
