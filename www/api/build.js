/**
 * Which build a script belongs to. Files of two builds do not fit together: what packs numbers in the one may be read by the
 * other. Names with hashes keep them apart on the server; here they are kept apart on the page.
 */
import { InnodexError } from "./error.js";

/** @param {string} other */
const twoBuilds = (other) =>
  new InnodexError({
    code: "two_builds",
    place: "",
    message: {
      zh: `此页面混用了 innodex 的两个版本（${other} 与 ${BUILD}）。`,
      en: `This page has files of two builds of innodex (${other} and ${BUILD}).`,
    },
    hint: {
      zh: "请重新复制整个文件夹，再用 Ctrl+F5 刷新页面。",
      en: "Copy the whole folder again, then reload the page with Ctrl+F5.",
    },
  });

/** Refuses what another build made. @param {string} build */
export function sameBuild(build) {
  if (build !== BUILD) throw twoBuilds(build);
}

/** What Lit cannot write into: a page that is read as XML. */
const noHtml = () =>
  new InnodexError({
    code: "xml_page",
    place: "",
    message: { zh: "此页面以XHTML（application/xhtml+xml）方式发送，不能显示innodex的元素，页面原有内容保留。", en: "This page is sent as XHTML (application/xhtml+xml), in which innodex cannot show its elements; the page's own content is kept." },
    hint: { zh: "请以text/html方式发送。", en: "Send it as text/html." },
  });

/** Refuses to run where elements cannot be shown, and on a page that runs another build already. */
export function onlyBuild() {
  if (globalThis.document && document.contentType !== "text/html") throw noHtml();
  /** @type {{ build?: string, runs?: boolean }} */
  const page = (/** @type {any} */ (globalThis)[Symbol.for("innodex")] ??= {});
  sameBuild((page.build ??= BUILD));
  page.runs = true;
}
