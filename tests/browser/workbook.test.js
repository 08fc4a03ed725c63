// Workbooks on a page under the strict policy: each half of the work fetches its own module, once, when it is asked for.
import assert from "node:assert/strict";
import { readCoinTool, writeCoinTool } from "../../pkg/dist/workbook-node.js";
import { html, page } from "../support/browser.js";
import { bytes, text } from "../support/files.js";

const asem = Object.fromEntries(["data", "meta"].map((name) => [name, text(`tests/oracle/asem/${name}.csv`)]));

page("a workbook is read and written as in Node", { pages: { "/empty.html": html("") }, at: "/empty.html" }, async (tab, { requests }) => {
  const fetched = () => requests.filter((path) => path.includes("workbook")).sort();
  const files = (...names) => names.map((name) => `/innodex/${name}`).sort();
  const book = bytes("tests/oracle/cointool/esi.xlsx");
  const read = await tab.evaluate(async (given) => {
    const { readCoinTool } = await import("/innodex/workbook.js");
    const fault = await readCoinTool(new Uint8Array([1, 2])).catch(({ code, name }) => [code, name]);
    return { tables: await readCoinTool(new Uint8Array(given).buffer), fault };
  }, [...book]);
  assert.deepEqual(read, { tables: await readCoinTool(book), fault: ["unknown_form", "InnodexError"] });
  assert.deepEqual(fetched(), files("workbook.js", "workbook.js", "workbook-read-glue.js", "workbook-read.wasm"));
  const written = await tab.evaluate(async (tables) => [...(await (await import("/innodex/workbook.js")).writeCoinTool(tables))], asem);
  assert.deepEqual(new Uint8Array(written), await writeCoinTool(asem));
  assert.deepEqual(fetched(), files("workbook.js", "workbook.js", "workbook-read-glue.js", "workbook-read.wasm", "workbook-write-glue.js", "workbook-write.wasm"));
});
