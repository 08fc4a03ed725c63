/** Every word of `<innodex-table>`, in Chinese and in English; the two objects have the same keys. */

/** @typedef {import("../api/types.js").Role} Role */

/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Some seconds as minutes and seconds, never less than one. @param {number} seconds @param {string} minute @param {string} second */
const duration = (seconds, minute, second) => {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole}${second}` : `${Math.floor(whole / 60)}${minute}${whole % 60}${second}`;
};

const zh = {
  open: "打开表格文件",
  drop: "或把文件拖到这里",
  kinds: "Excel（xlsx、xls、xlsb）、ODS、CSV、网页表格、JSON；可以一次打开几个，也可以打开以前保存的方案。文件只在本机读取，不会上传。",
  loading: "正在准备……",
  /** @param {string} name @param {number} share @param {number | undefined} left seconds */
  reading: (name, share, left) => `正在读取${name}：${Math.floor(100 * share)}%${left === undefined ? "" : `，还需约${duration(left, "分", "秒")}`}`,
  /** @param {number} share */
  running: (share) => `正在计算：${Math.round(100 * share)}%`,
  cancel: "取消",
  cancelled: "已取消，其他文件不受影响。",
  close: "关闭",
  asRegister: "用作名录",
  asRegisterHint: "其他表格的单位名称按本文件核对（列：code 代码、name 名称、parent 上级、group 分组，至少有名称）",
  registered: (/** @type {string} */ name) => `单位按名录“${name}”核对`,
  again: "重试",

  /** @param {number} n */
  rows: (n) => `${n}行`,
  forms: { wide: "每行一个地区和时期", long: "每行一个数值", years: "每行一个地区，年份为列", records: "每个地区和时期有多行" },
  /** @param {number} n */
  units: (n) => `${n}个地区`,
  /** @param {string} from @param {string} to */
  span: (from, to) => (from === to ? from : `${from}至${to}`),
  /** @param {number} n */
  figures: (n) => `${n}项数据`,

  /** @param {number} n */
  waiting: (n) => `有${n}处需要确认，确认之前不会使用这个文件`,
  settled: "没有需要确认的地方",
  accept: "接受建议",
  acceptAll: "全部接受",
  answer: "答复",
  confirm: "确定",
  /** @type {Record<string, string>} */
  asks: { period: "这是哪一年的数据", accept: "应为", marks: "这个标记表示", area: "所用的列" },
  /** @type {Record<string, string>} */
  otherwise: { totals: "不是合计，作为单位", any: "不这样处理" },

  understood: "各列的含义",
  column: "列",
  role: "作为",
  holds: "内容",
  measure: "计量单位",
  distinct: "不同取值个数",
  empty: "空单元格",
  automatic: "自动",
  /** @type {Record<Role, string>} */
  roles: { unit: "地区", code: "地区代码", parent: "所属地区", period: "时期", figure: "数值", indicator: "指标名称", measure: "计量单位", key: "分类", left_out: "不使用" },
  contents: { text: "文字", numbers: "数字", periods: "时期", nothing: "空" },
  figure: "数据",
  id: "名称",
  present: "有数值",
  absent: "缺失",

  matched: "已识别",
  apart: "单独存放的合计，不参加排名",
  refused: "未识别的名称",
  none: "无",
  /** @param {string} written @param {number} n */
  listed: (written, n) => `${written}（${n}行）`,
  /** @param {string} written */
  written: (written) => `写作“${written}”`,
  meant: "可能是",
  notes: "已做的处理",
  skipped: "未读作数据的行",
  reasons: { comment: "注释", title: "标题", footnote: "脚注", plan: "按方案" },
  /** @param {number} row */
  line: (row) => `第${row}行`,
  lines: {
    title: "文件原样与读法",
    hint: "每行、每格读作什么，用颜色和字母标出。读错的，可在该行左侧改正，或按列标（A、B……）、行号指明；改正写入方案，下一年的文件照用。",
    row: "行",
    taken: "读作",
    as: "读作",
    /** @param {number} n */
    between: (n) => `……（${n}行与上面读法相同）`,
    /** @type {Record<import("../api/types.js").LineTaken, { letter: string, name: string }>} */
    kinds: {
      title: { letter: "题", name: "标题" },
      measure: { letter: "量", name: "计量单位" },
      header: { letter: "头", name: "表头" },
      body: { letter: "数", name: "数据" },
      total: { letter: "计", name: "合计" },
      note: { letter: "注", name: "注释" },
      empty: { letter: "空", name: "空行" },
      left_out: { letter: "弃", name: "不使用" },
    },
    change: { header: "改作表头", body: "改作数据", total: "改作合计", left_out: "不使用" },
    /** @type {Record<import("../api/types.js").CellTaken, { letter: string, name: string }>} */
    cells: {
      unit: { letter: "地", name: "地区或单位" },
      period: { letter: "时", name: "时期" },
      indicator: { letter: "标", name: "指标名称" },
      measure: { letter: "量", name: "计量单位" },
      figure: { letter: "数", name: "数值" },
      note: { letter: "注", name: "注" },
    },
  },
  point: {
    title: "改正所指的列或行",
    /** @param {string} letter */
    pickColumn: (letter) => `指定${letter}列的含义`,
    /** @param {number} row */
    pickLine: (row) => `选中第${row}行`,
    /** @param {string} letters @param {string} name */
    column: (letters, name) => `${letters}列“${name}”是：`,
    /** @param {string} letter */
    unread: (letter) => `${letter}列没有读入表中。如有遗漏，请先在左侧指明表头的各行。`,
    /** @param {number} from @param {number} to */
    lines: (from, to) => (from === to ? `第${from}行：` : `第${from}—${to}行：`),
    as: { header: "是表头", body: "是数据", left_out: "不使用" },
    more: "再按另一行的行号，选中连续几行。",
  },
  caption: (/** @type {string} */ name) => `${name}的前几行，与文件中的写法相同`,

  use: "用这些数据排名",
  numerator: "数据",
  denominator: "除以",
  nothing: "不作比值",
  result: "结果的计量单位",
  order: "排序",
  more: "从高到低",
  less: "从低到高",
  group: "多行合并为",
  sums: { sum: "合计", mean: "平均" },
  /** @param {string} above @param {string} below @param {string} measure @param {string} scale */
  quotient: (above, below, measure, scale) => `${above || "？"}除以${below || "？"}，乘以${scale}，得${measure || "无单位的比值"}`,
  unfit: "两个计量单位换算不成这个单位，按原数相除",
  rank: "排名",
  newColumns: { rank: "名次", ratio: (/** @type {string} */ above, /** @type {string} */ below) => `${above}／${below}` },
  waits: "请先确认上面列出的问题。",
  /** @param {string} names */
  large: (names) => `${names}太大，不能在网页中计算；以上按文件开头的内容识别。请下载方案，在命令行转为SQL，由数据库计算：`,
  plan: "方案（JSON）",
  planHint: "方案写明了对文件所做的一切，可以修改、保存，以后对同样的文件再用。",
  edited: "方案是打开的或修改过的，以下按方案计算",
  discard: "放弃，重新选择",
  runPlan: "按方案计算",
  savePlan: "下载方案",
  by: "改按一项数据排名",
  saveData: "下载数据（CSV）",
  /** @param {number} units @param {number} periods @param {number} figures */
  made: (units, periods, figures) => `得到${units}个地区、${periods}个时期、${figures}项数据`,
  origins: {
    title: "各项数值、注和出处",
    hint: "带标记的数值有注。按下一个数值，看它的注，以及它在文件中的位置。",
    period: "时期",
    notes: "注",
    colon: "：",
    origin: "出处",
    looking: "正在查找出处……",
    none: "文件中没有对应的单元格。",
    /** @param {string} name */
    sheet: (name) => `工作表“${name}”`,
    /** @param {string} name */
    cell: (name) => `单元格${name}`,
    /** @param {string} text */
    text: (text) => `原文“${text}”`,
    /** @param {string} text */
    aside: (text) => `（${text}）`,
    /** @param {number} n */
    computed: (n) => `由${n}个单元格的数值计算`,
    /** @param {number} n */
    first: (n) => `（列出前${n}个）`,
    /** @param {number} n */
    all: (n) => `显示全部${n}个地区`,
  },
  stop: "。",
  comma: "，",
  listing: "、",
};

/** @type {typeof zh} */
const en = {
  open: "Open files",
  drop: "or drop files here",
  kinds: "Excel (xlsx, xls, xlsb), ODS, CSV, tables of web pages, JSON; several at once, or a saved plan. Files are read on this machine and never uploaded.",
  loading: "Preparing …",
  reading: (name, share, left) => `Reading ${name}: ${Math.floor(100 * share)}%${left === undefined ? "" : `, about ${duration(left, " min ", " s")} left`}`,
  running: (share) => `Computing: ${Math.round(100 * share)}%`,
  cancel: "Cancel",
  cancelled: "Cancelled. Other files are unchanged.",
  close: "Close",
  asRegister: "Use as register",
  asRegisterHint: "Look up the units of the other tables in this file (columns: code, name, parent, group; at least name)",
  registered: (name) => `Units are looked up in ${name}`,
  again: "Try again",

  rows: (n) => count(n, "row"),
  forms: { wide: "one row per region and period", long: "one row per value", years: "one row per region, years as columns", records: "several rows per region and period" },
  units: (n) => count(n, "region"),
  span: (from, to) => (from === to ? from : `${from} to ${to}`),
  figures: (n) => count(n, "indicator"),

  waiting: (n) => `${count(n, "issue")} to resolve before this file can be used`,
  settled: "No issues to resolve",
  accept: "Accept",
  acceptAll: "Accept all",
  answer: "Answer",
  confirm: "Confirm",
  asks: { period: "Which year is it of?", accept: "It means", marks: "The mark means", area: "Which columns?" },
  otherwise: { totals: "It is a unit", any: "Do otherwise" },

  understood: "Columns",
  column: "Column",
  role: "Role",
  holds: "Content",
  measure: "Unit of measure",
  distinct: "Distinct",
  empty: "Empty",
  automatic: "automatic",
  roles: { unit: "region", code: "code of the region", parent: "parent of the region", period: "period", figure: "values", indicator: "indicator name", measure: "unit of measure", key: "category", left_out: "not used" },
  contents: { text: "text", numbers: "numbers", periods: "periods", nothing: "nothing" },
  figure: "Indicator",
  id: "Name",
  present: "Present",
  absent: "Missing",

  matched: "Recognised",
  apart: "Totals (kept separately, not ranked)",
  refused: "Unrecognised names",
  none: "none",
  listed: (written, n) => `${written} (${count(n, "row")})`,
  written: (written) => `written "${written}"`,
  meant: "possibly",
  notes: "Adjustments made",
  skipped: "Skipped lines",
  reasons: { comment: "comment", title: "title", footnote: "footnote", plan: "as the plan says" },
  line: (row) => `row ${row}`,
  lines: {
    title: "The file as it is, and how it was read",
    hint: "Colour and letter say what each line and cell was taken for. Correct a line at its left, or press the letter of a column or the numbers of lines and say what they are. Corrections go into the plan, and work on next year's file.",
    row: "Line",
    taken: "Taken for",
    as: " taken for",
    between: (n) => `… (${n} more like those above)`,
    kinds: {
      title: { letter: "T", name: "title" },
      measure: { letter: "M", name: "unit of measure" },
      header: { letter: "H", name: "header" },
      body: { letter: "D", name: "data" },
      total: { letter: "Σ", name: "total" },
      note: { letter: "N", name: "note" },
      empty: { letter: "–", name: "empty" },
      left_out: { letter: "X", name: "not used" },
    },
    change: { header: "make it header", body: "make it data", total: "make it a total", left_out: "do not use" },
    cells: {
      unit: { letter: "U", name: "unit" },
      period: { letter: "P", name: "period" },
      indicator: { letter: "I", name: "indicator" },
      measure: { letter: "M", name: "unit of measure" },
      figure: { letter: "F", name: "figure" },
      note: { letter: "N", name: "note" },
    },
  },
  point: {
    title: "Correct what is pointed at",
    pickColumn: (letter) => `Say what column ${letter} is`,
    pickLine: (row) => `Select line ${row}`,
    column: (letters, name) => `Column ${letters} ("${name}") is:`,
    unread: (letter) => `Column ${letter} was not read. If something is missing, first say at the left which lines are the header.`,
    lines: (from, to) => (from === to ? `Line ${from}:` : `Lines ${from} to ${to}:`),
    as: { header: "the header", body: "data", left_out: "do not use" },
    more: "Press the number of another line to select all between.",
  },
  caption: (/** @type {string} */ name) => `First rows of ${name}, as written`,

  use: "Rank by these data",
  numerator: "Indicator",
  denominator: "Divided by",
  nothing: "nothing",
  result: "Unit of measure of the result",
  order: "Order",
  more: "highest first",
  less: "lowest first",
  group: "Combine several rows by",
  sums: { sum: "sum", mean: "mean" },
  quotient: (above, below, measure, scale) => `${above || "?"} divided by ${below || "?"}, times ${scale}, gives ${measure || "a ratio without a unit"}`,
  unfit: "The two units of measure cannot be converted to this one; the figures are divided as they are",
  rank: "Rank",
  newColumns: { rank: "rank", ratio: (above, below) => `${above} / ${below}` },
  waits: "First resolve the issues listed above.",
  large: (names) => `${names} is too large to be computed on a page; what you see was read from its beginning. Download the plan and turn it into SQL for a database:`,
  plan: "Plan (JSON)",
  planHint: "The plan records every step applied to the files. You can edit it, save it, and apply it to similar files.",
  edited: "A plan was opened or edited; it is what will be run",
  discard: "Discard it and choose again",
  runPlan: "Run the plan",
  savePlan: "Download plan",
  by: "Rank by a single indicator instead",
  saveData: "Download data (CSV)",
  made: (units, periods, figures) => `${count(units, "region")}, ${count(periods, "period")}, ${count(figures, "indicator")}`,
  origins: {
    title: "Figures, notes and where they come from",
    hint: "Marked figures have a note. Press a figure for its note and for its place in the files.",
    period: "Period",
    notes: "Note",
    colon: ": ",
    origin: "From",
    looking: "Looking it up …",
    none: "No cell of the files is about it.",
    sheet: (name) => `sheet "${name}"`,
    cell: (name) => `cell ${name}`,
    text: (text) => `written "${text}"`,
    aside: (text) => ` (${text})`,
    computed: (n) => `Computed of the figures of ${count(n, "cell")}`,
    first: (n) => ` (the first ${n})`,
    all: (n) => `Show all ${n} regions`,
  },
  stop: ".",
  comma: ", ",
  listing: ", ",
};

/** @typedef {typeof zh} Words */
export const WORDS = { zh, en };
