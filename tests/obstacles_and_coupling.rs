//! Obstacle degrees and coupling coordination of a model.

use innodex::question::{coupling, disparity, obstacles};
use innodex::{Framework, Model, Panel};

/// Made up: two dimensions of two indicators each; the last unit lacks a figure.
fn model(steps: &str) -> Model {
    let csv =
        "code,year,unit_group,a,b,c,d\nu1,2022,x,2,30,5,9\nu2,2022,x,4,10,9,3\nu3,2022,y,10,20,7,6\nu4,2022,y,6,15,,4\n";
    let framework = format!(
        r#"{{ "id": "made_up",
          "indicators": [{{ "id": "a", "direction": 1 }}, {{ "id": "b", "direction": 1 }},
                         {{ "id": "c", "direction": 1 }}, {{ "id": "d", "direction": -1 }}],
          "tree": {{ "id": "index", "children": [
            {{ "id": "input", "weight": 3, "children": [{{ "id": "a", "weight": 2 }}, {{ "id": "b", "weight": 1 }}] }},
            {{ "id": "output", "weight": 2, "children": [{{ "id": "c" }}, {{ "id": "d" }}] }}] }},
          "steps": [{steps}, {{ "step": "aggregate", "method": "arithmetic" }}] }}"#
    );
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap()
}

const MIN_MAX: &str = r#"{ "step": "normalise", "method": "min_max" }"#;

