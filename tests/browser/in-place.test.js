// What stands in place of a file is named for what it is, in both languages, and the page's own content stays. No diagnosis blames
// the browser unless a probe of it says so.
import assert from "node:assert/strict";
import { html, page, ranked, SCRIPT } from "../support/browser.js";
import { bytes, hashed, text } from "../support/files.js";

const RANKING = '<innodex-ranking framework="provincial"><p>本单位的表格</p></innodex-ranking>';
const LOGIN = "<!doctype html><html><head><title>请先登录</title></head><body>统一身份认证</body></html>";

/** The same page in both languages, opened once something stands in a file's place. */
const PAGES = { "/zh.html": html(RANKING, { head: SCRIPT }), "/en.html": html(RANKING, { head: SCRIPT, lang: "en" }) };

/** What may stand in Chinese of Latin letters: names of files, statuses, and lines to paste. */
const LATIN = /innodex|HTTP \d+|FTP|gzip|JSON|Ctrl\+F5|Content-Encoding|nginx:[^；。]*|IIS \(web\.config\):[^；。]*|Tomcat \(web\.xml\):[^；。]*|web\.config|connect-src|“[^”]*”|\.(wasm|json|bin|js)\b|\.txt|(?<=\b)\/[\w./?-]+/g;

/** Has a path answered otherwise. */
const answer = (tab, address, path, how) => tab.context().route((url) => url.origin === address && url.pathname === path, (route) => route.fulfill(how));

