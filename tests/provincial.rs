//! The ready framework on the embedded data: whole years, partial years, and what stands behind a figure.

use crate::common;

use common::model_of;
use innodex::index::aggregate::arithmetic::ARITHMETIC;
use innodex::index::normalise::MIN_MAX;
use innodex::ranking::Ties;
use innodex::{Model, Period, RankRow, Reason, Region};
use std::collections::BTreeMap;

fn rows(model: &Model, year: i32, node: &str) -> Vec<RankRow> {
    let node = model.node(node).unwrap();
    model.scores(Period::year(year)).unwrap().rows(node, None, Ties::Competition)
}

#[test]
fn newest_complete_year() {
    let model = model_of("provincial-first");
    assert_eq!(model.newest_complete(), Some(Period::year(2022)));
    assert_eq!(model.panel().periods().last(), Some(&Period::year(2024)));
    assert_eq!((model.panel().units().len(), model.panel().indicators().len()), (31, 30));
    let figures = model.panel().values().iter().filter(|v| !v.is_nan()).count();
    assert_eq!(figures, 12_163, "as data/README.md counts them");
}

#[test]
fn a_whole_year_ranks_everybody_once() {
    let rows = rows(&model_of("provincial-first"), 2022, "index");
    let ranks: Vec<f64> = rows.iter().map(|r| r.rank.unwrap()).collect();
    assert_eq!(ranks, (1..=31).map(f64::from).collect::<Vec<_>>());
    assert!(rows.windows(2).all(|w| w[0].score > w[1].score));
    assert!(rows.iter().all(|r| r.reason.is_none() && r.leaves == 17));
    let lowest: Vec<&str> = rows.iter().rev().take(2).map(|r| r.unit.zh.as_str()).collect();
    assert_eq!(lowest, ["广西", "云南"]);
}

/// Tibet's new products of 2022 are not published: its tenth place rests on 16 of 17 indicators, and says so.
#[test]
fn a_rank_that_rests_on_fewer_indicators_says_so() {
    let model = model_of("provincial-first");
    let rows = rows(&model, 2022, "index");
    let resting: Vec<_> = rows.iter().filter(|r| r.missing > 0).map(|r| (r.code.as_str(), r.rank, r.missing)).collect();
    assert_eq!(resting, [("54", Some(10.0), 1)]);
    let figure = model.scores(Period::year(2022)).unwrap().figure("new_product_share", "西藏").unwrap();
    assert_eq!((figure.value, figure.reason), (None, Some(Reason::NotPublished)));
    assert_eq!((figure.parts[0].value, figure.parts[1].value.is_some()), (None, true));
}

/// 2017: one table is missing and with it every indicator of the dimension "effect".
#[test]
fn a_year_without_a_dimension() {
    let model = model_of("provincial-first");
    let index = rows(&model, 2017, "index");
    assert_eq!(index.iter().filter(|r| r.rank.is_some()).count(), 31);
    for row in &index {
        assert_eq!((row.missing, row.dimensions["effect"]), (4, None));
        let three: f64 = row.dimensions.values().flatten().sum();
        assert!((row.score.unwrap() - three / 3.0).abs() < 1e-9, "the weights of the others are renormalised");
    }
    let effect = rows(&model, 2017, "effect");
    assert!(effect.iter().all(|r| r.rank.is_none() && r.reason == Some(Reason::TooFewChildren)));
    assert!(effect.windows(2).all(|w| w[0].code < w[1].code), "unranked: in the order of the codes");
}

/// 2010: two of the four indicators of "effect" are not published. Half is enough.
#[test]
fn a_year_with_half_of_a_dimension() {
    let model = model_of("provincial-first");
    let rows = rows(&model, 2010, "index");
    assert!(rows.iter().all(|r| r.rank.is_some() && r.dimensions["effect"].is_some() && r.missing >= 2));
    let more: Vec<_> = rows.iter().filter(|r| r.missing > 2).map(|r| (r.code.as_str(), r.missing)).collect();
    assert_eq!(more, [("54", 3)], "Tibet has no technology contracts either");
    let shares = model.scores(Period::year(2010)).unwrap();
    let effect = shares.figure("effect", "北京").unwrap();
    let there: Vec<_> = effect.parts.iter().map(|p| (p.id.as_str(), p.reason)).collect();
    let gap = Some(Reason::NotPublished);
    assert_eq!(
        there,
        [("hightech_share", None), ("hightech_margin", None), ("new_product_share", gap), ("recognised_density", gap)]
    );
}

