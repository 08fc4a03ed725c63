// A consumer of the package: it must compile, save the lines that must not. Compiled by tests/consumers, never run.
import { InnodexError, Model, type Allocation, type RankRow } from "innodex";
import { association, coinrTables, contributions, explain, performance, steps, trend, type StepFigures } from "innodex/analysis";
import type { InnodexRanking, RankChangeDetail } from "innodex/element";
import { allocate, goal } from "innodex/planning";

export async function load(csv: string, bytes: Uint8Array): Promise<Model> {
  await Model.load();
  await Model.load({ framework: "hdi", data: bytes });
  await Model.load({
    data: csv,
    indicators: [{ id: "papers", zh: "论文", en: "Papers", unit: "篇" }],
    framework: {
      id: "papers",
      indicators: [{ id: "density", numerator: "papers", denominator: "people", direction: 1 }],
      tree: { id: "index", children: [{ id: "density" }] },
      steps: [
        { step: "denominate" },
        { step: "normalise", method: "min_max", scope: { base: "2015" } },
        { step: "aggregate", method: "geometric", minimum_share: 0.5 },
      ],
    },
  });
  // @ts-expect-error a number is not data
  await Model.load({ data: 42 });
  // @ts-expect-error no such option
  await Model.load({ frame: "provincial" });
  // @ts-expect-error no such method of normalisation
  await Model.load({ framework: { id: "x", indicators: [], tree: { id: "i" }, steps: [{ step: "normalise", method: "max_min" }] } });
  return Model.load({ framework: "provincial" });
}

export function rank(model: Model): string[] {
  const rows: RankRow[] = model.rank("2022", { node: "input", region: "central", ties: "dense", compare: "2021" });
  // @ts-expect-error periods are text
  model.rank(2022);
  // @ts-expect-error a region, a parent or a group is text
  model.rank("2022", { region: 42 });
  // @ts-expect-error no such tie rule
  model.rank("2022", { ties: "random" });
  // @ts-expect-error a score may be missing
  const score: number = rows[0].score;
  return rows.map((row) => {
    const moved: number = (row.rank_before ?? 0) - (row.rank ?? 0);
    const share: number | null = row.parts?.input ?? row.dimensions.input ?? null;
    const why: string = row.reason === null ? "" : model.reasonText(row.reason).zh;
    return `${row.code} ${row.unit.en} ${row.rank} ${row.score ?? why} ${moved} ${share} ${row.missing}/${row.leaves} ${score}`;
  });
}

export function growth(model: Model): (number | null)[] {
  // @ts-expect-error a rate is needed
  model.growth({ indicator: "gdp", period: "2022" });
  // @ts-expect-error no such rate
  model.growth({ indicator: "gdp", rate: "yearly", period: "2022" });
  return model.growth({ indicator: "gdp", rate: "cagr", period: "2022", from: "2017" }).map(({ value }) => value);
}

export function scenario(model: Model): void {
  const change = { unit: ["42", "43"], indicator: "rd_expenditure", op: "multiply" as const, value: 1.1, keep: ["rd_basic"] };
  const funded = model.scenario({ name: "a tenth more", changes: [change] });
  funded.setValue(0, 1.2);
  funded.update({ changes: [] });
  for (const { unit, name, from, to, why } of funded.moved("2022")) {
    const cause: "asked" | "part" | "total" | "same_as" = why;
    console.log(unit.zh, name.zh, from ?? "-", to.toFixed(1), cause);
  }
  for (const { text } of funded.notes("2022")) console.log(text.en);
  console.log(funded.rank("2022").map((row) => row.score_before));
  // @ts-expect-error no such operation
  model.scenario({ changes: [{ unit: "42", indicator: "gdp", op: "divide", value: 2 }] });
  // @ts-expect-error a value is needed
  model.scenario({ changes: [{ unit: "42", indicator: "gdp", op: "set" }] });
  // @ts-expect-error a scenario is always compared with its model
  funded.rank("2022", { compare: "2021" });
  funded.dispose();
}

