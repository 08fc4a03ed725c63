// Raw tables, as a consumer of the package uses them. Compiled by tests/consumers, never run.
import { Model } from "innodex";
import { Tables, TablePanel, type Plan, type Understood } from "innodex/table";

export async function perPerson(files: File[], signal: AbortSignal): Promise<Model> {
  const tables = new Tables();
  for (const file of files) {
    const seen: Understood = await tables.open(file, undefined, { signal, onProgress: (share) => console.log(share.toFixed(2)) });
    console.log(seen.units.length, seen.form === "long", seen.remarks.filter(({ fix }) => fix).length);
  }
  await tables.open("a,b\n", "text.csv");
  // @ts-expect-error a number is no file
  await tables.open(7);
  const plan: Plan = {
    accept: { 浙汀: "浙江" },
    sources: { rd: { file: "rd.csv" }, people: { columns: { region: "unit" } } },
    from: "rd",
    steps: [
      { step: "join", with: "people" },
      { step: "group_by", by: ["unit", "period"], figures: { rd: { sum: "rd" } } },
      { step: "rank", id: "rank", column: "rd" },
    ],
  };
  // @ts-expect-error no such step
  await tables.run({ steps: [{ step: "merge" }] });
  // @ts-expect-error no such role
  await tables.run({ sources: { rd: { columns: { x: "number" } } } });
  const { panel, remarks, set_apart } = await tables.run(plan, { files: ["rd.csv"], signal });
  const value: number | null = panel.figure(0, 0, 0);
  console.log(panel instanceof TablePanel, value, remarks.length, set_apart.map(({ rows }) => rows.length));
  const fit: { measure: string; scale: number } | null = await tables.quotient("亿元", "万人");
  console.log(fit);
  tables.dispose();
  return Model.load({ data: panel, framework: null });
}
