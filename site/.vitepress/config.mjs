// The site of the manual (scripts/site.mjs prepares its pages in build/site-source).
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { live } from "./live.mjs";

const outDir = "../build/site";

const guide = (/** @type {string} */ base, /** @type {string} */ title, /** @type {Record<string, string>} */ pages) => ({
  text: title,
  items: Object.entries(pages).map(([name, text]) => ({ text, link: `${base}/guide/${name}` })),
});

/** The first heading of a page of the manual. @param {string} name */
const heading = (name) => /^# (.*)$/m.exec(readFileSync(join(import.meta.dirname, "../../build/site-source/manual", `${name}.md`), "utf8"))?.[1] ?? name;

const MANUAL = {
  text: "Manual",
  items: ["readme", "elements", "frameworks", "methods", "methods-sources", "workbench", "publishing", "project", "reports", "raw-tables", "formats", "javascript", "python", "python-api", "coming-from", "command-line", "features", "deploying", "performance", "security", "architecture", "glossary", "data", "contributing", "changelog"].map(
    (name) => ({ text: heading(name), link: `/manual/${name}` }),
  ),
};

const ZH = { "first-page": "第一个页面", "own-data": "使用本单位数据", "own-index": "建立指标体系", publish: "发布", "what-if": "情景测算", robustness: "排名稳健性" };
const EN = { "first-page": "A first page", "own-data": "Your own data", "own-index": "Your own index", publish: "Publish", "what-if": "What if", robustness: "How robust is a rank" };

/**
 * A strict policy runs no script that stands in a page: each gets a file of its own.
 * @param {string} html
 */
function scriptsAsFiles(html) {
  return html.replaceAll(/<script([^>]*)>([^<]+)<\/script>/g, (_, attributes, code) => {
    const name = `assets/inline.${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
    mkdirSync(join(import.meta.dirname, "..", outDir, "assets"), { recursive: true });
    writeFileSync(join(import.meta.dirname, "..", outDir, name), code);
    return `<script${attributes.replace(/ id="[^"]*"/, "")} src="/${name}"></script>`;
  });
}

export default defineConfig({
  srcDir: "../build/site-source",
  srcExclude: ["public/**"],
  outDir,
  cacheDir: "../build/site-cache",
  title: "innodex",
  description: "创新指数、增长率、排名和情景测算，全部在浏览器中计算",
  cleanUrls: false,
  metaChunk: true,
  appearance: false,
  // Links to copies of the repository's files, and to rustdoc and TypeDoc, are no pages of the builder.
  ignoreDeadLinks: [/files\//, /api\//, /demo\//],
  head: [["script", { type: "module", src: "/innodex/innodex.js" }]],
  transformHtml: scriptsAsFiles,
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("innodex-") } } },
  markdown: { config: live },
  locales: {
    root: { label: "中文", lang: "zh-CN", themeConfig: { sidebar: [guide("", "指南", ZH), { text: "元素一览", link: "/gallery" }, MANUAL], outline: { label: "本页目录" }, docFooter: { prev: "上一页", next: "下一页" } } },
    en: { label: "English", lang: "en", link: "/en/", themeConfig: { sidebar: [guide("/en", "Guide", EN), { text: "Gallery", link: "/en/gallery" }, MANUAL] } },
  },
  themeConfig: {
    search: { provider: "local" },
    socialLinks: [],
  },
});
