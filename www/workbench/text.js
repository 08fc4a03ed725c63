/** Every word of the workbench, in Chinese and in English. */
import { en } from "./text.en.js";
import { zh } from "./text.zh.js";

/** @typedef {typeof zh} Words */

export const WORDS = { zh, en };