/// 2024: of 17 indicators only two have figures, one of them in each of two dimensions.
#[test]
fn a_year_with_nothing_to_score() {
    let model = model_of("provincial-first");
    let rows = rows(&model, 2024, "index");
    assert_eq!(rows.len(), 31);
    for row in &rows {
        assert_eq!((row.rank, row.score, row.missing, row.leaves), (None, None, 15, 17));
        assert_eq!(row.reason, Some(Reason::TooFewChildren));
        assert!(row.dimensions.values().all(Option::is_none));
    }
    assert!(rows.windows(2).all(|w| w[0].code < w[1].code));
    let figure = model.scores(Period::year(2024)).unwrap().figure("rd_intensity", "42").unwrap();
    assert_eq!(figure.reason, Some(Reason::NotPublished));
    assert_eq!(figure.parts.iter().map(|p| p.value.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_figure_knows_its_source_year_unit_and_how_it_was_made() {
    let model = model_of("provincial-first");
    let scores = model.scores(Period::year(2022)).unwrap();
    let figure = scores.figure("rd_intensity", "42").unwrap();
    assert_eq!((figure.unit.zh.as_str(), figure.period.as_str(), figure.measure.as_str()), ("湖北", "2022", "%"));
    let [expenditure, gdp] = &figure.parts[..] else { panic!("{:?}", figure.parts) };
    assert_eq!((expenditure.id.as_str(), expenditure.measure.as_str()), ("rd_expenditure", "万元"));
    assert_eq!((gdp.id.as_str(), gdp.measure.as_str()), ("gdp", "亿元"));
    assert!(expenditure.source.contains("中国科技统计年鉴"), "{}", expenditure.source);
    assert_eq!(expenditure.table, "");
    assert!(!gdp.source.is_empty());
    // 万元 over 亿元 in per cent: a ten-thousandth, times a hundred.
    let expected = expenditure.value.unwrap() / 1e4 / gdp.value.unwrap() * 100.0;
    assert!((figure.value.unwrap() - expected).abs() < 1e-12);
    assert_eq!(figure.scale, Some(0.01));
    let steps: Vec<&str> = figure.steps.iter().map(|s| s.step).collect();
    assert_eq!(steps, ["raw", "denominate", "normalise"]);
    assert_eq!((figure.steps[0].value, figure.steps[1].value), (expenditure.value, figure.value));
    // The index unfolds down to published figures.
    let index = scores.figure("index", "42").unwrap();
    assert_eq!(index.parts.iter().map(|d| d.parts.len()).collect::<Vec<_>>(), [4, 5, 4, 4]);
    assert_eq!(index.parts[1].parts[0], figure);
    // A column of the panel is a figure too.
    let column = scores.figure("patents_granted", "Hubei").unwrap();
    assert!(column.value.is_some() && column.steps.is_empty() && column.parts.is_empty() && !column.source.is_empty());
    assert_eq!(scores.figure("nothing", "42").unwrap_err().code, innodex::Code::UnknownNode);
    assert_eq!(scores.figure("index", "99").unwrap_err().code, innodex::Code::UnknownUnit);
}

#[test]
fn every_column_of_the_panel_has_a_source_and_two_names() {
    let listed: Vec<serde_json::Value> = serde_json::from_str(include_str!("../data/indicators.json")).unwrap();
    for column in model_of("provincial-first").describe().columns {
        // How it came by is for data/README.md, and no part of a citation.
        let came_by = listed.iter().find(|each| each["id"] == *column.id).and_then(|each| each["came_by"].as_str());
        assert!(came_by.is_some_and(|series| !series.is_empty()), "{}", column.id);
        assert!(!column.source.is_empty() && !column.measure.is_empty() && column.table.is_empty(), "{}", column.id);
        assert!(!column.name.zh.is_empty() && column.name.en.is_ascii() && !column.name.en.is_empty(), "{}", column.id);
    }
}

#[test]
fn regions_rank_among_themselves_on_the_same_scores() {
    let model = model_of("provincial-first");
    let scores = model.scores(Period::year(2022)).unwrap();
    let all = scores.rows(0, None, Ties::Competition);
    let mut sizes = BTreeMap::new();
    for region in Region::ALL {
        let rows = scores.rows(0, Some(region.into()), Ties::Competition);
        sizes.insert(region.id(), rows.len());
        let expected: Vec<_> =
            all.iter().filter(|r| r.region == Some(region.id())).map(|r| (&r.code, r.score)).collect();
        assert_eq!(rows.iter().map(|r| (&r.code, r.score)).collect::<Vec<_>>(), expected);
        assert_eq!(
            rows.iter().map(|r| r.rank.unwrap() as usize).collect::<Vec<_>>(),
            (1..=rows.len()).collect::<Vec<_>>()
        );
    }
    assert_eq!(sizes, BTreeMap::from([("central", 6), ("east", 10), ("northeast", 3), ("west", 12)]));
    let central = scores.rows(0, Some(Region::Central.into()), Ties::Competition);
    assert_eq!(
        central.iter().map(|r| r.unit.zh.as_str()).collect::<Vec<_>>(),
        ["安徽", "湖北", "湖南", "江西", "河南", "山西"]
    );
}

#[test]
fn parts_sum_to_the_score_at_every_level_and_in_every_year() {
    let model = model_of("provincial-first");
    let mut scored = 0;
    for period in model.panel().periods() {
        let scores = model.scores(*period).unwrap();
        for (node, info) in model.describe().nodes.iter().enumerate().filter(|(_, n)| !n.leaf) {
            for row in scores.rows(node, None, Ties::Competition) {
                let parts = row.parts.unwrap();
                match row.score {
                    Some(score) => {
                        scored += 1;
                        let sum: f64 = parts.values().flatten().sum();
                        assert!((sum - score).abs() < 1e-9, "{period} {} {}: {sum} is not {score}", info.id, row.code);
                    }
                    None => assert!(parts.values().all(Option::is_none)),
                }
            }
        }
    }
    assert!(scored > 31 * 5 * 12, "{scored}");
}

#[test]
fn the_description_names_the_method_and_the_tree() {
    let description = model_of("provincial-first").describe();
    assert!(description.provincial);
    let method = &description.method;
    assert_eq!((method.normalise, method.aggregate), (Some(&MIN_MAX), Some(&ARITHMETIC)));
    assert_eq!((method.lower, method.upper, method.scope.as_str()), (Some(0.0), Some(100.0), "period"));
    assert_eq!(method.minimum_share, 0.5);
    let nodes = &description.nodes;
    assert_eq!((nodes.len(), nodes.iter().filter(|n| n.leaf).count()), (22, 17));
    let sum: f64 = nodes.iter().filter(|n| n.leaf).map(|n| n.effective_weight).sum();
    assert!((sum - 1.0).abs() < 1e-12);
    for node in nodes.iter().skip(1) {
        let parent = &nodes[node.parent.unwrap()];
        assert_eq!(node.depth, parent.depth + 1);
        assert!((node.effective_weight - parent.effective_weight * node.weight).abs() < 1e-15);
    }
}

/// Every score of every year, against `tests/golden/provincial.py`, which knows nothing of innodex. Both add and divide doubles
/// of the size of 100 in a few steps: 1e-9 is ten thousand times what their rounding may differ by.
#[test]
fn the_ready_framework_gives_what_another_program_computes() {
    let csv = std::fs::read_to_string("tests/golden/provincial.csv").unwrap();
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let model = model_of("provincial");
    let nodes: Vec<usize> = header[2..].iter().map(|id| model.node(id).unwrap()).collect();
    let mut compared = 0;
    for line in lines {
        let unit = model.panel().unit(line[0]).unwrap();
        let scores = model.scores(Period::year(line[1].parse().unwrap())).unwrap();
        for (node, theirs) in nodes.iter().zip(&line[2..]) {
            let (ours, theirs) = (scores.node(*node)[unit], common::number(theirs));
            assert!((ours - theirs).abs() < 1e-9 || (ours.is_nan() && theirs.is_nan()), "{line:?}: {ours} {theirs}");
            compared += 1;
        }
    }
    assert_eq!(compared, 465 * 5);
}

/// The indices of a year of the ready framework compare with those of another: one scale and one treatment for all.
#[test]
fn the_ready_framework_has_one_scale_for_all_years() {
    let model = model_of("provincial");
    let of = |year: i32| model.scores(Period::year(year)).unwrap().node(0).to_vec();
    let (before, after) = (of(2010), of(2022));
    assert!(before.iter().zip(&after).filter(|(b, a)| a > b).count() == 31, "everybody's index has risen since 2010");
    let method = model.describe().method;
    assert_eq!((method.scope.as_str(), model.newest_complete()), ("all", Some(Period::year(2022))));
}

/// The ready framework passes its own audit but for findings that it answers.
#[test]
fn every_finding_of_the_ready_frameworks_audit_has_an_explanation() {
    let model = model_of("provincial");
    let of = |year: i32| innodex::audit::audit(&model, Period::year(year)).unwrap().remarks;
    assert_eq!((of(2022).len(), of(2019).len()), (3, 1));
    for year in 2010..=2022 {
        for remark in of(year) {
            assert!(remark.explanation.is_some(), "{year}: {remark:?}");
        }
    }
}
