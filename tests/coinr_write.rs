//! Models as COINr's tables, and back: the same figures to the last bit, the same tree, the same scores.
use crate::common;

use common::{faults, model_of};
use innodex::coinr::{read, write, Pipeline, Tables};
use innodex::{Code, Framework, Model, Panel, Period};

fn round(model: &Model, year: i32) -> (Tables, String, String) {
    let (data, meta) = write(model, Period::year(year)).unwrap();
    (read(data.as_bytes(), meta.as_bytes()).unwrap(), data, meta)
}

fn json(framework: &Framework) -> serde_json::Value {
    serde_json::to_value(framework).unwrap()
}

#[test]
fn the_example_of_coinr_comes_back_whole() {
    for folder in ["asem", "asem_hard"] {
        let file = |name: &str| std::fs::read(format!("tests/oracle/{folder}/{name}.csv")).unwrap();
        let first = read(&file("data"), &file("meta")).unwrap();
        let steps = r#"[{"step":"denominate"},{"step":"normalise","method":"min_max"},
            {"step":"aggregate","method":"arithmetic"}]"#;
        let framework = first.framework_from_json(steps).unwrap();
        let model = Model::new(first.panel.clone(), framework.clone()).unwrap();
        let (again, data, _) = round(&model, 2018);
        assert_eq!(json(&again.framework_from_json(steps).unwrap()), json(&framework));
        assert_eq!(again.panel.units(), first.panel.units());
        assert_eq!(again.panel.periods(), first.panel.periods());
        let mut cells = 0;
        for (i, indicator) in first.panel.indicators().iter().enumerate() {
            let at = again.panel.indicator(&indicator.id).unwrap();
            for (a, b) in first.panel.column(i, 0).iter().zip(again.panel.column(at, 0)) {
                assert_eq!(a.to_bits(), b.to_bits(), "{folder} {}", indicator.id);
                cells += 1;
            }
        }
        assert_eq!(cells, 51 * 53);
        // Written once more, nothing changes.
        let model = Model::new(again.panel.clone(), framework).unwrap();
        assert_eq!(write(&model, Period::year(2018)).unwrap().0, data);
    }
}

#[test]
fn the_provincial_index_scores_the_same() {
    let model = model_of("provincial-first");
    let (tables, data, meta) = round(&model, 2022);
    let steps = std::fs::read_to_string("tests/fixtures/provincial-first.json").unwrap();
    let steps = serde_json::from_str::<serde_json::Value>(&steps).unwrap()["steps"].to_string();
    let again = Model::new(tables.panel.clone(), tables.framework_from_json(&steps).unwrap()).unwrap();
    let (ours, theirs) = (model.scores(Period::year(2022)).unwrap(), again.scores(Period::year(2022)).unwrap());
    for id in ["index", "environment", "input", "output", "effect", "rd_intensity"] {
        let (a, b) = (ours.node(model.node(id).unwrap()), theirs.node(again.node(id).unwrap()));
        assert_eq!(a.len(), 31);
        assert_eq!(
            a.iter().map(|v| v.to_bits()).collect::<Vec<_>>(),
            b.iter().map(|v| v.to_bits()).collect::<Vec<_>>()
        );
    }
    // Regions come as a group, denominators under the panel's own names.
    let levels: Vec<u32> = tables.levels().iter().map(|e| e.level).collect();
    assert_eq!((levels.len(), levels[16], levels[17], levels[21]), (22, 1, 2, 3));
    assert!(tables.group("Region_group").is_ok());
    assert!(data.starts_with("uName,uCode,Time,Region_group,fiscal_expenditure,population,gdp,"), "{data}");
    assert!(data.contains("\nHubei,42,2022,Central,"), "{data}");
    assert!(meta.contains("\n1,rd_intensity,R&D intensity,1,1,%,gdp,input,Indicator\n"), "{meta}");
    assert!(meta.contains("\nNA,gdp,Gross regional product,NA,NA,亿元,NA,NA,Denominator\n"), "{meta}");
    assert!(meta.contains("\n3,index,Index,1,1,NA,NA,NA,Aggregate\n"), "{meta}");
}

