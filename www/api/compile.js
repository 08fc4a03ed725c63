/**
 * A wasm module of the package.
 * @param {URL} address
 */
export async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`innodex: ${address.pathname}: HTTP ${response.status}`);
  // Servers of many offices do not know the type of .wasm; streaming would refuse it.
  const known = (response.headers.get("content-type") || "").startsWith("application/wasm");
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
