/**
 * The peer: the same draws in plain JavaScript, as somebody would write them who wants them fast. Typed arrays, nothing
 * allocated in a draw; normalised figures and their logarithms computed once for each normalisation; multipliers drawn once;
 * groups summed from the leaves up; ranks by counting where there are few units, else by sorting a typed array. It knows full
 * panels of three levels, min-max and z-scores, arithmetic and geometric means.
 */

/** @typedef {{ id: string, children?: Node[] }} Node */

/** A generator of the same kind of quality that is quick in JavaScript (xoshiro128**). @param {number} seed */
function generator(seed) {
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    seed = (seed + 0x9e3779b9) | 0;
    let z = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    state[i] = z ^ (z >>> 16);
  }
  return () => {
    let [a, b, c, d] = state;
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    return result / 4294967296;
  };
}

export class PlainDraws {
  /**
   * @param {Float64Array[]} columns a value a unit
   * @param {number[][]} dimensions the numbers of the groups of each dimension
   * @param {number[][]} groups the numbers of the columns of each group
   * @param {number} draws
   */
  constructor(columns, dimensions, groups, draws) {
    this.units = columns[0].length;
    this.columns = columns;
    this.dimensions = dimensions;
    this.groups = groups;
    this.draws = draws;
    const room = (/** @type {number} */ n) => Array.from({ length: n }, () => new Float64Array(this.units));
    // By normalisation: as they are, and as logarithms.
    this.normalised = [0, 1].map(() => ({ plain: room(columns.length), log: room(columns.length) }));
    this.group = room(groups.length);
    this.dimension = room(dimensions.length);
    this.scores = new Float64Array(this.units);
    this.sorted = new Float64Array(this.units);
    this.ranks = new Uint16Array(draws * this.units);
    const width = columns.length + groups.length + dimensions.length;
    this.width = width;
    const random = generator(1);
    this.multipliers = new Float64Array(draws * width);
    this.normalisation = new Uint8Array(draws);
    this.aggregation = new Uint8Array(draws);
    for (let draw = 0; draw < draws; draw++) {
      this.normalisation[draw] = random() < 0.5 ? 0 : 1;
      this.aggregation[draw] = random() < 0.5 ? 0 : 1;
      for (let at = 0; at < width; at++) this.multipliers[draw * width + at] = 0.75 + 0.5 * random();
    }
    this.weights = new Float64Array(dimensions.length).fill(1);
    this.counts = new Uint32Array(this.units * (this.units + 1));
    this.normalise();
  }

  normalise() {
    const n = this.units;
    this.columns.forEach((x, at) => {
      let [min, max, sum] = [Infinity, -Infinity, 0];
      for (let u = 0; u < n; u++) {
        if (x[u] < min) min = x[u];
        if (x[u] > max) max = x[u];
        sum += x[u];
      }
      const mean = sum / n;
      let squares = 0;
      for (let u = 0; u < n; u++) squares += (x[u] - mean) ** 2;
      const sd = Math.sqrt(squares / (n - 1));
      const [minMax, zScore] = this.normalised;
      for (let u = 0; u < n; u++) {
        minMax.plain[at][u] = ((x[u] - min) / (max - min)) * 99 + 1;
        zScore.plain[at][u] = ((x[u] - mean) / sd) * 2 + 10;
        minMax.log[at][u] = Math.log(minMax.plain[at][u]);
        zScore.log[at][u] = Math.log(zScore.plain[at][u]);
      }
    });
  }

  run() {
    const { units: n, groups, dimensions, multipliers, width, columns } = this;
    for (let draw = 0; draw < this.draws; draw++) {
      const geometric = this.aggregation[draw] === 1;
      const { plain, log } = this.normalised[this.normalisation[draw]];
      const leaves = geometric ? log : plain;
      const start = draw * width;
      // Means of logarithms all the way up: only their order is asked for.
      for (let g = 0; g < groups.length; g++) mean(leaves, groups[g], multipliers, start, null, this.group[g]);
      for (let d = 0; d < dimensions.length; d++) mean(this.group, dimensions[d], multipliers, start + columns.length, null, this.dimension[d]);
      mean(this.dimension, null, multipliers, start + columns.length + groups.length, this.weights, this.scores);
      this.rank(draw * n);
    }
  }

  /** @param {number} start */
  rank(start) {
    const { scores, ranks, units: n, sorted } = this;
    if (n <= 96) {
      for (let u = 0; u < n; u++) {
        const own = scores[u];
        let above = 1;
        for (let v = 0; v < n; v++) if (scores[v] > own) above++;
        ranks[start + u] = above;
      }
      return;
    }
    sorted.set(scores);
    sorted.sort();
    for (let u = 0; u < n; u++) {
      let [low, high] = [0, n];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] > scores[u]) high = middle;
        else low = middle + 1;
      }
      ranks[start + u] = 1 + n - low;
    }
  }

  /** Mean, median, 5 % and 95 % quantile of every unit. */
  intervals() {
    const { units: n, counts, ranks, draws } = this;
    const result = new Float64Array(4 * n);
    counts.fill(0);
    for (let draw = 0; draw < draws; draw++) for (let u = 0; u < n; u++) counts[u * (n + 1) + ranks[draw * n + u]]++;
    const at = (/** @type {number} */ u, /** @type {number} */ place) => {
      let sum = 0;
      for (let rank = 1; rank <= n; rank++) {
        sum += counts[u * (n + 1) + rank];
        if (sum > place) return rank;
      }
      return NaN;
    };
    for (let u = 0; u < n; u++) {
      let sum = 0;
      for (let rank = 1; rank <= n; rank++) sum += rank * counts[u * (n + 1) + rank];
      result[4 * u] = sum / draws;
      [0.5, 0.05, 0.95].forEach((p, q) => {
        const h = (draws - 1) * p;
        const low = at(u, Math.floor(h));
        result[4 * u + 1 + q] = low + (at(u, Math.floor(h) + 1) - low || 0) * (h - Math.floor(h));
      });
    }
    return result;
  }
}

/**
 * The weighted mean of some columns, of all where none are named.
 * @param {Float64Array[]} columns @param {number[] | null} which @param {Float64Array} multipliers @param {number} start
 * @param {Float64Array | null} weights @param {Float64Array} out
 */
function mean(columns, which, multipliers, start, weights, out) {
  const n = out.length;
  const count = which ? which.length : columns.length;
  let total = 0;
  out.fill(0);
  for (let c = 0; c < count; c++) {
    const at = which ? which[c] : c;
    const weight = multipliers[start + at] * (weights ? weights[at] : 1);
    const x = columns[at];
    total += weight;
    for (let u = 0; u < n; u++) out[u] += weight * x[u];
  }
  for (let u = 0; u < n; u++) out[u] /= total;
}
