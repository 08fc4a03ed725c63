import { sameBuild } from "./build.js";
import { InnodexError } from "./error.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * The wasm object behind a model or a scenario, where it has every method.
 * @param {Model | import("./model.js").Scenario} of
 * @param {string} [has] a method that only such an object has
 */
export function calculatorOf(of, has = "report") {
  const { _inner: inner, _model: model = of } = /** @type {any} */ (of);
  sameBuild(model.build);
  if (inner?.[has]) return inner;
  throw new InnodexError({
    code: inner ? "methods_missing" : "disposed",
    place: "",
    message: inner
      ? { zh: "此模型只载入了计算排名所需的部分。", en: "This model was loaded with what a ranking needs alone." }
      : { zh: "该对象已释放。", en: "This object has been disposed of." },
    hint: inner
      ? { zh: "请以 Model.load({ methods: true }) 载入。", en: "Load it with Model.load({ methods: true })." }
      : { zh: "请重新载入。", en: "Load it again." },
  });
}
