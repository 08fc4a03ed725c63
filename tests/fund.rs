//! `fund`: money into an input, with what is assumed to follow; figures worked by hand.
use crate::common;

use common::faults::assert_fault;
use common::ledger::{assert_close, figures, model, spec, stuck};
use innodex::panel::indicators_from_json;
use innodex::scenario::{AssumptionKind, Unseen};
use innodex::{Code, Framework, Model, Panel, Period, Scenario, ScenarioSpec};
use serde_json::{json, Value};

/// R&D of 100, of which 60 by enterprises; 40 people, 8 papers and no patents.
fn rd() -> Model {
    let accounts = json!([
        { "id": "rd", "zh": "研发经费", "en": "R&D expenditure", "unit": "万元" },
        { "id": "enterprise", "part_of": { "total": "rd", "by": "source", "complete": false } },
        { "id": "people" },
        { "id": "papers", "zh": "论文", "en": "papers" },
        { "id": "patents" },
    ]);
    model(&[("rd", 100.0), ("enterprise", 60.0), ("people", 40.0), ("papers", 8.0), ("patents", 0.0)], accounts)
}

fn fund(value: f64, more: Value) -> Value {
    let mut change = json!({ "unit": "here", "indicator": "rd", "op": "fund", "value": value });
    change.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    change
}

fn scenario(changes: Value, assumptions: Value) -> innodex::Result<Scenario> {
    let text = json!({ "changes": changes, "assumptions": assumptions }).to_string();
    Scenario::new(&rd(), &ScenarioSpec::from_json(&text)?)
}

#[track_caller]
fn after(changes: Value, assumptions: Value) -> Vec<f64> {
    figures(&mut scenario(changes, assumptions).unwrap()).unwrap()
}

#[test]
fn without_assumptions_money_is_added_and_accounts_stay_true() {
    assert_close(&after(json!([fund(50.0, json!({}))]), json!(null)), &[150.0, 90.0, 40.0, 8.0, 0.0]);
    // As `add` does, to the last bit.
    let mut add =
        Scenario::new(&rd(), &spec(&[json!({ "unit": "here", "indicator": "rd", "op": "add", "value": 50.0 })]));
    assert_eq!(figures(add.as_mut().unwrap()).unwrap(), after(json!([fund(50.0, json!({}))]), json!(null)));
    let keep = json!({ "keep": ["enterprise"] });
    assert_close(&after(json!([fund(50.0, keep)]), json!(null)), &[150.0, 60.0, 40.0, 8.0, 0.0]);
}

#[test]
fn additionality() {
    for stated in [json!(0.4), json!({ "value": 0.4, "source": "a paper" })] {
        let figures = after(json!([fund(50.0, json!({}))]), json!({ "additionality": stated }));
        assert_close(&figures, &[120.0, 72.0, 40.0, 8.0, 0.0]);
    }
    // A change's own goes first.
    let own = json!({ "assumptions": { "additionality": 2 } });
    assert_close(&after(json!([fund(10.0, own)]), json!({ "additionality": 0.4 }))[..1], &[120.0]);
    // None at all: the money displaces as much.
    assert_close(&after(json!([fund(10.0, json!({}))]), json!({ "additionality": 0 }))[..1], &[100.0]);
}

#[test]
fn elasticities_move_others_by_the_relative_change() {
    let both = json!([
        { "to": "papers", "value": 0.5, "source": "assumed" },
        { "from": "rd", "to": "people", "value": 2.0 },
        { "from": "people", "to": "papers", "value": 7.0 },
    ]);
    // 100 -> 144 is a factor of 1.44: papers x 1.2, people x 1.44^2; people are not funded, so the third waits.
    let expected = [144.0, 86.4, 40.0 * 1.44 * 1.44, 9.6, 0.0];
    assert_close(&after(json!([fund(44.0, json!({}))]), json!({ "elasticities": both })), &expected);
    // In a change of its own, they replace those of the scenario.
    let own = json!({ "assumptions": { "elasticities": [] } });
    assert_close(&after(json!([fund(44.0, own)]), json!({ "elasticities": both }))[2..4], &[40.0, 8.0]);
    // Each change on the result of the one before: 100 -> 120 -> 144.
    let twice = json!([fund(20.0, json!({})), fund(24.0, json!({}))]);
    assert_close(&after(twice, json!({ "elasticities": both })), &expected);
}

