/** Of thousands of rows, those that are shown until the reader asks for all: a table of all takes longer than the draws. */

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {{ rows: RankRow[], before: number }} Stretch rows that follow one another, and how many are left out before them */

/** Up to so many are shown in any case. */
const ALL = 200;

/** Otherwise the first so many, and so many on either side of the unit looked at. */
const FIRST = 40;
const AROUND = 10;

/**
 * @param {RankRow[]} rows by rank
 * @param {string | undefined} code the unit looked at
 * @param {boolean} all the reader has asked for all
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

/** So far beyond the screen a row is as good as on it, in CSS pixels: a sentence of two lines where it had one moves the table. */
const NEAR = 80;

/**
 * Which of the rows shown are on the screen: the first and the last, by number.
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
