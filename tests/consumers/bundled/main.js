// A page's script as a bundler is given it; the folder dist lies in the site as /innodex/.
import "innodex/element";
import "innodex/whatif-element";
import { Model } from "innodex";
import { Tables } from "innodex/table";

globalThis[Symbol.for("innodex")].base = "/innodex/";

/** The score of the first unit of a raw table, in its first period. */
globalThis.open = async (csv, name) => {
  const tables = new Tables();
  try {
    await tables.open(csv, name);
    const { panel } = await tables.run();
    return [panel.units[0].code, panel.periods[0], panel.figure(0, 0, 0)];
  } finally {
    tables.dispose();
  }
};

/** Ranks the embedded figures, or those of a CSV. */
globalThis.rank = async (period, options) => {
  const model = await Model.load(options);
  try {
    return model.rank(period);
  } finally {
    model.dispose();
  }
};
