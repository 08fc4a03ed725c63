// Writes docs/features.md: the one table of what innodex does and where, from the list below. `node scripts/features.mjs`
// tests/node/features.test.js holds the list against the code: what is named is there, and what is there is named.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/**
 * A feature and its name on every face; `why` says why it is not on one.
 * @typedef {{ zh: string, en: string, page?: string, javascript?: string[], python?: string[], command?: string[], why?: string }} Feature
 */

const NO_PICTURE = "an answer in figures; a page shows what it needs of it";
const FILES = "a page has its own way with files";

/** A question that has one name everywhere. @param {string} word @param {string} zh @param {string} en @param {Partial<Feature>} [more] @returns {Feature} */
const question = (word, zh, en, more) => ({
  ...{ zh, en, javascript: [word.replace(/_(.)/g, (_, letter) => letter.toUpperCase())], python: [word], command: [word.replaceAll("_", "-")] },
  ...(more?.page ? {} : { why: NO_PICTURE }),
  ...more,
});

/** @type {Feature[]} */
export const FEATURES = [
  { zh: "排名", en: "Ranking", page: "innodex-ranking", javascript: ["Model.rank", "frameworks"], python: ["rank", "Model", "frameworks"], command: ["rank", "frameworks"] },
  { zh: "增长", en: "Growth", page: "innodex-growth", javascript: ["Model.growth"], python: ["growth"], command: ["growth"] },
  question("trend", "趋势", "Trend with its test", { page: undefined, python: [], why: "in Python: growth(rate=\"theil_sen\"); a page shows growth" }),
  question("history", "历年得分和名次", "Scores and ranks over the years", { page: "innodex-trend" }),
  question("changes", "名次变动的稳健性", "Whether changes of rank are robust", { page: "innodex-trend" }),
  { zh: "方格示意图", en: "Tile grid", page: "innodex-map", why: "a picture of ranks, scores, figures or growth: the other faces give these as tables" },
  question("within", "组内排名", "Ranks within a group"),
  question("profile", "单位在组内的位置", "A unit beside its group", { page: "innodex-profile" }),
  question("alike", "相近的单位", "Units alike"),
  question("tiers", "以参照单位分梯队", "Tiers beside a reference"),
  question("figure", "数值的来历", "A figure, unfolded", { page: "innodex-ranking", javascript: ["Model.figure"] }),
  { zh: "数据表", en: "The figures as a table", python: ["data"], why: "a page shows figures behind scores; elsewhere the panel is a file" },
  question("contributions", "指标贡献", "Contributions of indicators", { page: "innodex-ranking" }),
  question("performance", "与平均水平相比", "Performance groups"),
  question("explain", "名次变化的原因", "Why a rank changed", { page: "innodex-explain" }),
  question("report", "各步骤的结果", "What the steps did", { javascript: ["report", "steps"], command: ["steps"] }),
  question("audit", "自查和方法说明", "Audit and method note", { page: "innodex-audit" }),
  question("association", "指标间的相关", "Associations of indicators"),
  { zh: "情景", en: "Scenario", page: "innodex-scenario", javascript: ["Model.scenario", "Scenario.rank", "Scenario.frame", "Scenario.update", "Scenario.setValue", "Scenario.moved", "Scenario.notes", "assumptions", "unseen"], python: ["scenario"], command: ["scenario"] },
  question("compare", "情景比较", "Scenarios side by side", { page: "innodex-scenario" }),
  question("goal", "目标倒推", "Goal seek", { page: "innodex-goal" }),
  question("reach", "各列可达的名次", "What each figure can reach", { page: "innodex-targets" }),
  question("least_data", "提高到上一位", "Level with the next above", { page: "innodex-goal" }),
  question("tornado", "增减的影响", "More and less of everything"),
  question("allocate", "经费分配", "Split of a budget", { page: "innodex-allocation" }),
  question("uncertainty", "名次区间", "Rank intervals", { page: "innodex-robustness", javascript: ["uncertainty", "Robustness"] }),
  question("sensitivity", "名次变动的来源", "Where the spread comes from", { page: "innodex-robustness", javascript: ["Robustness.sensitivity"] }),
  question("crossings", "权重与换位", "Where units pass each other", { page: "innodex-weights" }),
  { zh: "权重试算", en: "Weights by slider", page: "innodex-weights", javascript: ["Robustness.setWeights"], why: "in Python and on the command line weights are written into the framework" },
  question("ahp", "层次分析法", "Weights by pairwise judgements (AHP)", { why: "judgements are collected outside of a page; its weights are set by the property `weights` of innodex-weights" }),
  question("budget_weights", "预算分配法", "Weights by points (budget allocation)", { why: "points are collected outside of a page; its weights are set by the property `weights` of innodex-weights" }),
  question("presets", "权重方案", "Presets of weights", { page: "innodex-weights" }),
  question("with_weights", "换用权重", "The framework with other weights", { page: "innodex-weights" }),
  question("smaa", "一切权重下的名次", "Ranks under all weights (SMAA)"),
  question("combinations", "各种方法组合下的名次", "Ranks by every combination of methods"),
  question("leave_one_out", "逐项剔除", "Without each indicator"),
  question("reversals", "剔除地区后的逆序", "Rank reversals without a unit"),
  question("bounds", "缺失数据的名次上下限", "Best and worst with missing figures"),
  question("confidence", "名次置信集", "Confidence sets of ranks", { page: "innodex-confidence", javascript: ["confidenceSets"] }),
  question("draws", "每次模拟", "Every draw, as CSV", { page: "innodex-robustness", javascript: ["draws", "Robustness.table"] }),
  question("obstacles", "障碍度", "Obstacle degrees"),
  question("coupling", "耦合协调度", "Coupling coordination"),
  question("disparity", "差异及其分解", "Disparity and its decomposition"),
  question("sigma_convergence", "σ收敛", "Sigma convergence"),
  question("beta_convergence", "β收敛", "Beta convergence"),
  question("points", "加分、扣分和一票否决", "Bonus, deduction and veto"),
  { zh: "统计表读入", en: "Raw tables", page: "innodex-table", javascript: ["Tables"], python: ["table", "origin"], command: ["table"] },
  { zh: "长表和宽表", en: "Long and wide tables", python: ["long", "wide"], why: "of frames; elsewhere raw tables read them" },
  { zh: "指标体系的编写", en: "Frameworks written step by step", python: ["Framework", "framework"], why: "elsewhere a framework is JSON" },
  { zh: "图、工作簿和网页表格", en: "Pictures, workbooks and tables of answers", python: ["plot", "to_excel", "to_html"], why: "the elements draw and print themselves; the command line writes CSV" },
  { zh: "项目文件和发布", en: "Project files and publications", javascript: ["publish", "verify", "zipped", "readProject", "writeProject"], python: ["publish", "copy_files"], command: ["publish", "verify"], why: "a page publishes by the function; in Python publish writes a page of a frame, and the pictures and single file of a project are JavaScript, which the wheel runs nowhere" },
  { zh: "分享链接", en: "A link to what is shown", page: "innodex-share", why: "it is of a page's address; the dialogue of innodex-ranking" },
  { zh: "长辈版", en: "Elder mode", page: "innodex-ranking", why: "a form of the elements" },
  { zh: "指数工作台", en: "Index workbench", page: "innodex-workbench", why: "it is a page: its project file is what the other faces publish" },
  { zh: "工作报告中的数字", en: "Figures out of work reports", page: "innodex-report", javascript: ["readReport", "readDocument", "documentText"], python: ["report"], command: ["report"] },
  { zh: "文件检查", en: "Checks of files", javascript: ["check"], command: ["check"], why: `${FILES}; Python raises what is wrong when a model is made` },
  { zh: "COINr 的数据和流程", en: "COINr's tables and pipeline", javascript: ["coinr", "coinrModel", "coinrTables", "readCoinTool", "writeCoinTool"], python: ["coinr", "read_coin_tool"], command: ["coinr", "convert"], why: "for analysts who compare: JavaScript, Python and the command line" },
  { zh: "任何问题", en: "Any question by its name", javascript: ["ask", "isMoney"], why: "each has a name of its own in Python and on the command line" },
];

const COLUMNS = /** @type {const} */ (["page", "javascript", "python", "command"]);

/** @param {Feature} feature */
function line(feature) {
  const cells = COLUMNS.map((face) => [feature[face] ?? []].flat().map((name) => `\`${name}\``).join(" "));
  return `| ${feature.en} ${feature.zh} | ${cells.join(" | ")} | ${feature.why ?? ""} |`;
}

/** docs/features.md. */
export const text = () => `# Features and faces

Made by \`node scripts/features.mjs\`; tests/node/features.test.js holds it against the code. A page names the element that shows
it; where a face is missing, the last column says why.

| feature | page | JavaScript | Python | command line | missing because |
|---|---|---|---|---|---|
${FEATURES.map(line).join("\n")}
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(new URL("../docs/features.md", import.meta.url), text());
