/**
 * What `require-trusted-types-for 'script'` asks for. A policy's name can be taken once a page, so copies of the scripts share one; where
 * a page's own Lit has taken `lit-html`, the templates go through `innodex`, as the addresses of workers do.
 */

import { addressOf } from "./compile.js";

/** @typedef {{ createHTML(text: string): any, createScriptURL(address: string): any }} Policy */

const types = /** @type {{ createPolicy(name: string, rules: object): Policy } | undefined} */ (/** @type {any} */ (globalThis).trustedTypes);

/** @type {{ html?: Policy, own?: Policy }} */
const page = (/** @type {any} */ (globalThis)[Symbol.for("innodex")] ??= {});

/** The constant parts of templates, and the package's own workers: nothing else passes. @param {string} name @returns {Policy | undefined} */
function named(name) {
  try {
    return types?.createPolicy(name, {
      createHTML: (/** @type {string} */ text) => text,
      /** @param {string} asked */
      createScriptURL(asked) {
        const { origin, pathname } = new URL(asked);
        if (origin !== new URL(addressOf("")).origin || !/\/(compile|table)-worker-\w+\.js$/.test(pathname)) throw new TypeError(asked);
        return asked;
      },
    });
  } catch {
    // The page's policy lists other names, or somebody has taken this one.
  }
}

/** The policy of workers. */
const own = () => (page.own ??= named("innodex"));

/** The policy of Lit's templates (scripts/bundle.mjs puts it where Lit makes one of its own). */
export const forTemplates = () => (page.html ??= named("lit-html") ?? own());

/** The address of a worker. @param {string} address @returns {any} */
export const trusted = (address) => own()?.createScriptURL(address) ?? address;
