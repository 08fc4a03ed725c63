/** The problems of files and engines, in both languages. */

/** @typedef {import("./types.js").Problem} Problem */

/** How much of a page's title is repeated. */
const MOST_LETTERS = 40;

/** @param {string} text */
const cut = (text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

/** What a server is told so that it gives files of a name's ending. @type {Record<string, string>} */
const TYPES = { wasm: "application/wasm", json: "application/json", bin: "application/octet-stream", js: "text/javascript" };

/** @param {string} path */
const endingOf = (path) => path.slice(path.lastIndexOf(".") + 1);

/** Lines to paste. @param {string} path */
function lines(path) {
  const ending = endingOf(path);
  const type = TYPES[ending] ?? TYPES.bin;
  return [
    `nginx: types { ${type} ${ending}; }`,
    `IIS (web.config): <staticContent><mimeMap fileExtension=".${ending}" mimeType="${type}" /></staticContent>`,
    `Tomcat (web.xml): <mime-mapping><extension>${ending}</extension><mime-type>${type}</mime-type></mime-mapping>`,
  ];
}

/** What bytes are that are not those of a file. @param {Uint8Array} bytes @returns {{ zh: string, en: string }} */
function kindOf(bytes) {
  if (bytes.length === 0) return { zh: "收到的是空文件（0字节）", en: "what came is empty (0 bytes)" };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { zh: "收到的是压缩文件（gzip），服务器没有注明Content-Encoding", en: "what came is compressed (gzip), and the server does not say so in Content-Encoding" };
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  const page = /^\s*(<!doctype html|<html|<head|<body|<script|<meta)/i.test(text);
  const title = cut((/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? "").trim());
  if (page) return { zh: `收到的是一个网页${title && `“${title}”`}，例如登录页、防火墙提示页或网站首页`, en: `what came is a web page${title && `, "${title}"`}: a login page, a firewall's answer or the site's start page` };
  return { zh: `收到的是别的内容（${bytes.length}字节）`, en: `what came is something else (${bytes.length} bytes)` };
}

/** @param {string} place @param {string} zh @param {string} en @param {[string, string]} hint @returns {Problem} */
const ofPackage = (place, zh, en, hint) => ({
  code: "file_unreadable",
  place,
  message: { zh: `没能载入 innodex 的一个文件：${zh}。`, en: `Could not load a file of innodex: ${en}.` },
  hint: { zh: hint[0], en: hint[1] },
});

/** The server gives none. @param {string} path @param {number} status 0 where nothing came */
export function notThere(path, status) {
  if (!status)
    return ofPackage(path, "没有收到服务器的回应", "no answer came from the server", [
      "请检查网络后重试；若只有此文件如此，请查看本页的安全设置（connect-src）与网关是否拦截了它。",
      "Check the network and try again; if it is this file alone, see whether the page's policy (connect-src) or a gateway stops it.",
    ]);
  const paste = lines(path);
  return ofPackage(path, `HTTP ${status}`, `HTTP ${status}`, [
    `请确认整个文件夹已完整复制到服务器。如果文件在服务器上，则服务器不提供扩展名为 .${endingOf(path)} 的文件，请在服务器设置中加入：${paste.join("；")}；或把此文件另存一份，名称末尾加上 .txt。`,
    `Check that the whole folder was copied to the server. If the file is there, the server does not give files that end in .${endingOf(path)}; add to its settings: ${paste.join(" / ")}; or lay a copy beside it whose name ends in .txt.`,
  ]);
}

/** Something else came. @param {string} path @param {Uint8Array} bytes */
export function notTheFile(path, bytes) {
  const { zh, en } = kindOf(bytes);
  return ofPackage(path, `服务器给出的不是这个文件。${zh}`, `the server sent something else: ${en}`, [
    "请确认整个文件夹已按二进制方式上传，且访问此地址不需登录、不被网关改写，再刷新页面。",
    "Check that the whole folder was copied, in binary mode, and that nothing asks for a login or rewrites this address; then reload the page.",
  ]);
}

/** It was cut off, or changed on its way. @param {string} path @param {number} length @param {number} wanted */
export const damaged = (path, length, wanted) =>
  ofPackage(
    path,
    length === wanted ? "文件内容已损坏" : `文件不完整或被改动，应有${wanted}字节，收到${length}字节`,
    length === wanted ? "its content is damaged" : `it is incomplete or was changed; it has ${wanted} bytes, ${length} came`,
    ["请按二进制方式重新上传整个文件夹（FTP请勿用文本方式），再刷新页面。", "Copy the whole folder again in binary mode (not in the text mode of FTP), then reload the page."],
  );

/** The browser has kept files of a build that is no longer on the server. @param {string} now @param {string} kept @returns {Problem} */
export const twoBuilds = (now, kept) => ({
  code: "two_builds",
  place: "",
  message: { zh: `服务器上的 innodex 已更新（${now}），浏览器中保留的是旧版本（${kept}）。`, en: `innodex on the server was upgraded (${now}); the browser has kept an older build (${kept}).` },
  hint: { zh: "请刷新页面；若仍有此提示，请按Ctrl+F5。", en: "Reload the page; if this stays, press Ctrl+F5." },
});

/** The engine takes a module for good, and does not compile it. @param {string} place */
export const noRoom = (place) =>
  ofPackage(place, "浏览器没能编译它，可能内存不足", "the browser could not compile it; it may be out of memory", ["请关闭其他页面后重试。", "Close other pages and try again."]);

/** @returns {Problem} */
export const blocked = () => ({
  code: "wasm_blocked",
  place: "",
  message: { zh: "本页的安全设置不允许运行计算程序，这里保留网页原有内容。", en: "The security policy of this page does not allow the calculation to run; the page's own content is kept." },
  hint: {
    zh: "请网站管理员在Content-Security-Policy的script-src中加入'wasm-unsafe-eval'。",
    en: "The administrator can add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy.",
  },
});

/** @returns {Problem} */
export const tooOld = () => ({
  code: "engine_too_old",
  place: "",
  message: { zh: "这个浏览器版本过旧，不能运行计算程序，这里保留网页原有内容。", en: "This browser is too old to run the calculation; the page's own content is kept." },
  hint: { zh: "请换用较新的浏览器。", en: "Please use a newer browser." },
});

/** The page may not start a worker. @returns {Problem} */
export const noWorker = () => ({
  code: "worker_blocked",
  place: "",
  message: { zh: "本页的安全设置不允许启动后台计算（Worker），不能打开原始表格。", en: "The security policy of this page does not allow a worker, so raw tables cannot be opened." },
  hint: {
    zh: "请网站管理员在Content-Security-Policy中加入worker-src 'self'；在没有同源权限的iframe（sandbox）中不能使用。",
    en: "The administrator can add worker-src 'self' to the Content-Security-Policy; in a frame without an origin of its own (sandbox) raw tables cannot be used.",
  },
});

/** A file of the page's own is on another site. @param {string} place @returns {Problem} */
export const foreign = (place) => ({
  code: "foreign_address",
  place,
  message: { zh: "只能读取本网站的数据文件，这个地址属于其他网站", en: "Data can only be read from this site; this address belongs to another site" },
  hint: { zh: "请把文件放到本网站的服务器上，再写它的地址。", en: "Put the file on this site's server and give its address there." },
});

/** A file of the page's own cannot be read. @param {string} path @param {number} status @returns {Problem} */
export const absent = (path, status) => ({
  code: "file_unreadable",
  place: status ? `${path} (${status})` : path,
  message: { zh: "没能读取这个文件", en: "This file could not be read" },
  hint: { zh: "请检查地址是否正确、文件是否可以访问。", en: "Check the address and whether the file is accessible." },
});

/** What came of an address that should give JSON, or a table. @param {string} place @param {Uint8Array} bytes @param {"json" | "table"} wanted @returns {Problem} */
export function otherContent(place, bytes, wanted) {
  const { zh, en } = kindOf(bytes);
  return {
    code: "file_unreadable",
    place,
    message: wanted === "json" ? { zh: `这个地址给出的不是JSON：${zh}`, en: `This address does not give JSON: ${en}` } : { zh: `这个地址给出的不是数据表：${zh}`, en: `This address does not give a table: ${en}` },
    hint: { zh: "请检查地址是否正确、访问它是否需要登录。", en: "Check the address, and whether it asks for a login." },
  };
}

/** What a caller may give to `Model.load`. */
const OPTIONS = "data, indicators, cells, framework, methods";

/** An option that there is not, or that says nothing. @param {string} name @returns {Problem} */
export const noOption = (name) => ({
  code: "bad_parameter",
  place: name,
  message: OPTIONS.split(", ").includes(name) ? { zh: `选项“${name}”没有内容。`, en: `The option "${name}" says nothing.` } : { zh: `没有选项“${name}”。`, en: `There is no option "${name}".` },
  hint: { zh: `可用的有：${OPTIONS}。`, en: `Choose one of: ${OPTIONS}.` },
});

/** @param {string} id @param {string[]} ids @returns {Problem} */
export const noFramework = (id, ids) => ({
  code: "unknown_framework",
  place: "",
  message: { zh: `没有名为“${cut(id)}”的现成指标体系。`, en: `There is no ready framework "${cut(id)}".` },
  hint: { zh: `可选：${ids.join("、")}。`, en: `Choose one of: ${ids.join(", ")}.` },
});

/** An attribute that says nothing. @param {string} name @returns {Problem} */
export const noValue = (name) => ({
  code: "empty_attribute",
  place: name,
  message: { zh: `属性“${name}”是空的。`, en: `The attribute "${name}" is empty.` },
  hint: { zh: "请写上文件地址；不需要时删去这个属性。", en: "Give the address of a file, or leave the attribute out." },
});
