//! Every method's docstring ends with an example; docs/methods.md, which is made of the docstrings, is read here and every
//! example is computed.
use innodex::association::{correlation, Measure};
use innodex::growth::{growth, Rate, Request};
use innodex::index::aggregate;
use innodex::index::weigh::{self, Find};
use innodex::ranking::{rank, Ties};
use innodex::{Framework, Model, Panel, Period};
use serde_json::{json, Map, Value};

/// An example: `Of 2, 14 with `p` 2: 10.`
#[derive(Debug)]
struct Example {
    method: String,
    /// The words between `Of` and the colon.
    given: String,
    /// The figures in them; those in brackets belong together.
    figures: Vec<Vec<f64>>,
    parameters: Map<String, Value>,
    result: Vec<f64>,
}

/// A figure, or `missing`.
fn figure(text: &str) -> f64 {
    match text.trim() {
        "missing" => f64::NAN,
        number => number.parse().unwrap_or_else(|_| panic!("no figure: {number}")),
    }
}

fn figures(text: &str) -> Vec<Vec<f64>> {
    let list = |text: &str| -> Vec<f64> { text.split(", ").map(figure).collect() };
    match text.contains('(') {
        true => text.split('(').skip(1).map(|group| list(group.split(')').next().unwrap())).collect(),
        false => vec![list(text)],
    }
}

impl Example {
    fn of(method: &str, text: &str) -> Example {
        let at = text.rfind("Of ").unwrap_or_else(|| panic!("{method} has no example: {text}"));
        let body = text[at + 3..].strip_suffix('.').unwrap_or_else(|| panic!("{method}: {text}"));
        let (given, result) = body.rsplit_once(": ").unwrap_or_else(|| panic!("{method}: {body}"));
        // What the figures are called, and what is said of them, is for people.
        let mut plain = given.to_owned();
        for words in ["the units ", "the columns ", "the children ", "groups of ", " indicators", " in the base period"]
        {
            plain = plain.replace(words, "");
        }
        let (of, with) = plain.split_once(" with ").unwrap_or((&plain, ""));
        let of = of.split(" given ").next().unwrap().replace(" at prices ", ", ");
        let mut parameters = Map::new();
        for pair in with.split(" and ").filter(|pair| pair.starts_with('`')) {
            let (name, value) = pair.split_once(' ').unwrap();
            let value = value.parse::<f64>().map_or_else(|_| json!(value.trim_matches('`')), |v| json!(v));
            parameters.insert(name.trim_matches('`').to_owned(), value);
        }
        Example {
            method: method.to_owned(),
            given: given.to_owned(),
            figures: figures(&of),
            parameters,
            result: figures(result).concat(),
        }
    }

    /// A step of this method with its parameters.
    fn step(&self, step: &str) -> Value {
        let mut all = self.parameters.clone();
        all.insert("step".into(), step.into());
        all.insert("method".into(), self.method.clone().into());
        Value::Object(all)
    }

    #[track_caller]
    fn assert(&self, ours: &[f64]) {
        // As many digits as are printed.
        let same = |(a, b): (&f64, &f64)| (a.is_nan() && b.is_nan()) || (a - b).abs() <= 5e-7;
        assert!(ours.len() == self.result.len() && ours.iter().zip(&self.result).all(same), "{self:?}: {ours:?}");
    }
}