#[test]
fn an_elasticity_of_a_part_moves_its_total() {
    let follows = json!({ "elasticities": [{ "from": "people", "to": "enterprise", "value": 1.0 }] });
    let change = json!({ "unit": "here", "indicator": "people", "op": "fund", "value": 20.0 });
    // People 40 -> 60: enterprise x 1.5 is 90, and the total has 30 more.
    assert_close(&after(json!([change]), follows), &[130.0, 90.0, 60.0, 8.0, 0.0]);
}

#[test]
fn diminishing_returns() {
    // Exponent 0.5 beside 100: 100 (sqrt(1 + 44 / 100) - 1) / 0.5 = 40.
    let power = json!({ "returns": { "exponent": 0.5, "source": "assumed" } });
    assert_close(&after(json!([fund(44.0, json!({}))]), power)[..1], &[140.0]);
    // At most twice 100: 50 / (1 + 50 / 200) = 40, and with an additionality of 0.5 half of that.
    let limit = json!({ "returns": { "limit": 2 }, "additionality": 0.5 });
    assert_close(&after(json!([fund(50.0, json!({}))]), limit)[..1], &[120.0]);
    // What is taken away counts in full; an exponent of 1 is no return that diminishes.
    for returns in [json!({ "exponent": 0.5 }), json!({ "limit": 2 }), json!({ "exponent": 1 })] {
        assert_close(&after(json!([fund(-20.0, json!({}))]), json!({ "returns": returns }))[..1], &[80.0]);
    }
}

/// The first unit of money counts in full, and each later one for less.
#[test]
fn returns_diminish_from_one() {
    for returns in [json!({ "exponent": 0.7 }), json!({ "limit": 1.5 })] {
        let at = |v: f64| after(json!([fund(v, json!({}))]), json!({ "returns": returns }))[0] - 100.0;
        assert!((at(1e-6) / 1e-6 - 1.0).abs() < 1e-6);
        let steps: Vec<f64> = (0..50).map(|k| at(f64::from(k + 1) * 10.0) - at(f64::from(k) * 10.0)).collect();
        assert!(steps.windows(2).all(|w| 0.0 < w[1] && w[1] < w[0]), "{steps:?}");
    }
}

#[test]
fn elasticities_without_effect_are_reported() {
    // Patents are 0: a percentage of nothing is nothing, 0 x 1.2 = 0, so that is no fault; people funded from 0 have no factor.
    let follows = json!({ "elasticities": [{ "to": "people", "value": 1.0 }] });
    let change = json!({ "unit": "here", "indicator": "patents", "op": "fund", "value": 5.0 });
    let mut zero = scenario(json!([change]), follows).unwrap();
    assert_close(&figures(&mut zero).unwrap(), &[100.0, 60.0, 40.0, 8.0, 5.0]);
    assert_eq!(stuck(&mut zero), [("people".to_owned(), "patents".to_owned())]);
    // Returns that count from an input count from nothing where there is none.
    let change = json!({ "unit": "here", "indicator": "patents", "op": "fund", "value": 5.0 });
    let mut zero = scenario(json!([change]), json!({ "returns": { "exponent": 0.5 } })).unwrap();
    assert_close(&figures(&mut zero).unwrap()[4..], &[0.0]);
    assert_eq!(stuck(&mut zero), [("patents".to_owned(), "patents".to_owned())]);
}

