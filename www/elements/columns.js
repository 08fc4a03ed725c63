/** Which columns of the data can be changed in a what-if, and which of them act on the index. No DOM. */

/** @typedef {import("../api/types.js").Description} Description */

/**
 * The columns that the framework's indicators are read from.
 * @param {Pick<Description, "nodes">} description
 * @returns {Set<string>}
 */
export function usedColumns({ nodes }) {
  const used = nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]);
  return new Set(/** @type {string[]} */ (used.filter(Boolean)));
}

/**
 * The columns whose change can move the index: those it is read from, and those tied to them by accounts.
 * @param {Description} description
 * @returns {Set<string>}
 */
export function actingColumns(description) {
  const acting = usedColumns(description);
  const ties = description.columns.flatMap(({ id, part_of: part, same_as: same }) =>
    [part?.total, same?.indicator].filter(Boolean).map((other) => [id, /** @type {string} */ (other)]),
  );
  for (let size = 0; size !== acting.size; ) {
    size = acting.size;
    for (const [a, b] of ties) if (acting.has(a) || acting.has(b)) acting.add(a).add(b);
  }
  return acting;
}

/**
 * The columns that can be changed, in two groups: those that act on the index, and the others. A ratio is changed by what it is
 * made of.
 * @param {Description} description
 */
export function changeableColumns(description) {
  const acting = actingColumns(description);
  const columns = description.columns.filter(({ kind }) => kind !== "ratio");
  return { acting: columns.filter(({ id }) => acting.has(id)), idle: columns.filter(({ id }) => !acting.has(id)) };
}
