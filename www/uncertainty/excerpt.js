/** Which of thousands of rows are shown until the reader asks for all: rendering all takes longer than the draws. */

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {{ rows: RankRow[], before: number }} Stretch consecutive rows, and how many are left out before them */

/** Up to so many rows are all shown. */
const ALL = 200;

/** Of more rows, the first so many, and so many on either side of the selected unit. */
const FIRST = 40;
const AROUND = 10;

/**
 * @param {RankRow[]} rows by rank
 * @param {string | undefined} code the selected unit
 * @param {boolean} all whether the reader asked for all
 * @returns {Stretch[]}
 */
export function excerpt(rows, code, all) {
  if (all || rows.length <= ALL) return [{ rows, before: 0 }];
  const at = rows.findIndex((row) => row.code === code);
  const [from, to] = at < 0 ? [FIRST, FIRST] : [Math.max(FIRST, at - AROUND), Math.max(FIRST, at + AROUND + 1)];
  const stretches = [
    { rows: rows.slice(0, FIRST), before: 0 },
    { rows: rows.slice(from, to), before: from - FIRST },
    { rows: [], before: rows.length - Math.min(to, rows.length) },
  ];
  return stretches.filter((each) => each.rows.length || each.before);
}

/** Rows within so many CSS pixels of the screen count as visible: a sentence that grows from one line to two moves the table. */
const NEAR = 80;

/**
 * The first and the last row on the screen, by number among the rows shown.
 * @param {ParentNode} root @returns {[number, number]}
 */
export function onScreen(root) {
  const rows = root.querySelectorAll("tbody tr[part=row]");
  /** How many rows are entirely above a height. @param {number} height @param {"top" | "bottom"} edge */
  const above = (height, edge) => {
    let [from, to] = [0, rows.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (rows[middle].getBoundingClientRect()[edge] < height) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return [above(-NEAR, "bottom"), above(innerHeight + NEAR, "top") - 1];
}
