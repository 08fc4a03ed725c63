// Figures out of work reports: JavaScript, the command line, and the documents that they are read of.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { documentText, readDocument, readReport } from "../../pkg/dist/reports-node.js";
import { innodex } from "../support/cli.js";
import { text } from "../support/files.js";
import { zipped } from "../support/zip.js";

const folder = mkdtempSync(join(tmpdir(), "innodex-report-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const REPORT = "tests/fixtures/report/report-1.txt";
const SENTENCE = "全区新认定高新技术企业130家，协议金额约39亿元。";
const bytes = (/** @type {string} */ written) => new TextEncoder().encode(written);
/** @param {import("../../pkg/dist/reports-node.js").ReportReading} reading */
const brief = ({ figures }) => figures.map(({ value, unit, kind }) => `${value} ${unit} ${kind}`);
const READ = ["130 家 new", "39 亿元 level"];

test("every figure of the reference report lies where its label says", async () => {
  const report = text(REPORT);
  const labels = text(REPORT.replace(".txt", ".figures.jsonl")).trim().split("\n").map((line) => JSON.parse(line));
  const { figures, rules } = await readReport(report);
  assert.equal(figures.length, labels.length);
  for (const [at, { start, end, base_value }] of labels.entries()) {
    assert.ok(figures[at].start <= start && figures[at].end >= end, `${at}: ${figures[at].text}`);
    assert.ok(Math.abs(figures[at].normalised - base_value) <= 1e-12 * base_value, figures[at].text);
    assert.equal(report.slice(...figures[at].utf16), figures[at].text);
    for (const rule of figures[at].rules) assert.ok(rules.some(({ name }) => name === rule), rule);
    assert.ok(figures[at].rules.includes(figures[at].rule));
  }
});

test("the two oddities of the reference report are asked about", async () => {
  const { questions, figures } = await readReport(text(REPORT));
  assert.deepEqual(questions.map(({ check, figures: of }) => [check, ...of.map((at) => figures[at].text)]), [
    ["base_not_whole", "279家", "65.8%"],
    ["two_values", "279家", "402家"],
  ]);
  for (const { message } of questions) assert.ok(message.zh && message.en);
});

test("places count characters, also where one is two units of UTF-16", async () => {
  const { figures: [figure] } = await readReport(`😀𠮷${SENTENCE}`);
  assert.deepEqual([figure.start, ...figure.utf16], [13, 15, 19]);
});

const WORD = `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>全区新认定</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>高新技术企业130家，</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>协议金额约39亿元</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>甲&amp;乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`;
const ODT = `<office:document-content><office:body><office:text><text:h>全区新认定高新技术企业130家</text:h><text:p><office:annotation><text:p>批注9家</text:p></office:annotation>协议<text:s text:c="1"/>金额约39亿元</text:p></office:text></office:body></office:document-content>`;

test("documents are read paragraph by paragraph", async () => {
  const docx = zipped({ "word/document.xml": WORD });
  assert.equal(await documentText(docx), "全区新认定高新技术企业130家，\n协议金额约39亿元\t甲&乙\n");
  assert.deepEqual(brief(await readDocument(docx)), READ);
  const odt = zipped({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": ODT });
  assert.deepEqual(brief(await readDocument(odt)), READ);
  const page = `<!doctype html><html><head><title>99家</title><style>p{width:88%}</style></head><body><script>var a = "7家"</script><p>全区新认定<b>高新技术</b>企业130家，<br>协议金额约39亿元。</p></body></html>`;
  assert.equal(await documentText(bytes(page)), "全区新认定高新技术企业130家，\n协议金额约39亿元。\n");
  assert.deepEqual(brief(await readDocument(bytes(page))), READ);
});

test("text in other encodings is read", async () => {
  const utf16 = Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(SENTENCE, (c) => c.charCodeAt(0)).buffer)]);
  // 新增企业5家 in GB18030
  const gb = Uint8Array.from([0xd0, 0xc2, 0xd4, 0xf6, 0xc6, 0xf3, 0xd2, 0xb5, 0x35, 0xbc, 0xd2]);
  assert.deepEqual(brief(await readDocument(utf16)), READ);
  assert.deepEqual(brief(await readDocument(gb)), ["5 家 new"]);
});

test("what holds no text says what to do", async () => {
  const cases = /** @type {const} */ ([
    [bytes("%PDF-1.7\n"), "unknown_form", "粘贴"],
    [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "unknown_form", "DOCX"],
    [bytes(" \n"), "empty_file", "文字"],
    [zipped({ "xl/workbook.xml": "<workbook/>" }), "unknown_form", "innodex table"],
    [zipped({ "word/document.xml": "<w:document><w:p><w:r><w:t>&nope;</w:t>" }), "unknown_form", "DOCX"],
    [Uint8Array.from([0x41, 0xff, 0x00, 0x80]), "unknown_encoding", "UTF-8"],
  ]);
  for (const [file, code, hint] of cases) {
    await assert.rejects(documentText(file), (/** @type {any} */ error) => {
      assert.deepEqual([error.name, error.code], ["InnodexError", code]);
      return error.hint.zh.includes(hint);
    });
  }
});

test("the command prints the columns of its contract", async () => {
  const file = join(folder, "甲.txt");
  writeFileSync(file, SENTENCE);
  const { out, code } = await innodex("report", file, "--format", "csv");
  assert.equal(code, 0);
  const [head, first, second] = out.split("\n");
  assert.equal(head, "file,start,end,text,subject,phrase,value,unit,normalised,normalised_unit,kind,qualifier,period,region");
  assert.equal(first, `${file},11,15,130家,高新技术企业,新认定高新技术企业,130,家,130,家,new,,,全区`);
  assert.match(second, /,39亿元,高新技术企业协议金额,协议金额,39,亿元,3900000000,元,level,约,,全区$/);
  const { out: json } = await innodex("report", file, "--format", "json");
  assert.equal(JSON.parse(json)[0].figures[1].bound, "about");
});

test("without a file the command says which one shows the steps", async () => {
  const { err, code } = await innodex("report", "--lang", "en");
  assert.equal(code, 2);
  assert.match(err, /steps/);
  const { out } = await innodex("steps", "--period", "2022", "--format", "json");
  assert.ok(Object.keys(JSON.parse(out)).length > 0);
});

test("a file that cannot be read is named", async () => {
  const file = join(folder, "乙.pdf");
  writeFileSync(file, "%PDF-1.7\n");
  const { err, code } = await innodex("report", file, "--format", "json");
  assert.equal(code, 2);
  assert.deepEqual([JSON.parse(err).code, JSON.parse(err).place], ["unknown_form", file]);
});
