//! Ties are ties, and draws are the ranking: nothing that arithmetic does in another order changes a rank.

use innodex::ranking::Ties;
use innodex::robustness::leave_one_out::leave_one_out;
use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::{Framework, Model, Panel, Period};
use proptest::prelude::*;
use serde_json::{json, Value};

const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A table of two years: figures by year, unit and column; one column is in another unit of measure.
fn panel(years: &[Vec<Vec<Option<f64>>>], times: [f64; 6]) -> Panel {
    let mut csv = format!("code,year,{}\n", IDS.join(","));
    for (year, rows) in years.iter().enumerate() {
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> =
                row.iter().zip(times).map(|(v, t)| v.map_or(String::new(), |v| (v * t).to_string())).collect();
            csv += &format!("u{at:02},{},{}\n", 2020 + year, cells.join(","));
        }
    }
    Panel::from_csv(csv.as_bytes(), None).unwrap()
}

fn year() -> Period {
    Period::year(2021)
}

/// Small whole numbers, so that ties are common, and gaps; some units have nothing.
fn years() -> impl Strategy<Value = Vec<Vec<Vec<Option<f64>>>>> {
    let figure = prop_oneof![9 => (1..6).prop_map(|v| Some(f64::from(v))), 1 => Just(Some(0.0)), 1 => Just(None)];
    let row = prop_oneof![
        7 => prop::collection::vec(figure, 6),
        1 => Just(vec![None; 6]),
        1 => (1..5).prop_map(|v| vec![Some(f64::from(v)); 6]),
    ];
    (2..11_usize).prop_flat_map(move |units| prop::collection::vec(prop::collection::vec(row.clone(), units), 2))
}

/// Every aggregation but a chain, which stands on indicators only.
fn aggregate() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!("arithmetic"),
        json!("arithmetic"),
        json!("geometric"),
        json!("harmonic"),
        json!({ "method": "power", "p": -2 }),
        json!({ "method": "power", "p": 0.5 }),
        json!({ "method": "power", "p": 3 }),
        json!("copeland"),
        json!("topsis"),
        json!({ "method": "topsis", "scale": "min_max" }),
        json!({ "method": "topsis", "scale": "none" }),
        json!("benefit_of_the_doubt"),
        json!({ "method": "benefit_of_the_doubt", "low": 0.1, "high": 0.9 }),
        json!("mazziotta_pareto"),
        json!({ "method": "adjusted_mazziotta_pareto", "penalty": "plus" }),
        json!("mean_min"),
        json!({ "method": "mean_min", "a": 1, "b": 0 }),
    ])
}

fn normalise() -> impl Strategy<Value = Option<Value>> {
    prop::sample::select(vec![
        None,
        Some(json!({ "method": "min_max" })),
        Some(json!({ "method": "min_max", "scope": "all", "constant": "middle" })),
        Some(json!({ "method": "min_max", "lower": 1, "upper": 10 })),
        Some(json!({ "method": "z_score" })),
        Some(json!({ "method": "z_score", "mean": 100, "sd": 10 })),
        Some(json!({ "method": "rank" })),
        Some(json!({ "method": "percentile_rank" })),
        Some(json!({ "method": "borda", "constant": "middle" })),
        Some(json!({ "method": "fraction_of_max" })),
        Some(json!({ "method": "distance_to_reference", "reference": "u00" })),
        Some(json!({ "method": "around_reference", "scope": { "base": "2020" } })),
        Some(json!({ "method": "base_period", "scope": { "base": "2020" } })),
    ])
}

/// How a framework is made, all but its figures.
#[derive(Debug, Clone)]
struct Made {
    rules: Vec<Value>,
    chained: bool,
    normalise: Option<Value>,
    directions: Vec<i32>,
    weights: Vec<u32>,
    screen: Option<f64>,
    impute: bool,
    share: f64,
}

