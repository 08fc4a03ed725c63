//! What a rank change explained must keep to, on any figures; and the same by evaluating composed panels one after the other.

use crate::common;

use common::random::{bits, close, leaf, panel_over};
use innodex::explain::{explain, Decomposition, Explanation, Request, State};
use innodex::ranking::Ties;
use innodex::{Framework, Model, Panel, Period, Reason};
use proptest::prelude::*;
use serde_json::{json, Value};

/// Figures by column and unit, of two years and of the same size.
type Years = [Vec<Vec<f64>>; 2];

fn years() -> impl Strategy<Value = Years> {
    (2..8_usize, 2..6_usize).prop_flat_map(|(units, columns)| {
        let figure = prop_oneof![10 => (1..30_i32).prop_map(f64::from), 1 => Just(f64::NAN)];
        let year = prop::collection::vec(prop::collection::vec(figure, units), columns);
        [year.clone(), year]
    })
}

/// Whether nobody has a figure, column by column.
fn lacking(year: &[Vec<f64>]) -> Vec<bool> {
    year.iter().map(|column| column.iter().all(|x| x.is_nan())).collect()
}

/// Weights, normalisation and aggregation by number.
#[derive(Debug, Clone, PartialEq)]
struct Choice {
    weights: Vec<u8>,
    normalise: usize,
    aggregate: usize,
}

fn choice() -> impl Strategy<Value = Choice> {
    let weights = prop::collection::vec(1..4_u8, 6);
    (weights, 0..3_usize, 0..3_usize).prop_map(|(weights, normalise, aggregate)| Choice {
        weights,
        normalise,
        aggregate,
    })
}

fn ties() -> impl Strategy<Value = Ties> {
    prop::sample::select(vec![Ties::Competition, Ties::Modified, Ties::Dense, Ties::Ordinal, Ties::Fractional])
}

/// A tree of two groups, of which the second has all columns but the first.
fn framework(columns: usize, weights: &[u8], method: &Choice) -> Framework {
    let w = |at: usize| f64::from(weights[at % weights.len()]);
    let rest: Vec<Value> = (1..columns).map(|i| leaf(i, w(i))).collect();
    let aggregate = ["arithmetic", "geometric", "copeland"][method.aggregate];
    let normalise = [
        json!({ "step": "normalise", "method": "min_max", "lower": 1, "upper": 100, "constant": "middle" }),
        json!({ "step": "normalise", "method": "rank" }),
        json!({ "step": "normalise", "method": "fraction_of_max" }),
    ];
    let indicators: Vec<Value> = (0..columns).map(|i| json!({ "id": format!("x{i}"), "direction": 1 })).collect();
    let framework = json!({
        "id": "random",
        "indicators": indicators,
        "tree": { "id": "index", "children": [
            { "id": "first", "weight": w(0), "children": [leaf(0, 1.0)] },
            { "id": "second", "weight": w(columns), "children": rest },
        ] },
        "steps": [normalise[method.normalise], { "step": "aggregate", "method": aggregate }],
    });
    Framework::from_json(&framework.to_string()).unwrap()
}

/// Rank and score of a unit in a panel of one year.
fn standing(figures: &[Vec<f64>], unit: usize, weights: &Choice, method: &Choice, ties: Ties) -> (f64, f64) {
    let panel = panel_over(&[figures.to_vec()]);
    let model = Model::new(panel, framework(figures.len(), &weights.weights, method)).unwrap();
    let scores = model.scores(Period::year(2020)).unwrap();
    (scores.rank(ties)[unit], scores.node(0)[unit])
}

/// The figures of the unit by the column's state, those of the others by theirs.
fn composed(years: &Years, unit: usize, own: &[usize], others: usize) -> Vec<Vec<f64>> {
    let mut figures = years[others].clone();
    for (i, column) in figures.iter_mut().enumerate() {
        column[unit] = years[own[i]][i][unit];
    }
    figures
}

fn explained(years: &Years, unit: usize, choices: &[Choice; 2], ties: Ties, by: Decomposition) -> Explanation {
    let panel = panel_over(years);
    let columns = years[0].len();
    let model = |c: &Choice| Model::new(panel.clone(), framework(columns, &c.weights, c)).unwrap();
    let from = State::new(&model(&choices[0]), Period::year(2020)).unwrap();
    let to = State::new(&model(&choices[1]), Period::year(2021)).unwrap();
    let request = Request { ties, decomposition: by, ..Request::default() };
    explain(&from, &to, &format!("u{unit:02}"), &request).unwrap()
}

/// Every order of four.
fn orders() -> Vec<[usize; 4]> {
    let mut all = Vec::new();
    for n in 0..256 {
        let order = [n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6 & 3];
        if (0..4).all(|f| order.contains(&f)) {
            all.push(order);
        }
    }
    all
}

fn ranks(found: &Explanation) -> [f64; 4] {
    let parts = found.parts.unwrap();
    [parts.own.rank, parts.others.rank, parts.weights.rank, parts.method.rank]
}

