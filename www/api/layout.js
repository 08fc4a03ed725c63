/** Takes packed answers apart. Made of crates/wasm/src/layout.rs by crates/wasm/examples/layout.rs; not to be edited. */

/** Why a figure moved, by number. @type {import("./types.js").Why[]} */
const WHY = ["asked", "part", "total", "same_as"];

/** A missing figure as null. @param {number} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/** A run of figures. @param {Float64Array} packed @param {number} from @param {number} to */
function figures(packed, from, to) {
  const run = [];
  for (let at = from; at < to; at++) run.push(orNull(packed[at]));
  return run;
}

/** A ranking, a row a unit, in the order of ranks: what it was before where two states are compared, the score of every child of the node, and what each adds where the mean is arithmetic. @param {Float64Array} packed */
export function ranking(packed) {
  const [leaves, children, parts] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 3; at < end; at += 7 + children + parts) {
    rows.push({ unit: packed[at], rank: orNull(packed[at + 1]), score: orNull(packed[at + 2]), missing: packed[at + 3], reason: packed[at + 4], rank_before: orNull(packed[at + 5]), score_before: orNull(packed[at + 6]), children: figures(packed, at + 7, at + 7 + children), parts: figures(packed, at + 7 + children, at + 7 + children + parts) });
  }
  return { leaves, rows };
}

/** The growth of an indicator, a row a unit, with the periods used. @param {Float64Array} packed */
export function growth(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 4) {
    rows.push({ value: orNull(packed[at]), reason: packed[at + 1], from: packed[at + 2], to: packed[at + 3] });
  }
  return rows;
}

/** The figures that a scenario moved, in the order in which they moved. @param {Float64Array} packed */
export function moved(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 6) {
    rows.push({ unit: packed[at], column: packed[at + 1], period: packed[at + 2], from: orNull(packed[at + 3]), to: packed[at + 4], why: WHY[packed[at + 5]] });
  }
  return rows;
}

/** The figures that should have moved and could not, with the one that they depend on. @param {Float64Array} packed */
export function stuck(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 3) {
    rows.push({ unit: packed[at], column: packed[at + 1], because_of: packed[at + 2] });
  }
  return rows;
}

/** Effects of a scenario that are not seen in a period: how many periods later they fall; missing behind the last one. @param {Float64Array} packed */
export function unseen(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 3) {
    rows.push({ change: packed[at], elasticity: packed[at + 1], later: orNull(packed[at + 2]) });
  }
  return rows;
}

/** The trend of an indicator, a row a unit, with the periods used. @param {Float64Array} packed */
export function trend(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 10) {
    rows.push({ n: packed[at], slope: orNull(packed[at + 1]), s: orNull(packed[at + 2]), variance: orNull(packed[at + 3]), z: orNull(packed[at + 4]), p: orNull(packed[at + 5]), tau: orNull(packed[at + 6]), reason: packed[at + 7], from: packed[at + 8], to: packed[at + 9] });
  }
  return rows;
}

/** What every indicator adds to the score of a node, unit by unit. @param {Float64Array} packed */
export function contributions(packed) {
  const [units] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 1; at < end; at += 1 + units) {
    rows.push({ node: packed[at], values: figures(packed, at + 1, at + 1 + units) });
  }
  return rows;
}

/** The figures after a step, of one node after the other. @param {Float64Array} packed */
export function steps(packed) {
  const [units] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 1; at < end; at += units) {
    rows.push({ values: figures(packed, at, at + units) });
  }
  return rows;
}

/** Ranks over draws, a row a unit. @param {Float64Array} packed */
export function intervals(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 6) {
    rows.push({ nominal: orNull(packed[at]), mean: orNull(packed[at + 1]), median: orNull(packed[at + 2]), q5: orNull(packed[at + 3]), q95: orNull(packed[at + 4]), missing: orNull(packed[at + 5]) });
  }
  return rows;
}

/** A frame of a slider: ranks over the draws so far, a row a unit. `ranking` follows. @param {Float64Array} packed */
export function frame(packed) {
  const [units] = packed;
  const end = 1 + 6 * units;
  const rows = [];
  for (let at = 1; at < end; at += 6) {
    rows.push({ nominal: orNull(packed[at]), mean: orNull(packed[at + 1]), median: orNull(packed[at + 2]), q5: orNull(packed[at + 3]), q95: orNull(packed[at + 4]), missing: orNull(packed[at + 5]) });
  }
  return { rows, rest: packed.subarray(end) };
}

/** How often each unit has each rank, a row a unit, as shares of all draws. @param {Float64Array} packed */
export function histogram(packed) {
  const [bins] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 1; at < end; at += bins) {
    rows.push({ shares: packed.subarray(at, at + bins) });
  }
  return rows;
}

/** How often each unit is above each other, a row a unit, as shares of all draws; missing against itself. @param {Float64Array} packed */
export function pairwise(packed) {
  const [units] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 1; at < end; at += units) {
    rows.push({ shares: figures(packed, at, at + units) });
  }
  return rows;
}

/** Where units pass each other along the share of a node: its share now, and every crossing. `ranges` follow. @param {Float64Array} packed */
export function crossings(packed) {
  const [share, events] = packed;
  const end = 2 + 3 * events;
  const rows = [];
  for (let at = 2; at < end; at += 3) {
    rows.push({ share: packed[at], above: packed[at + 1], below: packed[at + 2] });
  }
  return { share, rows, rest: packed.subarray(end) };
}

/** The range of shares in which a unit keeps its rank, a row a unit. @param {Float64Array} packed */
export function ranges(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 2) {
    rows.push({ low: orNull(packed[at]), high: orNull(packed[at + 1]) });
  }
  return rows;
}

/** The ranks without each node of a level, unit by unit. @param {Float64Array} packed */
export function leftOut(packed) {
  const [units] = packed;
  const end = packed.length;
  const rows = [];
  for (let at = 1; at < end; at += 2 + units) {
    rows.push({ node: packed[at], mean_shift: orNull(packed[at + 1]), ranks: figures(packed, at + 2, at + 2 + units) });
  }
  return rows;
}

/** How many runs a sensitivity analysis has, and how many are made. @param {Float64Array} packed */
export function progress(packed) {
  const end = packed.length;
  const rows = [];
  for (let at = 0; at < end; at += 2) {
    rows.push({ runs: packed[at], done: packed[at + 1] });
  }
  return rows;
}
