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

/// A model of the unit X, its two indicators chained from the first year on.
fn chained(csv: &str, direction: i8, gap: Option<&str>) -> Model {
    let mut step = json!({ "step": "aggregate", "method": "chained" });
    if let Some(gap) = gap {
        step["gap"] = json!(gap);
    }
    let spec = json!({
        "id": "c",
        "indicators": [{ "id": "a", "direction": direction }, { "id": "b", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "a" }, { "id": "b" }] },
        "steps": [step],
    });
    let panel = Panel::from_csv(format!("unit,period,a,b\n{csv}").as_bytes(), None).unwrap();
    Model::new(panel, Framework::from_json(&spec.to_string()).unwrap()).unwrap()
}

/// The index of X in every period, or the reason for which there is none.
fn levels(model: &Model) -> Vec<Result<f64, &'static str>> {
    let level = |period: &Period| {
        let row = model.scores(*period).unwrap().rows(0, None, innodex::ranking::Ties::Competition).remove(0);
        row.score.ok_or_else(|| row.reason.unwrap().id())
    };
    model.panel().periods().iter().map(level).collect()
}

#[track_caller]
fn assert_levels(model: &Model, expected: &[Result<f64, &str>]) {
    let found = levels(model);
    let same = |(a, b): (&Result<f64, &str>, &Result<f64, &str>)| match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-10,
        (a, b) => a == b,
    };
    assert!(found.len() == expected.len() && found.iter().zip(expected).all(same), "{found:?} is not {expected:?}");
}

#[test]
fn a_gap_in_the_calendar_breaks_the_chain() {
    // Two years' growth is not one year's: 2017 and what follows has no index.
    let years = "X,2014,100,50\nX,2015,110,55\nX,2017,121,60.5\nX,2018,133.1,66.55\n";
    let broken = Err("chain_broken");
    assert_levels(&chained(years, 1, None), &[Ok(100.0), Ok(110.0), broken, broken]);
    assert_levels(&chained(years, 1, Some("break")), &[Ok(100.0), Ok(110.0), broken, broken]);
    let quarters = "X,2021Q1,100,50\nX,2021Q2,110,55\nX,2021Q4,121,60.5\n";
    assert_levels(&chained(quarters, 1, None), &[Ok(100.0), Ok(110.0), broken]);
}

#[test]
fn a_chain_by_the_average_rate_goes_on_behind_a_gap() {
    let even = "X,2014,100,50\nX,2015,110,55\nX,2017,133.1,66.55\nX,2018,146.41,73.205\n";
    assert_levels(&chained(even, 1, Some("average_rate")), &[Ok(100.0), Ok(110.0), Ok(133.1), Ok(146.41)]);
    // A year without figures is the same as one without a row.
    let empty = even.replace("X,2017", "X,2016,,\nX,2017");
    let missing = Err("too_few_children");
    assert_levels(&chained(&empty, 1, Some("average_rate")), &[Ok(100.0), Ok(110.0), missing, Ok(133.1), Ok(146.41)]);
    // a x 1.44 in two years is 0.2 / 1.1 a year, b does not grow: 1 / 11 in each of the two.
    let uneven = "X,2015,100,50\nX,2017,144,50\n";
    let growth = (0.2 / 1.1 + 0.0) / 2.0;
    let factor: f64 = (2.0 + growth) / (2.0 - growth);
    assert_levels(&chained(uneven, 1, Some("average_rate")), &[Ok(100.0), Ok(100.0 * factor * factor)]);
    // As if the year between had been there, with figures that grow evenly.
    let filled = "X,2015,100,50\nX,2016,120,50\nX,2017,144,50\n";
    assert_levels(&chained(filled, 1, None), &[Ok(100.0), Ok(100.0 * factor), Ok(100.0 * factor * factor)]);
    // Without a gap the two are one.
    assert_levels(
        &chained(filled, 1, Some("average_rate")),
        &[Ok(100.0), Ok(100.0 * factor), Ok(100.0 * factor * factor)],
    );
    // To zero in any number of years is to zero; less of what is better when it is less raises the level.
    assert_levels(&chained("X,2015,100,50\nX,2018,0,0\n", 1, Some("average_rate")), &[Ok(100.0), Ok(0.0)]);
    let less = (2.0 + growth) / (2.0 - growth);
    assert_levels(
        &chained("X,2015,144,50\nX,2017,100,50\n", -1, Some("average_rate")),
        &[Ok(100.0), Ok(100.0 * less * less)],
    );
}

#[test]
fn figures_below_zero_have_no_say_in_a_chain() {
    // a is a loss that shrinks: b alone counts. Of losses alone there is no chain, and none of a change of sign.
    assert_levels(&chained("X,2020,-10,50\nX,2021,-8,55\n", 1, None), &[Ok(100.0), Ok(110.0)]);
    for csv in ["X,2020,-10,-5\nX,2021,-8,-4\n", "X,2020,-10,-5\nX,2021,10,5\n", "X,2020,10,5\nX,2021,-10,-5\n"] {
        let missing = levels(&chained(csv, 1, None));
        assert_eq!(missing[0], Ok(100.0), "{csv}");
        assert_eq!(missing[1], Err("chain_broken"), "{csv}");
    }
}

#[test]
fn a_chain_has_nothing_before_its_base() {
    let mut spec: Value = serde_json::from_str(
        r#"{"id":"c","indicators":[{"id":"a","direction":1}],"tree":{"id":"index","children":[{"id":"a"}]},
            "steps":[{"step":"aggregate","method":"chained","base":"2021"}]}"#,
    )
    .unwrap();
    let panel = || Panel::from_csv(b"unit,year,a\nX,2020,100\nX,2021,110\nX,2022,121\n", None).unwrap();
    let model = |spec: &Value| Model::new(panel(), Framework::from_json(&spec.to_string()).unwrap());
    assert_levels(&model(&spec).unwrap(), &[Err("chain_broken"), Ok(100.0), Ok(110.0)]);
    spec["steps"][0]["gap"] = json!("jump");
    assert_eq!(Framework::from_json(&spec.to_string()).unwrap_err().place, "$.steps[0].gap");
}
