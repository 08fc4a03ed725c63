/** Words of sharing and saving, in Chinese and in English; the two objects have the same keys. */

/** @typedef {import("../elements/language.js").Lang} Lang */

const zh = {
  share: "分享",
  csv: "下载带说明的表格（CSV）",
  xlsx: "下载带说明的表格（XLSX）",
  heading: "分享当前显示的内容",
  /** @param {string} what */
  carries: (what) => `打开链接，看到的是：${what}。`,
  chosen: "选中的地区：",
  weights: "调整后的权重",
  whatif: "情景测算",
  also: "另含",
  languages: { zh: "中文", en: "英文" },
  link: "链接",
  copy: "复制链接",
  close: "关闭",
  qr: "链接的二维码",
  scan: "用手机扫描二维码，可在手机上打开。二维码在本页生成，链接不向外发送。",
  copied: "已复制",
  copyFailed: "没能复制，链接已选中，请按Ctrl+C",
  /** @param {number} bytes */
  long: (bytes) => `链接较长（${bytes}字节），有的软件会截断；可减少情景或方案。`,
  noCode: "链接太长，放不进二维码。",
  damaged: "链接不完整，未能使用。请重新复制链接。",
  newer: "链接由较新的版本生成，本页不能读取。请更新本页的innodex。",
  /** @param {string} names */
  unknown: (names) => `链接中的以下内容本页没有，已略去：${names}。`,
  otherData: "链接生成时用的是另一份数据，数值和名次可能不同。",
  /** @param {string} id */
  otherFramework: (id) => `链接生成时用的是另一套指标体系（${id}），数值和名次可能不同。`,
  listing: "、",
  whole: "全部地区",
  title: "标题",
  measure: "计量单位",
  source: "数据来源",
  method: "方法",
  sheet: "表格",
  notes: "说明",
  score: "得分",
};

/** @type {typeof zh} */
const en = {
  share: "Share",
  csv: "Download table with notes (CSV)",
  xlsx: "Download table with notes (XLSX)",
  heading: "Share what is shown",
  carries: (what) => `The link opens: ${what}.`,
  chosen: "chosen region: ",
  weights: "changed weights",
  whatif: "the scenario",
  also: "with ",
  languages: { zh: "Chinese", en: "English" },
  link: "Link",
  copy: "Copy link",
  close: "Close",
  qr: "QR code of the link",
  scan: "Scan the code to open it on a phone. The code is made in this page; the link is sent nowhere.",
  copied: "Copied",
  copyFailed: "Could not copy; the link is selected, press Ctrl+C",
  long: (bytes) => `The link is long (${bytes} bytes); some programs cut it. Take fewer changes or scenarios.`,
  noCode: "The link is too long for a QR code.",
  damaged: "The link is incomplete and is not used. Copy it again.",
  newer: "The link was made by a later version, which this page cannot read. Update innodex on this page.",
  unknown: (names) => `This page does not have these parts of the link; they were left out: ${names}.`,
  otherData: "The link was made on other data; scores and ranks may differ.",
  otherFramework: (id) => `The link was made with another framework (${id}); scores and ranks may differ.`,
  listing: ", ",
  whole: "all regions",
  title: "Title",
  measure: "Unit of measure",
  source: "Source",
  method: "Method",
  sheet: "Table",
  notes: "Notes",
  score: "score",
};

/** @type {Record<Lang, typeof zh>} */
export const WORDS = { zh, en };