/// Three years, one unit and another; the index is the plain mean.
fn years() -> Model {
    let csv =
        "code,year,rd,papers\na,2020,100,10\nb,2020,50,20\na,2021,110,11\nb,2021,50,20\na,2022,120,12\nb,2022,50,20\n";
    let indicators = indicators_from_json(r#"[{"id":"rd"},{"id":"papers"}]"#).unwrap();
    let panel = Panel::from_csv(csv.as_bytes(), Some(indicators)).unwrap();
    let framework = Framework::of_columns(&panel);
    Model::new(panel, framework).unwrap()
}

fn moved(scenario: &mut Scenario, year: i32) -> Vec<(usize, usize, f64)> {
    scenario.moved(Period::year(year)).unwrap().iter().map(|m| (m.indicator, m.period, m.to)).collect()
}

#[test]
fn a_lag_moves_a_later_period_and_says_when_that_is_not_looked_at() {
    let text = |period: &str, lag: usize| {
        format!(
            r#"{{"changes":[{{"unit":"a","indicator":"rd"{period},"op":"fund","value":44}}],
                "assumptions":{{"elasticities":[{{"to":"papers","value":0.5,"lag":{lag}}}]}}}}"#
        )
    };
    let model = years();
    let make =
        |period: &str, lag| Scenario::new(&model, &ScenarioSpec::from_json(&text(period, lag)).unwrap()).unwrap();
    // 2020 money is seen in the papers of 2022, and only there: the input of 2022 is as it was.
    let mut early = make(r#","period":"2020""#, 2);
    let factor = (1.44_f64).sqrt();
    assert_eq!(moved(&mut early, 2022), [(0, 0, 144.0), (1, 2, 12.0 * factor)]);
    assert_eq!(early.unseen(Period::year(2022)).unwrap(), []);
    let score = early.scores(Period::year(2022)).unwrap().node(0)[0];
    assert!((score - (120.0 + 12.0 * factor) / 2.0).abs() < 1e-12);
    // Looked at from 2021, it is one period away.
    let away = |periods| [Unseen { change: 0, elasticity: 0, periods }];
    assert_eq!(early.unseen(Period::year(2021)).unwrap(), away(Some(1)));
    // Money of the year that is looked at: its papers come later, or after the last year of the data.
    let mut now = make("", 1);
    assert_eq!(now.unseen(Period::year(2021)).unwrap(), away(Some(1)));
    assert_eq!(now.unseen(Period::year(2022)).unwrap(), away(None));
    assert_eq!(moved(&mut now, 2022), [(0, 2, 164.0)]);
    // An input may act on itself later.
    let later = text("", 1).replace("\"papers\"", "\"rd\"");
    let mut later = Scenario::new(&model, &ScenarioSpec::from_json(&later).unwrap()).unwrap();
    assert_eq!(moved(&mut later, 2021), [(0, 1, 154.0), (0, 2, 120.0 * (154.0_f64 / 110.0).sqrt())]);
}

#[test]
fn every_assumption_is_told_with_its_source_or_the_word_assumed() {
    let told = |scenario: &Scenario| {
        let row = |a: &innodex::scenario::StatedAssumption| {
            (a.kind, a.change, a.from.clone(), a.to.clone(), a.value, a.lag, a.source.clone())
        };
        scenario.assumptions().iter().map(row).collect::<Vec<_>>()
    };
    let (rd, papers) = ("rd".to_owned(), Some("papers".to_owned()));
    // Nothing stated: the additionality is assumed, and that is said.
    let plain = scenario(json!([fund(1.0, json!({}))]), json!(null)).unwrap();
    let one = (AssumptionKind::Additionality, Some(0), rd.clone(), None, Some(1.0), None, "assumed".to_owned());
    assert_eq!(told(&plain), [one]);
    assert_eq!(plain.assumptions()[0].text.zh, "每投入 1 万元 资金，研发经费变动 1（假设）。");
    let full = json!({
        "additionality": { "value": 1.2, "source": "Guellec 2003" },
        "returns": { "exponent": 0.8 },
        "elasticities": [{ "to": "papers", "value": 0.3, "lag": 2, "source": " " }, { "from": "patents", "to": "papers", "value": 1 }],
        "prices": "of 2022",
    });
    let full = scenario(json!([fund(1.0, json!({}))]), full).unwrap();
    let expected = [
        (AssumptionKind::Additionality, Some(0), rd.clone(), None, Some(1.2), None, "Guellec 2003".to_owned()),
        (AssumptionKind::Returns, Some(0), rd.clone(), None, Some(0.8), None, "assumed".to_owned()),
        (AssumptionKind::Elasticity, Some(0), rd.clone(), papers.clone(), Some(0.3), Some(2), "assumed".to_owned()),
        (AssumptionKind::Elasticity, None, "patents".to_owned(), papers, Some(1.0), Some(0), "assumed".to_owned()),
        (AssumptionKind::Note, None, "prices".to_owned(), None, None, None, "assumed".to_owned()),
    ];
    assert_eq!(told(&full), expected);
    assert_eq!(
        full.assumptions()[2].text.en,
        "1 % more R&D expenditure changes papers by 0.3 %, 2 period(s) later (assumed)."
    );
    assert_eq!(full.assumptions()[4].text.en, "prices: of 2022");
    // Without a fund there is nothing to be taken for granted but the notes.
    let note = scenario(json!([]), json!("prices of 2022")).unwrap();
    assert_eq!(note.assumptions()[0].text.zh, "note: prices of 2022");
}

