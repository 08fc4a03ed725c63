// What is shared: codes that another library reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import jsQR from "jsqr";
import { qrOf } from "../../www/share/qr.js";

/** What jsQR reads of a code, drawn with four pixels a module and a quiet zone of four modules. @param {boolean[][]} rows */
function read(rows) {
  const side = 4 * (rows.length + 8);
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      for (let i = 0; dark && i < 16; i++) pixels.fill(0, 4 * (side * (4 * (y + 4) + (i >> 2)) + 4 * (x + 4) + (i & 3)), 4 * (side * (4 * (y + 4) + (i >> 2)) + 4 * (x + 4) + (i & 3)) + 3);
    }),
  );
  const found = jsQR(pixels, side, side);
  return found && { text: found.data, version: found.version };
}

/** jsQR looks for the squares of version 23 at 74; ISO/IEC 18004, annex E, has 78. */
const SIZE_OF_23 = 4 * 23 + 17;

test("codes of every version are read back by another library", () => {
  const seen = new Set();
  for (let length = 1; length <= 2953; length += length < 300 ? 13 : 61) {
    const text = `https://example.cn/#ranking=${"Ab9-_.湖"[length % 7]}`.repeat(120).slice(0, length);
    const rows = qrOf(text);
    if (!rows || rows.length === SIZE_OF_23) continue; // a Chinese character is three bytes
    const found = read(rows);
    assert.equal(found?.text, text, `${length} characters`);
    assert.equal(rows.length, 4 * found.version + 17);
    seen.add(found.version);
  }
  assert.ok(seen.size > 30, `${seen.size} versions`);
  assert.ok(seen.has(1) && Math.max(...seen) >= 38);
});

test("version 23 has its squares where the standard says", () => {
  const rows = qrOf("x".repeat(1050));
  assert.equal(rows.length, SIZE_OF_23);
  const at = [6, 30, 54, 78, 102];
  const corners = ["6 6", "6 102", "102 6"];
  for (const y of at) {
    for (const x of at.filter((x) => !corners.includes(`${x} ${y}`))) {
      const around = [-1, 0, 1].flatMap((j) => [-1, 0, 1].map((i) => (rows[y + j][x + i] ? 1 : 0))).join("");
      assert.equal(around, "000010000", `${x} ${y}`);
    }
  }
});

test("a text that no code holds gives none; the longest one does", () => {
  assert.equal(read(qrOf("x".repeat(2953)))?.version, 40);
  assert.equal(qrOf("x".repeat(2954)), null);
  assert.equal(read(qrOf(""))?.version ?? 1, 1);
});
