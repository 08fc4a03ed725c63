import "innodex/element";
import { Model } from "innodex";

/** Ranks the embedded figures, or those of a CSV. */
globalThis.rank = async (period, options) => {
  const model = await Model.load(options);
  try {
    return model.rank(period);
  } finally {
    model.dispose();
  }
};
