//! The ready frameworks: each resolves and ranks, and what its source says of it is so.
use crate::common;

use common::model_of;
use innodex::framework::READY;
use innodex::index::treat::shape;
use innodex::ranking::{performance_group, PerformanceGroup, Ties};
use innodex::{Framework, Model, Panel, Period};
use serde_json::Value;

const STYLES: [&str; 4] = ["st_progress", "regional_capability", "eis", "gii"];

fn file(id: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(format!("data/frameworks/{id}.json")).unwrap()).unwrap()
}

fn year(year: i32) -> Period {
    Period::year(year)
}

/// The name of the first of a ranking.
fn first(model: &Model, period: i32) -> String {
    model.scores(year(period)).unwrap().rows(0, None, Ties::Competition)[0].unit.zh.clone()
}

/// The effective weight of a node.
fn weight(model: &Model, id: &str) -> f64 {
    model.scores(year(2022)).unwrap().effective_weights()[model.node(id).unwrap()]
}

#[test]
fn every_file_is_registered() {
    let mut files: Vec<String> = std::fs::read_dir("data/frameworks")
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap().trim_end_matches(".json").to_owned())
        .collect();
    let mut ready: Vec<&str> = READY.iter().map(|(id, _)| *id).collect();
    files.sort();
    ready.sort_unstable();
    assert_eq!(files, ready);
    for (id, _) in READY {
        assert_eq!(Framework::ready(id).unwrap().id, *id);
    }
}

#[test]
fn styles_rank_the_embedded_panel_and_say_what_they_are() {
    for id in STYLES {
        let model = model_of(id);
        let framework = model.framework();
        let name = framework.title();
        assert!(name.zh.ends_with("（同类方法）") && name.en.ends_with("(style)"), "{id}");
        let source = framework.source.as_deref().unwrap();
        assert!(source.starts_with("In the style of") && source.contains("Not the published"), "{id}");
        assert_eq!(model.newest_complete(), Some(year(2022)), "{id}");
        let scores = model.scores(year(2022)).unwrap();
        assert_eq!(scores.rank(Ties::Competition).iter().filter(|r| !r.is_nan()).count(), 31, "{id}");
        let (nodes, weights) = (model.describe().nodes, scores.effective_weights());
        let leaves: f64 = nodes.iter().zip(&weights).filter(|(n, _)| n.leaf).map(|(_, w)| w).sum();
        assert!((leaves - 1.0).abs() < 1e-12, "{id}: {leaves}");
        for node in nodes.iter() {
            assert!(!node.name.zh.is_empty() && node.name.en.chars().any(char::is_alphabetic), "{id} {}", node.id);
            assert!(node.name.zh.chars().any(|c| c > '\u{2e80}') || node.name.zh.contains("R&D"), "{id} {}", node.id);
        }
        // Every period that has figures is ranked too.
        for period in 2011..=2023 {
            let ranks = model.scores(year(period)).unwrap().rank(Ties::Competition);
            assert!(ranks.iter().all(|r| !r.is_nan()), "{id} {period}");
        }
        let scale = if id == "eis" { 1.0 } else { 100.0 };
        assert!(scores.node(0).iter().all(|s| (0.0..=scale).contains(s)), "{id}");
    }
}

#[test]
fn regional_capability_has_the_weights_of_its_blocks() {
    let model = model_of("regional_capability");
    let blocks = [
        ("knowledge_creation", 0.15),
        ("knowledge_acquisition", 0.15),
        ("enterprise_innovation", 0.25),
        ("innovation_environment", 0.25),
        ("innovation_performance", 0.20),
    ];
    for (id, expected) in blocks {
        assert!((weight(&model, id) - expected).abs() < 1e-12, "{id}");
    }
    for side in ["strength", "efficiency", "potential"] {
        assert!((weight(&model, &format!("creation_{side}")) - 0.05).abs() < 1e-12);
    }
    // Amounts are a third of it: the largest economy leads, not the densest.
    assert_eq!(first(&model, 2022), "广东");
    // Potential is growth since 2010, brought to 0 to 100.
    let panel = model.panel();
    let of = |period| {
        let column = panel.column(panel.indicator("gdp").unwrap(), panel.find_period(year(period)).unwrap());
        column.to_vec()
    };
    let growth: Vec<f64> = of(2022).iter().zip(of(2010)).map(|(now, then)| now / then).collect();
    let (low, high) = growth.iter().fold((f64::MAX, f64::MIN), |(l, h), g| (l.min(*g), h.max(*g)));
    let scores = model.scores(year(2022)).unwrap();
    for (ours, growth) in scores.node(model.node("gdp_growth").unwrap()).iter().zip(&growth) {
        assert!((ours - 100.0 * (growth - low) / (high - low)).abs() < 1e-9, "{ours} {growth}");
    }
    // In the base period nothing has grown: strength and efficiency are left.
    let base = model.scores(year(2010)).unwrap();
    assert!(base.node(model.node("performance_potential").unwrap()).iter().all(|s| s.is_nan()));
    assert!(base.node(model.node("innovation_performance").unwrap()).iter().all(|s| !s.is_nan()));
}

/// The figures of an indicator of a framework before any treatment, in a period.
fn raw(model: &Model, period: Period, id: &str) -> Vec<f64> {
    model.scores(period).unwrap().step("denominate", id).unwrap().to_vec()
}

