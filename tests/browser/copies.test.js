// Two copies of a script on one page: the first to register a name counts, and the fuller what-if finds the elements that are there.
import assert from "node:assert/strict";
import { html, page, words } from "../support/browser.js";

const script = (address) => `<script type="module" src="${address}"></script>`;
const SCENARIO = '<innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario>';
const GOAL = '<innodex-goal unit="42" rank="7" indicator="rd_expenditure" money></innodex-goal>';

/** The fuller what-if works: a change, its result, likely ranks. */
async function works(tab) {
  await tab.locator("innodex-planner table").first().waitFor();
  assert.equal(await tab.locator("innodex-planner").count(), await tab.locator("innodex-scenario").count());
  await tab.locator("innodex-planner #value").first().fill("30");
  await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector("[part=result]").textContent.includes("64.1"));
  assert.match(await words(tab, "innodex-planner [part=result]"), /^湖北由第8位升至第7位（得分61\.9→64\.1）/);
  await tab.locator("innodex-planner .sure .interval").first().waitFor({ state: "attached" });
}

const CASES = {
  "a cache buster on both scripts": ["/innodex/innodex.js?v=3", "/innodex/whatif.js?v=3"],
  "copies in two folders": ["/innodex/innodex.js", "/copy/whatif.js"],
  "the fuller script first": ["/copy/whatif.js", "/innodex/innodex.js"],
  "the fuller script twice": ["/innodex/innodex.js", "/innodex/whatif.js", "/copy/whatif.js", "/innodex/whatif.js?v=3"],
};
for (const [what, addresses] of Object.entries(CASES)) {
  page(`two copies: ${what}`, { pages: { "/copies.html": html(`<innodex-model>${SCENARIO}${GOAL}</innodex-model>`, { head: addresses.map(script).join("") }) }, at: "/copies.html" }, async (tab, { requests }) => {
    await works(tab);
    // One model with every method for the scenario and the goal, whichever copy each is of.
    assert.equal(requests.filter((path) => /(methods|analysis)(\.simd)?\.wasm/.test(path)).length, 1);
    // A goal of the one copy is looked at in the scenario of the other.
    await tab.locator("innodex-goal [part=result]").waitFor();
    await tab.getByRole("button", { name: "放进情景里看" }).click();
    await tab.locator("innodex-planner th[aria-current]", { hasText: "方案二" }).waitFor();
  });
}

page("a scenario in a closed shadow root takes its fuller form when the script comes", {
  pages: {
    "/closed.html": html('<div id="around"></div>', { head: script("/innodex/innodex.js") + script("/closed.js") }),
    "/closed.js": `window.inside = document.querySelector("#around").attachShadow({ mode: "closed" });
      const scenario = document.createElement("innodex-scenario");
      window.inside.append(scenario);
      scenario.addEventListener("ready", () => (window.ready = true));`,
  },
  at: "/closed.html",
}, async (tab) => {
  await tab.waitForFunction(() => window.ready);
  const fuller = () => tab.evaluate(() => window.inside.firstElementChild.shadowRoot.querySelector("innodex-planner") !== null);
  assert.equal(await fuller(), false);
  await tab.evaluate(() => import("/innodex/whatif.js"));
  await tab.waitForFunction(() => window.inside.firstElementChild.shadowRoot.querySelector("innodex-planner")?.shadowRoot.querySelector("table"));
});