#[test]
fn every_error_names_its_json_path() {
    let refused = |changes: Value, assumptions: Value, code, place: &str| {
        assert_fault(&scenario(changes, assumptions).unwrap_err(), code, place);
    };
    let with = |assumptions: Value, code, place: &str| refused(json!([fund(1.0, json!({}))]), assumptions, code, place);
    let e = "$.assumptions.elasticities[0]";
    with(json!({ "additionality": -1 }), Code::BadParameter, "$.assumptions.additionality");
    with(json!({ "additionality": "1" }), Code::BadJson, "$.assumptions.additionality");
    with(json!({ "additionality": { "value": 1, "from": "x" } }), Code::BadJson, "$.assumptions.additionality.from");
    with(json!({ "returns": {} }), Code::BadParameter, "$.assumptions.returns");
    with(json!({ "returns": { "exponent": 0.5, "limit": 1 } }), Code::BadParameter, "$.assumptions.returns");
    with(json!({ "returns": { "exponent": 1.5 } }), Code::BadParameter, "$.assumptions.returns.exponent");
    with(json!({ "returns": { "limit": 0 } }), Code::BadParameter, "$.assumptions.returns.limit");
    with(json!({ "elasticities": [{ "to": "papers" }] }), Code::BadJson, e);
    with(json!({ "elasticities": [{ "to": "books", "value": 1 }] }), Code::UnknownColumn, &format!("{e}.to"));
    with(
        json!({ "elasticities": [{ "to": "papers", "from": "books", "value": 1 }] }),
        Code::UnknownColumn,
        &format!("{e}.from"),
    );
    with(json!({ "elasticities": [{ "to": "rd", "value": 1 }] }), Code::BadParameter, &format!("{e}.to"));
    with(json!({ "elasticities": [{ "to": "papers", "value": 1, "lag": -1 }] }), Code::BadJson, &format!("{e}.lag"));
    // As a number of 32 bits it would be one period before the money.
    for lag in [1001_u64, 2_147_483_648, 4_294_967_294, 4_294_967_295] {
        let late = json!({ "elasticities": [{ "to": "papers", "value": 1, "lag": lag }] });
        with(late, Code::BadParameter, &format!("{e}.lag"));
    }
    with(json!({ "elasticity": 1 }), Code::BadJson, "$.assumptions.elasticity");
    with(json!(7), Code::BadJson, "$.assumptions");
    let keep = json!([fund(1.0, json!({ "keep": ["papers"] }))]);
    refused(keep, json!({ "elasticities": [{ "to": "papers", "value": 1 }] }), Code::KeepConflict, &format!("{e}.to"));
    let own = json!({ "assumptions": { "elasticities": [{ "to": "books", "value": 1 }] } });
    let place = "$.changes[0].assumptions.elasticities[0].to";
    refused(json!([fund(1.0, own)]), json!(null), Code::UnknownColumn, place);
    let own = json!({ "assumptions": { "additionality": -1 } });
    refused(json!([fund(1.0, own)]), json!(null), Code::BadParameter, "$.changes[0].assumptions.additionality");
    let add =
        json!([{ "unit": "here", "indicator": "rd", "op": "add", "value": 1, "assumptions": { "additionality": 1 } }]);
    refused(add, json!(null), Code::BadParameter, "$.changes[0].assumptions");
    // More than a total has room for: nothing is applied.
    let follows = json!({ "elasticities": [{ "from": "people", "to": "enterprise", "value": 3.0 }] });
    let keep = json!({ "unit": "here", "indicator": "people", "op": "fund", "value": 20.0, "keep": ["rd"] });
    let mut exceeded = scenario(json!([keep]), follows).unwrap();
    assert_fault(&exceeded.scores(common::ledger::year()).unwrap_err(), Code::AccountExceeded, "$.changes[0]");
}

/// METHODS, section 5: on the figures of 2022, 30 % more R&D of Hubei with its parts gives an index of 33.01.
#[test]
fn hubei_with_thirty_per_cent_more() {
    let model = common::model_of("provincial-first");
    let year = Period::year(2022);
    let hubei = model.panel().unit("42").unwrap();
    let rd = model.panel().column(model.panel().indicator("rd_expenditure").unwrap(), 12)[hubei];
    let text =
        json!({ "changes": [{ "unit": "湖北", "indicator": "rd_expenditure", "op": "fund", "value": 0.3 * rd }] });
    let mut funded = Scenario::new(&model, &ScenarioSpec::from_json(&text.to_string()).unwrap()).unwrap();
    let score = funded.scores(year).unwrap().node(0)[hubei];
    assert!((score - 33.01).abs() < 0.005, "{score}");
    assert!((model.scores(year).unwrap().node(0)[hubei] - 32.46).abs() < 0.005);
}
