//! Against what others published: SCI ranks, R&D intensity, national totals.

use crate::common;

use common::{embedded, model_of, number};
use innodex::ranking::Ties;
use innodex::{Model, Panel, Period, Scenario, ScenarioSpec};
use std::collections::BTreeMap;

#[test]
fn hubei_2022_and_its_what_if() {
    let model = model_of("provincial-first");
    assert_eq!(model.newest_complete(), Some(Period::year(2022)));
    let rows = model.scores(Period::year(2022)).unwrap().rows(0, None, Ties::Competition);
    let shown: Vec<String> = rows[..3].iter().map(|r| format!("{}{:.1}", r.unit.zh, r.score.unwrap())).collect();
    assert_eq!(shown, ["北京76.7", "上海48.6", "天津42.6"]);
    let hubei = rows.iter().find(|r| r.code == "42").unwrap();
    assert_eq!((hubei.rank, format!("{:.2}", hubei.score.unwrap())), (Some(8.0), "32.46".to_owned()));

    // METHODS 5: the total alone would lower the index to 31.28; with its parts it rises to 33.01.
    let what_if = |keep: &str| {
        let spec = format!(
            r#"{{"changes":[{{"unit":"42","indicator":"rd_expenditure","period":"2022","op":"multiply","value":1.3,"keep":[{keep}]}}]}}"#
        );
        Scenario::new(&model, &ScenarioSpec::from_json(&spec).unwrap()).unwrap()
    };
    let score = |s: &mut Scenario| format!("{:.2}", s.scores(Period::year(2022)).unwrap().node(0)[16]);
    assert_eq!(model.panel().units()[16].code, "42");
    assert_eq!(score(&mut what_if("")), "33.01");
}

/// 13 tables ranked by somebody else; Tibet 2012 and 2013 is ranked among one more body than the 31 provinces.
#[test]
fn sci_ranks_2010_to_2022() {
    let csv = std::fs::read("data/published_ranks.csv").unwrap();
    let panel = embedded();
    let spec = r#"{"id":"sci","indicators":[{"id":"papers_sci","direction":1}],
        "tree":{"id":"index","children":[{"id":"papers_sci"}]},
        "steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}"#;
    let model = Model::new(panel, innodex::Framework::from_json(spec).unwrap()).unwrap();
    let mut ranks: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    let (mut rows, mut exceptions) = (0, Vec::new());
    for record in csv::Reader::from_reader(&csv[..]).records().map(Result::unwrap) {
        let year: i32 = record[2].parse().unwrap();
        let ours =
            ranks.entry(year).or_insert_with(|| model.scores(Period::year(year)).unwrap().rank(Ties::Competition));
        let rank = ours[model.panel().unit(&record[0]).unwrap()];
        rows += 1;
        if rank != number(&record[5]) {
            exceptions.push((record[0].to_owned(), year, rank, number(&record[5])));
        }
    }
    assert_eq!(rows, 403);
    assert_eq!(exceptions, [("54".to_owned(), 2012, 31.0, 32.0), ("54".to_owned(), 2013, 31.0, 32.0)]);
}

/// A model of one indicator of the embedded panel.
fn single(indicator: &str) -> Model {
    let spec = format!(
        r#"{{"id":"single","indicators":[{indicator}],"tree":{{"id":"index","children":[{{"id":"x"}}]}},
        "steps":[{{"step":"denominate"}},{{"step":"aggregate","method":"arithmetic"}}]}}"#
    );
    Model::new(embedded(), innodex::Framework::from_json(&spec).unwrap()).unwrap()
}

#[test]
fn rd_intensity_of_2023_to_two_decimals_in_31_of_31() {
    let ratio = r#"{"id":"x","direction":1,"numerator":"rd_expenditure_bulletin","denominator":"gdp","scale":100}"#;
    let model = single(ratio);
    let panel = model.panel();
    let year = panel.find_period(Period::year(2023)).unwrap();
    let published = panel.column(panel.indicator("rd_intensity_bulletin").unwrap(), year);
    let scores = model.scores(Period::year(2023)).unwrap();
    let two_decimals = |values: &[f64]| values.iter().map(|v| format!("{v:.2}")).collect::<Vec<_>>();
    assert_eq!(published.len(), 31);
    assert_eq!(two_decimals(scores.step("denominate", "x").unwrap()), two_decimals(published));
}

/// nation.csv, line by line: the published total against the sum of the provinces.
#[test]
fn national_totals_are_the_sums_of_the_provinces() {
    let panel = embedded();
    let csv = std::fs::read("data/nation.csv").unwrap();
    let counts_foreigners = |id: &str| ["patents_", "inventions_", "tech_contracts_"].iter().any(|p| id.starts_with(p));
    let (mut equal, mut foreigners, mut others) = (0, 0, Vec::new());
    for record in csv::Reader::from_reader(&csv[..]).records().map(Result::unwrap) {
        let (year, id, total) = (Period::year(record[0].parse().unwrap()), &record[1], number(&record[2]));
        if id == "rd_intensity_bulletin" {
            continue; // no sum
        }
        let provinces = panel.column(panel.indicator(id).unwrap(), panel.find_period(year).unwrap());
        let there = provinces.iter().filter(|v| !v.is_nan());
        let (count, sum) = (there.clone().count(), there.sum::<f64>());
        if (sum / total - 1.0).abs() <= 2e-4 {
            equal += 1;
        } else if counts_foreigners(id) {
            foreigners += 1;
        } else {
            others.push(format!("{id} {year}: {count} provinces, {:.4}", sum / total));
        }
    }
    assert_eq!((equal, foreigners), (218, 95));
    let expected = [
        "papers_sci 2011: 31 provinces, 0.9996",
        "rd_funds_enterprise 2012: 30 provinces, 0.9517",
        "papers_ei 2013: 31 provinces, 0.9936",
    ];
    assert_eq!(others, expected);
}

#[test]
fn human_development_index_to_three_decimals() {
    let csv = std::fs::read("data/hdi.csv").unwrap();
    let panel = Panel::from_csv(&csv, None).unwrap();
    assert!(!panel.is_provincial());
    let model = Model::new(panel, innodex::Framework::ready("hdi").unwrap()).unwrap();
    let panel = model.panel();
    let (published, mut rows) = (panel.indicator("published_hdi").unwrap(), 0);
    for (p, period) in panel.periods().iter().enumerate() {
        let scores = model.scores(*period).unwrap();
        for (u, (ours, theirs)) in scores.node(0).iter().zip(panel.column(published, p)).enumerate() {
            let place = format!("{} {period}: {ours} was published as {theirs}", panel.units()[u].code);
            assert_eq!(ours.is_nan(), theirs.is_nan(), "{place}");
            if !ours.is_nan() {
                rows += 1;
                assert!((ours - theirs).abs() <= 0.0005 + 1e-12, "{place}");
            }
        }
    }
    assert_eq!(rows, 554);
}
