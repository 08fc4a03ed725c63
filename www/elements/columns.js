/** Which columns of the data can be changed in a what-if. No DOM. */

/** @typedef {import("../api/types.js").Description} Description */

/**
 * The columns that can be changed, in two groups: those that act on the index, and the others. A ratio is changed by what it is
 * made of.
 * @param {Pick<Description, "columns">} description
 */
export function changeableColumns({ columns }) {
  const changeable = columns.filter(({ kind }) => kind !== "ratio");
  return { acting: changeable.filter(({ acts }) => acts), idle: changeable.filter(({ acts }) => !acts) };
}
