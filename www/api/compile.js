/** Fetches and compiles the wasm modules of the package. */
import { InnodexError } from "./error.js";

/** The smallest module with a vector instruction (i8x16.popcnt, as wasm-feature-detect asks). */
const VECTORS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether this engine has vector instructions (Chromium 91, Firefox 89, Safari 16.4). */
export const hasVectors = () => WebAssembly.validate(Uint8Array.from(VECTORS));

/**
 * Compiles a module from its bytes, whatever type the server gives them: streaming would refuse what is not exactly
 * `application/wasm`, and leaves Firefox 115 hanging on a truncated file.
 * @param {URL} address
 */
export async function compile(address) {
  const response = await fetch(address.href);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) throw unreadable(address, `HTTP ${response.status}`, `HTTP ${response.status}`);
  // A login page, a firewall's answer or an empty file may come with status 200.
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "\0asm") throw unreadable(address, "服务器给出的不是这个文件", "the server sent something else");
  return WebAssembly.compile(bytes);
}

/** @param {URL} address @param {string} zh @param {string} en what came instead */
const unreadable = (address, zh, en) =>
  new InnodexError({
    code: "file_unreadable",
    place: address.pathname,
    message: { zh: `没能载入 innodex 的一个文件：${zh}。`, en: `Could not load a file of innodex: ${en}.` },
    hint: { zh: "请确认整个文件夹已按二进制方式上传，再刷新页面。", en: "Check that the whole folder was copied, in binary mode; then reload the page." },
  });
