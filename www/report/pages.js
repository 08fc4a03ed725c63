/** A long text in pages, each a whole number of lines or sentences, no figure cut. No DOM. */

/** How long a page is at most, where the text has places to cut it. */
const LENGTH = 6000;

/** A newline, or the end of a sentence. */
const ENDS = /\n|[。；;!?！？](?=[^”’」』)）])/g;

/**
 * @param {string} text @param {{ start: number, end: number }[]} items in order
 * @returns {{ from: number, to: number }[]} at least one
 */
export function pagesOf(text, items) {
  const pages = [];
  let from = 0;
  let next = 0;
  while (text.length - from > LENGTH) {
    let to = from + cutOf(text.slice(from, from + LENGTH));
    while (next < items.length && items[next].end <= to) next++;
    // A figure that the cut would divide stays on the earlier page.
    if (next < items.length && items[next].start < to) to = items[next].end;
    pages.push({ from, to });
    from = to;
  }
  pages.push({ from, to: text.length });
  return pages;
}

/** Where a piece of text is cut: behind its last line or sentence, else at its end, and within no character. @param {string} piece */
function cutOf(piece) {
  const line = piece.lastIndexOf("\n");
  if (line > LENGTH / 2) return line + 1;
  let last = 0;
  for (const { index = 0 } of piece.matchAll(ENDS)) last = index + 1;
  if (last > LENGTH / 2) return last;
  return piece.length - (/[\ud800-\udbff]/.test(piece[piece.length - 1]) ? 1 : 0);
}

/**
 * The lines of a page with their figures: what stands before, the figure, and so on. Of figures of one place the first is in the
 * line, the others follow as `again`.
 * @template {{ start: number, end: number }} Item
 * @param {string} text @param {Item[]} items in order @param {{ from: number, to: number }} page
 * @returns {{ at: number, parts: (string | { item: Item, again: boolean })[] }[]} `at`: where the line begins
 */
export function linesOf(text, items, { from, to }) {
  /** @type {{ at: number, parts: (string | { item: Item, again: boolean })[] }[]} */
  const lines = [{ at: from, parts: [] }];
  let at = from;
  const put = (/** @type {number} */ end) => {
    for (const [i, plain] of text.slice(at, end).split("\n").entries()) {
      if (i) lines.push({ at, parts: [] });
      if (plain) lines[lines.length - 1].parts.push(plain);
      at += plain.length + 1;
    }
    at = end;
  };
  for (const item of items) {
    if (item.end <= from || item.start >= to) continue;
    const again = item.start < at;
    if (!again) put(item.start);
    lines[lines.length - 1].parts.push({ item, again });
    at = Math.max(at, item.end);
  }
  put(to);
  return lines.filter(({ parts }) => parts.length);
}
