// Files of the project as the tests read them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const project = fileURLToPath(new URL("../..", import.meta.url));

/** A file by its path in the project. */
export const bytes = (path) => new Uint8Array(readFileSync(project + path));
export const text = (path) => readFileSync(project + path, "utf8");
export const json = (path) => JSON.parse(text(path));

/** What a file of the package is called in this build: its name with a hash. */
export const hashed = (name) => json("pkg/dist/files.json").files[name];
/** The same backwards: a path without the hash. */
export const named = (path) => path.replace(/-[0-9A-Z]{8}(?=\.\w+$)/, "");

/** A CSV as rows of cells. */
export function cells(csv) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const end = () => (rows[rows.length - 1].push(cell), (cell = ""));
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (csv[i + 1] === '"') (cell += '"'), i++;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") end();
    else if (c === "\n") end(), rows.push([]);
    else if (c !== "\r") cell += c;
  }
  if (cell || rows[rows.length - 1].length) end();
  return rows.filter((row) => row.length);
}

/** A CSV as objects by its header. */
export function records(csv) {
  const [head, ...rows] = cells(csv);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}
