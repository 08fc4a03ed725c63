/** From what a caller gives to a model: which module, which files. Environment-neutral: a platform (browser.js, node.js) finds them. */
import { guarded, InnodexError } from "./error.js";
import { jsonOf } from "./json.js";
import { Model } from "./model.js";

/** @typedef {import("./types.js").LoadOptions} LoadOptions */
/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./instance.js").Running<typeof import("../../build/reader/reader.js")>} Reader the module that also reads CSV */
/** @typedef {import("./instance.js").Running<typeof import("../../build/calculator/calculator.js")>} Calculator */

/**
 * Where the files of the package are.
 * @typedef {object} Platform
 * @property {() => Promise<Reader | Calculator>} calculator
 * @property {() => Promise<Reader>} reader
 * @property {() => Promise<Reader>} methods with every method
 * @property {(name: string) => Promise<Uint8Array | null>} file a file of the package; null where there is none
 */

/** What is not bytes yet; a panel of columns stays one. @param {any} data */
const bytesOf = (data) =>
  typeof data === "string" ? new TextEncoder().encode(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data;

/** The first bytes of provinces.bin. @param {Uint8Array} bytes */
const isCompact = (bytes) => bytes[0] === 0x89 && bytes[1] === 0x49 && bytes[2] === 0x58 && bytes[3] === 0x50;

/**
 * `Model.load` for a platform.
 * @param {Platform} platform
 */
export function loader(platform) {
  /** @type {WeakMap<object, { id: string, text: Text }[]>} */
  const reasons = new WeakMap();

  /** @param {string} id */
  const ready = async (id) => {
    const file = /^[\w-]+$/.test(id) ? await platform.file(`frameworks/${id}.json`) : null;
    if (file) return new TextDecoder().decode(file);
    const ids = await readyFrameworks(platform);
    throw new InnodexError({
      code: "unknown_framework",
      place: "",
      message: { zh: `没有名为“${id}”的现成指标体系。`, en: `There is no ready framework "${id}".` },
      mend: { zh: `可选：${ids.join("、")}。`, en: `Choose one of: ${ids.join(", ")}.` },
    });
  };

  /** @param {LoadOptions} [options] @returns {Promise<Model>} */
  return async ({ data, indicators, cells, framework = "provincial", methods = false, ...others } = {}) => {
    const [other] = Object.keys(others);
    if (other) {
      const known = "data, indicators, cells, framework, methods";
      throw new InnodexError({
        code: "bad_parameter",
        place: other,
        message: { zh: `没有选项“${other}”。`, en: `There is no option "${other}".` },
        mend: { zh: `可用的有：${known}。`, en: `Known are: ${known}.` },
      });
    }
    const isJson = typeof framework !== "string" || /^\s*\{/.test(framework);
    const given = bytesOf(data ?? undefined);
    const more = /** @type {const} */ ([jsonOf(indicators ?? undefined), bytesOf(cells ?? undefined)]);
    const reads = (given && !isCompact(given)) || framework === null || more.some((each) => each !== undefined);
    const which = methods ? platform.methods : reads ? platform.reader : platform.calculator;
    const [panel, json] = await Promise.all([
      given ?? platform.file("provinces.bin"),
      isJson ? jsonOf(framework ?? undefined) : ready(/** @type {string} */ (framework)),
      which(),
    ]);
    if (!panel) throw new Error("innodex: provinces.bin is missing beside the module");
    let wasm = await alive(which);
    const make = () =>
      guarded(() => {
        if (!reads) return new /** @type {any} */ (wasm).Calculator(panel, /** @type {string} */ (json));
        const { Calculator } = /** @type {Reader} */ (wasm);
        const rest = /** @type {const} */ ([more[0], json, more[1]]);
        return panel.reasons
          ? Calculator.from_columns(/** @type {string} */ (jsonOf(panel)), panel.values, panel.reasons, ...rest)
          : Calculator.from_csv(panel, ...rest);
      });
    let inner;
    try {
      inner = make();
    } catch (fault) {
      // What the framework says is wrong may only be more than a first ranking needs: the module with every method has the
      // last word.
      if (!(fault instanceof InnodexError && fault.place[0] === "$")) throw fault;
      const first = wasm;
      wasm = await alive(platform.methods);
      if (wasm === first) throw fault;
      inner = make();
    }
    const words = reasons.get(wasm) ?? wasm.reasons();
    reasons.set(wasm, words);
    return new Model(inner, words, wasm);
  };
}

/** A module whose instance has not ended while others were waited for. @param {() => Promise<Reader | Calculator>} which */
async function alive(which) {
  let wasm;
  do wasm = await which();
  while (wasm.ended);
  return wasm;
}

/** The ids of the ready frameworks. @param {Platform} platform @returns {Promise<string[]>} */
export async function readyFrameworks(platform) {
  const index = await platform.file("frameworks/index.json");
  return index ? JSON.parse(new TextDecoder().decode(index)) : [];
}
