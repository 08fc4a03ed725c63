//! Questions to a model with reference units that do not count: the answers are those without these units. The figures are made up.

use innodex::question::ask;
use innodex::{Framework, Model, Panel, Period};
use serde_json::{json, Value};

/// Nine units and a reference, which alone has figures of `c` in 2022, and the highest of all.
fn csv(reference: bool) -> String {
    let mut csv = String::from("code,year,a,b,c\n");
    for (unit, year) in (0..9).flat_map(|unit| [(unit, 2021), (unit, 2022)]) {
        let (a, b) = (10 + unit * 3 % 7 + unit, 40 - unit * unit % 11);
        let c = if year == 2021 { (unit + 2).to_string() } else { String::new() };
        csv += &format!("u{unit},{year},{a},{b},{c}\n");
    }
    if reference {
        csv += "r,2021,500,700,90\nr,2022,500,700,90\n";
    }
    csv
}

fn framework(reference: bool) -> Framework {
    let indicators = ["a", "b", "c"].map(|id| json!({ "id": id, "direction": 1 }));
    let mut written = json!({
        "id": "t",
        "indicators": indicators,
        "tree": { "id": "index", "children": [
            { "id": "g", "children": [{ "id": "a" }, { "id": "b" }] }, { "id": "h", "children": [{ "id": "c" }] }] },
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic", "minimum_share": 0.5 }],
    });
    if reference {
        written["reference"] = json!({ "units": ["r"], "counted": false });
    }
    Framework::from_json(&written.to_string()).unwrap()
}

fn model(reference: bool) -> Model {
    Model::new(Panel::from_csv(csv(reference).as_bytes(), None).unwrap(), framework(reference)).unwrap()
}

fn answer(model: &Model, word: &str, request: Value) -> Value {
    serde_json::to_value(ask(model, word, &request.to_string()).unwrap_or_else(|e| panic!("{e:?}"))).unwrap()
}

/// The rows of an answer without those of the reference.
fn others(answer: &Value) -> Vec<Value> {
    answer["rows"].as_array().unwrap().iter().filter(|row| row["code"] != "r" && row["id"] != "r").cloned().collect()
}

#[test]
fn an_indicator_that_a_reference_alone_has_is_one_that_nobody_has() {
    let (with, without) = (model(true), model(false));
    for model in [&with, &without] {
        assert_eq!(model.lacking(0, Period::year(2022)).unwrap(), ["c"]);
        assert!(!model.comparable(0, Period::year(2021), Period::year(2022)).unwrap());
        assert_eq!(model.newest_complete(), Some(Period::year(2021)));
    }
    let [with, without] = [&with, &without].map(|model| answer(model, "history", json!({})));
    assert_eq!((&with["periods"], others(&with)), (&without["periods"], others(&without)));
    // Where it counts it is a unit as others are.
    let mut counted = framework(true);
    counted.reference.as_mut().unwrap().0.iter_mut().for_each(|(name, value)| {
        if name == "counted" {
            *value = innodex::json::Json::Bool(true);
        }
    });
    let counted = Model::new(Panel::from_csv(csv(true).as_bytes(), None).unwrap(), counted).unwrap();
    assert!(counted.lacking(0, Period::year(2022)).unwrap().is_empty());
}

/// What the reference may have instead moves nobody: each rank is certain. The errors of others leave theirs open.
#[test]
fn confidence_sets_of_others() {
    let of = |cells: &str| {
        let panel = Panel::from_csv(csv(true).as_bytes(), None).unwrap().with_cells(cells.as_bytes()).unwrap();
        let model = Model::new(panel, framework(true)).unwrap();
        answer(&model, "confidence", json!({ "period": "2021", "draws": 500 }))
    };
    let certain = of("code,period,indicator,standard_error\nr,2021,a,400\nr,2021,c,80\n");
    let rows = others(&certain);
    assert_eq!(rows.len(), 9);
    for row in &rows {
        assert_eq!((&row["lower"], &row["upper"]), (&row["rank"], &row["rank"]), "{row}");
    }
    let open = of("code,period,indicator,standard_error\nu3,2021,a,9\nu4,2021,a,9\n");
    let rows = others(&open);
    assert!(rows.iter().any(|row| row["lower"] != row["upper"]));
    assert!(rows.iter().all(|row| row["upper"].as_f64().unwrap() <= 9.0), "nobody is ranked behind the reference");
    let reference = open["rows"].as_array().unwrap().iter().find(|row| row["code"] == "r").unwrap();
    assert_eq!((&reference["rank"], &reference["lower"]), (&Value::Null, &Value::Null));
}

#[test]
fn money_is_split_as_without_the_reference() {
    for objective in ["mean", "minimum"] {
        let budget = json!({ "budget": 12, "indicator": "a", "units": ["u1", "u4", "u6"], "objective": objective });
        let [with, without] = [true, false]
            .map(|reference| answer(&model(reference), "allocate", json!({ "period": "2021", "budget": budget })));
        let amounts = |found: &Value| {
            found["recipients"].as_array().unwrap().iter().map(|r| r["amount"].as_f64().unwrap()).collect::<Vec<_>>()
        };
        for (one, other) in amounts(&with).iter().zip(amounts(&without)) {
            assert!((one - other).abs() < 1e-6, "{objective}: {with} {without}");
        }
        if objective == "minimum" {
            for name in ["achieved", "bound"] {
                let [one, other] = [&with, &without].map(|found| found[name].as_f64().unwrap());
                assert!((one - other).abs() < 1e-9, "{name}: {one} {other}");
            }
        }
        let ranks = |found: &Value| {
            found["recipients"].as_array().unwrap().iter().map(|r| r["rank"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(ranks(&with), ranks(&without), "{objective}");
    }
}

#[test]
fn an_audit_finds_what_it_finds_without_the_reference() {
    for period in ["2021", "2022"] {
        let [with, without] =
            [true, false].map(|reference| answer(&model(reference), "audit", json!({ "period": period })));
        assert_eq!((&with["remarks"], &with["checks"]), (&without["remarks"], &without["checks"]), "{period}");
        assert!(with["remarks"].as_array().is_some_and(|remarks| !remarks.is_empty()), "{period}");
    }
}