#[test]
fn a_tree_that_skips_levels_is_filled_up_and_scores_the_same() {
    // `ratio` stands beside the group of `x`: it gets a group of its own.
    let framework = Framework::from_json(faults::FRAMEWORK).unwrap();
    let model = Model::new(faults::small_panel(), framework).unwrap();
    let (tables, _, meta) = round(&model, 2021);
    assert!(meta.contains("\n1,ratio,ratio,-1,1,NA,y,ratio_2,Indicator\n"), "{meta}");
    assert!(meta.contains("\n2,ratio_2,ratio,1,1,NA,NA,index,Aggregate\n"), "{meta}");
    assert!(meta.contains("\n2,group,group,1,2,NA,NA,index,Aggregate\n"), "{meta}");
    let steps = r#"[{"step":"denominate"},{"step":"normalise","method":"min_max"},
        {"step":"aggregate","method":"arithmetic","minimum_share":0.5}]"#;
    let again = Model::new(tables.panel.clone(), tables.framework_from_json(steps).unwrap()).unwrap();
    let of = |model: &Model| {
        let scores = model.scores(Period::year(2021)).unwrap();
        scores.node(0).to_vec()
    };
    let bits = |scores: Vec<f64>| scores.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(of(&model)), bits(of(&again)));
}

#[test]
fn formulas_in_labels_are_made_safe_and_numbers_are_not() {
    let csv = "code,unit,year,x,d\n-a,=1+1,2022,-3.5,1e-7\n@b,\"＋x, y\",2022,1e300,1\nc,C,2022,,2\n";
    let framework = r#"{"id":"f","indicators":[{"id":"+r","direction":-1,"numerator":"x","denominator":"d"},
            {"id":"d","direction":1,"name":{"zh":"分母","en":"-d"},"unit":"@"}],
        "tree":{"id":"=i","children":[{"id":"+r","weight":0.5},{"id":"d","weight":1}]},
        "steps":[{"step":"denominate"},{"step":"aggregate","method":"arithmetic"}]}"#;
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let (data, meta) =
        write(&Model::new(panel, Framework::from_json(framework).unwrap()).unwrap(), Period::year(2022)).unwrap();
    // The denominator makes way for the indicator of its name.
    assert_eq!(
        data,
        "uName,uCode,Time,d_,'+r,d\n\
         '=1+1,'-a,2022,1e-7,-3.5,1e-7\n\
         \"'＋x, y\",'@b,2022,1,1e300,1\n\
         C,c,2022,2,NA,2\n"
    );
    assert_eq!(
        meta,
        "Level,iCode,iName,Direction,Weight,Unit,Denominator,Parent,Type\n\
         1,'+r,'+r,-1,0.5,NA,d_,'=i,Indicator\n\
         1,d,'-d,1,1,'@,NA,'=i,Indicator\n\
         2,'=i,'=i,1,1,NA,NA,NA,Aggregate\n\
         NA,d_,d,NA,NA,NA,NA,NA,Denominator\n"
    );
    assert!(read(data.as_bytes(), meta.as_bytes()).is_ok());
}

#[test]
fn what_coinr_would_refuse_is_refused() {
    let model = |csv: &str, id: &str, root: &str| {
        let spec = format!(
            r#"{{"id":"f","indicators":[{{"id":"{id}","direction":1}}],"tree":{{"id":"{root}","children":[{{"id":"{id}"}}]}},
            "steps":[{{"step":"aggregate","method":"arithmetic"}}]}}"#
        );
        let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
        Model::new(panel, Framework::from_json(&spec).unwrap()).unwrap()
    };
    let refused = |model: &Model, code: Code, place: &str| {
        faults::assert_fault(&write(model, Period::year(2022)).unwrap_err(), code, place)
    };
    refused(&model("unit,year,1x\nA,2022,1\n", "1x", "index"), Code::BadParameter, "$.indicators[0].id");
    refused(&model("unit,year,Time\nA,2022,1\n", "Time", "index"), Code::BadParameter, "$.indicators[0].id");
    refused(&model("unit,year,x\nA,2022,1\n", "x", "2nd"), Code::BadParameter, "$.tree");
    refused(&model("unit,year,x\nA,2022,1\n", "x", " "), Code::BadParameter, "$.tree");
    refused(&model("unit,year,x\nNA,2022,1\n", "x", "index"), Code::BadParameter, "");
    refused(&model("unit,year,x\nx,2022,1\n", "x", "index"), Code::BadParameter, "");
    refused(&model("unit,year,x\nA,2021,1\n", "x", "index"), Code::UnknownPeriod, "");
}

#[test]
fn steps_as_json_say_where_they_are_wrong() {
    let tables = round(&model_of("provincial-first"), 2022).0;
    let error = tables.framework_from_json(r#"[{"step":"normalise","method":"max_min"}]"#).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::BadJson, "$[0].method"));
}