fn made() -> impl Strategy<Value = Made> {
    let share = prop_oneof![3 => Just(0.0), 1 => Just(0.5), 1 => Just(1.0)];
    let screen = prop_oneof![3 => Just(None), 1 => Just(Some(0.5)), 1 => Just(Some(0.8))];
    let directions = prop::collection::vec(prop_oneof![3 => Just(1), 1 => Just(-1)], 6);
    (
        prop::collection::vec(aggregate(), 4),
        prop::bool::weighted(0.15),
        normalise(),
        directions,
        prop::collection::vec(1..4_u32, 9),
        screen,
        prop::bool::weighted(0.2),
        share,
    )
        .prop_map(|(rules, chained, normalise, directions, weights, screen, impute, share)| Made {
            rules,
            chained,
            normalise,
            directions,
            weights,
            screen,
            impute,
            share,
        })
}

impl Made {
    /// The tree, its children in another order where `turned`.
    fn tree(&self, turned: bool) -> Value {
        let w = |at: usize| self.weights[at];
        let leaf = |at: usize| json!({ "id": IDS[at], "weight": w(at) });
        let group = |id: &str, weight: usize, rule: usize, mut children: Vec<Value>| {
            if turned {
                children.reverse();
            }
            json!({ "id": id, "weight": w(weight), "aggregate": self.rules[rule], "children": children })
        };
        let inner = group("k", 8, 3, vec![leaf(2), leaf(3), leaf(4)]);
        let mut first = group("g", 6, 1, vec![leaf(0), leaf(1)]);
        if self.chained {
            first["aggregate"] = json!({ "method": "chained", "base": "2020" });
        }
        group("root", 0, 0, vec![first, group("h", 7, 2, vec![inner]), leaf(5)])
    }

    fn framework(&self, turned: bool) -> Value {
        let mut steps = Vec::new();
        if let Some(available) = self.screen {
            steps.push(json!({ "step": "screen", "available": available }));
        }
        if self.impute {
            steps.push(json!({ "step": "impute", "method": "mean" }));
        }
        if let Some(normalise) = &self.normalise {
            let mut step = normalise.clone();
            step["step"] = "normalise".into();
            steps.push(step);
        }
        steps.push(json!({ "step": "aggregate", "method": "arithmetic", "minimum_share": self.share }));
        let indicators: Vec<Value> =
            IDS.iter().zip(&self.directions).map(|(id, d)| json!({ "id": id, "direction": d })).collect();
        json!({ "id": "made", "indicators": indicators, "tree": self.tree(turned), "steps": steps })
    }

    fn model(&self, panel: Panel) -> Model {
        model(panel, &self.framework(false))
    }

    /// What a new unit of measure of a column does not change the meaning of: everything that is made comparable first.
    fn is_comparable(&self) -> bool {
        self.normalise.is_some()
    }
}

