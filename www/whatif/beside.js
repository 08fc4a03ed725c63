/** A file of the package that lies beside this script. @param {string} name */
export async function file(name) {
  const response = await fetch(new URL(`${name}?${BUILD}`, import.meta.url).href);
  if (!response.ok) throw new Error(`${name} (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}