#[test]
fn standards_of_st_progress_are_the_third_best_of_2022() {
    let model = model_of("st_progress");
    let steps = file("st_progress");
    let standards = steps["steps"][1]["overrides"].as_object().unwrap();
    assert_eq!(standards.len(), 14);
    for (id, own) in standards {
        let mut figures = raw(&model, year(2022), id);
        figures.retain(|x| !x.is_nan());
        figures.sort_by(|a, b| b.total_cmp(a));
        let two_digits: f64 = format!("{:.1e}", figures[2]).parse().unwrap();
        assert_eq!(own["high"].as_f64().unwrap(), two_digits, "{id}");
        // x / standard, at most 1.
        let scores = model.scores(year(2022)).unwrap();
        let shares = scores.step("normalise", id).unwrap().to_vec();
        for (share, x) in shares.iter().zip(raw(&model, year(2022), id)) {
            let expected = (100.0 * x / two_digits).min(100.0);
            assert!(share.is_nan() && x.is_nan() || (share - expected).abs() < 1e-12, "{id} {share} {expected}");
        }
    }
    assert_eq!(weight(&model, "output"), 0.25);
    assert_eq!(first(&model, 2022), "北京");
}

#[test]
fn ends_of_eis_are_those_of_all_years_without_outliers() {
    let model = model_of("eis");
    let spec = file("eis");
    let posts = spec["steps"][2]["overrides"].as_object().unwrap();
    let roots = spec["steps"][1]["overrides"].as_object().unwrap();
    assert_eq!(posts.len(), 13);
    for (id, own) in posts {
        let all: Vec<f64> =
            model.panel().periods().iter().flat_map(|p| raw(&model, *p, id)).filter(|x| !x.is_nan()).collect();
        let n = all.len() as f64;
        let mean = all.iter().sum::<f64>() / n;
        let sd = (all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let inner = all.iter().filter(|x| (*x - mean).abs() <= 2.0 * sd);
        let (low, high) = inner.fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
        let capped: Vec<f64> = all.iter().map(|x| x.clamp(low, high)).collect();
        let skewed = shape(&capped).0 > 1.0;
        assert_eq!(roots.contains_key(id), skewed, "{id}");
        for (name, post) in [("low", low), ("high", high)] {
            let post = if skewed { post.sqrt() } else { post };
            let written = own[name].as_f64().unwrap();
            assert!((written / post - 1.0).abs() < 1e-5, "{id} {name}: {written}, {post}");
        }
        // All indicators weigh the same.
        assert!((weight(&model, id) - 1.0 / 13.0).abs() < 1e-12, "{id}");
    }
    assert_eq!(first(&model, 2022), "北京");
    let scores = model.scores(year(2022)).unwrap();
    let mean = scores.node(0).iter().sum::<f64>() / 31.0;
    let group = |code: &str| performance_group(scores.node(0)[model.panel().unit(code).unwrap()], mean);
    assert_eq!(group("11"), Some(PerformanceGroup::Leader));
    assert_eq!(group("54"), Some(PerformanceGroup::Emerging));
}

#[test]
fn gii_weighs_its_halves_equally_and_halves_some_indicators() {
    let model = model_of("gii");
    assert!((weight(&model, "input") - 0.5).abs() < 1e-12 && (weight(&model, "output") - 0.5).abs() < 1e-12);
    // 0.5 of 1 + 0.5, in one of three pillars of a half.
    assert!((weight(&model, "education_share") - 0.5 / 1.5 / 3.0 / 2.0).abs() < 1e-12);
    assert_eq!(first(&model, 2022), "北京");
    // Beijing's patents in force are an outlier, and brought in.
    let scores = model.scores(year(2022)).unwrap();
    assert!(scores.treatment("inventions_valid_density").unwrap().points > 0);
}

/// The published growths of 2023 as the first step of a chain: domains to 0.1, see tests/china_innovation_index.rs.
#[test]
fn china_innovation_index_chains_what_was_published() {
    let framework = std::fs::read_to_string("data/frameworks/china_innovation_index.json").unwrap();
    let framework = Framework::from_json(&framework).unwrap();
    let published: Value =
        serde_json::from_str(&std::fs::read_to_string("data/china_innovation_index.json").unwrap()).unwrap();
    assert_eq!(published["base"]["year"], 2015);
    let release = &published["published"][1];
    let growths = release["indicator_growth_pct"].as_object().unwrap();
    let (mut ids, mut figures) = (Vec::new(), Vec::new());
    for (domain, growths) in growths {
        for (name, percent) in growths.as_object().unwrap() {
            // By name within its domain: the files name the same eighteen.
            let spec = framework.indicators.iter().find(|i| i.name.as_ref().unwrap().zh == *name).expect(name);
            let group = framework.tree.children.as_ref().unwrap().iter().find(|n| n.id == *domain).unwrap();
            assert!(group.children.as_ref().unwrap().iter().any(|leaf| leaf.id == spec.id), "{name}");
            ids.push(spec.id.clone());
            figures.push((100.0 + percent.as_f64().unwrap()).to_string());
        }
    }
    assert_eq!((ids.len(), framework.indicators.len()), (18, 18));
    let csv = format!("unit,year,{}\n全国,2015{}\n全国,2016,{}\n", ids.join(","), ",100".repeat(18), figures.join(","));
    let model = Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap();
    assert_eq!(model.scores(year(2015)).unwrap().node(0), [100.0]);
    let scores = model.scores(year(2016)).unwrap();
    let mut mean = 0.0;
    for (domain, printed) in release["domain_growth_pct"].as_object().unwrap() {
        let ours = scores.node(model.node(domain).unwrap())[0];
        assert!((ours - 100.0 - printed.as_f64().unwrap()).abs() <= 0.1, "{domain}: {ours}");
        mean += ours / 4.0;
    }
    assert!((scores.node(0)[0] - mean).abs() < 1e-12);
}
