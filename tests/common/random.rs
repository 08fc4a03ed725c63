//! Random panels and frameworks for the property tests.

use innodex::index::Model;
use innodex::panel::{Indicator, Unit};
use innodex::{Framework, Panel, Period};
use proptest::prelude::*;
use serde_json::{json, Value};

/// Figures by column and unit; whole numbers, so that equal ones and gaps occur.
pub fn columns(count: impl Into<prop::collection::SizeRange>, gaps: bool) -> impl Strategy<Value = Vec<Vec<f64>>> {
    let count = count.into();
    (1..12_usize).prop_flat_map(move |units| {
        let figure = prop_oneof![
            8 => (-1000..1000_i32).prop_map(f64::from),
            2 => (0..4_i32).prop_map(f64::from),
            if gaps { 2 } else { 1 } => Just(if gaps { f64::NAN } else { 7.0 }),
        ];
        prop::collection::vec(prop::collection::vec(figure, units), count.clone())
    })
}

/// A panel of one period.
pub fn panel(columns: &[Vec<f64>]) -> Panel {
    panel_over(&[columns.to_vec()])
}

/// A panel of several periods from 2020 on: figures by period, column and unit.
pub fn panel_over(periods: &[Vec<Vec<f64>>]) -> Panel {
    let (count, units) = (periods[0].len(), periods[0][0].len());
    let names = (0..units).map(|u| Unit::named(&format!("u{u:02}"), &format!("unit {u}"))).collect();
    let years = (0..periods.len()).map(|p| Period::year(2020 + p as i32)).collect();
    let indicators = (0..count).map(|i| Indicator::unknown(&format!("x{i}"))).collect();
    let values = (0..count).flat_map(|i| periods.iter().flat_map(move |p| p[i].clone())).collect();
    Panel::new(names, years, indicators, values).unwrap()
}

/// A leaf of the tree for column i.
pub fn leaf(i: usize, weight: f64) -> Value {
    json!({ "id": format!("x{i}"), "weight": weight })
}

/// A model of one level: the columns with these weights and directions.
pub fn model(panel: Panel, weights: &[f64], directions: &[i32], normalise: Option<Value>, mean: &str) -> Model {
    let leaves = weights.iter().enumerate().map(|(i, w)| leaf(i, *w)).collect();
    model_of_tree(panel, leaves, directions, normalise, mean)
}

/// A model of any tree below the index.
pub fn model_of_tree(
    panel: Panel,
    children: Vec<Value>,
    directions: &[i32],
    normalise: Option<Value>,
    mean: &str,
) -> Model {
    let indicators: Vec<Value> =
        directions.iter().enumerate().map(|(i, d)| json!({ "id": format!("x{i}"), "direction": d })).collect();
    let mut steps: Vec<Value> = normalise.into_iter().collect();
    for step in &mut steps {
        step["step"] = "normalise".into();
    }
    steps.push(json!({ "step": "aggregate", "method": mean }));
    let tree = json!({ "id": "index", "children": children });
    let framework = json!({ "id": "random", "indicators": indicators, "tree": tree, "steps": steps });
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

/// The figures of a node in 2020.
pub fn node(model: &Model, id: &str) -> Vec<f64> {
    model.scores(Period::year(2020)).unwrap().node(model.node(id).unwrap()).to_vec()
}

/// Both missing, or nearer than rounding.
pub fn close(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

pub fn all_close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| close(*a, *b))
}

/// The same to the last bit.
pub fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|v| v.to_bits()).collect()
}
