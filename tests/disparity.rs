//! Measures of disparity, against PySAL and numpy.

use innodex::question::ask;
use innodex::{Framework, Model, Panel};
use serde_json::Value;

use innodex::disparity::{dagum::dagum, parts, split_l, split_t, NoDisparity, Sample};

/// The rows of a table of tests/golden, without its header.
fn table(name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(format!("tests/golden/{name}.csv")).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Gini and Theil by PySAL's `inequality`, the rest by numpy: tests/golden/disparity.py.
#[test]
fn figures_are_those_of_others() {
    let mut compared = 0;
    for case in ["plain", "population", "zeros"] {
        let golden = |measure: &str| {
            let row = table("disparity").into_iter().find(|row| row[0] == case && row[1] == measure)?;
            row[2].parse::<f64>().ok()
        };
        let lines: Vec<Vec<String>> = table("disparity_figures").into_iter().filter(|row| row[0] == case).collect();
        let number = |text: &String| text.parse::<f64>().unwrap();
        let all: Vec<(f64, f64)> = lines.iter().map(|row| (number(&row[2]), number(&row[3]))).collect();
        let mut names: Vec<&String> = lines.iter().map(|row| &row[1]).collect();
        names.dedup();
        let of = |name: &&String| {
            let own = lines.iter().zip(&all).filter(|(row, _)| row[1] == **name);
            own.map(|(_, figure)| *figure).collect()
        };
        let groups: Vec<Vec<(f64, f64)>> = names.iter().map(of).collect();
        let whole = Sample::new(&all).unwrap();
        let parts = parts(&whole, &groups).unwrap();
        let (t, l) = (split_t(&whole, &parts), split_l(&whole, &parts));
        let dagum = dagum(&parts);
        for (measure, ours) in [
            ("variation", Some(whole.variation())),
            ("gini", Some(whole.gini())),
            ("theil_t", Some(whole.theil_t())),
            ("theil_t_within", Some(t.within)),
            ("theil_t_between", Some(t.between)),
            ("theil_l", whole.theil_l().ok()),
            ("theil_l_within", l.as_ref().ok().map(|l| l.within)),
            ("theil_l_between", l.as_ref().ok().map(|l| l.between)),
            ("dagum_within", Some(dagum.within)),
            ("dagum_between", Some(dagum.between)),
            ("dagum_transvariation", Some(dagum.transvariation)),
            ("pair_1_2", Some(dagum.pairs[0].gini)),
            ("distance_1_2", dagum.pairs[0].distance),
        ] {
            match (ours, golden(measure)) {
                (None, None) => {}
                (Some(ours), Some(theirs)) => {
                    assert!((ours - theirs).abs() <= 1e-12, "{case} {measure}: golden {theirs}, ours {ours}");
                    compared += 1;
                }
                other => panic!("{case} {measure}: {other:?}"),
            }
        }
        assert!((dagum.within + dagum.between + dagum.transvariation - whole.gini()).abs() < 1e-12);
    }
    assert_eq!(compared, 3 * 13 - 3); // no L of zeros
}

#[test]
fn what_has_no_disparity_says_why() {
    let of = |figures: &[f64]| Sample::new(&figures.iter().map(|x| (*x, 1.0)).collect::<Vec<_>>());
    assert_eq!(of(&[3.0]).unwrap_err(), NoDisparity::OneUnit);
    assert_eq!(of(&[3.0, -1.0]).unwrap_err(), NoDisparity::Negative);
    assert_eq!(of(&[0.0, 0.0]).unwrap_err(), NoDisparity::ZeroMean);
    assert_eq!(of(&[0.0, 1.0]).unwrap().theil_l(), Err(NoDisparity::NotPositive));
    let equal = of(&[0.1; 7]).unwrap();
    assert!(equal.gini().abs() < 1e-15 && equal.variation() < 1e-15 && equal.theil_t().abs() < 1e-15);
}

#[test]
fn two_parents_of_one_name_are_two_groups() {
    let csv = "code,unit,unit_parent,unit_parent_name,year,x\na,甲,A,鼓楼区,2022,1\nb,乙,A,鼓楼区,2022,2\n\
        c,丙,B,鼓楼区,2022,5\nd,丁,B,鼓楼区,2022,9\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let framework = Framework::of_columns(&panel);
    let model = Model::new(panel, framework).unwrap();
    let answer = ask(&model, "disparity", r#"{ "indicator": "x", "groups": "parent" }"#).unwrap();
    let shown: Value = serde_json::to_value(&answer).unwrap();
    let names: Vec<&str> =
        shown["groups"].as_array().unwrap().iter().map(|g| g["group"]["zh"].as_str().unwrap()).collect();
    assert_eq!(names, ["鼓楼区（A）", "鼓楼区（B）"]);
}
