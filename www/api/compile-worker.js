/** The worker that compiles where the page may not: Chromium 90 to 96 under a policy with 'wasm-unsafe-eval' (rescue.js). */
onmessage = ({ data }) => WebAssembly.compile(data).then(postMessage, () => postMessage(null));
