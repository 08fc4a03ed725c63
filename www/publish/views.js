/** What a publication can show: each view is one element of the package. A new view is a row here. */

/** @typedef {import("../project/types.js").View} View */
/** @typedef {{ title: string, unit: string | null, period: string, node?: string, region?: string, layout?: string, spec?: string }} Asked what an element is told */
/**
 * @typedef {object} Row
 * @property {string} tag
 * @property {string} script the script of the package that registers it
 * @property {boolean} [full] whether it asks for the module with every method
 * @property {(asked: Asked) => Record<string, string | null | undefined>} attributes
 */

/** @type {Record<View, Row>} */
export const VIEWS = {
  ranking: { tag: "innodex-ranking", script: "innodex.js", attributes: ({ period, node, region }) => ({ period, node, region }) },
  trend: { tag: "innodex-trend", script: "trend.js", full: true, attributes: ({ unit, period, node, region }) => ({ unit, period, node, region }) },
  explain: { tag: "innodex-explain", script: "trend.js", full: true, attributes: ({ unit, period, node, region }) => ({ unit, period, node, region }) },
  map: { tag: "innodex-map", script: "map.js", full: true, attributes: ({ period, node, unit, layout }) => ({ period, node, unit, layout }) },
  profile: { tag: "innodex-profile", script: "profile.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  growth: { tag: "innodex-growth", script: "innodex.js", attributes: ({ unit, period }) => ({ unit, period }) },
  robustness: { tag: "innodex-robustness", script: "uncertainty.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  weights: { tag: "innodex-weights", script: "uncertainty.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  confidence: { tag: "innodex-confidence", script: "uncertainty.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  scenario: { tag: "innodex-scenario", script: "whatif.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  goal: { tag: "innodex-goal", script: "whatif.js", full: true, attributes: ({ unit, period }) => ({ unit, period }) },
  audit: { tag: "innodex-audit", script: "audit.js", full: true, attributes: ({ period }) => ({ period }) },
};

/** The scripts of some views, the core first. @param {View[]} views */
export const scriptsOf = (views) => [...new Set(["innodex.js", ...views.map((view) => VIEWS[view].script)])];
