// Figures of one's own in a notebook: labels out of a stranger's table stay text, the embed code carries the table, the
// theme is followed, and a kernel that starts anew finds its page in order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inJupyter } from "../support/jupyter.js";
import { rowsOf as rows } from "../support/ranking.js";

/** A notebook of code cells. @param {string[]} cells */
const notebook = (cells) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
    cells: cells.map((source, n) => ({ id: `c${n}`, cell_type: "code", metadata: {}, execution_count: null, outputs: [], source })),
  });

const HOSTILE = '<img src="x" onerror="window.hit = 1"></script>, "q"\u2028\r\n=1+1';

const CELLS = [
  `import innodex
hostile = ${JSON.stringify(HOSTILE)}
own = [{"code": code, "unit": unit, "year": year, "x": x} for code, unit, a, b in [("a", hostile, 0.1, 0.3), ("b", "B", 0.7, 0.9), ("c", "C", None, 5)]
       for year, x in [(2021, a), (2022, b)]]
framework = {"id": "own", "name": {"zh": hostile, "en": hostile},
             "indicators": [{"id": "x", "name": {"zh": hostile, "en": hostile}, "direction": 1}],
             "tree": {"id": "all", "children": [{"id": "x"}]},
             "steps": [{"step": "normalise", "method": "min_max"}, {"step": "aggregate", "method": "arithmetic"}]}`,
  'ranking = innodex.Ranking(own, framework, unit="a", lang="en"); ranking',
  'growth = innodex.Growth(own, "x", lang="en"); growth',
];

test("one's own figures", () =>
  inJupyter("lab", { notebook: "own.ipynb", text: notebook(CELLS) }, async (page, driver) => {
    await driver.runAll();
    const ranking = page.locator("innodex-ranking");
    const growth = page.locator("innodex-growth");
    await ranking.locator("tr[data-code]").nth(2).waitFor();
    assert.deepEqual((await rows(ranking)).map(({ code, rank, score }) => [code, rank, score]), [["c", "1", "100.0"], ["b", "2", "12.8"], ["a", "3", "0.0"]]);
    const label = HOSTILE.replace(/\s+/g, " ");
    assert.equal((await rows(ranking))[2].name.replace(/\s+/g, " "), label);
    assert.match((await ranking.locator("[part=panel]").innerText()).replace(/\s+/g, " "), new RegExp(label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    assert.equal(await page.evaluate(() => window.hit ?? [...document.querySelectorAll("innodex-ranking, innodex-growth")].flatMap((e) => [...e.shadowRoot.querySelectorAll("img")]).length), 0);

    // what the page would embed is the table itself, with the script where the README puts it
    await ranking.getByRole("button", { name: "Embed" }).click();
    const lines = await ranking.locator("#snippet").inputValue();
    assert.match(lines, /^<script type="module" src="innodex\/innodex\.js"><\/script>\n<innodex-ranking period="2022"/);
    assert.match(lines, /b,B,2022,0\.9/);

    // growth, chosen on either side
    await driver.show(growth);
    await growth.locator("tbody tr").nth(2).waitFor();
    await growth.getByLabel("Growth").selectOption("difference");
    await driver.pythonSays("growth.rate", "difference");
    await driver.pythonSays("[row['value'] for row in growth.rows]", `[${0.3 - 0.1}, ${0.9 - 0.7}, None]`);
    await driver.python("growth.rate = 'base_index'; growth.base = 2022");
    await growth.getByText("Fixed-base index (2022 = 100)").waitFor();
    assert.equal(await driver.python("print([row['value'] for row in growth.rows])"), "[100.0, 100.0, 100.0]");

    // a dark theme, and back
    const dark = () => ranking.locator(".root").evaluate((root) => root.classList.contains("dark"));
    assert.equal(await dark(), false);
    for (const [theme, wanted] of [["JupyterLab Dark", true], ["JupyterLab Light", false]]) {
      await page.evaluate((name) => window.jupyterapp.commands.execute("apputils:change-theme", { theme: name }), theme);
      await page.waitForFunction((is) => document.querySelector("innodex-ranking").shadowRoot.querySelector(".root").classList.contains("dark") === is, wanted);
      // Lab puts a screen before the page meanwhile, and stumbles where the next one comes before it has gone.
      await page.waitForFunction(() => !document.getElementById("jupyterlab-splash"));
    }

    // what is wrong is raised where it is written, and the widget stays as it was
    assert.equal(
      await driver.python(`
for work in (lambda: setattr(ranking, "period", 1990), lambda: innodex.Ranking([{"code": "a", "year": "x"}], framework), lambda: innodex.Scenario(unit="Atlantis")):
    try: work()
    except innodex.InnodexError as error: print(error.code, end=" ")
print(ranking.period, ranking.problem)`),
      "unknown_period bad_period unknown_unit 2022 None",
    );

    // a kernel of its own: everything is sent again, and shown by what the page has
    await page.evaluate(() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart());
    await driver.ready();
    await driver.runAll();
    await ranking.locator("tr[data-code]").nth(2).waitFor();
    assert.equal((await rows(ranking))[0].code, "c");
    await ranking.getByRole("button", { name: "B", exact: true }).click();
    await driver.pythonSays("ranking.unit", "b");
  }));
