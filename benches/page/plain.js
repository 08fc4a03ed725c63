/**
 * The peer: the same index in plain JavaScript, as somebody would write it who wants it fast. Typed arrays, nothing
 * allocated a step, only the indicators that moved computed again, the order of the last step as the start of the next
 * sort. It knows ratios, min-max, arithmetic means of two levels and one tie rule; no accounts, no reasons, no parts.
 */

/** @typedef {import("../../www/api/types.js").Description} Description */

export class PlainIndex {
  /**
   * @param {Description} description a model whose leaves are ratios, two levels below the root
   * @param {Record<string, Float64Array>} columns the figures of one period, a value a unit
   */
  constructor({ units, nodes, method }, columns) {
    const n = units.length;
    const room = () => new Float64Array(n);
    this.columns = columns;
    this.share = method.minimum_share;
    this.groups = nodes.flatMap((group, at) => {
      const leaves = nodes.filter(({ parent, leaf }) => leaf && parent === at);
      if (!leaves.length) return [];
      const ratio = (/** @type {typeof leaves[0]} */ { weight, numerator, denominator, scale, direction }) => ({
        above: columns[numerator ?? ""],
        below: columns[denominator ?? ""],
        scale: scale ?? 1,
        direction: direction ?? 1,
        weight,
        score: room(),
        stale: true,
      });
      return [{ weight: group.weight, leaves: leaves.map(ratio), score: room(), stale: true }];
    });
    this.scores = room();
    this.ranks = new Uint32Array(n);
    this.order = Uint32Array.from({ length: n }, (_, u) => u);
    this.weights = room();
    this.present = new Uint32Array(n);
  }

  /** @param {string} id @param {number} unit @param {number} value */
  set(id, unit, value) {
    const column = this.columns[id];
    column[unit] = value;
    for (const group of this.groups) {
      for (const leaf of group.leaves) {
        if (leaf.above === column || leaf.below === column) leaf.stale = group.stale = true;
      }
    }
  }

  rank() {
    for (const group of this.groups) {
      if (!group.stale) continue;
      for (const leaf of group.leaves) if (leaf.stale) normalise(leaf);
      this.mean(group.leaves, group.score);
      group.stale = false;
    }
    this.mean(this.groups, this.scores);
    this.sort();
  }

  /**
   * @param {{ weight: number, score: Float64Array }[]} children
   * @param {Float64Array} out
   */
  mean(children, out) {
    const { weights, present, share } = this;
    const n = out.length;
    out.fill(0);
    weights.fill(0);
    present.fill(0);
    for (const { weight, score } of children) {
      for (let u = 0; u < n; u++) {
        const x = score[u];
        if (x !== x) continue;
        out[u] += weight * x;
        weights[u] += weight;
        present[u]++;
      }
    }
    const enough = children.length * share - 1e-12;
    for (let u = 0; u < n; u++) out[u] = present[u] && present[u] >= enough ? out[u] / weights[u] : NaN;
  }

  /** Insertion into the order of the last step, which is nearly right; what has no score is last. */
  sort() {
    const { scores, order, ranks } = this;
    for (let i = 1; i < order.length; i++) {
      const unit = order[i];
      const score = scores[unit];
      let at = i;
      if (score === score) {
        while (at > 0 && !(scores[order[at - 1]] >= score)) {
          order[at] = order[at - 1];
          at--;
        }
      }
      order[at] = unit;
    }
    for (let i = 0; i < order.length; i++) {
      const tied = i > 0 && scores[order[i]] === scores[order[i - 1]];
      ranks[order[i]] = tied ? ranks[order[i - 1]] : i + 1;
    }
  }
}

/** @param {PlainIndex["groups"][0]["leaves"][0]} leaf */
function normalise(leaf) {
  const { above, below, scale, direction, score } = leaf;
  const n = score.length;
  let least = Infinity;
  let most = -Infinity;
  for (let u = 0; u < n; u++) {
    const x = (above[u] * scale) / below[u];
    score[u] = x;
    if (x < least) least = x;
    if (x > most) most = x;
  }
  const worst = direction > 0 ? least : most;
  const factor = (direction * 100) / (most - least);
  for (let u = 0; u < n; u++) score[u] = (score[u] - worst) * factor;
  leaf.stale = false;
}
