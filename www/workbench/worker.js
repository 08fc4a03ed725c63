/** The worker of the workbench: one engine, one call at a time. */
import { Model } from "../api/browser.js";
import { Engine } from "./engine.js";

/** What may be called. */
const METHODS = /** @type {const} */ (["survey", "calculate", "audit", "isPositive", "ask"]);

const engine = new Engine((options) => Model.load(options));

self.onmessage = async (/** @type {MessageEvent<{ call: number, method: typeof METHODS[number], args: any[] }>} */ { data: { call, method, args } }) => {
  try {
    if (!METHODS.includes(method)) throw new TypeError(method);
    const result = await /** @type {any} */ (engine)[method](...args);
    postMessage({ call, result });
  } catch (thrown) {
    const { code = "unexpected", place = "", messages, hint, message } = /** @type {any} */ (thrown);
    postMessage({ call, problem: { code, place, message: messages ?? { zh: String(message), en: String(message) }, hint: hint ?? { zh: "", en: "" } } });
  }
};
