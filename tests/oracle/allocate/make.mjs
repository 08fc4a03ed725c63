// Linear allocations solved by HiGHS (npm package highs 1.15.3, the solver compiled to WebAssembly): writes linear.json beside
// this script. It is no dependency of the project: `npm install highs@1.15.3` in an empty folder, run it there.
//   node make.mjs > linear.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "x.js"));
const highs = await require("highs")();
const { version } = JSON.parse(readFileSync(join(process.cwd(), "node_modules/highs/package.json"), "utf8"));

let seed = 20221125;
/** Numbers that anybody can make again. @param {number} low @param {number} high */
const random = (low, high) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Number((low + ((high - low) * seed) / 2 ** 32).toFixed(3));
};

/** @param {string} lp */
function solve(lp) {
  const { Status, ObjectiveValue } = highs.solve(lp, { primal_feasibility_tolerance: 1e-10, dual_feasibility_tolerance: 1e-10 });
  if (Status !== "Optimal") throw new Error(`${Status}\n${lp}`);
  return ObjectiveValue;
}

/** @param {string[]} terms */
const sum = (terms) => terms.join(" + ");

const cases = [];
for (let nth = 0; nth < 60; nth++) {
  const n = 2 + (nth % 12);
  // rd / gdp and papers / people; the score is their weighted mean.
  const units = Array.from({ length: n }, (_, u) => ({
    code: `u${String(u).padStart(2, "0")}`,
    rd: random(1, 100),
    gdp: random(5, 50),
    papers: random(1, 20),
    people: random(2, 10),
    floor: nth % 3 === 0 ? random(0, 2) : 0,
    cap: nth % 2 === 0 ? random(2, 30) : null,
  }));
  const weights = [random(0.5, 2), random(0.5, 2)];
  const share = weights.map((w) => w / (weights[0] + weights[1]));
  const budget = random(n * 2, n * 10);
  const additionality = random(0.5, 1.5);
  const objective = ["mean", "minimum", "posts", "programmes"][nth % 4];
  const score = (unit) => (share[0] * unit.rd) / unit.gdp + (share[1] * unit.papers) / unit.people;
  const slope = (unit) => (share[0] * additionality) / unit.gdp;
  const bounds = units.map(({ code, floor, cap }) => `${floor} <= m_${code} <= ${Math.min(cap ?? budget, budget)}`);
  const money = `money: ${sum(units.map(({ code }) => `m_${code}`))} <= ${budget}`;
  const one = { units, weights, budget, additionality, objective };
  if (objective === "mean") {
    const terms = units.map((unit) => `${slope(unit) / n} m_${unit.code}`);
    const base = units.reduce((all, unit) => all + score(unit) / n, 0);
    one.expected = base + solve(`Maximize\n obj: ${sum(terms)}\nSubject To\n ${money}\nBounds\n ${bounds.join("\n ")}\nEnd`);
  } else if (objective === "minimum") {
    const rows = units.map((unit) => `r_${unit.code}: t - ${slope(unit)} m_${unit.code} <= ${score(unit)}`);
    one.expected = solve(`Maximize\n obj: t\nSubject To\n ${money}\n ${rows.join("\n ")}\nBounds\n t free\n ${bounds.join("\n ")}\nEnd`);
  } else if (objective === "posts") {
    // rd / gdp on goalposts from 0 to `high`, clamped: from there on money is worth nothing. Scores of 0 to 100.
    one.high = random(1, 6);
    const y = units.map((unit) => ({ unit, from: (100 * unit.rd) / unit.gdp / one.high, by: (100 * additionality) / unit.gdp / one.high }));
    const rows = y.map(({ unit, from, by }) => `r_${unit.code}: y_${unit.code} - ${by} m_${unit.code} <= ${from}`);
    const tops = units.map(({ code }) => `-inf <= y_${code} <= 100`);
    one.expected = solve(
      `Maximize\n obj: ${sum(units.map(({ code }) => `${1 / n} y_${code}`))}\nSubject To\n ${money}\n ${rows.join("\n ")}\nBounds\n ${tops.join("\n ")}\n ${bounds.join("\n ")}\nEnd`,
    );
  } else {
    // Two kinds of programmes: rd of pairs of units, in proportion to what they have, and papers of single ones, at a price.
    one.factor = random(0.01, 0.2);
    one.programmes = [];
    for (let u = 0; u + 1 < n; u += 3) one.programmes.push({ id: `rd${u}`, units: [u, u + 1], indicator: "rd", cap: random(5, 40) });
    for (let u = 2; u < n; u += 3) one.programmes.push({ id: `papers${u}`, units: [u], indicator: "papers", cap: random(5, 40) });
    const worth = one.programmes.map(({ units: of, indicator }) => {
      if (indicator === "papers") return (share[1] * additionality * one.factor) / units[of[0]].people / n;
      const all = units[of[0]].rd + units[of[1]].rd;
      return of.reduce((sum, u) => sum + (slope(units[u]) * units[u].rd) / all / n, 0);
    });
    const base = units.reduce((all, unit) => all + score(unit) / n, 0);
    const name = one.programmes.map(({ id }) => `m_${id}`);
    one.expected =
      base +
      solve(
        `Maximize\n obj: ${sum(name.map((m, at) => `${worth[at]} ${m}`))}\nSubject To\n money: ${sum(name)} <= ${budget}\nBounds\n ${one.programmes
          .map(({ cap }, at) => `0 <= ${name[at]} <= ${Math.min(cap, budget)}`)
          .join("\n ")}\nEnd`,
      );
  }
  cases.push(one);
}
console.log(`{ "solver": "HiGHS, npm highs ${version}", "cases": [\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n] }`);
