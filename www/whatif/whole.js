/** A model with every method, where the one that a page shares has less: loaded once for all who need it, freed with the last. */

import { optionsOf } from "./source.js";

/** @typedef {import("../api/browser.js").Model} Model */
/** @typedef {import("../elements/source.js").ModelSource} ModelSource */

/** @type {WeakMap<Model, { model: Promise<Model>, users: number }>} */
const known = new WeakMap();

/** Whether a model has every method. @param {Model | null} model */
export const isWhole = (model) => Boolean(model && "report" in /** @type {any} */ (model)._inner);

/**
 * @param {Model} model the one that is shared
 * @param {ModelSource} source where it comes from
 * @returns {{ model: Promise<Model>, leave: () => void }} `leave`: it is no longer needed
 */
export function borrow(model, source) {
  if (isWhole(model)) return { model: Promise.resolve(model), leave() {} };
  let entry = known.get(model);
  if (!entry) {
    /** @type {any} */
    const { load } = model.constructor;
    const loading = async () => {
      return source.lend(await source.once(() => "whole", async () => load({ ...(await optionsOf(source)), methods: true })));
    };
    const whole = loading();
    entry = { model: whole, users: 0 };
    known.set(model, entry);
    // The network may be back the next time.
    whole.catch(() => known.delete(model));
  }
  const mine = entry;
  mine.users++;
  let here = true;
  return {
    model: mine.model,
    leave() {
      if (!here) return;
      here = false;
      if (--mine.users) return;
      // An element that is only moved comes back at once.
      setTimeout(() => {
        if (mine.users) return;
        known.delete(model);
        const dispose = (/** @type {Model} */ whole) => {
          source.others.delete(whole);
          whole.dispose();
        };
        mine.model.then(dispose, () => {});
      });
    },
  };
}
