// What only Node has. Compiled by tests/consumers, never run.
import { check, frameworks, Model, type Finding } from "innodex";

export async function files(panel: Uint8Array): Promise<Model> {
  const [findings]: Finding[][] = await check([panel]);
  console.log(findings.filter(({ severity }) => severity === "error").map(({ place, message }) => place + message.en));
  // @ts-expect-error bytes, not a path
  await check(["panel.csv"]);
  const ready: { id: string; indicators: number; source: string | null }[] = await frameworks();
  return Model.load({ data: panel, framework: ready[0].id });
}