fn model(panel: Panel, framework: &Value) -> Model {
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

/// 0 where there is no rank.
fn ranks(model: &Model) -> Vec<u32> {
    let ranks = model.scores(year()).unwrap().rank(Ties::Competition);
    ranks.into_iter().map(|r| if r.is_nan() { 0 } else { r as u32 }).collect()
}

fn drawn(model: &Model, spec: &Value) -> Uncertainty {
    let spec = UncertaintySpec::from_json(&spec.to_string()).unwrap();
    let mut analysis = Uncertainty::new(model, &spec, year()).unwrap();
    analysis.advance(usize::MAX);
    analysis
}

fn told(model: &Model) -> String {
    let scores = model.scores(year()).unwrap();
    format!("{:?}", scores.node(0))
}

/// A framework without an indicator, by hand: emptied groups go too. None where nothing is left.
fn without(framework: &Value, id: &str) -> Option<Value> {
    fn take(node: &mut Value, id: &str) -> bool {
        let gone = node["id"] == id;
        match node["children"].as_array_mut() {
            None => !gone,
            Some(children) => {
                children.retain_mut(|child| take(child, id));
                !gone && !children.is_empty()
            }
        }
    }
    let mut framework = framework.clone();
    if !take(&mut framework["tree"], id) {
        return None;
    }
    let tree = framework["tree"].to_string();
    let used = |spec: &Value| tree.contains(&format!("\"id\":{}", spec["id"]));
    framework["indicators"].as_array_mut().unwrap().retain(used);
    Some(framework)
}

fn ranks_or_none(panel: &Panel, framework: Option<Value>) -> Vec<u32> {
    framework.map_or_else(|| vec![0; panel.units().len()], |f| ranks(&model(panel.clone(), &f)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Weights that vary by nothing make every group be combined in every draw, and change nothing.
    #[test]
    fn where_nothing_varies_every_draw_is_the_ranking(years in years(), made in made()) {
        let model = made.model(panel(&years, [1.0; 6]));
        let expected = ranks(&model);
        for levels in [json!(null), json!([1]), json!([2, 3])] {
            let analysis = drawn(&model, &json!({ "draws": 2, "weights": { "noise": 0, "levels": levels } }));
            for draw in 0..2 {
                prop_assert_eq!(&expected, analysis.ranks(draw), "{}\n{}", told(&model), made.framework(false));
            }
        }
    }

    #[test]
    fn the_order_of_children_changes_no_rank(years in years(), made in made()) {
        let panel = panel(&years, [1.0; 6]);
        let (straight, turned) = (made.model(panel.clone()), model(panel, &made.framework(true)));
        prop_assert_eq!(ranks(&straight), ranks(&turned), "{}\n{}\n{}", told(&straight), told(&turned), made.framework(false));
    }

    /// Where figures are made comparable before they are combined, a column's unit of measure means nothing.
    #[test]
    fn the_unit_of_measure_of_a_column_changes_no_rank(years in years(), made in made(), column in 0..6_usize) {
        if !made.is_comparable() {
            return Ok(());
        }
        let expected = made.model(panel(&years, [1.0; 6]));
        for factor in [0.1, 7.0, 1e6] {
            let mut times = [1.0; 6];
            times[column] = factor;
            let other = made.model(panel(&years, times));
            prop_assert_eq!(ranks(&expected), ranks(&other), "{}\n{}\n{}", told(&expected), told(&other), made.framework(false));
        }
    }

    #[test]
    fn the_order_of_units_and_weights_in_other_proportions_change_no_rank(years in years(), made in made()) {
        let expected = made.model(panel(&years, [1.0; 6]));
        let mut scaled = made.framework(false);
        fn times(node: &mut Value) {
            node["weight"] = json!(node["weight"].as_f64().unwrap() * 7.0 / 3.0);
            node["children"].as_array_mut().into_iter().flatten().for_each(times);
        }
        times(&mut scaled["tree"]);
        let other = model(panel(&years, [1.0; 6]), &scaled);
        prop_assert_eq!(ranks(&expected), ranks(&other), "{}\n{}\n{}", told(&expected), told(&other), made.framework(false));
        // The codes are u00 upwards; turned round, the last is the first.
        let turned: Vec<_> = years.iter().map(|rows| rows.iter().rev().cloned().collect()).collect();
        if !made.framework(false).to_string().contains("u00") {
            let other = made.model(panel(&turned, [1.0; 6]));
            let mut theirs = ranks(&other);
            theirs.reverse();
            prop_assert_eq!(ranks(&expected), theirs, "{}\n{}\n{}", told(&expected), told(&other), made.framework(false));
        }
    }

    /// `leave_out` in draws, leave_one_out, and a framework that does not have the indicator.
    #[test]
    fn leaving_out_is_the_framework_without_it(years in years(), made in made(), chained in Just(false)) {
        let made = Made { chained, screen: None, ..made };
        let panel = panel(&years, [1.0; 6]);
        let framework = made.framework(false);
        let model = made.model(panel.clone());
        let scores = model.scores(year()).unwrap();
        let one = leave_one_out(&scores, 1).unwrap();
        let by_hand: Vec<Vec<u32>> = one.removed.iter().map(|node| {
            ranks_or_none(&panel, without(&framework, &model.describe().nodes[*node].id))
        }).collect();
        for (at, known) in by_hand.iter().enumerate() {
            let ours: Vec<u32> = one.ranks[at].iter().map(|r| if r.is_nan() { 0 } else { *r as u32 }).collect();
            prop_assert_eq!(known, &ours, "{} {:?}\n{}", IDS[at], one.scores[at], framework);
        }
        let analysis = drawn(&model, &json!({ "draws": 30, "leave_out": true, "weights": { "noise": 0 } }));
        for draw in 0..30 {
            let known = match analysis.draw(draw).left_out {
                Some(id) => by_hand[IDS.iter().position(|i| *i == id).unwrap()].clone(),
                None => ranks(&model),
            };
            prop_assert_eq!(&known[..], analysis.ranks(draw as usize), "{:?}\n{}", analysis.draw(draw), framework);
        }
    }
}
