//! Goal seek on random panels, trees and methods, with accounts and ratios, against brute force.

use innodex::goal::{seek, Goal};
use innodex::panel::{indicators_from_json, Unit};
use innodex::{Framework, Model, Panel, Period, Scenario, ScenarioSpec};
use proptest::prelude::*;
use serde_json::{json, Value};

/// Columns: total; a, b (its parts, complete); c (a part of another breakdown); people; papers.
const IDS: [&str; 6] = ["total", "a", "b", "c", "people", "papers"];

#[derive(Debug, Clone)]
struct Case {
    figures: Vec<[f64; 6]>,
    normalise: Value,
    means: [&'static str; 2],
    weights: Vec<f64>,
    directions: Vec<i32>,
    unit: usize,
    column: usize,
    rank: f64,
    keep: bool,
}

fn unit() -> impl Strategy<Value = [f64; 6]> {
    // Small whole numbers too, so that ties and shared extremes occur.
    let amount = || prop_oneof![4 => 0.1..100.0, 1 => (1..6_i32).prop_map(f64::from)];
    let papers = prop_oneof![6 => amount().boxed(), 1 => Just(f64::NAN).boxed(), 1 => Just(0.0).boxed()];
    (amount(), amount(), 0.05..0.9, amount(), papers)
        .prop_map(|(a, b, share, people, papers)| [a + b, a, b, share * (a + b), people, papers])
}

fn method() -> impl Strategy<Value = Value> {
    let scope = || prop::sample::select(vec![json!("period"), json!("all"), json!({ "base": "2021" })]);
    let names = [
        "min_max",
        "z_score",
        "rank",
        "percentile_rank",
        "borda",
        "fraction_of_max",
        "distance_to_max",
        "around_reference",
    ];
    let plain = (prop::sample::select(names.to_vec()), scope())
        .prop_map(|(method, scope)| json!({ "step": "normalise", "method": method, "scope": scope }));
    prop_oneof![
        6 => plain,
        1 => Just(json!({ "step": "normalise", "method": "min_max", "lower": 1, "upper": 100 })),
        1 => Just(json!({ "step": "normalise", "method": "goalposts", "low": 0.2, "high": 3, "lower": 1, "upper": 100 })),
        1 => Just(json!({ "step": "normalise", "method": "goalposts", "low": 0.2, "high": 3, "scale": "ln" })),
        1 => Just(json!({ "step": "normalise", "method": "distance_to_target", "target": 2.5, "cap": true })),
        1 => Just(json!({ "step": "normalise", "method": "distance_to_reference", "reference": "u1" })),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let means = || prop::sample::select(vec!["arithmetic", "arithmetic", "geometric", "harmonic"]);
    (3..9_usize).prop_flat_map(move |n| {
        (
            prop::collection::vec(unit(), n),
            method(),
            [means(), means()],
            prop::collection::vec(0.2..3.0, 6),
            prop::collection::vec(prop::sample::select(vec![1, 1, 1, -1]), 6),
            (0..n, 0..IDS.len(), 1..n, prop::bool::weighted(0.2)),
        )
            .prop_map(|(figures, normalise, means, weights, directions, (unit, column, rank, keep))| Case {
                figures,
                normalise,
                means,
                weights,
                directions,
                unit,
                column,
                rank: rank as f64,
                keep,
            })
    })
}

impl Case {
    fn model(&self) -> Model {
        let part = |id: &str, by: &str, complete: bool| json!({ "id": id, "part_of": { "total": "total", "by": by, "complete": complete } });
        let accounts = json!([
            { "id": "total" }, part("a", "kind", true), part("b", "kind", true), part("c", "source", false),
            { "id": "people" }, { "id": "papers" },
        ]);
        let units: Vec<Unit> =
            (0..self.figures.len()).map(|u| Unit::named(&format!("u{u}"), &format!("u{u}"))).collect();
        // Two years, the second being the one at hand: scales over all years, and of a base year, have something to say.
        let values = (0..6).flat_map(|i| {
            let now = self.figures.iter().map(move |f| f[i]);
            let before: Vec<f64> = self.figures.iter().rev().map(|f| f[i] * (0.7 + 0.08 * i as f64)).collect();
            before.into_iter().chain(now)
        });
        let indicators = indicators_from_json(&accounts.to_string()).unwrap();
        let periods = vec![Period::year(2021), Period::year(2022)];
        let panel = Panel::new(units, periods, indicators, values.collect()).unwrap();
        let ratio = |id: &str, over: &str, under: &str, at: usize| json!({ "id": id, "numerator": over, "denominator": under, "direction": self.directions[at] });
        let leaf = |id: &str, at: usize| json!({ "id": id, "weight": self.weights[at] });
        let framework = json!({
            "id": "random",
            "indicators": [
                ratio("share_a", "a", "total", 0),
                ratio("share_c", "c", "total", 1),
                ratio("intensity", "total", "people", 2),
                ratio("output", "papers", "total", 3),
                ratio("density", "papers", "people", 4),
                { "id": "people", "direction": self.directions[5] },
            ],
            "tree": { "id": "index", "aggregate": self.means[1], "children": [
                { "id": "in", "weight": 1, "children": [leaf("share_a", 0), leaf("share_c", 1), leaf("intensity", 2)] },
                { "id": "out", "weight": 1.5, "children": [leaf("output", 3), leaf("density", 4)] },
                leaf("people", 5),
            ] },
            "steps": [{ "step": "denominate" }, self.normalise, { "step": "aggregate", "method": self.means[0], "minimum_share": 0.5 }],
        });
        Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn the_nearest_answer(case in case()) {
        let model = case.model();
        let id = IDS[case.column];
        let code = format!("u{}", case.unit);
        let keep: Vec<String> = if case.keep && id != "total" { vec!["total".to_owned()] } else { Vec::new() };
        let asked = Goal { rank: Some(case.rank), keep: keep.clone(), ..Goal::new("2022", &code, id) };
        let answer = seek(&model, &asked).unwrap();
        let x = case.figures[case.unit][case.column];
        if x.is_nan() || x == 0.0 {
            prop_assert!(answer.reason.is_some());
            return Ok(());
        }
        prop_assert!(answer.certain, "every one of these methods is proved");
        let change = json!({ "unit": code, "indicator": id, "op": "set", "value": x, "keep": keep });
        let spec = ScenarioSpec::from_json(&json!({ "changes": [change] }).to_string()).unwrap();
        let mut scenario = Scenario::new(&model, &spec).unwrap();
        let u = case.unit;
        let mut rank = |value: f64| -> f64 {
            scenario.set_value(0, value).unwrap();
            let Ok(scores) = scenario.scores(Period::year(2022)) else { return f64::INFINITY };
            let scores = scores.node(0);
            match scores[u].is_nan() {
                true => f64::INFINITY,
                false => {
                    // Within rounding is a tie.
                    let tie = 1e-12 * scores.iter().filter(|s| !s.is_nan()).fold(0.0_f64, |most, s| most.max(s.abs()));
                    1.0 + scores.iter().filter(|s| **s - scores[u] > tie).count() as f64
                }
            }
        };
        let distance = match answer.to {
            Some(to) => {
                prop_assert!(rank(to) <= case.rank, "{answer:?}");
                (to - x).abs()
            }
            None => f64::INFINITY,
        };
        let mut best = f64::INFINITY;
        for k in 0..=600 {
            let share = f64::from(k) / 600.0;
            for value in [10.0 * x * share, x + 9.0 * x * share * share * share, x * (1.0 - share * share * share)] {
                let there = rank(value);
                best = best.min(there);
                let nearer = (value - x).abs() < distance - 1e-9 * x;
                prop_assert!(!(nearer && there <= case.rank), "{value} is nearer than {answer:?}");
            }
        }
        // No better rank than the best is anywhere; and the best is reached.
        prop_assert!(answer.best_rank.unwrap_or(f64::INFINITY) <= best, "{best} {answer:?}");
        if let Some(best) = answer.best_rank {
            let reached = seek(&model, &Goal { rank: Some(best), ..asked }).unwrap();
            prop_assert!(reached.reachable && reached.rank <= Some(best));
        }
    }
}
