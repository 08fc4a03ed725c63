// Makes the pictures of README.md and docs/ from what is built: `node tests/pictures.js` (1 minute). The picture of the
// notebook needs the wheel too (`make wheel`). Look at them before they are committed.
import { join } from "node:path";
import { test } from "node:test";
import { page, ranked } from "./support/browser.js";
import { project, text } from "./support/files.js";
import { inJupyter } from "./support/jupyter.js";

/** @param {import("playwright-core").Page} tab @param {string} name */
const save = (tab, name) => tab.screenshot({ path: join(project, `docs/${name}.png`) });

/**
 * A page of the demo, once it is as the picture is to show it.
 * @param {string} name @param {string} at @param {[number, number]} size
 * @param {(tab: import("playwright-core").Page) => Promise<unknown>} prepare
 */
const picture = (name, at, [width, height], prepare) =>
  page(name, { at, context: { viewport: { width, height } } }, async (tab) => {
    await prepare(tab);
    await tab.evaluate(() => (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.blur?.());
    await save(tab, name);
  });

picture("desktop", "/", [1240, 1290], async (tab) => {
  await ranked(tab);
  await tab.locator("innodex-scenario input[type=number]").fill("30");
  await tab.locator("innodex-scenario [part=result]", { hasText: "升至" }).waitFor();
  await tab.getByText("组成部分").waitFor();
});

picture("robustness", "/robustness.html", [1280, 1240], async (tab) => {
  await tab.locator("innodex-weights", { hasText: "共模拟1,000次" }).waitFor();
  await tab.locator("innodex-robustness .heat").waitFor();
});

picture("whatif", "/whatif.html", [1280, 1100], async (tab) => {
  await tab.locator("innodex-planner input[type=number]").first().fill("130");
  await tab.locator("innodex-planner [part=result]", { hasText: "升至" }).waitFor();
  await tab.locator("innodex-planner .interval").nth(30).waitFor();
  await tab.locator("innodex-goal [part=result]").waitFor();
});

picture("table", "/table.html", [1000, 1240], async (tab) => {
  await tab.locator("innodex-table input[type=file]").setInputFiles(join(project, "tests/fixtures/raw/patents_in_force_2013_2015.csv"));
  await tab.locator("innodex-table [part=file] table").first().waitFor();
});

test("notebook", () =>
  inJupyter("lab", { notebook: "innodex.ipynb", text: text("examples/notebook/innodex.ipynb"), context: { viewport: { width: 1200, height: 1330 } } }, async (tab, driver) => {
    await driver.command("application:toggle-left-area");
    await driver.runAll();
    await driver.show(tab.locator("innodex-ranking").first());
    await tab.locator("innodex-ranking tr[data-code]").nth(5).waitFor();
    await tab.getByRole("heading", { name: "A ranking" }).evaluate((heading) => heading.scrollIntoView());
    await tab.locator("innodex-scenario [part=result]").waitFor();
    await save(tab, "notebook");
  }));
