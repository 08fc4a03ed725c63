// Reading a workbook of 100,000 rows and 20 columns of numbers in Node, beside SheetJS: from the bytes of the file to the cells,
// each in a process of its own, three times, the fastest counts. SheetJS has written the file.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tools, unpacked } from "./table/peers.mjs";

const SHEETJS = { name: "xlsx", version: "0.18.5", integrity: "sha512-dmg3LCjBPHZnQp5/F/+nnTa+miPJxUXB6vtk42YjBBKayDNagxGEeIdWApkYPOf3Z3pm3k62Knjzp7lMeTEtFQ==" };
const ROWS = 100_000;
const COLUMNS = 20;

/** @param {string} folder where SheetJS is */
const sheetJs = (folder) => createRequire(import.meta.url)(join(folder, "dist/xlsx.full.min.js"));

/** Numbers as figures are: some whole, some with two digits, some with all that a double has. @param {string} path @param {any} XLSX */
function make(path, XLSX) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const value = (/** @type {number} */ column) => (column % 3 === 0 ? Math.floor(random() * 1e6) : column % 3 === 1 ? Math.round(random() * 1e6) / 100 : random() * 1e4);
  const rows = Array.from({ length: ROWS }, () => Array.from({ length: COLUMNS }, (_, column) => value(column)));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([rows[0].map((_, column) => `c${column}`), ...rows]), "Sheet1");
  writeFileSync(path, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }));
}

/** What each does with the bytes: the cells of the first sheet as CSV. @type {Record<string, () => Promise<(bytes: Buffer) => string>>} */
const READERS = {
  async innodex() {
    const glue = await import("../build/workbook-read/workbook-read.js");
    glue.initSync({ module: new WebAssembly.Module(readFileSync(fileURLToPath(new URL("../build/workbook-read/workbook-read.wasm", import.meta.url)))) });
    return (/** @type {Buffer} */ bytes) => {
      const [sheet] = glue.read_sheets("bench.xlsx", bytes, () => {});
      return sheet.cells();
    };
  },
  async sheetjs() {
    const XLSX = sheetJs(unpacked(SHEETJS));
    return (/** @type {Buffer} */ bytes) => {
      const book = XLSX.read(bytes, { dense: true });
      return XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]]);
    };
  },
};

/** @param {string} csv */
const sum = (csv) => csv.split("\n").slice(1).reduce((all, line) => all + line.split(",").reduce((of, cell) => of + Number(cell), 0), 0);

const [, , reader, path] = process.argv;
if (reader) {
  const read = await READERS[reader]();
  const bytes = readFileSync(path);
  const begin = performance.now();
  const csv = read(bytes);
  const seconds = (performance.now() - begin) / 1000;
  console.log(JSON.stringify({ seconds, sum: sum(csv), peak: process.resourceUsage().maxRSS / 1024 }));
} else {
  const file = join(tools, `bench-${ROWS}x${COLUMNS}.xlsx`);
  if (!existsSync(file)) make(file, sheetJs(unpacked(SHEETJS)));
  console.log(`${ROWS} rows x ${COLUMNS} columns of numbers, ${(readFileSync(file).length / 1e6).toFixed(1)} MB as XLSX, in Node ${process.version}`);
  const self = fileURLToPath(import.meta.url);
  for (const name of Object.keys(READERS)) {
    const runs = [1, 2, 3].map(() => JSON.parse(execFileSync(process.execPath, ["--max-old-space-size=8192", self, name, file], { encoding: "utf8" })));
    const best = runs.reduce((a, b) => (a.seconds <= b.seconds ? a : b));
    console.log(`${name.padEnd(10)} ${best.seconds.toFixed(2)} s   peak ${best.peak.toFixed(0)} MB   sum ${best.sum.toFixed(2)}`);
  }
}