/// The methods of a section of the page, with what it says of each.
fn section(name: &str) -> Vec<(String, String)> {
    let page = std::fs::read_to_string("docs/methods.md").unwrap();
    let start = page.find(&format!("\n## {name}\n")).unwrap();
    let rows = page[start..].lines().skip_while(|line| !line.starts_with("| method |")).skip(2);
    let row = |line: &str| {
        let (method, text) = line.strip_prefix("| `").unwrap().split_once("` | ").unwrap();
        (method.to_owned(), text.strip_suffix(" |").unwrap().to_owned())
    };
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn examples(name: &str) -> Vec<Example> {
    section(name).iter().map(|(method, text)| Example::of(method, text)).collect()
}

/// A model of figures by indicator (x0, x1, ...), period from 2020 on, and unit.
fn model(indicators: &[Vec<Vec<f64>>], steps: &[Value]) -> Model {
    let tree = (0..indicators.len()).map(|i| json!({ "id": format!("x{i}") })).collect();
    model_of(indicators, steps, tree)
}

fn model_of(indicators: &[Vec<Vec<f64>>], steps: &[Value], children: Vec<Value>) -> Model {
    let mut csv = String::from("code,year");
    (0..indicators.len()).for_each(|i| csv += &format!(",x{i}"));
    for period in 0..indicators[0].len() {
        for unit in 0..indicators[0][0].len() {
            csv += &format!("\nu{unit:02},{}", 2020 + period);
            for indicator in indicators {
                let x = indicator[period][unit];
                csv += &if x.is_nan() { ",".to_owned() } else { format!(",{x}") };
            }
        }
    }
    let ids: Vec<Value> = (0..indicators.len()).map(|i| json!({ "id": format!("x{i}"), "direction": 1 })).collect();
    let tree = json!({ "id": "index", "children": children });
    let framework = json!({ "id": "example", "indicators": ids, "tree": tree, "steps": steps });
    let framework = Framework::from_json(&framework.to_string()).unwrap();
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap()
}

fn mean() -> Value {
    json!({ "step": "aggregate", "method": "arithmetic" })
}

/// What a step makes of the first indicator in a period.
fn after(model: &Model, step: &str, period: usize) -> Vec<f64> {
    let scores = model.scores(Period::year(2020 + period as i32)).unwrap();
    scores.step(step, "x0").unwrap().to_vec()
}

fn columns(of: &[Vec<f64>]) -> Vec<Vec<Vec<f64>>> {
    of.iter().map(|column| vec![column.clone()]).collect()
}

#[test]
fn imputations() {
    let all = examples("Impute");
    assert_eq!(all.len(), 6);
    for example in all {
        let x = &example.figures[0];
        let steps = [example.step("impute"), mean()];
        match example.method.as_str() {
            "mean" | "median" => example.assert(&after(&model(&columns(&example.figures), &steps), "impute", 0)),
            _ => {
                let model = model(&[x.iter().map(|x| vec![*x]).collect()], &steps);
                example.assert(&(0..x.len()).flat_map(|p| after(&model, "impute", p)).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn treatments() {
    let all = examples("Treat");
    assert_eq!(all.len(), 7);
    for example in all {
        let model = model(&columns(&example.figures), &[example.step("treat"), mean()]);
        example.assert(&after(&model, "treat", 0));
    }
}

#[test]
fn normalisations() {
    let all = examples("Normalise");
    assert_eq!(all.len(), 14);
    for mut example in all {
        if example.given.ends_with(" with the second as `reference`") {
            example.parameters.insert("reference".into(), "u01".into());
        }
        if example.method == "base_period" {
            example.parameters.insert("scope".into(), json!({ "base": "2020" }));
            let x: Vec<Vec<f64>> = example.figures[0].iter().map(|x| vec![*x]).collect();
            example.assert(&after(&model(&[x], &[example.step("normalise"), mean()]), "normalise", 1));
        } else {
            let model = model(&columns(&example.figures), &[example.step("normalise"), mean()]);
            example.assert(&after(&model, "normalise", 0));
        }
    }
}

#[test]
fn weightings() {
    let all = examples("Weigh");
    assert!(all.iter().map(|e| e.method.as_str()).eq(weigh::ALL.iter().map(|w| w.word)));
    for example in all {
        let shares = |weights: &[f64]| weights.iter().map(|w| w / weights.iter().sum::<f64>()).collect::<Vec<_>>();
        let steps = [json!({ "step": "weigh", "method": example.method }), mean()];
        let model = match example.given.starts_with("groups") {
            true => {
                let mut ids = 0..;
                let mut leaf = || json!({ "id": format!("x{}", ids.next().unwrap()) });
                let mut group = |(at, n): (usize, &f64)| json!({ "id": format!("g{at}"), "children": (0..*n as usize).map(|_| leaf()).collect::<Vec<_>>() });
                let groups = example.figures[0].iter().enumerate().map(&mut group).collect();
                let n = example.figures[0].iter().sum::<f64>() as usize;
                model_of(&vec![vec![vec![1.0, 2.0]]; n], &steps, groups)
            }
            false => model(&columns(&example.figures), &steps),
        };
        let effective = model.scores(Period::year(2020)).unwrap().effective_weights();
        let children: Vec<f64> =
            model.describe().nodes.iter().zip(effective).filter(|(n, _)| n.parent == Some(0)).map(|(_, w)| w).collect();
        let stated = shares(&example.result);
        assert!(children.iter().zip(&stated).all(|(a, b)| (a - b).abs() <= 1e-6), "{example:?}: {children:?}");
        let slices: Vec<&[f64]> = example.figures.iter().map(Vec::as_slice).collect();
        let method = weigh::ALL.iter().find(|w| w.word == example.method).unwrap();
        if let Find::Figures(find) = method.find {
            example.assert(&find(&slices).unwrap());
        }
    }
}

#[test]
fn aggregations() {
    let all = examples("Aggregate");
    assert!(all.iter().map(|e| e.method.as_str()).eq(aggregate::ALL.iter().map(|a| a.word)));
    for example in all {
        let step = [example.step("aggregate")];
        let scores = |model: &Model, period| model.scores(Period::year(period)).unwrap().node(0).to_vec();
        if example.method == "chained" {
            let children: Vec<Vec<Vec<f64>>> =
                example.figures.iter().map(|child| child.iter().map(|x| vec![*x]).collect()).collect();
            let model = model(&children, &step);
            let periods = 0..example.figures[0].len() as i32;
            example.assert(&periods.flat_map(|p| scores(&model, 2020 + p)).collect::<Vec<_>>());
        } else {
            // A unit's children stand together: one indicator each.
            let units = &example.figures;
            let children: Vec<Vec<Vec<f64>>> =
                (0..units[0].len()).map(|c| vec![units.iter().map(|unit| unit[c]).collect()]).collect();
            example.assert(&scores(&model(&children, &step), 2020));
        }
    }
}

#[test]
fn rates() {
    let all = examples("Growth");
    assert_eq!(all.len(), 11);
    for example in all {
        let rate = Rate::from_id(&example.method).unwrap();
        let of = |units: &[Vec<f64>]| -> Vec<Vec<f64>> {
            (0..units[0].len()).map(|t| units.iter().map(|unit| unit[t]).collect()).collect()
        };
        let real = rate == Rate::Real;
        let series = match (real, example.figures[0].as_slice()) {
            (true, [x, y, p, q]) => vec![of(&[vec![*x, *y]]), of(&[vec![*p, *q]])],
            _ => vec![of(&example.figures)],
        };
        let model = model(&series, &[mean()]);
        let last = Period::year(2019 + series[0].len() as i32);
        let request = Request { deflator: real.then_some("x1"), ..Request::new(rate, last) };
        let found = growth(&model, "x0", &request).unwrap();
        example.assert(&found.iter().map(|row| row.value).collect::<Vec<_>>());
    }
}

#[test]
fn ties() {
    let all = section("Ties");
    assert_eq!(all.len(), 5);
    for (method, text) in all {
        let stated = text.rsplit_once('(').unwrap().1.strip_suffix(").").unwrap();
        let stated: Vec<f64> = stated.split(' ').map(figure).collect();
        assert_eq!(rank(&[90.0, 80.0, 80.0, 70.0], Ties::from_id(&method).unwrap()), stated, "{method}");
    }
}

/// They are not of a framework, and so not on the page: read where they stand.
#[test]
fn correlations() {
    let source = std::fs::read_to_string("src/association/correlation.rs").unwrap();
    let body = source.split("pub enum Measure {").nth(1).unwrap().split('}').next().unwrap();
    let mut text = String::new();
    let mut seen = 0;
    for line in body.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            text += doc;
        } else if let Some(name) = line.strip_suffix(',') {
            let at = text.rfind("Of ").unwrap();
            let (given, result) = text[at + 3..].strip_suffix('.').unwrap().split_once(": ").unwrap();
            let (x, y) = given.split_once(" and ").unwrap();
            let measure = Measure::from_id(&name.to_lowercase()).unwrap();
            let ours = correlation(measure, &figures(x)[0], &figures(y)[0]).value;
            assert!((ours - figure(result)).abs() <= 5e-7, "{name}: {ours}");
            (seen, text) = (seen + 1, String::new());
        }
    }
    assert_eq!(seen, 3);
}