/** The problem of the page in a language, and that the page's own content is in view. */
async function problem(tab, open, lang) {
  await open(`/${lang}.html`);
  const at = tab.locator("innodex-ranking [part=problem]");
  await at.waitFor();
  assert.ok(await tab.getByText("本单位的表格").isVisible());
  const said = await at.innerText();
  const rest = said.replace(/位置：.*|At: .*/g, "").replace(/重试|Try again/g, "");
  if (lang === "zh") assert.doesNotMatch(rest.replace(LATIN, ""), /[A-Za-z]{2,}/, rest);
  else assert.doesNotMatch(rest.replace(/"[^"]*"/g, ""), /[\u4e00-\u9fff]/, rest);
  assert.doesNotMatch(said, /过旧|too old/);
  return said;
}

/** As FTP in text mode changes a file on its way from one kind of system to another. */
const textMode = (file) => Buffer.from(Buffer.from(file).toString("latin1").replace(/\n/g, "\r\n"), "latin1");

const DIST = "pkg/dist/";
const CASES = {
  "403": [() => ({ status: 403, body: "Forbidden" }), /HTTP 403。[^]*(nginx: types \{ \S+ (wasm|bin|json); \}；IIS[^]*<mimeMap fileExtension="\.(wasm|bin|json)"[^]*<mime-mapping>)/, /HTTP 403\.[^]*nginx: types[^]*IIS[^]*Tomcat/],
  "404": [() => ({ status: 404, body: LOGIN, contentType: "text/html" }), /HTTP 404。[^]*整个文件夹/, /HTTP 404\.[^]*whole folder/],
  "a login page with status 200": [() => ({ status: 200, body: LOGIN, contentType: "text/html" }), /不是这个文件。收到的是一个网页“请先登录”/, /something else: what came is a web page, "请先登录"/],
  "nothing": [() => ({ status: 200, body: "" }), /不是这个文件。收到的是空文件（0字节）/, /what came is empty \(0 bytes\)/],
  "its first half": [(file) => ({ status: 200, body: Buffer.from(file.slice(0, file.length >> 1)) }), /文件不完整或被改动，应有\d+字节，收到\d+字节。[^]*FTP请勿用文本方式/, /incomplete or was changed; it has \d+ bytes, \d+ came/],
  "the file, uploaded in text mode": [(file) => ({ status: 200, body: textMode(file) }), /文件不完整或被改动/, /incomplete or was changed/],
};
for (const name of ["ranking.wasm", "provinces.bin", "frameworks/provincial.json"]) {
  const file = hashed(name) ?? name;
  const whole = bytes(DIST + file);
  for (const [what, [how, zh, en]] of Object.entries(CASES)) {
    // JSON means the same with other ends of lines.
    if (name.endsWith(".json") && /text mode/.test(what)) continue;
    page(`${what} in place of ${name}`, { pages: PAGES, at: "/icon.svg", without: ["spare-first.js"] }, async (tab, { address, open, seen, expect }) => {
      await answer(tab, address, `/innodex/${file}`, how(whole));
      const said = await problem(tab, open, "zh");
      assert.match(said, zh);
      assert.ok(said.includes(`位置：/innodex/${file}`), said);
      assert.match(await problem(tab, open, "en"), en);
      expect({ errors: seen.errors.filter((error) => /40[34]/.test(error)) });
    });
  }
}

page("a server that gives no .wasm, .bin or .json: the files come out of scripts", { pages: PAGES, at: "/icon.svg" }, async (tab, { address, open, seen, expect, requests }) => {
  await tab.context().route((url) => url.origin === address && /\.(wasm|bin|json)$/.test(url.pathname), (route) => route.fulfill({ status: 403, body: "" }));
  await open("/zh.html");
  await ranked(tab);
  await open("/en.html");
  await ranked(tab);
  assert.ok(requests.includes("/innodex/spare-first.js"));
  expect({ errors: seen.errors.filter((error) => /403/.test(error)) });
});

const OWN = `<innodex-ranking data="/d.csv" framework="/f.json"><p>本单位的表格</p></innodex-ranking>`;
const FILES = { "/d.csv": text("examples/own-figures/central.csv"), "/f.json": text("examples/own-figures/central.json") };
const own = (lang) => html(OWN, { head: SCRIPT, lang });
page("a server that gives no .wasm, and has copies whose names end in .txt: the page's own figures too", { pages: { ...FILES, "/zh.html": own("zh"), [`/innodex/${hashed("model.wasm")}.txt`]: bytes(DIST + hashed("model.wasm")) }, at: "/icon.svg" }, async (tab, { address, open, seen, expect }) => {
  await tab.context().route((url) => url.origin === address && url.pathname.endsWith(".wasm"), (route) => route.fulfill({ status: 404, body: "" }));
  await open("/zh.html");
  await ranked(tab, 6);
  expect({ errors: seen.errors.filter((error) => /404/.test(error)) });
});

page("a script of the module in whose place a web page comes", { pages: { ...FILES, "/zh.html": own("zh"), "/en.html": own("en") }, at: "/icon.svg" }, async (tab, { address, open, seen, expect }) => {
  await answer(tab, address, `/innodex/${hashed("model-glue.js")}`, { status: 200, body: LOGIN, contentType: "text/html" });
  assert.match(await problem(tab, open, "zh"), /不是这个文件。收到的是一个网页“请先登录”[^]*model-glue/);
  assert.match(await problem(tab, open, "en"), /what came is a web page/);
  expect({ errors: seen.errors.filter((error) => /MIME|module script/.test(error)) });
});

for (const [path, zh, en] of [["/d.csv", /这个地址给出的不是数据表：收到的是一个网页“请先登录”/, /does not give a table: what came is a web page/], ["/f.json", /这个地址给出的不是JSON：收到的是一个网页“请先登录”/, /does not give JSON: what came is a web page/]]) {
  page(`a login page in place of ${path} of the page's own`, { pages: { ...FILES, [path]: LOGIN, "/zh.html": own("zh"), "/en.html": own("en") }, at: "/icon.svg" }, async (tab, { open }) => {
    await open("/zh.html");
    const at = tab.locator("innodex-ranking [part=problem]");
    await at.getByText("请先登录").waitFor();
    assert.match(await at.innerText(), zh);
    assert.ok((await at.innerText()).includes(`位置：${path}`));
    await open("/en.html");
    await at.getByText("请先登录").waitFor();
    assert.match(await at.innerText(), en);
  });
}

page("a module of another build in the place of this one", { pages: PAGES, at: "/icon.svg", without: ["spare-first.js"] }, async (tab, { address, open, seen, expect }) => {
  await answer(tab, address, `/innodex/${hashed("ranking.wasm")}`, { status: 200, body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) });
  assert.match(await problem(tab, open, "zh"), /文件不完整或被改动，应有\d+字节，收到8字节/);
  assert.match(await problem(tab, open, "en"), /incomplete or was changed/);
  expect({ errors: seen.errors.filter((error) => /404/.test(error)) });
});

for (const [name, attribute] of [["data", "/no.csv"], ["framework", "/no.json"], ["indicators", "/no.json"]]) {
  page(`an empty ${name} is not the same as none`, { pages: { "/zh.html": html(`<innodex-ranking ${name}=""><p>本单位的表格</p></innodex-ranking>`, { head: SCRIPT }) }, at: "/icon.svg" }, async (tab, { open }) => {
    assert.match(await problem(tab, open, "zh").catch((failed) => failed.message), new RegExp(`属性“${name}”是空的`), attribute);
  });
}
