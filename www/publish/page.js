/** The pages of a publication: complete, for a frame, as one file, and the lines to paste. */
import { messageOf } from "./content.js";
import { attribute, codeInside, jsonInside, Markup, markup } from "./markup.js";
import { imprint, noteBody } from "./note.js";
import { pageCss, staticCss } from "./style.js";
import { staticRanking } from "./static.js";
import { VIEWS } from "./views.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./markup.js").Part} Part */
/** @typedef {import("../project/types.js").View} View */
/** @typedef {{ path: string, integrity: string }} Linked a file that a page names */
/** @typedef {{ date: string, program: string, address: string, css: Linked, scripts: Linked[], frameScript: Linked, resize: Linked, panel: string | null, downloads: [name: string, path: string][] }} Made what is known of a publication beside its content; `panel`: where the elements read the data, nothing for the embedded ones */

/** @param {Content} content @param {{ head?: Part, body: Part, title?: string, kind?: string }} page */
const htmlPage = ({ lang, title }, { head = "", body, title: named = title, kind }) => `${markup`<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}"${attribute("data-frame", kind === "frame" ? "true" : "")}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="renderer" content="webkit">
<title>${named}</title>
${head}
</head>
<body${attribute("class", kind)}>
${body}
</body>
</html>
`}`;

/** @param {Linked} css */
const sheet = ({ path, integrity }) => markup`<link rel="stylesheet" href="${path}" integrity="${integrity}" crossorigin>`;

/** @param {Linked[]} scripts */
const modules = (scripts) => scripts.map(({ path, integrity }) => markup`<script type="module" src="${path}" integrity="${integrity}" crossorigin></script>
`);

/** An element with what is shown until it is there, and where it cannot be. @param {View} view @param {Content} content @param {Part} inside */
function element(view, content, inside) {
  const { title, unit, period, node, region, project } = content;
  const { tag, attributes } = VIEWS[view];
  const asked = attributes({ title, unit, period, node: project.show?.node && node.id, region, layout: project.layout && JSON.stringify(project.layout) });
  const written = Object.entries(asked).map(([name, value]) => attribute(name, value));
  return markup`<${new Markup(tag)}${written}>
${inside}
</${new Markup(tag)}>`;
}

/** The sections of the views. @param {Content} content @param {string} date @param {(view: View) => Part} instead what stands in a view's place */
const sections = (content, date, instead) =>
  content.views.map((view) =>
    view === "ranking"
      ? markup`<section>
${element(view, content, staticRanking(content, date, "static.html"))}
</section>
`
      : markup`<section>
<h2>${content.words.views[view]}</h2>
${element(view, content, instead(view))}
</section>
`,
  );

/** @param {Content} content @param {string} date @param {string} [lead] what the figures say @param {string} [heading] */
const header = ({ title, publisher, periodName, words }, date, lead = "", heading = title) => markup`<header>
<h1>${heading}</h1>
${lead && markup`<p class="lead">${lead}</p>
`}<p>${[periodName, publisher, `${words.date}${words.colon}${date}`].filter(Boolean).join(" · ")}</p>
</header>`;

/** A page with everything, for the office's own server. @param {Content} content @param {Made} made */
export function fullPage(content, made) {
  const { words, project } = content;
  const model = [attribute("data", made.panel), attribute("framework", "data/framework.json"), attribute("indicators", project.indicators ? "data/indicators.json" : "")];
  const instead = (/** @type {View} */ view) => (view === "trend" && content.years ? markup`<img src="trend.svg" alt="${words.trendTitle}">` : markup`<p>${words.needsScript}</p>`);
  return htmlPage(content, {
    head: markup`${sheet(made.css)}
<link rel="icon" href="innodex/icon.svg">
<link rel="alternate" type="application/json+oembed" href="oembed.json">
${modules(made.scripts)}`,
    body: markup`${header(content, made.date, messageOf(content))}
<main>
<innodex-model${model}>
${sections(content, made.date, instead)}</innodex-model>
</main>
<footer>
<p><a href="method.html">${words.method}</a></p>
<ul class="downloads">${made.downloads.map(([name, path]) => markup`<li><a href="${path}" download>${name}</a></li>`)}</ul>
${imprint(content, made)}
</footer>`,
  });
}

/** The ranking as plain HTML, for a system that removes scripts. @param {Content} content @param {Made} made */
export const staticPage = (content, made) =>
  htmlPage(content, {
    head: markup`${sheet(made.css)}
<link rel="icon" href="innodex/icon.svg">`,
    body: markup`${header(content, made.date)}
<main>
${staticRanking(content, made.date)}
</main>
<footer>
<p><a href="method.html">${content.words.method}</a></p>
${imprint(content, made)}
</footer>`,
  });

/** The method note as a page. @param {Content} content @param {Made} made */
export const notePage = (content, made) =>
  htmlPage(content, {
    title: `${content.title}${content.words.colon}${content.words.noteTitle}`,
    head: markup`${sheet(made.css)}
<link rel="icon" href="innodex/icon.svg">`,
    body: markup`${header(content, made.date, content.title, content.words.noteTitle)}
<main>
${noteBody(content)}
<h2>${content.words.notePublication}</h2>
</main>
<footer>
${imprint(content, made)}
</footer>`,
  });

