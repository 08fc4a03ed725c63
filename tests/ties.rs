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
    fn leaving_out_is_the_framework_without_it(years in years(), made in made()) {
        let made = Made { chained: false, ..made };
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

fn small(csv: &str, indicators: Value, tree: Value, steps: Value) -> Model {
    let framework = json!({ "id": "small", "indicators": indicators, "tree": tree, "steps": steps });
    model(Panel::from_csv(csv.as_bytes(), None).unwrap(), &framework)
}

fn upwards(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({ "id": id, "direction": 1 })).collect()
}

fn ranked(model: &Model, year: &str, ties: Ties) -> Vec<f64> {
    model.scores(year.parse().unwrap()).unwrap().rank(ties)
}

/// findings/numbers.md A1: P has no figure, and in draws was the worst that TOPSIS measures from, a rival of Copeland's and
/// everybody's peer.
#[test]
fn a_unit_without_figures_takes_no_part_in_draws() {
    let rows = "Q,2020,61.9,77.2,68.5\nR,2020,80.2,81.3,53.3\nS,2020,50.7,91.9,63.0\nT,2020,61.7,99.8,73.5\nU,2020,91.8,73.8,82.0\n";
    let with = |rows: &str, rule: &Value, below: &str| {
        let group = json!({ "id": "g", "aggregate": below, "children": [{ "id": "a" }, { "id": "b" }] });
        let tree = json!({ "id": "index", "aggregate": rule, "children": [group, { "id": "c" }] });
        let steps = json!([{ "step": "aggregate", "method": "arithmetic" }]);
        small(&format!("code,year,a,b,c\n{rows}"), upwards(&["a", "b", "c"]), tree, steps)
    };
    let spec = UncertaintySpec::from_json(r#"{ "draws": 20, "weights": { "noise": 0.01 } }"#).unwrap();
    let of = |model: &Model| {
        let mut analysis = Uncertainty::new(model, &spec, Period::year(2020)).unwrap();
        analysis.advance(20);
        (0..20).map(|draw| analysis.ranks(draw).to_vec()).collect::<Vec<_>>()
    };
    let mut moved = false;
    for rule in [
        json!({ "method": "topsis", "scale": "min_max" }),
        json!("topsis"),
        json!("copeland"),
        json!("benefit_of_the_doubt"),
    ] {
        for below in ["arithmetic", "geometric", "harmonic"] {
            let alone = of(&with(rows, &rule, below));
            let beside: Vec<Vec<u32>> = of(&with(&format!("P,2020,,,\n{rows}"), &rule, below));
            for (alone, beside) in alone.iter().zip(&beside) {
                assert_eq!((beside[0], &beside[1..]), (0, &alone[..]), "{rule} over {below}");
                moved |= alone[0] != 1;
            }
        }
    }
    assert!(moved);
    let nominal = ranked(
        &with(rows, &json!({ "method": "topsis", "scale": "min_max" }), "arithmetic"),
        "2020",
        Ties::Competition,
    );
    assert_eq!(of(&with(rows, &json!({ "method": "topsis", "scale": "min_max" }), "arithmetic"))[0], [4, 3, 5, 2, 1]);
    assert_eq!(nominal, [4.0, 3.0, 5.0, 2.0, 1.0]);
}

#[test]
fn one_mean_added_up_in_another_order_is_one_score() {
    let tree = |ids: [&str; 3]| json!({ "id": "i", "children": ids.map(|id| json!({ "id": id })) });
    let steps = json!([{ "step": "aggregate", "method": "arithmetic" }]);
    let csv = "unit,year,x,y,z\na,2022,0.3,0.2,0.1\nb,2022,0.1,0.2,0.3\nc,2022,0.1,0.1,0.1\n";
    for order in [["x", "y", "z"], ["z", "y", "x"], ["y", "z", "x"]] {
        let model = small(csv, upwards(&["x", "y", "z"]), tree(order), steps.clone());
        assert_eq!(ranked(&model, "2022", Ties::Competition), [1.0, 1.0, 3.0]);
        assert_eq!(ranked(&model, "2022", Ties::Dense), [1.0, 1.0, 2.0]);
        assert_eq!(ranked(&model, "2022", Ties::Ordinal), [1.0, 2.0, 3.0]);
    }
}

/// 0.1 / 1 and 0.3 / 3 are one ratio.
#[test]
fn ranks_as_a_normalisation_tie_ratios_that_are_equal() {
    let ratio = json!([{ "id": "r", "direction": 1, "numerator": "x", "denominator": "y" }]);
    let csv = "unit,year,x,y\na,2022,0.1,1\nb,2022,0.3,3\nc,2022,5,1\n";
    for (method, points) in
        [("rank", [1.0, 1.0, 3.0]), ("borda", [0.0, 0.0, 2.0]), ("percentile_rank", [0.0, 0.0, 1.0])]
    {
        let steps = json!([{ "step": "denominate" }, { "step": "normalise", "method": method }, { "step": "aggregate", "method": "arithmetic" }]);
        let tree = json!({ "id": "i", "children": [{ "id": "r" }] });
        let model = small(csv, ratio.clone(), tree, steps);
        assert_eq!(model.scores(Period::year(2022)).unwrap().node(1), points, "{method}");
        assert_eq!(ranked(&model, "2022", Ties::Competition), [2.0, 2.0, 1.0]);
        // Of less is better too, and the worst is at the end of its scale.
        let mut less = ratio.clone();
        less[0]["direction"] = json!(-1);
        let steps = json!([{ "step": "denominate" }, { "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "geometric" }]);
        let tree = json!({ "id": "i", "children": [{ "id": "r" }] });
        for (indicators, known) in [(less, [100.0, 100.0, 0.0]), (ratio.clone(), [0.0, 0.0, 100.0])] {
            let model = small(csv, indicators, tree.clone(), steps.clone());
            let scores = model.scores(Period::year(2022)).unwrap();
            assert!(scores.node(0).iter().zip(known).all(|(s, k)| (s - k).abs() <= 1e-12 * k), "{:?}", scores.node(0));
        }
    }
}

#[test]
fn topsis_ties_scores_that_differ_in_the_last_digit() {
    let indicators = json!([
        { "id": "intensity", "direction": 1, "numerator": "rd", "denominator": "gdp" },
        { "id": "papers", "direction": 1 },
    ]);
    let csv = "unit,year,rd,gdp,papers\na,2022,0.1,1,1\nb,2022,0.2,2,2\nc,2022,0.3,3,3\n";
    for scale in ["min_max", "vector", "none"] {
        let rule = json!({ "step": "aggregate", "method": "topsis", "scale": scale });
        let tree = json!({ "id": "i", "children": [{ "id": "intensity" }, { "id": "papers" }] });
        let model = small(csv, indicators.clone(), tree, json!([{ "step": "denominate" }, rule]));
        assert_eq!(model.scores(Period::year(2022)).unwrap().node(0), [0.0, 0.5, 1.0], "{scale}");
    }
    // All are 100 in the base period: nobody is nearer to anything.
    let steps = json!([{ "step": "normalise", "method": "base_period", "scope": { "base": "2020" } }, { "step": "aggregate", "method": "topsis" }]);
    let tree = json!({ "id": "i", "children": [{ "id": "x" }] });
    let model = small("code,year,x\nA,2020,173.83\nB,2020,100\nC,2020,674.81\n", upwards(&["x"]), tree, steps);
    let scores = model.scores(Period::year(2020)).unwrap();
    assert_eq!(scores.node(1), [100.0; 3]);
    assert!(scores.node(0).iter().all(|s| s.is_nan()));
    assert_eq!(scores.rows(0, None, Ties::Competition)[0].reason.map(|r| r.id()), Some("constant"));
}

#[test]
fn among_equals_numbers_in_codes_stand_by_size() {
    let steps = json!([{ "step": "aggregate", "method": "arithmetic" }]);
    let tree = json!({ "id": "i", "children": [{ "id": "x" }] });
    let all = |csv: &str| small(csv, upwards(&["x"]), tree.clone(), steps.clone());
    for name in ["code", "unit"] {
        let rows: String = (1..=12)
            .map(|n| {
                format!(
                    "{},2022,{}\n",
                    if name == "code" { format!("{n}") } else { format!("第{n}区") },
                    if n == 2 || n == 10 { 50 } else { n }
                )
            })
            .collect();
        let model = all(&format!("{name},year,x\n{rows}"));
        let rows = model.scores(Period::year(2022)).unwrap().rows(0, None, Ties::Ordinal);
        let first: Vec<(&str, f64)> = rows[..3].iter().map(|r| (r.code.as_str(), r.rank.unwrap())).collect();
        let code = |n: &str| if name == "code" { n.to_owned() } else { format!("第{n}区") };
        assert_eq!(first, [(code("2").as_str(), 1.0), (code("10").as_str(), 2.0), (code("12").as_str(), 3.0)]);
        let rows = model.scores(Period::year(2022)).unwrap().rows(0, None, Ties::Competition);
        assert_eq!(
            (&rows[0].code, rows[0].rank, &rows[1].code, rows[1].rank),
            (&code("2"), Some(1.0), &code("10"), Some(1.0))
        );
    }
}

/// Every aggregation, where its only child with a weight is left out, and where the only child there is has weight zero.
#[test]
fn a_group_of_which_nothing_is_left_has_no_figure_and_stops_nothing() {
    let csv = "unit,year,x,y\na,2022,1,4\nb,2022,2,3\nc,2022,3,9\n";
    let rules = [
        "arithmetic",
        "geometric",
        "harmonic",
        "copeland",
        "topsis",
        "benefit_of_the_doubt",
        "mazziotta_pareto",
        "adjusted_mazziotta_pareto",
        "mean_min",
    ];
    for rule in rules {
        let steps = json!([{ "step": "normalise", "method": "min_max", "lower": 1, "upper": 10 }, { "step": "aggregate", "method": "arithmetic", "minimum_share": 1 }]);
        let group = |children: Value| json!({ "id": "i", "children": [{ "id": "g", "aggregate": rule, "children": children }, { "id": "y" }] });
        let model = small(csv, upwards(&["x", "y"]), group(json!([{ "id": "x" }])), steps.clone());
        let scores = model.scores(Period::year(2022)).unwrap();
        let without = leave_one_out(&scores, 1).unwrap();
        // Without x there is y alone, and nothing counts as missing.
        assert_eq!(without.ranks[0], [2.0, 3.0, 1.0], "{rule}");
        assert_eq!(without.scores[0], scores.node(model.node("y").unwrap()), "{rule}");
        let spec = format!(r#"{{ "draws": 40, "leave_out": true, "aggregate": ["{rule}"] }}"#);
        let analysis = {
            let mut a =
                Uncertainty::new(&model, &UncertaintySpec::from_json(&spec).unwrap(), Period::year(2022)).unwrap();
            a.advance(40);
            a
        };
        let mut seen = false;
        for draw in (0..40).filter(|d| analysis.draw(*d).left_out.as_deref() == Some("x")) {
            // One child alone: of Mazziotta and Pareto, and the others, as it is; each rule ranks by it.
            assert_eq!(analysis.ranks(draw as usize), [2, 3, 1], "{rule}");
            seen = true;
        }
        assert!(seen);
        // A weight of zero is no say; the index has its other child.
        let tree = json!({ "id": "i", "children": [{ "id": "g", "aggregate": rule, "children": [{ "id": "x", "weight": 0 }, { "id": "z", "weight": 1 }] }, { "id": "y" }] });
        let csv = "unit,year,x,y,z\na,2022,1,4,\nb,2022,2,3,\nc,2022,3,9,\n";
        let steps = json!([{ "step": "normalise", "method": "min_max", "lower": 1, "upper": 10 }, { "step": "aggregate", "method": "arithmetic" }]);
        let model = small(csv, upwards(&["x", "y", "z"]), tree, steps);
        let scores = model.scores(Period::year(2022)).unwrap();
        assert!(scores.node(1).iter().all(|s| s.is_nan()), "{rule}");
        assert_eq!(
            scores.rows(1, None, Ties::Competition)[0].reason.map(|r| r.id()),
            Some("too_few_children"),
            "{rule}"
        );
        assert_eq!(ranked(&model, "2022", Ties::Competition), [2.0, 3.0, 1.0], "{rule}");
    }
    // Of an index of one indicator nothing is left.
    for rule in rules {
        let model = small(
            "unit,year,x\na,2022,1\nb,2022,2\n",
            upwards(&["x"]),
            json!({ "id": "i", "children": [{ "id": "x" }] }),
            json!([{ "step": "aggregate", "method": rule }]),
        );
        let without = leave_one_out(&model.scores(Period::year(2022)).unwrap(), 1).unwrap();
        assert!(without.ranks[0].iter().all(|r| r.is_nan()) && without.scores[0].iter().all(|s| s.is_nan()));
        let mut analysis = Uncertainty::new(
            &model,
            &UncertaintySpec::from_json(r#"{ "draws": 20, "leave_out": true }"#).unwrap(),
            Period::year(2022),
        )
        .unwrap();
        analysis.advance(20);
        for draw in 0..20 {
            assert_eq!(analysis.draw(draw).left_out.is_some(), analysis.ranks(draw as usize) == [0, 0], "{rule}");
        }
    }
}

/// findings/hostile: the frontier of a group whose one child with a figure has no weight.
#[test]
fn the_fuzzed_framework_of_weight_zero_is_ranked() {
    let framework = json!({
        "id": "small",
        "indicators": [{ "id": "x", "direction": 1 }, { "id": "ratio", "direction": -1, "numerator": "x", "denominator": "y", "scale": 100 }, { "id": "z", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "group", "weight": 2, "children": [{ "id": "x", "weight": 0 }, { "id": "z", "weight": 1 }] }, { "id": "ratio", "weight": 1 }] },
        "steps": [{ "step": "denominate" }, { "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "benefit_of_the_doubt", "low": 0.1, "high": 0.6 }],
    });
    let panel = Panel::from_csv(b"code,year,x,y,z\nA,2022,1,2,3\nB,2022,2,5,1\nC,2022,4,4,2\n", None).unwrap();
    let model = model(panel, &framework);
    for node in ["x", "z", "ratio"] {
        let without = leave_one_out(&model.scores(Period::year(2022)).unwrap(), 1).unwrap();
        let at = without.removed.iter().position(|n| *n == model.node(node).unwrap()).unwrap();
        // One child alone cannot have 60 % at most; x has no say.
        assert!(without.ranks[at].iter().all(|r| r.is_nan()), "{node}: {:?}", without.scores[at]);
    }
}

#[test]
fn a_zero_is_a_zero_whatever_its_sign() {
    for zero in ["0", "-0", "-0.0"] {
        for (rule, p) in [("harmonic", None), ("power", Some(-2.0)), ("power", Some(0.5)), ("geometric", None)] {
            let mut aggregate = json!({ "step": "aggregate", "method": rule });
            if let Some(p) = p {
                aggregate["p"] = json!(p);
            }
            let tree = json!({ "id": "i", "children": [{ "id": "x" }, { "id": "y" }] });
            let csv = format!("unit,year,x,y\na,2022,{zero},4\nb,2022,2,2\n");
            let scores =
                small(&csv, upwards(&["x", "y"]), tree, json!([aggregate])).scores(Period::year(2022)).unwrap();
            // Of 0 and 4 the power mean with 1/2 is 1, the others are zero.
            let known = if p == Some(0.5) { 1.0 } else { 0.0 };
            assert_eq!(scores.node(0)[0].to_bits(), f64::to_bits(known), "{zero} {rule}");
            assert!((scores.node(0)[1] - 2.0).abs() < 1e-14, "{zero} {rule}");
        }
    }
    // The worst of less is better, from a reference, and a treatment whose result is a zero.
    let csv = "code,year,a,b\nP,2020,1,5\nQ,2020,2,6\nR,2020,3,9\n";
    let down = json!([{ "id": "a", "direction": -1 }, { "id": "b", "direction": -1 }]);
    let tree = json!({ "id": "i", "children": [{ "id": "a" }, { "id": "b" }] });
    let steps = json!([{ "step": "normalise", "method": "distance_to_reference", "reference": "Q" }, { "step": "aggregate", "method": "harmonic" }]);
    let model = small(csv, down, tree.clone(), steps);
    assert_eq!(ranked(&model, "2020", Ties::Competition), [1.0, 2.0, 3.0]);
    assert_eq!(model.scores(Period::year(2020)).unwrap().node(0)[2].to_bits(), 0.0_f64.to_bits());
    let steps =
        json!([{ "step": "treat", "method": "box_cox", "lambda": -1 }, { "step": "aggregate", "method": "harmonic" }]);
    let model = small(csv, upwards(&["a", "b"]), tree, steps);
    // (1 - 1 / (x - min + 1)): 0, 1/2, 2/3 and 0, 1/2, 4/5.
    let scores = model.scores(Period::year(2020)).unwrap();
    assert_eq!(scores.node(0)[0].to_bits(), 0.0_f64.to_bits());
    assert!((scores.node(0)[1] - 0.5).abs() < 1e-15 && (scores.node(0)[2] - 8.0 / 11.0).abs() < 1e-15);
}

#[test]
fn fixed_ends_are_in_the_indicators_own_units() {
    let csv = "unit,year,smoke,papers\na,2022,20,50\nb,2022,60,70\nc,2022,90,90\n";
    let indicators = json!([{ "id": "smoke", "direction": -1 }, { "id": "papers", "direction": 1 }]);
    let tree = json!({ "id": "i", "children": [{ "id": "smoke" }, { "id": "papers" }] });
    let steps = json!([{ "step": "normalise", "method": "scaled", "low": 0, "high": 100 }, { "step": "aggregate", "method": "geometric" }]);
    let scores = small(csv, indicators, tree, steps).scores(Period::year(2022)).unwrap();
    assert_eq!(scores.node(1), [80.0, 40.0, 10.0]);
    for (score, square) in scores.node(0).iter().zip([4000.0_f64, 2800.0, 900.0]) {
        assert!((score - square.sqrt()).abs() < 1e-12);
    }
}

proptest! {
    /// 100 x / x may miss 100 by a last digit.
    #[test]
    fn every_unit_is_exactly_100_in_the_base_period(x in prop::collection::vec((1..10_000_000_i64).prop_map(|x| x as f64 / 100.0), 2..12), direction in prop::sample::select(vec![1, -1])) {
        let rows: String = x.iter().enumerate().map(|(at, x)| format!("u{at},2020,{x}\n")).collect();
        let steps = json!([{ "step": "normalise", "method": "base_period", "scope": { "base": "2020" } }, { "step": "aggregate", "method": "arithmetic" }]);
        let tree = json!({ "id": "i", "children": [{ "id": "x" }] });
        let model = small(&format!("code,year,x\n{rows}"), json!([{ "id": "x", "direction": direction }]), tree, steps);
        prop_assert!(model.scores(Period::year(2020)).unwrap().node(0).iter().all(|s| *s == 100.0));
    }
}

/// Three equal figures and another have skewness 2 exactly, and kurtosis 4: at the limit is over it, in any unit of measure.
#[test]
fn at_the_limit_of_skewness_is_over_it_and_noise_is_no_shape() {
    for times in [1.0, 0.1, 7.0, 1.0 / 3.0, 1e6, 1e-9] {
        for (usual, other) in [(1.0, 2.0), (3.0, 10.0), (0.3, 0.1), (5.1, 7.7)] {
            let rows: String = [usual, usual, other, usual]
                .iter()
                .enumerate()
                .map(|(at, x)| format!("u{at},2020,{}\n", x * times))
                .collect();
            let steps =
                json!([{ "step": "treat", "method": "winsorise" }, { "step": "aggregate", "method": "arithmetic" }]);
            let tree = json!({ "id": "i", "children": [{ "id": "x" }] });
            let model = small(&format!("code,year,x\n{rows}"), upwards(&["x"]), tree, steps);
            let scores = model.scores(Period::year(2020)).unwrap();
            let treated = scores.treatment("x").unwrap();
            assert_eq!((treated.method.word, treated.points), ("winsorise", 1), "{usual} {other} x {times}");
            assert_eq!(scores.node(0)[2], usual * times);
        }
    }
    // 0.1 / 1 three times and 0.3 / 3: constant, and neither an outlier nor the argument of a logarithm.
    let csv = "code,year,x,y\na,2020,0.1,1\nb,2020,0.1,1\nc,2020,0.1,1\nd,2020,0.3,3\n";
    for method in ["winsorise", "log_shift", "log_shift_either_side"] {
        let ratio = json!([{ "id": "r", "direction": 1, "numerator": "x", "denominator": "y" }]);
        let steps = json!([{ "step": "denominate" }, { "step": "treat", "method": method }, { "step": "aggregate", "method": "arithmetic" }]);
        let model = small(csv, ratio, json!({ "id": "i", "children": [{ "id": "r" }] }), steps);
        let scores = model.scores(Period::year(2020)).unwrap();
        let before = scores.treatment("r").unwrap().shape[0].unwrap();
        assert!(before.skewness.is_nan() && before.passes);
        let figure = scores.figure("r", "d").unwrap();
        let after = figure.steps.last().unwrap();
        match method {
            "winsorise" => assert_eq!(after.value, Some(0.09999999999999999)),
            _ => assert_eq!((after.value, after.reason.map(|r| r.id())), (None, Some("constant"))),
        }
    }
}

/// findings/numbers.md C4; and the sum without its cancellation is the sum.
#[test]
fn entropy_weights_are_never_below_zero_and_noise_has_none() {
    let near = [1.0, 1.0 + 1e-11, 1.0 - 1e-11, 1.0 + 3e-12, 1.0, 1.0 + 2e-12];
    let spread = [4.0, 1.0, 0.0, 2.0, 9.0, 3.0];
    let weights = innodex::index::weigh::entropy(&[&near, &spread]).unwrap();
    assert_eq!(weights, [0.0, 1.0]);
    // Of two with little spread each has its share: variances as 1 to 4, and E is half the squared deviation over ln n.
    let twice: Vec<f64> = [1.0, -1.0, 0.5, -0.5].iter().map(|d| 1.0 + 2e-7 * d).collect();
    let once: Vec<f64> = [1.0, -1.0, 0.5, -0.5].iter().map(|d| 1.0 + 1e-7 * d).collect();
    let weights = innodex::index::weigh::entropy(&[&once, &twice]).unwrap();
    assert!((weights[0] - 0.2).abs() < 1e-7 && (weights[1] - 0.8).abs() < 1e-7, "{weights:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Rules that make children comparable themselves, on figures as they are.
    #[test]
    fn rules_that_compare_units_do_not_know_the_unit_of_measure(years in years(), column in 0..6_usize, rule in prop::sample::select(vec![
        json!("copeland"),
        json!("topsis"),
        json!({ "method": "topsis", "scale": "min_max" }),
        json!("benefit_of_the_doubt"),
        json!({ "method": "benefit_of_the_doubt", "low": 0.05, "high": 0.5 }),
    ])) {
        let framework = |turned: bool| {
            let mut children: Vec<Value> = IDS.iter().enumerate().map(|(at, id)| json!({ "id": id, "weight": 1 + at % 3 })).collect();
            if turned {
                children.reverse();
            }
            let indicators: Vec<Value> = IDS.iter().map(|id| json!({ "id": id, "direction": 1 })).collect();
            let tree = json!({ "id": "root", "aggregate": rule, "children": children });
            json!({ "id": "one", "indicators": indicators, "tree": tree, "steps": [{ "step": "aggregate", "method": "arithmetic" }] })
        };
        let expected = model(panel(&years, [1.0; 6]), &framework(false));
        for factor in [0.1, 7.0, 1e6] {
            let mut times = [1.0; 6];
            times[column] = factor;
            let other = model(panel(&years, times), &framework(factor == 7.0));
            prop_assert_eq!(ranks(&expected), ranks(&other), "{} {}\n{}\n{}", rule, factor, told(&expected), told(&other));
        }
    }
}
