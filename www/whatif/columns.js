/** Which columns a change can be made in, and which of them act on the index. The same as `actingColumns` of `<innodex-scenario>`. */

/** @typedef {import("../api/types.js").Description} Description */

/** @param {Description} description */
export function actsFirst({ nodes, columns }) {
  /** @type {Set<string>} */
  const acting = new Set(nodes.flatMap(({ column, numerator, denominator }) => /** @type {string[]} */ ([column, numerator, denominator].filter(Boolean))));
  const ties = columns.flatMap(({ id, part_of: part, same_as: same }) => [part?.total, same?.indicator].filter(Boolean).map((other) => [id, /** @type {string} */ (other)]));
  for (let size = 0; size !== acting.size; ) {
    size = acting.size;
    for (const [a, b] of ties) if (acting.has(a) || acting.has(b)) acting.add(a).add(b);
  }
  const changeable = columns.filter(({ kind }) => kind !== "ratio");
  return { acting: changeable.filter(({ id }) => acting.has(id)), idle: changeable.filter(({ id }) => !acting.has(id)) };
}
