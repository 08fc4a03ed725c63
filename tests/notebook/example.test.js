// The example notebook from top to bottom in JupyterLab and in Notebook 7, and what a person then does with its widgets:
// the page and Python always hold the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { text } from "../support/files.js";
import { inJupyter } from "../support/jupyter.js";
import { rowsOf as rows } from "../support/ranking.js";

const model = await Model.load();
const shown = (period, options) => model.rank(period, options).map(({ code, rank, unit, score }) => ({ code, rank: String(rank), name: unit.zh, score: score.toFixed(1) }));

/** As Python prints a float. */
const repr = (number) => (Number.isInteger(number) ? number.toFixed(1) : String(number));

/** @param {"lab" | "notebook"} kind @param {string} folder */
const example = (kind, folder) =>
  inJupyter(kind, { notebook: `${folder}innodex.ipynb`, text: text("examples/notebook/innodex.ipynb") }, async (page, driver) => {
    await driver.runAll();
    const [ranking, own, plain] = [0, 1, 2].map((n) => page.locator("innodex-ranking").nth(n));
    const whatIf = page.locator("innodex-scenario");

    // painted, and what was set in Python after it was shown is on the page
    await driver.show(ranking);
    await ranking.locator("tr[data-code]").nth(5).waitFor();
    assert.deepEqual(await rows(ranking), shown("2022", { region: "central" }));
    await driver.show(own);
    await own.locator("tr[data-code]").nth(5).waitFor();
    assert.deepEqual((await rows(own)).map(({ name, score }) => [name, score]).slice(0, 2), [["安徽", "100.0"], ["湖南", "92.6"]]);

    // the cell in plain JavaScript, from files that Jupyter serves
    await driver.show(plain);
    await plain.locator("tr[data-code]").nth(11).waitFor();
    assert.deepEqual(await rows(plain), shown("2022", { region: "west" }));
    assert.ok(driver.requests.includes(encodeURI(`/files/${folder}innodex/innodex.js`)));

    // what is chosen in the page is read in Python
    await driver.show(ranking);
    await ranking.getByLabel("年份").selectOption("2019");
    await driver.pythonSays("ranking.period", "2019");
    await ranking.getByRole("button", { name: "创新投入" }).click();
    await driver.pythonSays("ranking.node", "input");
    await ranking.getByLabel("范围").selectOption("");
    await driver.pythonSays("ranking.region", "None");
    await ranking.getByRole("button", { name: "湖北" }).click();
    await driver.pythonSays("ranking.unit", "42");
    assert.equal(await driver.python("print([(r['code'], r['score']) for r in ranking.rows] == [(r['code'], r['score']) for r in innodex.rank(period=2019, node='input')])"), "True");
    // and the other way, by whatever Python calls it
    await driver.python("ranking.period = 2021; ranking.node = None; ranking.unit = None; ranking.lang = 'en'");
    await ranking.getByText("Provincial innovation index").waitFor();
    assert.equal(await ranking.getByLabel("Year").inputValue(), "2021");
    assert.equal(await ranking.locator("[part=panel]").count(), 0);
    assert.deepEqual((await rows(ranking)).map(({ code, rank }) => [code, rank]), shown("2021").map(({ code, rank }) => [code, rank]));

    // the slider: moved in the page, read in Python, to the bit what Node computes
    await driver.show(whatIf);
    const slider = whatIf.locator("input[type=range]");
    await slider.waitFor();
    assert.equal(await slider.inputValue(), "50", "what Python had set before");
    const { x, y, width, height } = await slider.boundingBox();
    await page.mouse.move(x + width / 4, y + height / 2);
    await page.mouse.down();
    await driver.pythonSays("what_if.percent < 0", "True"); // while it is held
    await page.mouse.up();
    await page.keyboard.press("End");
    await driver.pythonSays("what_if.percent", "100.0");
    const funded = model.scenario({ changes: [{ unit: "32", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 2 }] });
    const jiangsu = funded.rank("2022").find(({ code }) => code === "32");
    assert.equal(
      await driver.python("r = next(r for r in what_if.result if r['code'] == '32'); print(r['rank_before'], r['rank'], r['score_before'], r['score'])"),
      [jiangsu.rank_before, jiangsu.rank, repr(jiangsu.score_before), repr(jiangsu.score)].join(" "),
    );
    // set in Python, shown by the page
    await driver.python("what_if.percent = -20");
    await whatIf.getByText("江苏由第3位降至第5位").waitFor();
    assert.equal(await slider.inputValue(), "-20");
    // another unit and indicator, chosen in the page
    await whatIf.getByLabel("地区", { exact: true }).selectOption("42");
    await driver.pythonSays("what_if.unit", "42");
    await whatIf.getByLabel("指标", { exact: true }).selectOption("inventions_granted");
    await driver.pythonSays("what_if.changes", "[{'unit': '42', 'indicator': 'inventions_granted', 'period': '2022', 'op': 'multiply', 'value': 0.8}]");
    assert.equal(await driver.python("print(what_if.problem, ranking.problem)"), "None None");

    // three widgets and the plain cell: the wasm crossed once, and was compiled once
    assert.equal(driver.heavy.length, 1, `${driver.heavy}`);
    assert.equal(await page.evaluate(() => window.__compiled), 1);
    assert.equal(await driver.python("import ipywidgets; print(len({id(w._files) for w in (ranking, what_if)}))"), "1");
  });

// In this order: what Lab remembers of its file browser, Notebook 7 does not know.
test("Notebook 7", () => example("notebook", ""));
test("JupyterLab", () => example("lab", "示例 a/"));