fn scores(found: &Explanation) -> [f64; 4] {
    let parts = found.parts.unwrap();
    [parts.own.score, parts.others.score, parts.weights.score, parts.method.score]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Ranks to the last bit in any order, scores but for rounding; indicators to dimensions, dimensions to own data.
    #[test]
    fn parts_sum(years in years(), choices in [choice(), choice()], ties in ties(), at in any::<prop::sample::Index>(), ordered in any::<bool>()) {
        let unit = at.index(years[0][0].len());
        let by = if ordered { Decomposition::Ordered } else { Decomposition::Shapley };
        let found = explained(&years, unit, &choices, ties, by);
        let ends = [0, 1].map(|s| standing(&years[s], unit, &choices[s], &choices[s], ties));
        prop_assert_eq!(bits(&[found.from.score.unwrap_or(f64::NAN), found.to.score.unwrap_or(f64::NAN)]), bits(&[ends[0].1, ends[1].1]));
        prop_assert_eq!(bits(&[found.from.rank.unwrap_or(f64::NAN), found.to.rank.unwrap_or(f64::NAN)]), bits(&[ends[0].0, ends[1].0]));
        prop_assert_eq!(found.parts.is_none(), found.reason.is_some());
        let there = !ends[0].0.is_nan() && !ends[1].0.is_nan();
        prop_assert_eq!(found.reason == Some(Reason::OtherIndicators), there && lacking(&years[0]) != lacking(&years[1]));
        prop_assert_eq!(found.rank.is_none(), !there || lacking(&years[0]) != lacking(&years[1]));
        if found.parts.is_some() {
            let change = ends[1].0 - ends[0].0;
            for order in orders() {
                prop_assert_eq!(order.iter().map(|f| ranks(&found)[*f]).sum::<f64>().to_bits(), (change + 0.0).to_bits());
            }
            let size = ends[0].1.abs().max(ends[1].1.abs()).max(1.0);
            prop_assert!((scores(&found).iter().sum::<f64>() - (ends[1].1 - ends[0].1)).abs() <= 1e-12 * size);
            prop_assert_eq!(found.own_reason.is_some(), found.indicators.is_empty());
            if found.own_reason.is_none() {
                let own = found.parts.unwrap().own;
                prop_assert_eq!(found.indicators.iter().map(|i| i.rank).sum::<f64>(), own.rank);
                prop_assert_eq!(found.dimensions.iter().rev().map(|i| i.rank).sum::<f64>(), own.rank);
                prop_assert!((found.indicators.iter().map(|i| i.score).sum::<f64>() - own.score).abs() <= 1e-11 * size);
                for dimension in &found.dimensions {
                    let below = found.indicators.iter().filter(|i| i.dimension.as_ref() == Some(&dimension.id));
                    let sum = below.fold((0.0, 0.0), |(r, s), i| (r + i.rank, s + i.score));
                    prop_assert_eq!(sum.0, dimension.rank);
                    prop_assert!((sum.1 - dimension.score).abs() <= 1e-12 * size);
                }
            }
        }
    }

    /// The parts are those of all 24 orders, each of its states made by hand.
    #[test]
    fn parts_are_shapley_values(years in years(), choices in [choice(), choice()], ties in ties(), at in any::<prop::sample::Index>()) {
        let unit = at.index(years[0][0].len());
        let columns = years[0].len();
        let by_hand = |s: [usize; 4]| {
            standing(&composed(&years, unit, &vec![s[0]; columns], s[1]), unit, &choices[s[2]], &choices[s[3]], ties)
        };
        let mut expected = [(0.0, 0.0); 4];
        for order in orders() {
            let mut state = [0; 4];
            let mut before = by_hand(state);
            for factor in order {
                state[factor] = 1;
                let after = by_hand(state);
                expected[factor].0 += (after.0 - before.0) / 24.0;
                expected[factor].1 += (after.1 - before.1) / 24.0;
                before = after;
            }
        }
        let found = explained(&years, unit, &choices, ties, Decomposition::Shapley);
        let apart = lacking(&years[0]) != lacking(&years[1]);
        prop_assert_eq!(found.parts.is_none(), apart || expected.iter().any(|(rank, _)| rank.is_nan()));
        if found.parts.is_some() {
            for (factor, expected) in expected.iter().enumerate() {
                prop_assert!((ranks(&found)[factor] - expected.0).abs() < 1e-9);
                prop_assert!(close(scores(&found)[factor], expected.1));
            }
        }
    }

    /// Own data by indicator: there and back again, weighed over the states of the other three.
    #[test]
    fn own_data_by_indicator(years in years(), choices in [choice(), choice()], ties in ties(), at in any::<prop::sample::Index>()) {
        let unit = at.index(years[0][0].len());
        let columns = years[0].len();
        let mut expected = vec![(0.0, 0.0); columns];
        for rest in 0..8_usize {
            let (others, w, m) = (rest & 1, rest >> 1 & 1, rest >> 2);
            let share = [6.0, 2.0, 2.0, 6.0][rest.count_ones() as usize] / 48.0;
            for backwards in [false, true] {
                let mut own = vec![0; columns];
                let by_hand = |own: &[usize]| standing(&composed(&years, unit, own, others), unit, &choices[w], &choices[m], ties);
                let mut before = by_hand(&own);
                for step in 0..columns {
                    let column = if backwards { columns - 1 - step } else { step };
                    own[column] = 1;
                    let after = by_hand(&own);
                    expected[column].0 += share * (after.0 - before.0);
                    expected[column].1 += share * (after.1 - before.1);
                    before = after;
                }
            }
        }
        let found = explained(&years, unit, &choices, ties, Decomposition::Shapley);
        if found.parts.is_some() {
            prop_assert_eq!(found.own_reason.is_some(), expected.iter().any(|(rank, _)| rank.is_nan()));
            for (part, expected) in found.indicators.iter().zip(&expected) {
                prop_assert!((part.rank - expected.0).abs() < 1e-9, "{part:?} {expected:?}");
                prop_assert!(close(part.score, expected.1), "{part:?} {expected:?}");
            }
        }
    }

    /// Where one thing differs, all of the change is its own, exactly.
    #[test]
    fn a_single_difference_has_the_whole_change(years in years(), choices in [choice(), choice()], which in 0..4_usize, at in any::<prop::sample::Index>()) {
        let unit = at.index(years[0][0].len());
        let [first, second] = &choices;
        let to = match which {
            2 => Choice { weights: second.weights.clone(), ..first.clone() },
            3 => Choice { weights: first.weights.clone(), ..second.clone() },
            _ => first.clone(),
        };
        let changed = composed(&years, unit, &vec![usize::from(which == 0); years[0].len()], usize::from(which == 1));
        let state = |figures: &[Vec<f64>], c: &Choice| {
            let panel = panel_over(&[figures.to_vec()]);
            let model = Model::new(panel, framework(figures.len(), &c.weights, c)).unwrap();
            State::new(&model, Period::year(2020)).unwrap()
        };
        let (from, to) = (state(&years[0], first), state(&changed, &to));
        let found = explain(&from, &to, &format!("u{unit:02}"), &Request::default()).unwrap();
        if found.parts.is_some() {
            let expected = |whole: f64| std::array::from_fn::<f64, 4, _>(|f| if f == which { whole } else { 0.0 });
            prop_assert_eq!(ranks(&found), expected(found.rank.unwrap()));
            prop_assert_eq!(scores(&found), expected(found.score.unwrap()));
        }
    }

    /// The other way round every part has the other sign.
    #[test]
    fn the_reverse_change_has_the_opposite_parts(years in years(), choices in [choice(), choice()], at in any::<prop::sample::Index>()) {
        let unit = at.index(years[0][0].len());
        let panel = panel_over(&years);
        let model = |c: &Choice| Model::new(panel.clone(), framework(years[0].len(), &c.weights, c)).unwrap();
        let state = |at: usize| State::new(&model(&choices[at]), Period::year(2020 + at as i32)).unwrap();
        let code = format!("u{unit:02}");
        let there = explain(&state(0), &state(1), &code, &Request::default()).unwrap();
        let back = explain(&state(1), &state(0), &code, &Request::default()).unwrap();
        prop_assert_eq!(there.parts.is_some(), back.parts.is_some());
        if there.parts.is_some() {
            for f in 0..4 {
                prop_assert!((ranks(&there)[f] + ranks(&back)[f]).abs() < 1e-9);
                prop_assert!((scores(&there)[f] + scores(&back)[f]).abs() < 1e-9);
            }
            if there.own_reason.is_none() && back.own_reason.is_none() {
                for (there, back) in there.indicators.iter().zip(&back.indicators) {
                    prop_assert!((there.score + back.score).abs() < 1e-9);
                }
            }
        }
    }

    /// Two tables of a year each say the same as one of both.
    #[test]
    fn periods_of_one_panel_or_of_two_give_the_same_explanation(years in years(), choices in [choice(), choice()], at in any::<prop::sample::Index>()) {
        let unit = at.index(years[0][0].len());
        let columns = years[0].len();
        let one = explained(&years, unit, &choices, Ties::Competition, Decomposition::Shapley);
        let both = panel_over(&years);
        let alone = |at: usize| {
            let year = Period::year(2020 + at as i32);
            let values = (0..columns).flat_map(|i| both.column(i, at).to_vec()).collect();
            let panel = Panel::new(both.units().to_vec(), vec![year], both.indicators().to_vec(), values).unwrap();
            State::new(&Model::new(panel, framework(columns, &choices[at].weights, &choices[at])).unwrap(), year).unwrap()
        };
        let two = explain(&alone(0), &alone(1), &format!("u{unit:02}"), &Request::default()).unwrap();
        prop_assert_eq!(one, two);
    }
}
