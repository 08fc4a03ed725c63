/** The layout of a slope chart: a column for each ranking, a line for each unit. No DOM. */

/** @typedef {{ code: string, ranks: (number | null)[] }} Series a unit and its rank in every column */

/**
 * The row of every unit in every column: by rank, equal ranks by code, so that labels never cover each other; unranked last.
 * @param {Series[]} series
 * @returns {Map<string, number[]>}
 */
export function places(series) {
  /** @type {Map<string, number[]>} */
  const rows = new Map(series.map(({ code }) => [code, []]));
  for (let column = 0; column < (series[0]?.ranks.length ?? 0); column++) {
    const order = [...series].sort(
      (a, b) => (a.ranks[column] ?? Infinity) - (b.ranks[column] ?? Infinity) || (a.code < b.code ? -1 : 1),
    );
    // Infinity - Infinity is NaN: two unranked units are ordered by code.
    order.forEach(({ code }, row) => rows.get(code)?.push(row));
  }
  return rows;
}

/**
 * The order of drawing: lines that matter more come later and are not covered.
 * @param {Series} series @param {Set<string>} chosen
 */
export const importance = ({ code, ranks }, chosen) => (chosen.has(code) ? 2 : ranks.some((rank) => rank !== ranks[0]) ? 1 : 0);