export function analysis(model: Model): void {
  const scenario = model.scenario({ changes: [] });
  const found = explain({ model, period: "2021" }, { scenario, period: "2022" }, "42", { decomposition: "ordered", node: "input" });
  const [own, whole]: (number | null)[] = [found.parts?.own.rank ?? null, found.rank];
  console.log(own, whole, found.dimensions[0].name.zh, found.indicators.map(({ dimension, score }) => [dimension, score]));
  // @ts-expect-error a state has a period
  explain({ model }, { scenario, period: "2022" }, "42");
  // @ts-expect-error there may be no parts
  console.log(found.parts.own);
  const { average, units } = performance(model, "2022", { region: "central", average: 60 });
  console.log(average, units[0].group === "leader", units[0].name?.en, units[0].percent);
  // @ts-expect-error no such group
  console.log(units[0].group === "laggard");
  const [{ slope, p, tau }] = trend(model, { indicator: "gdp", period: "2022", from: "2015" });
  // @ts-expect-error a slope may be missing
  const steep: number = slope;
  const { data, meta }: { data: string; meta: string } = coinrTables(model, "2022");
  console.log(steep, p, tau, data.length + meta.length);
}

export function figure(model: Model): string {
  const found = model.figure("rd_intensity", "42", "2022");
  const [above, below] = found.parts;
  return `${found.formula}: ${above.value} ${above.source} / ${below.value} ${below.note} ${found.steps.map(({ step }) => step)}`;
}

export function errors(model: Model): void {
  try {
    model.rank("1999");
  } catch (thrown) {
    if (!(thrown instanceof InnodexError)) throw thrown;
    const words: [string, string, string, string] = [thrown.code, thrown.place, thrown.messages.zh, thrown.hint.en];
    console.log(...words, JSON.stringify(thrown));
    // @ts-expect-error a message is in two languages
    console.log(thrown.hint.fr);
  }
}

export function describe(model: Model): void {
  const { units, periods, newest_complete, nodes, columns, method } = model.description;
  const leaf = nodes.find((node) => node.leaf);
  console.log(units.length, periods[0], newest_complete, leaf?.effective_weight, columns[0].part_of?.total, method.normalise);
  // @ts-expect-error the description is what it is
  model.description.period;
}

export function page(ranking: InnodexRanking): void {
  ranking.period = "2021";
  ranking.framework = "provincial";
  // @ts-expect-error a region, a parent or a group is text
  ranking.region = 42;
  const scenarioElement = document.querySelector("innodex-scenario");
  if (scenarioElement) scenarioElement.indicator = "rd_expenditure";
  ranking.addEventListener("rankchange", (event) => {
    const { detail } = event as CustomEvent<RankChangeDetail>;
    console.log(detail.rows[0].unit.zh, detail.node);
  });
}

export function figuresOfSteps(model: Model): (number | null)[] {
  const all: StepFigures[] = steps(model, "2022");
  const { eigenvalues, loadings, alpha } = association(model, "2022", { group: "input", measure: "kendall" });
  console.log(eigenvalues[0], loadings.length, alpha ?? "-", contributions(model, "2022")?.[0].values["42"]);
  // @ts-expect-error a figure may be missing
  const figure: number = all[0].values["rd_intensity"][0];
  // @ts-expect-error no such measure
  association(model, "2022", { measure: "covariance" });
  return [figure, ...all[all.length - 1].values["input"]];
}

export function plan(model: Model): (number | null)[] {
  const answer = goal(model, { period: "2022", unit: "42", indicator: "rd_expenditure", rank: 7, fund: { additionality: 0.5 } });
  const found: Allocation = allocate(model, "2022", {
    budget: 20000,
    indicator: "rd_expenditure",
    units: ["42", "43"],
    cap: { 42: 15000 },
    objective: { unit: "43" },
    assumptions: { returns: { exponent: 0.8, source: "assumed" } },
  });
  // @ts-expect-error a budget is needed
  allocate(model, "2022", { units: "*" });
  // @ts-expect-error no such objective
  allocate(model, "2022", { budget: 1, units: "*", objective: "median" });
  const scenario = model.scenario(found.scenario);
  return [answer.money, found.gap, ...found.recipients.map(({ amount }) => amount), scenario.rank("2022")[0].rank];
}
