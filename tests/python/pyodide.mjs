// Python in a page: what is read from standard input runs in Pyodide, with the built wheel; its last value is printed as JSON.
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
python.FS.mkdirTree("/site");
python.mountNodeFS("/site", fileURLToPath(new URL("../../build/python", import.meta.url)));
await python.runPythonAsync("import sys; sys.path.insert(0, '/site')");
process.stdout.write(await python.runPythonAsync(readFileSync(0, "utf8")));
