// Workbooks, as a consumer of the package uses them. Compiled by tests/consumers, never run.
import { readCoinTool, writeCoinTool, InnodexError, type CoinrTables } from "innodex/workbook";

export async function round(file: ArrayBuffer): Promise<Uint8Array> {
  const { data, meta }: CoinrTables = await readCoinTool(file);
  // @ts-expect-error a path is no workbook
  await readCoinTool("book.xlsx");
  // @ts-expect-error both tables are needed
  await writeCoinTool({ data });
  return writeCoinTool({ data, meta: new TextEncoder().encode(meta) }).catch((error: unknown) => {
    throw error instanceof InnodexError ? new Error(error.place) : error;
  });
}