/** The model with all that it is made of inside: nothing is asked for. @param {Content} content @param {string | null} csv @param {Part} inside */
function wholeModel({ framework, project }, csv, inside) {
  const json = (/** @type {string} */ part, /** @type {unknown} */ value) => markup`<script type="application/json" data-innodex="${part}">${jsonInside(value)}</script>
`;
  return markup`<innodex-model${attribute("data", csv)}>
${json("framework", framework)}${project.indicators ? json("indicators", project.indicators) : ""}${inside}</innodex-model>`;
}

/** The ranking for a frame: its script is a classic one with everything inside, so a sandbox without an origin runs it. @param {Content} content @param {Made} made @param {string | null} csv */
export const framePage = (content, made, csv) =>
  htmlPage(content, {
    kind: "frame",
    head: markup`<link rel="stylesheet" href="${made.css.path}">
<link rel="icon" href="innodex/icon.svg">`,
    body: markup`<main>
<h1 class="hidden">${content.title}</h1>
${wholeModel(content, csv, element("ranking", content, staticRanking(content, made.date, "static.html")))}
</main>
<script src="${made.frameScript.path}"></script>`,
  });

/** Runs the code that stands in the page, compressed. */
const BOOT = `(async () => {
  const key = Symbol.for("innodex.files");
  const files = (globalThis[key] = JSON.parse(document.getElementById("innodex-files").textContent));
  const bytes = Uint8Array.from(atob(files.code), (sign) => sign.charCodeAt(0));
  const script = document.createElement("script");
  script.textContent = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  document.body.append(script);
})().catch(() => {});`;

/** Everything in one file, which asks for nothing. @param {Content} content @param {Made} made @param {string | null} csv @param {Record<string, string>} files gzipped, in base64: `code`, and what it reads */
export function singlePage(content, made, csv, files) {
  const { words } = content;
  return htmlPage(content, {
    head: markup`<meta http-equiv="Content-Security-Policy" content="connect-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'">
<style>
${new Markup(pageCss(content.theme))}</style>`,
    body: markup`${header(content, made.date, messageOf(content))}
<main>
${wholeModel(content, csv, sections(content, made.date, () => markup`<p>${words.needsScript}</p>`))}
<details><summary>${words.method}</summary>
${noteBody(content)}
</details>
</main>
<footer>
${imprint(content, made)}
</footer>
<script type="application/json" id="innodex-files">${jsonInside(files)}</script>
<script>${codeInside(BOOT)}</script>`,
  });
}

/** How high a frame is before it says so itself. @param {Content} content */
export const frameHeight = ({ rows }) => Math.min(1600, 260 + 34 * Math.min(rows.length, 40));

/** The line of a frame. @param {Content} content @param {Made} made */
export const frameLine = (content, { address }) =>
  markup`<iframe data-innodex src="${address}frame.html" title="${content.title}" width="100%" height="${frameHeight(content)}" frameborder="0" loading="lazy" sandbox="allow-scripts" allow="clipboard-write"></iframe>`;

/** The lines to paste, by the ways of embedding. @param {Content} content @param {Made} made */
export function embedLines(content, made) {
  const { address } = made;
  const at = (/** @type {Linked} */ { path, integrity }) => ({ path: address + path, integrity });
  const ranking = staticRanking(content, made.date, `${address}static.html`);
  const model = [attribute("data", made.panel && address + made.panel), attribute("framework", `${address}data/framework.json`), attribute("indicators", content.project.indicators ? `${address}data/indicators.json` : "")];
  return {
    element: markup`${modules(made.scripts.slice(0, 1).map(at))}<innodex-model${model}>
${element("ranking", content, ranking)}
</innodex-model>`,
    // Of another site no hash of it could be checked without further headers.
    frame: markup`${frameLine(content, made)}
<script src="${address}${made.resize.path}"></script>`,
    plain: markup`<style>
${new Markup(staticCss(content.theme))}</style>
${ranking}`,
    picture: markup`<p><a href="${address}page.html"><img src="${address}ranking.svg" alt="${content.words.alt}${content.words.colon}${content.title}" width="720"></a> <a href="${address}method.html">${content.words.methodLink}</a></p>`,
  };
}

/** The page of the lines to paste. @param {Content} content @param {Made} made */
export function embedPage(content, made) {
  const { words } = content;
  const lines = embedLines(content, made);
  const said = { element: words.embedElement, frame: words.embedFrame, plain: words.embedPlain, picture: words.embedPicture };
  const ways = /** @type {(keyof typeof lines)[]} */ (["element", "frame", "plain", "picture"]);
  return htmlPage(content, {
    title: `${content.title}${words.colon}${words.embedTitle}`,
    head: markup`${sheet(made.css)}
<link rel="icon" href="innodex/icon.svg">`,
    body: markup`<header>
<h1>${words.embedTitle}</h1>
<p>${content.title}</p>
</header>
<main>
<p>${words.embedIntro.replace("{address}", made.address)}</p>
${ways.map((way) => markup`<section>
<h2>${words.embedWays[way]}</h2>
<p>${said[way]}</p>
<pre tabindex="0"><code>${String(lines[way])}</code></pre>
</section>
`)}</main>`,
  });
}

/** @param {Content} content @param {Made} made */
export const oembed = (content, made) => ({
  ...{ version: "1.0", type: "rich", title: content.title, provider_name: content.publisher || "innodex", provider_url: made.address },
  ...{ html: String(frameLine(content, made)), width: 800, height: frameHeight(content) },
});

