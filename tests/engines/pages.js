// The demo's pages in an engine, held to the text that current Chromium shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { POLICY, serve } from "../../scripts/serve.mjs";
import { project } from "../support/files.js";
import { ENGINES } from "./drive.js";
import { play } from "./play.js";

export const PAGES = ["index", "whatif", "robustness", "district", "audit", "profile", "table"];

/** The policies that a page may stand under: that of the README, and none. */
export const POLICIES = { "the policy": POLICY, "no policy": "" };

const file = (path) => ({ name: path.split("/").pop(), base64: readFileSync(join(project, path)).toString("base64") });
const FILES = [file("tests/fixtures/raw/rd_intensity_long.csv"), file("tests/fixtures/office/10-nanjing.xlsx")];

/** What an engine shows of a page, step by step. */
async function shown(engine, page, policy, most) {
  const server = await serve({ headers: { "Content-Security-Policy": policy } });
  try {
    await engine.goto(`${server.address}/${page}.html`);
    return await engine.run(String(play), { files: page === "table" ? FILES : [], most });
  } finally {
    await server.close();
  }
}

/** Every page in every engine, beside current Chromium. @param {import("node:test").TestContext} t */
export async function compare(t, { engines, pages, policies = Object.keys(POLICIES), most }) {
  const current = await ENGINES["Chromium, current"]();
  const wanted = {};
  for (const page of pages) wanted[page] = await shown(current, page, POLICY, most);
  await current.close();
  t.diagnostic(`held to ${current.version}`);
  for (const name of engines) {
    const engine = await ENGINES[name]();
    t.diagnostic(engine.version);
    try {
      for (const page of pages) {
        for (const policy of policies) {
          await t.test(`${name}: ${page}.html under ${policy}`, async () => {
            const { steps, problems } = await shown(engine, page, POLICIES[policy], most);
            assert.deepEqual(steps.map(({ what }) => what), wanted[page].steps.map(({ what }) => what));
            for (const [i, { what, text }] of steps.entries()) assert.equal(text, wanted[page].steps[i].text, `${page}, ${what}`);
            assert.equal(problems, wanted[page].problems);
            assert.ok(steps.length > 1 && steps.every(({ text }) => text.length > 200 && !/^NOT SETTLED/.test(text)));
          });
        }
      }
    } finally {
      await engine.close();
    }
  }
}