#[test]
fn obstacles_are_shares_of_weighted_deviations() {
    let found = obstacles::obstacles(&model(MIN_MAX), &obstacles::ObstaclesRequest::default()).unwrap();
    // u2 by hand: a is 0.25 (weight 0.4), b 0 (0.2), c 1 (0.2), d 1 (0.2): 0.3, 0.2, 0, 0 of 0.5.
    let own: Vec<(&str, Option<f64>)> =
        found.rows.iter().filter(|row| row.code == "u2").map(|row| (row.indicator.as_str(), row.obstacle)).collect();
    assert_eq!(own.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    for ((_, ours), expected) in own.iter().zip([60.0, 40.0, 0.0, 0.0]) {
        assert!((ours.unwrap() - expected).abs() < 1e-12, "{own:?}");
    }
    for unit in ["u1", "u2", "u3", "u4"] {
        let rows = || found.rows.iter().filter(|row| row.code == unit);
        let sum: f64 = rows().filter_map(|row| row.obstacle).sum();
        assert!((sum - 100.0).abs() < 1e-9, "{unit}: {sum}");
        assert!(rows().map(|row| row.obstacle.unwrap_or(-1.0)).is_sorted_by(|a, b| a >= b));
        for dimension in found.dimensions.iter().filter(|row| row.code == unit) {
            let below = rows().filter(|row| row.dimension == dimension.dimension).filter_map(|row| row.obstacle);
            assert!((below.sum::<f64>() - dimension.obstacle.unwrap()).abs() < 1e-9);
        }
    }
    let gap = found.rows.iter().find(|row| row.code == "u4" && row.indicator == "c").unwrap();
    assert_eq!((gap.place, gap.obstacle), (None, None));
    assert_eq!(gap.reason.as_ref().unwrap().en, "not in this data set");
}

#[test]
fn obstacles_of_z_scores_are_refused() {
    let z_scores = model(r#"{ "step": "normalise", "method": "z_score" }"#);
    let found = obstacles::obstacles(&z_scores, &obstacles::ObstaclesRequest::default()).unwrap();
    let refused = found.rows.iter().filter(|row| row.obstacle.is_none());
    assert_eq!(refused.clone().count(), found.rows.len());
    assert!(refused.clone().all(|row| row.reason.is_some()));
    let top = obstacles::ObstaclesRequest { top: Some(1), unit: Some("u1".to_owned()), ..Default::default() };
    assert_eq!(obstacles::obstacles(&model(MIN_MAX), &top).unwrap().rows.len(), 1);
    let nothing = obstacles::ObstaclesRequest { full: Some(0.0), ..Default::default() };
    assert_eq!(obstacles::obstacles(&model(MIN_MAX), &nothing).unwrap_err().place, ".full");
}

#[test]
fn coupling_is_of_the_scores_of_dimensions() {
    let request = coupling::CouplingRequest::default();
    let found = coupling::coupling(&model(MIN_MAX), &request).unwrap();
    assert_eq!(found.dimensions, ["input", "output"]);
    assert!((found.weights[0] - 0.6).abs() < 1e-15);
    // u2 by hand: input (2 x 0.25 + 0) / 3 = 1/6, output 1: T = 0.6 / 6 + 0.4 = 0.5, C = 2 sqrt(1/6) / (7/6).
    let u2 = &found.rows[1];
    let c = 2.0 * (1.0_f64 / 6.0).sqrt() / (7.0 / 6.0);
    assert!((u2.coupling.unwrap() - c).abs() < 1e-12, "{u2:?}");
    assert!((u2.development.unwrap() - 0.5).abs() < 1e-12);
    assert!((u2.coordination.unwrap() - (c * 0.5).sqrt()).abs() < 1e-12);
    assert_eq!((u2.class, u2.lagging.as_deref()), (Some(6), Some("input")));
    assert_eq!(u2.class_name.as_ref().unwrap().zh, "勉强协调");
    let equal = coupling::CouplingRequest { equal: Some(true), classes: Some(false), ..request };
    let found = coupling::coupling(&model(MIN_MAX), &equal).unwrap();
    assert!((found.rows[1].development.unwrap() - 7.0 / 12.0).abs() < 1e-12);
    assert_eq!(found.rows[1].class, None);
}

#[test]
fn coupling_needs_two_dimensions_on_one_scale() {
    let place = |request: coupling::CouplingRequest, steps: &str| {
        coupling::coupling(&model(steps), &request).unwrap_err().place.clone()
    };
    let one = coupling::CouplingRequest { dimensions: Some(vec!["input".to_owned()]), ..Default::default() };
    assert_eq!(place(one, MIN_MAX), ".dimensions");
    let leaf = coupling::CouplingRequest { node: Some("a".to_owned()), ..Default::default() };
    assert_eq!(place(leaf, MIN_MAX), ".node");
    let unknown = coupling::CouplingRequest {
        dimensions: Some(vec!["input".to_owned(), "nothing".to_owned()]),
        ..Default::default()
    };
    assert_eq!(place(unknown, MIN_MAX), ".dimensions[1]");
    let mixed = r#"{ "step": "normalise", "method": "min_max", "overrides": { "a": { "upper": 10 } } }"#;
    assert_eq!(place(coupling::CouplingRequest::default(), mixed), ".full");
    let z_scores = model(r#"{ "step": "normalise", "method": "z_score" }"#);
    let found = coupling::coupling(&z_scores, &coupling::CouplingRequest::default()).unwrap();
    assert!(found.rows.iter().any(|row| row.reason.is_some()));
}

#[test]
fn disparity_by_groups_splits_and_says_what_is_missing() {
    let by = |json: &str| innodex::json::read::<disparity::DisparityRequest>(json).unwrap();
    let model = model(MIN_MAX);
    let found = disparity::disparity(&model, &by(r#"{ "indicator": "a", "groups": "unit_group" }"#)).unwrap();
    let row = &found.rows[0];
    let parts = [row.gini_within, row.gini_between, row.gini_transvariation].map(Option::unwrap);
    assert!((parts.iter().sum::<f64>() - row.gini.unwrap()).abs() < 1e-12, "{row:?}");
    assert!((row.theil_t_within.unwrap() + row.theil_t_between.unwrap() - row.theil_t.unwrap()).abs() < 1e-12);
    assert!((row.theil_l_within.unwrap() + row.theil_l_between.unwrap() - row.theil_l.unwrap()).abs() < 1e-12);
    assert_eq!((found.groups.len(), found.pairs.len()), (2, 1));
    // A group of one has no disparity of its own; the split stands.
    let alone = by(r#"{ "indicator": "a", "groups": { "u1": "p", "u2": "p", "u3": "p", "u4": "q" } }"#);
    let found = disparity::disparity(&model, &alone).unwrap();
    assert_eq!(found.groups[1].gini, None);
    assert_eq!(found.groups[1].reason.as_ref().unwrap().en, "one unit alone has no disparity");
    assert!(found.rows[0].gini_within.is_some());
    let gap = disparity::disparity(&model, &by(r#"{ "indicator": "c", "weight": "b" }"#)).unwrap();
    assert_eq!((gap.rows[0].units, gap.left_out[0].code.as_str()), (3, "u4"));
    for (request, place) in [
        (r#"{ "groups": "region" }"#, ".groups"),
        (r#"{ "groups": { "u9": "p" } }"#, ".groups"),
        (r#"{ "groups": { "u1": "p" } }"#, ".groups"),
        (r#"{ "weight": "nothing" }"#, ".weight"),
    ] {
        assert_eq!(disparity::disparity(&model, &by(request)).unwrap_err().place, place, "{request}");
    }
}
