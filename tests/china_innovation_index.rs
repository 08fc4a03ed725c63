//! The NBS's China Innovation Index: domains chained from their indicators' growth, the total their arithmetic mean, and
//! compound growth, against what was published (data/china_innovation_index.json; releases of 2014, 2023 and 2024).

use innodex::growth::{growth, Rate, Request};
use innodex::{Framework, Model, Panel, Period};
use serde_json::{json, Value};

const DOMAINS: [&str; 4] = ["environment", "input", "output", "effect"];

fn release(year: u64) -> Value {
    let text = std::fs::read_to_string("data/china_innovation_index.json").unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    match year {
        2012 => all["earlier_series"].clone(),
        _ => all["published"].as_array().unwrap().iter().find(|r| r["year"] == year).unwrap().clone(),
    }
}

/// A model of one unit, the nation: figures by indicator and year, in groups.
fn model(series: &[(String, Vec<f64>)], years: &[i32], tree: Value, aggregate: Value) -> Model {
    let names: Vec<&str> = series.iter().map(|(name, _)| name.as_str()).collect();
    let mut csv = format!("unit,year,{}", names.join(","));
    for (at, year) in years.iter().enumerate() {
        let figures: Vec<String> = series.iter().map(|(_, x)| x[at].to_string()).collect();
        csv.push_str(&format!("\n全国,{year},{}", figures.join(",")));
    }
    let indicators: Vec<Value> = names.iter().map(|id| json!({ "id": id, "direction": 1 })).collect();
    let mut step = json!({ "step": "aggregate" });
    step.as_object_mut().unwrap().extend(aggregate.as_object().unwrap().clone());
    let spec = json!({ "id": "cii", "indicators": indicators, "tree": tree, "steps": [step] });
    let framework = Framework::from_json(&spec.to_string()).unwrap();
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap()
}

#[test]
fn domains_of_2023_are_chained_from_their_indicators() {
    let release = release(2023);
    let (mut series, mut groups) = (Vec::new(), Vec::new());
    for domain in DOMAINS {
        let growths = release["indicator_growth_pct"][domain].as_object().unwrap();
        let leaf = |(at, percent): (usize, &Value)| {
            series.push((format!("{domain}{at}"), vec![100.0, 100.0 + percent.as_f64().unwrap()]));
            json!({ "id": format!("{domain}{at}") })
        };
        let children: Vec<Value> = growths.values().enumerate().map(leaf).collect();
        groups
            .push(json!({ "id": domain, "children": children, "aggregate": { "method": "chained", "base": "2022" } }));
    }
    assert_eq!(series.len(), 18);
    let model =
        model(&series, &[2022, 2023], json!({ "id": "index", "children": groups }), json!({ "method": "arithmetic" }));
    assert_eq!(model.scores(Period::year(2022)).unwrap().node(0), [100.0]);
    let scores = model.scores(Period::year(2023)).unwrap();
    for domain in DOMAINS {
        let ours = scores.node(model.node(domain).unwrap())[0] - 100.0;
        let printed = release["domain_growth_pct"][domain].as_f64().unwrap();
        // Growths are printed to 0.1, and so are the growths of the indicators that they come from.
        assert!((ours - printed).abs() <= 0.1, "{domain}: {ours}, printed {printed}");
    }
    // A plain mean of the growths would be further off in three of the four.
    let environment = scores.node(model.node("environment").unwrap())[0];
    assert_eq!(format!("{environment:.1}"), "110.4");
}

#[test]
fn totals_are_the_means_of_their_domains() {
    for year in [2012, 2022, 2023] {
        let release = release(year);
        let of = |domain: &str| (domain.to_owned(), vec![release["domains"][domain].as_f64().unwrap()]);
        let tree = json!({ "id": "index", "children": DOMAINS.map(|id| json!({ "id": id })) });
        let model = model(&DOMAINS.map(of), &[year as i32], tree, json!({ "method": "arithmetic" }));
        let total = model.scores(Period::year(year as i32)).unwrap().node(0)[0];
        assert_eq!(format!("{total:.1}"), format!("{:.1}", release["index"].as_f64().unwrap()), "{year}");
    }
}

#[test]
fn compound_growth_since_2015() {
    let release = release(2022);
    let rates = release["cagr_since_2015_pct"].as_object().unwrap();
    assert_eq!(rates.len(), 5);
    for (name, printed) in rates {
        let level = if name == "index" { &release["index"] } else { &release["domains"][name] }.as_f64().unwrap();
        let tree = json!({ "id": "root", "children": [{ "id": "x" }] });
        let model =
            model(&[("x".to_owned(), vec![100.0, level])], &[2015, 2022], tree, json!({ "method": "arithmetic" }));
        let request = Request::new(Rate::Cagr, Period::year(2022));
        let ours = 100.0 * growth(&model, "x", &request).unwrap()[0].value;
        assert_eq!(format!("{ours:.1}"), format!("{:.1}", printed.as_f64().unwrap()), "{name}");
    }
}

#[test]
fn a_gap_breaks_the_chain_and_says_so() {
    let csv = "unit,year,a,b\nX,2020,100,50\nX,2021,,\nX,2022,121,60\nY,2020,100,50\nY,2021,110,\nY,2022,121,60\n";
    let spec = json!({
        "id": "c",
        "indicators": [{ "id": "a", "direction": 1 }, { "id": "b", "direction": -1 }],
        "tree": { "id": "index", "children": [{ "id": "a" }, { "id": "b" }] },
        "steps": [{ "step": "aggregate", "method": "chained", "base": "2020" }],
    });
    let framework = Framework::from_json(&spec.to_string()).unwrap();
    let model = Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap();
    let rows = model.scores(Period::year(2022)).unwrap().rows(0, None, innodex::ranking::Ties::Competition);
    // Y: (2 + 2/21) / (2 - 2/21) = 1.1 twice; of b no two neighbouring years have figures.
    let of = |code: &str| rows.iter().find(|r| r.code == code).unwrap();
    assert!((of("Y").score.unwrap() - 121.0).abs() < 1e-12, "{:?}", of("Y").score);
    assert_eq!((of("X").score, of("X").reason.unwrap().id()), (None, "chain_broken"));
}
