/** Every word of this script, in Chinese and in English. */

import { en } from "./text.en.js";
import { zh } from "./text.zh.js";

export const WORDS = { zh, en };
