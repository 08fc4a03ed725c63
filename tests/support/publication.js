// Projects of made-up places for the tests of publishing, one of them with hostile labels wherever a label may stand.
import { inflateRawSync } from "node:zlib";

/** Labels that would run, end a script, close a tag or become a formula. */
export const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(2)>',
  "</script><script>alert(3)</script>",
  "<!--<script>",
  "=HYPERLINK(\"http://x.example\",\"甲\")",
  "+1+cmd|' /C calc'!A0",
  "@SUM(1)",
  "' onmouseover='alert(4)",
  "]]>&amp;&lt;",
  "javascript:alert(5)",
  "\u202e倒\u202c",
];

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** A panel of units over periods: two columns of figures, made up by a rule. */
function panel(names, periods) {
  const lines = names.flatMap((name, u) => periods.map((period, p) => [`U${String(u + 1).padStart(2, "0")}`, quoted(name), period, 100 + 7 * u - 3 * p * (u % 3), (10 + ((u * 5 + p) % 11)) / 4, 20 + u].join(",")));
  return ["code,unit,period,output,spending,people", ...lines].map((line) => `${line}\n`).join("");
}

const framework = (label) => ({
  id: "made-up",
  name: { zh: label("虚构指数"), en: label("Made-up index") },
  indicators: [
    { id: "density", name: { zh: label("人均产出"), en: label("Output per person") }, numerator: "output", denominator: "people", unit: label("元/人"), direction: 1 },
    { id: "spending", name: { zh: label("投入"), en: label("Spending") }, unit: "亿元", direction: -1 },
  ],
  tree: { id: "index", name: { zh: label("总指数"), en: label("Index") }, children: [{ id: "results", name: { zh: label("成效"), en: label("Results") }, weight: 2, children: [{ id: "density", weight: 1 }] }, { id: "means", name: { zh: label("投入类"), en: label("Means") }, weight: 1, children: [{ id: "spending", weight: 1 }] }] },
  steps: [{ step: "denominate" }, { step: "normalise", method: "min_max", lower: 0, upper: 100 }, { step: "aggregate", method: "arithmetic" }],
});

const indicators = (label) => [
  { id: "output", zh: label("产出"), en: label("Output"), unit: "万元", source: label("虚构年鉴"), table: label("表1"), note: label("虚构数据") },
  { id: "people", zh: "人口", en: "People", unit: "人", source: "虚构年鉴" },
];

const PLACES = ["甲市", "乙市", "丙市", "丁市", "戊市", "己市", "庚市", "辛市", "壬市", "癸市", "子县"];

/** @param {object} more */
export const madeUp = (more = {}) => ({
  innodex: "project",
  version: 1,
  title: { zh: "虚构省创新指数", en: "Innovation index of a made-up province" },
  publisher: { zh: "虚构省统计局", en: "Office of the made-up province" },
  source: { zh: "虚构数据，仅供测试", en: "Made up for tests" },
  lang: "zh",
  data: { csv: panel(PLACES, ["2021", "2022", "2023"]) },
  indicators: indicators((text) => text),
  framework: framework((text) => text),
  show: { views: ["ranking", "trend"], unit: "丙市" },
  answers: [{ check: "direction", at: ["spending"] }, { check: "redundancy", at: ["results", "means"], note: { zh: "有意为之。", en: "Intended." } }],
  ...more,
});

/** The same, with a hostile label in every place. */
export function hostile(more = {}) {
  let at = 0;
  const label = (text) => `${text}${HOSTILE[at++ % HOSTILE.length]}`;
  return madeUp({
    title: { zh: HOSTILE[0], en: HOSTILE[2] },
    publisher: { zh: HOSTILE[1], en: HOSTILE[3] },
    source: { zh: HOSTILE[4], en: HOSTILE[2] },
    data: { csv: panel(HOSTILE, ["2021", "2022", "2023"]) },
    indicators: indicators(label),
    framework: framework(label),
    show: { views: ["ranking", "trend"], unit: HOSTILE[2] },
    answers: [{ check: "redundancy", at: ["results", "means"], note: { zh: HOSTILE[2], en: HOSTILE[0] } }],
    ...more,
  });
}

export const PROVINCES = {
  innodex: "project",
  version: 1,
  title: { zh: "省级创新指数", en: "Provincial innovation index" },
  publisher: { zh: "示例单位", en: "An example" },
  data: { ready: "provinces" },
  framework: "provincial",
  show: { views: ["ranking", "trend", "profile"], unit: "湖北" },
};

/** The files of a zip, read by its central directory: somebody else's reader than the writer. @param {Uint8Array} zip @returns {Map<string, Buffer>} */
export function unzipped(zip) {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map();
  for (let n = bytes.readUInt16LE(end + 10), at = bytes.readUInt32LE(end + 16); n > 0; n--) {
    const [method, packed, name, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + packed);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), method ? inflateRawSync(content) : content);
    at += 46 + name + extra + comment;
  }
  return files;
}

