// A publication: what is written, that it is the same each time, that nothing in it runs, and that verify finds what was changed.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { parse } from "acorn";
import "../support/build.js";
import { Model } from "../../pkg/dist/node.js";
import { publish, verify, zipped } from "../../pkg/dist/publish-node.js";
import { Tables } from "../../pkg/dist/tables-node.js";
import { escaped } from "../../www/publish/markup.js";
import { safeCsv } from "../../www/publish/panel.js";
import { base64, sha256 } from "../../www/publish/sha256.js";
import { innodex } from "../support/cli.js";
import { bytes, cells, json, text } from "../support/files.js";
import { HOSTILE, hostile, madeUp, PROVINCES, unzipped } from "../support/publication.js";

const DATE = "2026-11-30";
const folder = mkdtempSync(join(tmpdir(), "innodex-publish-"));
after(() => rmSync(folder, { recursive: true }));

const decoder = new TextDecoder();
const made = { own: await publish(madeUp(), { date: DATE }), hostile: await publish(hostile(), { date: DATE }), provinces: await publish(PROVINCES, { date: DATE }) };
/** A file of a publication as text. */
const read = (files, path) => decoder.decode(files.find((file) => file.path === path)?.bytes ?? assert.fail(`no ${path}`));
const single = (files) => files.find(({ path }) => /^[\w-]+-\d{4}\.html$/.test(path));

test("SHA-256 and base64 are those of Node, at every length around a block", () => {
  for (let length = 0; length < 200; length++) {
    const given = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
    assert.equal(sha256(given), createHash("sha256").update(given).digest("hex"), `${length}`);
    assert.equal(base64(given), Buffer.from(given).toString("base64"));
  }
  const large = bytes("data/provinces.csv");
  assert.equal(sha256(large), createHash("sha256").update(large).digest("hex"));
});

