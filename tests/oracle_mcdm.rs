//! What COINr has not, against pymcdm, scipy and Compind (tests/oracle/mcdm, its README first): every pillar of ASEM from
//! its indicators between 1 and 100. Weights and the benefit of the doubt alone are in weights.rs.

use crate::common;

use common::coinr::{self, step, Meta};
use common::golden::Golden;
use serde_json::{json, Value};

const CELLS: (usize, usize) = (51 * 8, 0);

/// Compares a file of pillars: the indicators as they are (`steps` before), combined by `aggregate`.
fn pillars(file: &str, steps: Vec<Value>, aggregate: Value) {
    let mut all = steps;
    all.push(step("aggregate", aggregate));
    // Between 1 and 100, the best at 100: direction is done.
    let mut meta = Meta::read("asem");
    meta.elements.iter_mut().for_each(|e| e.direction = 1);
    let scores = coinr::scores(&Golden::read("asem/norm_minmax_1_100"), meta.with_steps(false, all, &[]));
    let cells = Golden::read(&format!("mcdm/{file}")).compare(false, |unit, id| coinr::node(&scores, unit, id));
    assert_eq!(cells, CELLS, "{file}");
}

fn z_scores() -> Vec<Value> {
    vec![step("normalise", json!({ "method": "z_score", "mean": 100, "sd": 10 }))]
}

#[test]
fn means() {
    pillars("geom_equal", vec![], json!({ "method": "geometric" }));
    for (file, p) in [("p-1", -1.0), ("p-2", -2.0), ("p0.5", 0.5), ("p2", 2.0)] {
        pillars(&format!("powermean_{file}_scipy"), vec![], json!({ "method": "power", "p": p }));
    }
    pillars("powermean_p-1_scipy", vec![], json!({ "method": "harmonic" }));
}

#[test]
fn topsis() {
    pillars("topsis_vector_pymcdm", vec![], json!({ "method": "topsis" }));
    pillars("topsis_minmax_pymcdm", vec![], json!({ "method": "topsis", "scale": "min_max" }));
    // All ranges are 99 here, so that no scale is the same.
    pillars("topsis_minmax_pymcdm", vec![], json!({ "method": "topsis", "scale": "none" }));
}

#[test]
fn mazziotta_pareto() {
    for (file, penalty) in [("pos", "minus"), ("neg", "plus")] {
        let aggregate = || json!({ "method": "mazziotta_pareto", "penalty": penalty });
        pillars(&format!("mpi_{file}_minmax"), vec![], aggregate());
        pillars(&format!("mpi_{file}_z100_10"), z_scores(), aggregate());
    }
}

#[test]
fn adjusted_mazziotta_pareto() {
    for (file, penalty) in [("neg", "minus"), ("pos", "plus")] {
        for (end, centre) in [("gpmean", "mean"), ("gpmid", "middle")] {
            let name = if file == "pos" { format!("ampi_pos_{end}_components") } else { format!("ampi_neg_{end}") };
            let normalise = step("normalise", json!({ "method": "around_reference", "centre": centre }));
            let aggregate = json!({ "method": "adjusted_mazziotta_pareto", "penalty": penalty });
            pillars(&name, vec![normalise], aggregate);
        }
    }
}

#[test]
fn mean_min() {
    for (a, b) in [("0.25", "10"), ("0.5", "0"), ("0.5", "1"), ("1", "0")] {
        let number = |text: &str| text.parse::<f64>().unwrap();
        let aggregate = || json!({ "method": "mean_min", "a": number(a), "b": number(b) });
        pillars(&format!("meanmin_a{a}_b{b}_minmax_patched"), vec![], aggregate());
        pillars(&format!("meanmin_a{a}_b{b}_z100_10"), z_scores(), aggregate());
    }
}

#[test]
fn benefit_of_the_doubt() {
    pillars("bod_exact_cddgmp", vec![], json!({ "method": "benefit_of_the_doubt" }));
    let bounded = json!({ "method": "benefit_of_the_doubt", "low": 0.05, "high": 0.5 });
    pillars("bod_constr_low0.05_up0.5_exact_cddgmp", vec![], bounded);
}

#[test]
fn weights_found_in_the_figures() {
    for (file, method) in [("weights_entropy_pymcdm", "entropy"), ("weights_critic_pymcdm", "critic")] {
        let steps =
            vec![step("weigh", json!({ "method": method })), step("aggregate", json!({ "method": "arithmetic" }))];
        let mut meta = Meta::read("asem");
        meta.elements.iter_mut().for_each(|e| e.direction = 1);
        let scores = coinr::scores(&Golden::read("asem/norm_minmax_1_100"), meta.with_steps(false, steps, &[]));
        let (weights, model) = (scores.effective_weights(), scores.model());
        let nodes = model.describe().nodes;
        let share = |id: &str, _: &str| {
            let at = model.node(id).unwrap();
            weights[at] / weights[nodes[at].parent.unwrap()]
        };
        let golden = Golden::read(&format!("mcdm/{file}"));
        assert_eq!(golden.columns.len(), 2, "{:?}", golden.columns);
        assert_eq!(golden.compare(false, share), (49, 0));
        assert_eq!(scores.weights_as_given(), []);
    }
}
