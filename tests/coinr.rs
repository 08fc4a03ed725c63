//! COINr's iData and iMeta as they are, through the pipeline of its own example; and what is refused in them.

use crate::common;

use common::golden::Golden;
use innodex::coinr::{read, Pipeline, Tables};
use innodex::index::Scores;
use innodex::{Code, Error};

fn file(path: &str) -> Vec<u8> {
    std::fs::read(format!("tests/oracle/{path}.csv")).unwrap()
}

fn asem() -> Tables {
    read(&file("asem/data"), &file("asem/meta")).unwrap()
}

fn of(scores: &Scores, unit: &str, id: &str) -> f64 {
    let model = scores.model();
    scores.node(model.node(id).unwrap())[model.panel().unit(unit).unwrap()]
}

#[test]
fn the_example_of_coinr_itself() {
    let tables = asem();
    let scores = tables.example(Some("EurAsia_group")).unwrap();
    let golden = Golden::read("asem/step_aggregated");
    assert_eq!(golden.compare(false, |unit, id| of(&scores, unit, id)), (51 * 60, 0));
    let levels = tables.table(&scores).unwrap();
    assert_eq!(levels.columns, golden.columns[1..]);
    assert_eq!(levels.codes, golden.rows.iter().map(|r| r[0].clone()).collect::<Vec<_>>());
    assert_eq!(levels.rows[0][59], Some(of(&scores, "AUS", "Index")));
}

#[test]
fn without_groups_the_mean_of_all_units() {
    let scores = asem().example(None).unwrap();
    let golden = Golden::read("asem/impute_i_mean");
    let cells = golden
        .compare(false, |unit, id| scores.step("impute", id).unwrap()[scores.model().panel().unit(unit).unwrap()]);
    assert_eq!(cells, (51 * 49, 0));
}

#[test]
fn both_sets_of_tables_are_read_whole() {
    for folder in ["asem", "asem_hard"] {
        let tables = read(&file(&format!("{folder}/data")), &file(&format!("{folder}/meta"))).unwrap();
        assert_eq!((tables.panel.units().len(), tables.elements.len()), (51, 60));
        // 49 indicators and four denominators.
        assert_eq!(tables.panel.indicators().len(), 53);
    }
}

const DATA: &str = "uCode,uName,g,a,b,d\nX,Ex,n,1,2,4\nY,Why,m,3,NA,5\nZ,Zed,n,5,6,6\n";
const META: &str =
    "iCode,Level,Parent,Weight,Direction,Type,Denominator\na,1,G,1,1,Indicator,d\nb,1,G,2,-1,Indicator,\n\
    G,2,I,1,1,Aggregate,\nI,3,,1,1,Aggregate,\ng,,,,,Group,\nd,,,,,Denominator,\n";

#[test]
fn a_small_case_by_hand() {
    let tables = read(DATA.as_bytes(), META.as_bytes()).unwrap();
    let scores = tables.example(None).unwrap();
    assert_eq!(scores.step("denominate", "a").unwrap(), [0.25, 0.6, 5.0 / 6.0]);
    assert_eq!(scores.step("impute", "b").unwrap(), [2.0, 4.0, 6.0]);
    // a: 0, 60, 100; b: 100, 50, 0; weights 1 and 2.
    let index = scores.node(0);
    let a = (0.6 - 0.25) / (5.0 / 6.0 - 0.25) * 100.0;
    for (ours, expected) in index.iter().zip([200.0 / 3.0, (a + 100.0) / 3.0, 100.0 / 3.0]) {
        assert!((ours - expected).abs() < 1e-12, "{ours} {expected}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let wrong = |data: &str, meta: &str| -> Error {
        match read(data.as_bytes(), meta.as_bytes()).and_then(|t| t.example(Some("g")).map(|_| ())) {
            Err(error) => error,
            Ok(()) => panic!("{data}\n{meta}"),
        }
    };
    let data = |from: &str, to: &str| wrong(&DATA.replace(from, to), META);
    let meta = |from: &str, to: &str| {
        assert!(META.contains(from), "{from}");
        wrong(DATA, &META.replace(from, to))
    };
    let cases = [
        (data("X,Ex,n,1", "X,Ex,n,one"), Code::NotANumber, "iData: row 2, column a"),
        (data("Y,Why", "X,Why"), Code::DuplicateRow, "iData: row 3, column uCode"),
        (data("uCode", "code"), Code::MissingColumn, "iData"),
        (data("uName,g,a", "uName,g,extra"), Code::UnknownColumn, "iData: row 1, column extra"),
        (data("Why,m", "Why,"), Code::BadParameter, "iData: column g"),
        (meta("a,1,G", "q,1,G"), Code::UnknownColumn, "iData: row 1, column a"),
        (meta("b,1,G", "a,1,G"), Code::DuplicateId, "iMeta: row 3, column iCode"),
        (meta("b,1,G,2,-1", "b,1,G,2,-2"), Code::BadDirection, "iMeta: row 3, column Direction"),
        (meta("b,1,G,2,-1", "b,1,G,-2,-1"), Code::BadWeight, "iMeta: row 3, column Weight"),
        (meta("b,1,G,2,-1", "b,1,H,2,-1"), Code::BadParameter, "iMeta: row 3, column Parent"),
        (meta("G,2,I", "G,3,I"), Code::BadParameter, "iMeta: row 2, column Level"),
        (meta("G,2,I", "G,2,"), Code::BadParameter, "iMeta: row 4, column Parent"),
        (meta("Indicator,d", "Indicator,e"), Code::BadParameter, "iMeta: row 2, column Denominator"),
        (meta("g,,,,,Group", "g,,,,,Gruppe"), Code::BadParameter, "iMeta: row 6, column Type"),
        (meta("Direction,", "Way,"), Code::MissingColumn, "iMeta"),
    ];
    for (error, code, place) in cases {
        assert_eq!((error.code, error.place.as_str()), (code, place), "{error}");
        assert!(!error.message.zh.is_empty() && !error.hint.en.is_empty());
    }
    assert_eq!(wrong(DATA, META.replace("g,,,,,Group", "g,,,,,Other").as_str()).code, Code::UnknownColumn);
}

#[test]
fn a_group_with_the_direction_minus_one_is_refused_at_its_cell() {
    let meta = |direction: &str| {
        format!("iCode,Level,Parent,Weight,Direction,Type\na,1,g,1,1,Indicator\ng,2,I,1,{direction},Aggregate\nI,3,,1,,Aggregate\n")
    };
    let read = |direction: &str| innodex::coinr::read(b"uCode,a\nX,1\nY,3\n", meta(direction).as_bytes());
    assert!(read("1").is_ok() && read("").is_ok());
    let error = read("-1").unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (innodex::Code::BadDirection, "iMeta: row 3, column Direction"));
}