test("a text cannot become markup", () => {
  for (const label of HOSTILE) assert.doesNotMatch(escaped(label), /[<>"']/);
  assert.equal(escaped("a\u0000b\ud800c\u001b😀"), "a\ufffdb\ufffdc\ufffd😀");
});

test("cells that a spreadsheet would run get an apostrophe, all else stays to the byte", () => {
  const plain = text("data/provinces.csv") + '"a ""b""",-1,+2.5,-3e-5,,"x\ny"\r\n';
  assert.equal(safeCsv(plain), plain);
  assert.equal(safeCsv('=1+1,"@x ""y""",-2,-a,＝1\n'), '"\'=1+1","\'@x ""y""",-2,"\'-a","\'＝1"\n');
});

test("the same project and date give the same bytes, files and zip", async () => {
  for (const [name, project] of [["own", madeUp()], ["provinces", PROVINCES]]) {
    const again = await publish(structuredClone(project), { date: DATE });
    assert.deepEqual(again, made[name]);
    assert.deepEqual(zipped(again, DATE), zipped(made[name], DATE));
  }
  const later = await publish(madeUp(), { date: "2026-12-01" });
  assert.notDeepEqual(later, made.own);
});

test("the date in a zip is that of the publication in every time zone", async () => {
  const script = `import { publish, zipped } from "./pkg/dist/publish-node.js"; import { madeUp } from "./tests/support/publication.js"; import { createHash } from "node:crypto";
    const files = await publish(madeUp(), { date: "${DATE}" }); console.log(createHash("sha256").update(zipped(files, "${DATE}")).digest("hex"));`;
  const { execFileSync } = await import("node:child_process");
  const run = (zone) => execFileSync("node", ["--input-type=module", "-e", script], { encoding: "utf8", env: { ...process.env, TZ: zone } });
  assert.equal(run("Asia/Shanghai"), run("America/New_York"));
});

describe("what is written", () => {
  test("the ranking is that of the model, in JSON, CSV, workbook and pages", async () => {
    for (const [files, options] of [[made.provinces, { framework: "provincial" }], [made.own, { data: madeUp().data.csv, indicators: madeUp().indicators, framework: madeUp().framework }]]) {
      const { period, rows } = JSON.parse(read(files, "data/ranking.json"));
      const ranked = (await Model.load(options)).rank(period);
      assert.deepEqual(rows.map(({ code, rank, score }) => [code, rank, score]), ranked.map(({ code, rank, score }) => [code, rank, score]));
      const lines = cells(read(files, "data/ranking.csv").replace("\ufeff", "").replaceAll("\r", "")).slice(1, ranked.length + 1);
      assert.deepEqual(lines.map(([code, , rank, score]) => [code, Number(rank), Number(score)]), ranked.map(({ code, rank, score }) => [code, rank, score]));
      for (const page of ["page.html", "static.html", "frame.html", single(files).path]) {
        const shown = [...read(files, page).matchAll(/<tr data-code="(\w+)"[^>]*><td class="ix-rank">(\d+)<\/td><th scope="row"><bdi>([^<]*)</g)].map(([, code, rank, name]) => [code, Number(rank), name]);
        assert.deepEqual(shown, ranked.map(({ code, rank, unit }) => [code, rank, unit.zh]), page);
      }
    }
  });

  test("the workbook opens in the reader of raw tables, with the numbers as numbers", async () => {
    const tables = new Tables();
    await tables.open(made.provinces.find(({ path }) => path === "ranking.xlsx").bytes, "ranking.xlsx");
    assert.deepEqual(tables.sheets("ranking.xlsx").map(({ name }) => name), ["排名", "历年名次", "指标体系", "数据来源", "方法说明"]);
    const sheet = unzipped(made.provinces.find(({ path }) => path === "ranking.xlsx").bytes).get("xl/worksheets/sheet1.xml").toString();
    const { rows } = JSON.parse(read(made.provinces, "data/ranking.json"));
    for (const { score } of rows) assert.ok(sheet.includes(`<v>${score}</v>`));
  });

  test("the embedded panel is the CSV that it was made of", () => {
    assert.equal(read(made.provinces, "data/panel.csv"), text("data/provinces.csv"));
  });

  test("a page names files that are there, by the hash of what they hold", () => {
    for (const files of [made.own, made.provinces]) {
      for (const page of ["page.html", "static.html", "method.html", "frame.html", "embed.html"]) {
        const html = read(files, page).replace(/<pre.*?<\/pre>/gs, "");
        for (const [, path] of html.matchAll(/(?:src|href|data|framework|indicators)="([^"#]+)"/g)) if (!path.includes("\n")) assert.ok(files.some((file) => file.path === path), `${page}: ${path}`);
        for (const [, path, sum] of html.matchAll(/(?:src|href)="([^"]+)" integrity="sha256-([^"]+)"/g)) {
          assert.equal(createHash("sha256").update(files.find((file) => file.path === path).bytes).digest("base64"), sum, path);
        }
      }
      const record = JSON.parse(read(files, "publication.json"));
      assert.deepEqual(record.files.map(({ path }) => path).concat("publication.json").sort(), files.map(({ path }) => path));
      assert.equal(record.date, DATE);
      assert.ok(read(files, "page.html").includes(record.data_sha256) && read(files, "page.html").includes(record.program.build));
    }
  });

  test("of the package only what the views need", () => {
    const names = (files) => files.map(({ path }) => path.replace(/-[0-9A-F]{8}(?=\.\w+$)/, ""));
    const ranking = { ...PROVINCES, show: { views: ["ranking"] } };
    return publish(ranking, { date: DATE }).then((files) => {
      assert.deepEqual(names(files).filter((path) => /^innodex\/.*\.(wasm|bin)$/.test(path)), ["innodex/provinces.bin", "innodex/ranking.wasm"]);
      assert.ok(names(made.provinces).includes("innodex/analysis.wasm"));
      assert.ok(!names(made.own).includes("innodex/provinces.bin"));
      assert.ok(!names(made.provinces).some((path) => /table|whatif|sql|workbook/.test(path)));
    });
  });

  test("a single file has at most 1 MB for the provinces, also with every view", async () => {
    assert.ok(single(made.provinces).bytes.length < 1e6, `${single(made.provinces).bytes.length}`);
    const all = await publish({ ...PROVINCES, show: { views: ["ranking", "trend", "explain", "profile", "growth", "robustness", "weights", "scenario", "goal", "audit"] } }, { date: DATE });
    assert.ok(single(all).bytes.length < 1.1e6, `${single(all).bytes.length}`);
    const plain = await publish({ ...PROVINCES, show: { views: ["ranking"] } }, { date: DATE });
    assert.ok(single(plain).bytes.length < 4e5, `${single(plain).bytes.length}`);
  });

  test("the script around a frame has less than 1 kB", () => {
    assert.ok(made.own.find(({ path }) => path.startsWith("innodex/resize-")).bytes.length < 1000);
  });

  test("embed lines, oEmbed and README have the address that is given", async () => {
    const files = await publish(madeUp(), { date: DATE, address: "https://stats.example/index" });
    assert.ok(read(files, "embed.html").includes("&lt;iframe data-innodex src=&quot;https://stats.example/index/frame.html&quot;"));
    const oembed = JSON.parse(read(files, "oembed.json"));
    assert.deepEqual([oembed.version, oembed.type], ["1.0", "rich"]);
    assert.match(oembed.html, /^<iframe [^>]*src="https:\/\/stats\.example\/index\/frame\.html"[^>]*sandbox="allow-scripts"/);
    assert.ok(Number.isInteger(oembed.width) && Number.isInteger(oembed.height));
    for (const words of ["虚构数据，仅供测试", "虚构省统计局", "wasm-unsafe-eval", "page.html"]) assert.ok(read(files, "README.txt").includes(words), words);
    await assert.rejects(publish(madeUp(), { date: DATE, address: "javascript:alert(1)" }), { code: "bad_address" });
    await assert.rejects(publish(madeUp(), { date: "30.11.2026" }), { code: "bad_date" });
    await assert.rejects(publish(madeUp(), { date: "2026-02-30" }), { code: "bad_date" });
  });

  test("the method note has formulas, weights, sources, findings and what is said to them", () => {
    const note = read(made.own, "method.html");
    for (const words of ["产出 ÷ 人口", "66.7%", "虚构年鉴", "极差法", "逆向"]) assert.ok(note.includes(words), words);
    const said = read(made.provinces, "method.html");
    for (const words of ["R&amp;D经费内部支出 × 0.01 ÷ 地区生产总值", "中国科技统计年鉴", "近乎重复计算", "各省的投入与产出规模相近"]) assert.ok(said.includes(words), words);
  });

  test("of three thousand units the pages have the first, static.html has all, and nothing takes long", async () => {
    const names = Array.from({ length: 3000 }, (_, i) => `C${i},虚构县${i},2023,${100 + ((i * 37) % 997)},${(i % 13) + 1},${20 + (i % 7)}`);
    const many = madeUp({ data: { csv: `code,unit,period,output,spending,people\n${names.join("\n")}\n` }, show: { unit: "虚构县7" }, answers: undefined });
    const begun = performance.now();
    const files = await publish(many, { date: DATE });
    assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun}`);
    const rows = (path) => (read(files, path).match(/<tr data-code=/g) ?? []).length;
    assert.deepEqual(["static.html", "page.html", "frame.html"].map(rows), [3000, 101, 101]);
    assert.match(read(files, "page.html"), /<a href="static.html">其余2899个地区见数据表<\/a>/);
    assert.ok(!files.some(({ path }) => path === "trend.svg"), "one year has no trend");
    assert.deepEqual((await verify(files)).differences, []);
  });

  test("in English no page has a word of Chinese but names", async () => {
    const english = madeUp({ lang: "en" });
    const files = await publish({ ...english, data: { csv: english.data.csv.replace(/[\u4e00-\u9fff]+/g, (name) => `Town ${name.codePointAt(0)}`) }, show: { views: ["ranking", "trend"] }, indicators: undefined, framework: { ...english.framework, indicators: english.framework.indicators.map((each) => ({ ...each, unit: "yuan" })) } }, { date: DATE });
    for (const page of ["static.html", "method.html", "README.txt", "ranking.svg", "trend.svg"]) assert.doesNotMatch(read(files, page).replace(/"(?:PingFang|Microsoft)[^"]*"/g, ""), /[\u4e00-\u9fff]/, page);
  });
});

describe("hostile labels", () => {
  const files = made.hostile;

  test("no page has a tag, an attribute or a script of theirs", () => {
    for (const { path, bytes: content } of files.filter((file) => /\.(html|svg)$/.test(file.path))) {
      const html = decoder.decode(content);
      // Everything that a parser would see as a tag: theirs would be among them.
      const tags = [...html.replace(/<script type="application\/json"[^>]*>[^<]*<\/script>/g, "").replace(/<script>[^]*?<\/script>/g, "").matchAll(/<([a-z!/][^\s>]*)([^>]*)>/gi)];
      for (const [, name, attributes] of tags) {
        assert.doesNotMatch(name, /^(img|iframe)$/i.test(name) && !/trend\.svg/.test(attributes) ? /./ : /^!--/, `${path}: <${name}${attributes}>`);
        assert.doesNotMatch(attributes.replace(/"[^"]*"/g, '""'), /\son\w+=|style=/i, `${path}: <${name}${attributes}>`);
      }
      assert.doesNotMatch(html, /<script>alert|<img src=x|<!--<script/, path);
      assert.equal((html.match(/<script/g) ?? []).length, (html.match(/<\/script>/g) ?? []).length, path);
    }
  });

  test("CSV files and the workbook have no formula", () => {
    for (const path of ["data/ranking.csv", "data/years.csv", "data/panel.csv"]) {
      const lines = cells(read(files, path).replace("\ufeff", "").replaceAll("\r", ""));
      for (const cell of lines.flat()) assert.ok(!/^[=+\-@\t\r]/.test(cell) || Number.isFinite(Number(cell)), `${path}: ${cell}`);
      assert.ok(lines.flat().includes(`'${HOSTILE[4]}`), path);
    }
    const book = unzipped(files.find(({ path }) => path === "ranking.xlsx").bytes);
    for (const [name, content] of book) {
      const xml = content.toString();
      assert.doesNotMatch(xml, /<f[ >]|<script|onerror=alert\(2\)>/, name);
    }
    assert.ok(book.get("xl/worksheets/sheet1.xml").toString().includes("=HYPERLINK(&quot;"));
  });

  test("the elements still read the panel as it was", async () => {
    assert.equal(read(files, "data/panel.txt"), hostile().data.csv);
    assert.match(read(files, "page.html"), /<innodex-model data="data\/panel.txt"/);
    const model = await Model.load({ data: read(files, "data/panel.txt"), framework: read(files, "data/framework.json") });
    assert.deepEqual(model.description.units.map(({ name }) => name.zh), HOSTILE);
  });

  test("JSON reads back", () => {
    for (const { path } of files.filter((file) => file.path.endsWith(".json"))) JSON.parse(read(files, path));
    assert.equal(JSON.parse(read(files, "publication.json")).title, HOSTILE[0]);
  });
});

test("the code inside a page parses, and cannot end its script", () => {
  const html = read(made.own, single(made.own).path);
  for (const [, code] of html.matchAll(/<script>([^]*?)<\/script>/g)) parse(code, { ecmaVersion: 2020 });
  const frame = made.own.find(({ path }) => path.startsWith("innodex/frame-"));
  parse(decoder.decode(frame.bytes), { ecmaVersion: 2020, sourceType: "script" });
});

describe("verify", () => {
  /** A publication with one file changed. */
  const changed = (files, path, change) => files.map((file) => (file.path === path ? { path, bytes: typeof change === "string" ? new TextEncoder().encode(change) : change(file) } : file));

  test("says that it is the same", async () => {
    for (const files of Object.values(made)) {
      const { same, differences, figures } = await verify(files);
      assert.deepEqual([same, differences], [true, []]);
      assert.ok(figures >= 44);
    }
  });

  test("names the file and the figure that differ", async () => {
    const files = changed(made.provinces, "data/ranking.json", read(made.provinces, "data/ranking.json").replace(/"code": "42",([^]*?)"rank": 8/, '"code": "42",$1"rank": 5'));
    const { same, differences } = await verify(files);
    assert.equal(same, false);
    assert.deepEqual(differences.map(({ file, code, place, published, computed }) => [file, code, place, published, computed]).slice(1), [["data/ranking.json", "figure_differs", "湖北, rank", 5, 8]]);
    assert.equal(differences[0].code, "file_changed");
  });

  test("finds a figure in a page, also where its hash was written anew", async () => {
    const page = read(made.provinces, "static.html").replace(/(<tr data-code="42".*?<td class="ix-rank">)8</, "$15<");
    let files = changed(made.provinces, "static.html", page);
    const record = JSON.parse(read(files, "publication.json"));
    record.files.find(({ path }) => path === "static.html").sha256 = sha256(new TextEncoder().encode(page));
    files = changed(files, "publication.json", JSON.stringify(record));
    const { differences } = await verify(files);
    assert.deepEqual(differences.map(({ file, code, place, published, computed }) => [file, code, place, published, computed]), [["static.html", "figure_differs", "湖北, rank", "5", "8"]]);
  });

  test("finds changed data, missing files and missing units", async () => {
    const data = changed(made.own, "data/panel.csv", read(made.own, "data/panel.csv").replaceAll(",100,", ",900,"));
    const found = await verify(data);
    assert.deepEqual([...new Set(found.differences.map(({ code }) => code))].sort(), ["data_differ", "figure_differs", "file_changed", "more_differ"]);
    assert.ok(found.differences.some(({ place }) => place.startsWith("甲市, ")));
    const gone = await verify(made.own.filter(({ path }) => path !== "static.html"));
    assert.deepEqual(gone.differences.map(({ file, code }) => [file, code]), [["static.html", "file_missing"]]);
    const unit = JSON.parse(read(made.own, "data/ranking.json"));
    unit.rows.shift();
    const fewer = await verify(changed(made.own, "data/ranking.json", JSON.stringify(unit)));
    assert.ok(fewer.differences.some(({ code }) => code === "unit_missing"));
  });

  test("rests on the publication's own data and framework, whatever this version has", async () => {
    const kept = JSON.parse(read(made.provinces, "project.json"));
    assert.deepEqual(kept.framework, json("pkg/dist/frameworks/provincial.json"));
    assert.equal(kept.show.period, "2022");
    const without = await verify(made.provinces.filter(({ path }) => path !== "innodex/provinces.bin")).catch((error) => error);
    assert.ok(without.differences?.some(({ file, code }) => file === "innodex/provinces.bin" && code === "file_missing"), String(without));
  });

  test("a folder that is no publication is refused", async () => {
    await assert.rejects(verify([]), { code: "not_a_publication" });
    await assert.rejects(verify(changed(made.own, "publication.json", "{}")), { code: "not_a_publication" });
    await assert.rejects(verify(made.own.filter(({ path }) => path !== "project.json")), { code: "not_a_publication" });
  });
});

describe("what is wrong with a project is said", () => {
  /** Each: what is given, the code, the place. */
  const wrong = [
    [{ show: { unit: "月球" } }, "unknown_unit", "$.show.unit"],
    [{ show: { node: "moon" } }, "unknown_node", "$.show.node"],
    [{ show: { period: "1900" } }, "unknown_period", null],
    [{ data: { file: "panel.csv" } }, "file_missing", "$.data.file"],
    [{ data: undefined }, "missing_member", "$.data"],
    [{ framework: "moon" }, "unknown_framework", "$.framework"],
    [{ data: { csv: "a,b\n1,2\n" } }, null, "data: row 1"],
    [{ data: { csv: madeUp().data.csv.replace(",100,", ",1O0,") } }, null, "data: row 2, column output"],
    [{ framework: { ...madeUp().framework, steps: [{ step: "dance" }] } }, null, "$.framework.steps[0].step"],
    [{ indicators: [{ id: "output", zh: "产出", kind: "dance" }] }, null, "$.indicators[0].kind"],
    [{ indicators: [{ id: "output", zh: 1 }] }, null, "$.indicators[0].zh"],
    [{ answers: [{ check: "moon", at: [], note: { zh: "a" } }] }, null, null],
  ];
  for (const [more, code, place] of wrong) {
    test(JSON.stringify(more).slice(0, 60), async () => {
      const error = await publish(madeUp(more), { date: DATE }).then(() => assert.fail("published"), (thrown) => thrown);
      assert.equal(error.name, "InnodexError", String(error));
      if (code) assert.equal(error.code, code);
      if (place) assert.equal(error.place, place);
      assert.match(error.messages.zh, /[\u4e00-\u9fff]/);
    });
  }

  test("a data file is read from beside, and refused where it has changed", async () => {
    const csv = new TextEncoder().encode(madeUp().data.csv);
    const data = { file: "panel.csv", sha256: sha256(csv) };
    const files = await publish(madeUp({ data }), { date: DATE, files: { "panel.csv": csv } });
    assert.deepEqual(JSON.parse(read(files, "data/ranking.json")), JSON.parse(read(made.own, "data/ranking.json")));
    await assert.rejects(publish(madeUp({ data }), { date: DATE, files: { "panel.csv": csv.slice(1) } }), { code: "data_changed", place: "$.data.sha256" });
  });
});

describe("the command", () => {
  const path = join(folder, "project.json");
  writeFileSync(path, JSON.stringify(madeUp()));

  test("writes what the function gives, as a folder and as a zip, and verifies it", async () => {
    const [out, zip] = [join(folder, "out"), join(folder, "out.zip")];
    const { code, out: printed, err } = await innodex("publish", path, "--out", out, "--zip", zip, "--date", DATE);
    assert.deepEqual([code, printed], [0, ""], err);
    for (const file of made.own) assert.deepEqual(new Uint8Array(readFileSync(join(out, file.path))), file.bytes, file.path);
    assert.deepEqual(new Uint8Array(readFileSync(zip)), zipped(made.own, DATE));
    assert.deepEqual([...unzipped(readFileSync(zip)).keys()], made.own.map((file) => file.path));
    const verified = await innodex("verify", out, "--format", "csv");
    assert.deepEqual([verified.code, verified.out], [0, "file,code,place,published,computed,message\n"]);
    writeFileSync(join(out, "static.html"), read(made.own, "static.html").replace("甲市", "假市"));
    const found = await innodex("verify", out, "--format", "csv", "--lang", "en");
    assert.equal(found.code, 2);
    assert.match(found.out, /^file,code.*\nstatic\.html,file_changed,/);
  });

  test("never writes over another publication, but again over the same", async () => {
    const out = join(folder, "again");
    for (const [date, expected] of [[DATE, 0], [DATE, 0], ["2026-12-01", 2]]) {
      const { code, err } = await innodex("publish", path, "--out", out, "--date", date);
      assert.equal(code, expected, err);
      if (expected) assert.match(err, /^already_published /);
    }
    assert.equal((await innodex("verify", out)).code, 0);
  });

  test("refuses what it cannot do, in both languages, with exit 2", async () => {
    const bad = join(folder, "bad.json");
    writeFileSync(bad, JSON.stringify({ ...madeUp(), show: { views: ["dance"] } }));
    for (const [args, code] of [[["publish", path], "bad_command"], [["publish", "--out", folder], "bad_command"], [["publish", join(folder, "none.json"), "--out", folder], "bad_command"], [["publish", bad, "--out", folder], "unknown_word"], [["verify", folder], "not_a_publication"], [["verify"], "bad_command"]]) {
      const { code: exit, err } = await innodex(...args, "--format", "json");
      assert.equal(exit, 2, args.join(" "));
      const error = JSON.parse(err);
      assert.equal(error.code, code, args.join(" "));
      assert.ok(error.message.zh && error.message.en);
    }
  });

  test("check tells a project from its content, with the place", async () => {
    const bad = join(folder, "typo.json");
    writeFileSync(bad, JSON.stringify(madeUp({ framework: { ...madeUp().framework, steps: [{ step: "dance" }] } })));
    assert.deepEqual([(await innodex("check", path, "--format", "csv")).code], [0]);
    const { code, out } = await innodex("check", bad, path, "--format", "json");
    assert.equal(code, 2);
    const [first, ...rest] = JSON.parse(out).filter(({ severity }) => severity === "error");
    assert.equal(first.file, bad);
    assert.match(first.place, /^framework: \$\.steps/);
    assert.deepEqual(rest, []);
  });
});

test("the schema of the package has the project that a publication keeps", async () => {
  const { default: Ajv } = await import("ajv/dist/2020.js");
  const validate = new Ajv({ strict: true, strictRequired: false, formats: { double: true, int8: true, uint: true } }).compile(json("pkg/dist/schema/project.json"));
  for (const files of Object.values(made)) assert.ok(validate(JSON.parse(read(files, "project.json"))), JSON.stringify(validate.errors));
});
