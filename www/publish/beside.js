/** A file of the package in a page that holds everything itself; it stands where www/whatif/beside.js does. @param {string} name */
export async function file(name) {
  const core = /** @type {any} */ (globalThis)[Symbol.for("innodex.core")];
  const bytes = await core.file(name);
  if (!bytes) throw new Error(`${name} (404)`);
  return bytes;
}
