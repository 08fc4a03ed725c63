// What a page loads, in bytes as it is sent (20 seconds: the table module is large). `--check` fails where a budget is exceeded.
import { readFile, readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const dist = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

/** Bytes, brotli at its best, of files by their names without hashes. A script counts with the small one that leads to it. */
const BUDGETS = [
  { name: "first interactive ranking, without the data", limit: 110_000, files: ["ranking.wasm", "innodex.js"] },
  {
    name: "the same with the embedded data",
    limit: 140_000,
    files: ["ranking.wasm", "innodex.js", "provinces.bin", "frameworks/provincial.json"],
  },
  { name: "the table module (goal 1,300,000)", limit: 1_400_000, files: ["table.wasm"] },
  { name: "the register of divisions", limit: 20_000, files: ["divisions.bin"] },
  { name: "reading a workbook", limit: 280_000, files: ["workbook-read.wasm", "workbook-read-glue.js", "workbook.js"] },
  { name: "reading work reports", limit: 60_000, files: ["report.wasm", "report-glue.js"] },
  { name: "writing a workbook", limit: 280_000, files: ["workbook-write.wasm", "workbook-write-glue.js", "workbook.js"] },
];

/** Bytes of the Python wheel. */
const WHEEL = 3_000_000;

/** @param {Uint8Array} bytes */
const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
/** @param {Uint8Array} bytes */
const gzipped = (bytes) => promisify(gzip)(bytes, { level: 9 });

const names = (await readdir(dist, { recursive: true })).filter((name) => /\.(js|wasm|bin|json)$/.test(name)).sort();
/** @type {Map<string, number>} */
const sent = new Map();

/** @param {(string | number)[]} cells */
const line = ([name, ...numbers]) => console.log(String(name).padEnd(46) + numbers.map((n) => n.toLocaleString("en").padStart(12)).join(""));

line(["file", "raw", "gzip 9", "brotli 11"]);
const files = await Promise.all(
  names.map(async (name) => {
    const bytes = await readFile(dist + name);
    return { name, raw: bytes.length, gzip: (await gzipped(bytes)).length, brotli: (await brotli(bytes)).length };
  }),
);
for (const { name, raw, gzip, brotli } of files) {
  sent.set(name, brotli);
  line([name, raw, gzip, brotli]);
}

console.log();
line(["budget (brotli 11)", "bytes", "limit", "left"]);
let over = false;
/** @type {Record<string, string>} */
const hashed = JSON.parse(await readFile(`${dist}files.json`, "utf8")).files;
for (const { name, limit, files } of BUDGETS) {
  const missing = files.filter((file) => !sent.has(hashed[file] ?? file));
  if (missing.length) {
    console.error(`not built: ${missing.join(", ")} (scripts/build.sh)`);
    process.exit(1);
  }
  const loaded = new Set(files.flatMap((file) => [file, hashed[file] ?? file]));
  const total = [...loaded].reduce((sum, file) => sum + (sent.get(file) ?? 0), 0);
  line([name, total, limit, limit - total]);
  over ||= total > limit;
}
const python = fileURLToPath(new URL("../python/dist/", import.meta.url));
for (const name of (await readdir(python).catch(() => [])).filter((file) => file.endsWith(".whl"))) {
  const { size } = await stat(python + name);
  line(["the Python wheel, as it is", size, WHEEL, WHEEL - size]);
  over ||= size > WHEEL;
}
if (over && process.argv.includes("--check")) {
  console.error("over budget");
  process.exit(1);
}
