//! Leaving nodes out, against COINr's own results and the pipeline with a weight of zero.

use crate::common;

use common::coinr::{self, Meta};
use common::golden::Golden;
use common::{embedded, random};
use innodex::ranking::Ties;
use innodex::robustness::leave_one_out::{leave_one_out, LeaveOneOut};
use innodex::{Framework, Model, Panel, Period, Scores};
use serde_json::{json, Value};

fn treated(folder: &str) -> Scores {
    let normalise = json!({ "method": "min_max", "lower": 0, "upper": 100 });
    let framework = Meta::read(folder).framework(false, normalise, json!({ "method": "arithmetic" }), &[]);
    coinr::scores(&Golden::read(&format!("{folder}/step_treated")), framework)
}

/// The place of a node among those left out.
fn place(scores: &Scores, without: &LeaveOneOut, id: &str) -> usize {
    let node = scores.model().node(id).unwrap();
    without.removed.iter().position(|n| *n == node).unwrap()
}

#[test]
fn every_pillar_of_asem() {
    let scores = treated("asem");
    let without = leave_one_out(&scores, 2).unwrap();
    assert_eq!(without.removed.len(), 8);
    let unit = |code: &str| scores.model().panel().unit(code).unwrap();
    let nominal = scores.node(0);
    let cells = Golden::read("asem/leave_one_out_level2_scores").compare(false, |code, id| match id {
        "Nominal" => nominal[unit(code)],
        id => without.scores[place(&scores, &without, id)][unit(code)],
    });
    assert_eq!(cells, (51 * 9, 0));
    let cells = Golden::read("asem/leave_one_out_level2_ranks").compare(true, |code, id| match id {
        "Nominal" => without.nominal[unit(code)],
        id => without.ranks[place(&scores, &without, id)][unit(code)],
    });
    assert_eq!(cells, (51 * 9, 0));
    let cells = Golden::read("asem/leave_one_out_level2_mean").compare(false, |id, _| match id {
        "Nominal" => 0.0,
        id => without.mean_shift[place(&scores, &without, id)],
    });
    assert_eq!(cells, (9, 0));
}

#[test]
fn every_indicator_of_asem_with_unequal_weights() {
    let scores = treated("asem_hard");
    let without = leave_one_out(&scores, 1).unwrap();
    let unit = |code: &str| scores.model().panel().unit(code).unwrap();
    let cells = Golden::read("asem_hard/leave_one_out_level1_ranks").compare(true, |code, id| match id {
        "Nominal" => without.nominal[unit(code)],
        id => without.ranks[place(&scores, &without, id)][unit(code)],
    });
    assert_eq!(cells, (48 * 50, 0));
}

/// The provinces in 2022, with a gap; and the same with groups that are chained over periods.
#[test]
fn it_is_the_pipeline_with_a_weight_of_zero() {
    let first = || -> Value {
        serde_json::from_str(&std::fs::read_to_string("tests/fixtures/provincial-first.json").unwrap()).unwrap()
    };
    let chained = {
        let mut framework = first();
        let steps = framework["steps"].as_array().unwrap().iter().filter(|s| s["step"] != "normalise");
        framework["steps"] = steps.cloned().collect::<Vec<Value>>().into();
        for group in framework["tree"]["children"].as_array_mut().unwrap() {
            group["aggregate"] = json!({ "method": "chained", "base": "2019" });
        }
        framework
    };
    let panel = embedded();
    let model =
        |framework: &Value| Model::new(panel.clone(), Framework::from_json(&framework.to_string()).unwrap()).unwrap();
    for framework in [first(), chained] {
        let all = model(&framework);
        let scores = all.scores(Period::year(2022)).unwrap();
        for level in [1, 2] {
            let without = leave_one_out(&scores, level).unwrap();
            assert_eq!(without.removed.len(), if level == 1 { 17 } else { 4 });
            let nodes = all.describe().nodes;
            let mut moved = 0;
            for (at, node) in without.removed.iter().enumerate() {
                let mut framework = framework.clone();
                for group in framework["tree"]["children"].as_array_mut().unwrap() {
                    if group["id"] == nodes[*node].id.as_str() {
                        group["weight"] = json!(0);
                    }
                    for child in group["children"].as_array_mut().unwrap() {
                        if child["id"] == nodes[*node].id.as_str() {
                            child["weight"] = json!(0);
                        }
                    }
                }
                let known = model(&framework).scores(Period::year(2022)).unwrap();
                assert_eq!(random::bits(&without.scores[at]), random::bits(known.node(0)));
                assert_eq!(random::bits(&without.ranks[at]), random::bits(&known.rank(Ties::Competition)));
                moved += usize::from(without.mean_shift[at] > 0.0);
            }
            assert!(moved > 3);
        }
    }
}

#[test]
fn a_unit_with_nothing_else_has_no_rank() {
    let csv = "code,year,a,b\nX,2022,4,\nY,2022,1,2\nZ,2022,3,1\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let model = Model::new(panel.clone(), Framework::of_columns(&panel)).unwrap();
    let without = leave_one_out(&model.scores(Period::year(2022)).unwrap(), 1).unwrap();
    assert_eq!(without.nominal, [1.0, 3.0, 2.0]);
    assert!(without.ranks[0][0].is_nan() && without.scores[0][0].is_nan());
    // Without a: 2 and 1, where they were third and second; X is not counted.
    assert_eq!((&without.ranks[0][1..], without.mean_shift[0]), (&[1.0, 2.0][..], 1.0));

    let one = Panel::from_csv("code,year,a\nX,2022,4\n".as_bytes(), None).unwrap();
    let model = Model::new(one.clone(), Framework::of_columns(&one)).unwrap();
    let without = leave_one_out(&model.scores(Period::year(2022)).unwrap(), 1).unwrap();
    assert!(without.mean_shift[0].is_nan());
}

#[test]
fn unknown_levels_are_refused() {
    let scores = treated("asem");
    for level in [0, 4, 9] {
        let error = leave_one_out(&scores, level).unwrap_err();
        assert_eq!((error.code.id(), error.place.as_str()), ("bad_parameter", "level"));
    }
    assert_eq!(leave_one_out(&scores, 3).unwrap().removed.len(), 2);
}
