//! COINr 1.1.14 on ASEM made hard: unequal weights at every level, gaps everywhere, three of 51 units screened out.
//!
//! Here from what COINr screened and treated; from its raw tables in oracle_steps.rs. `corr_with_missing_*` are in
//! association.rs. `skewed_on_purpose` only names indicators.

use crate::common;

use common::coinr::{self, Meta};
use common::golden::Golden;
use innodex::ranking::{rank, Ties};
use innodex::Scores;
use serde_json::{json, Value};

const UNITS: usize = 48;
const INDICATORS: usize = 49;
const ALL_LEVELS: usize = 60;

fn golden(file: &str) -> Golden {
    Golden::read(&format!("asem_hard/{file}"))
}

fn meta() -> Meta {
    Meta::read("asem_hard")
}

fn scores(data: &str, meta: &Meta, ratios: bool, lower: i32, aggregate: Value) -> Scores {
    let normalise = json!({ "method": "min_max", "lower": lower, "upper": 100 });
    coinr::scores(&golden(data), meta.framework(ratios, normalise, aggregate, &[]))
}

fn treated(meta: &Meta) -> Scores {
    scores("step_treated", meta, false, 0, json!({ "method": "arithmetic" }))
}

fn rank_of(scores: &Scores, unit: &str, node: &str) -> f64 {
    let model = scores.model();
    rank(scores.node(model.node(node).unwrap()), Ties::Competition)[model.panel().unit(unit).unwrap()]
}

#[test]
fn raw_and_denominated() {
    let scores = scores("data", &meta(), true, 0, json!({ "method": "arithmetic" }));
    let cells = golden("step_raw").compare(true, |unit, id| coinr::figure(&scores, "raw", unit, id));
    assert_eq!(cells, (51 * INDICATORS - 217, 217));
    let cells = golden("step_denominated").compare(false, |unit, id| coinr::figure(&scores, "denominate", unit, id));
    assert_eq!(cells, (51 * INDICATORS - 217, 217));
}

#[test]
fn normalised_and_aggregated_with_unequal_weights() {
    let scores = treated(&meta());
    let cells = golden("step_normalised").compare(false, |unit, id| coinr::figure(&scores, "normalise", unit, id));
    assert_eq!(cells, (UNITS * INDICATORS, 0));
    let cells = golden("step_aggregated").compare(false, |unit, id| coinr::node(&scores, unit, id));
    assert_eq!(cells, (UNITS * ALL_LEVELS, 0));
}

#[test]
fn ranks_at_every_level() {
    let scores = treated(&meta());
    let cells = golden("results_ranks").compare(true, |unit, id| rank_of(&scores, unit, id));
    assert_eq!(cells, (UNITS * ALL_LEVELS, 0));
}

#[test]
fn means_over_what_is_there_down_to_half() {
    for (file, mean) in [("agg_amean", "arithmetic"), ("agg_gmean", "geometric"), ("agg_hmean", "harmonic")] {
        let aggregate = json!({ "method": mean, "minimum_share": 0.5 });
        let scores = scores("step_screened", &meta(), false, 1, aggregate);
        // 147 gaps of the data, and one group with fewer than half of its children.
        let file = golden(&format!("{file}_with_missing_threshold_0.5"));
        let cells = file.compare(false, |unit, id| coinr::node(&scores, unit, id));
        assert_eq!(cells, (UNITS * ALL_LEVELS - 148, 148));
    }
}

#[test]
fn copeland_with_unequal_weights() {
    let normalise = json!({ "method": "min_max" });
    let framework = meta().framework(false, normalise, json!({ "method": "arithmetic" }), &["copeland"]);
    let scores = coinr::scores(&golden("step_treated"), framework);
    let cells = golden("agg_copeland").compare(true, |unit, id| coinr::node(&scores, unit, id));
    assert_eq!(cells, (UNITS * 8, 0));
}

#[test]
fn effective_weights() {
    let nodes = treated(&meta()).model().describe().nodes;
    let golden = golden("effective_weights");
    assert_eq!((nodes.len(), golden.rows.len()), (ALL_LEVELS, ALL_LEVELS));
    for node in nodes {
        let expected = golden.cell(&node.id, "EffWeight");
        assert!((node.effective_weight - expected).abs() <= 1e-15, "{}: {expected}", node.id);
    }
}

#[test]
fn an_indicator_left_out() {
    let golden = golden("leave_one_out_level1_ranks");
    let without = |id: &String| match id.as_str() {
        "Nominal" => treated(&meta()),
        id => treated(&meta().with_weight(id, 0.0)),
    };
    let computed: Vec<(&String, Scores)> = golden.columns[1..].iter().map(|id| (id, without(id))).collect();
    let cells = golden.compare(true, |unit, id| {
        let (_, scores) = computed.iter().find(|(name, _)| *name == id).unwrap();
        rank_of(scores, unit, "Index")
    });
    assert_eq!(cells, (UNITS * (1 + INDICATORS), 0));
}
