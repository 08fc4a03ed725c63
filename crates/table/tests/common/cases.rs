//! What tables are understood as, what they wait for and what they become: the words of the tests of cases.

use super::faults::assert_fault;
use super::tables::{made, understood};
use innodex::{Code, Error, Panel, Severity};
use innodex_table::{File, Remark, Understood};

/// The remarks of a kind: code and place.
pub fn remarks(seen: &Understood, severity: Severity) -> Vec<(Code, &str)> {
    let of = seen.remarks.iter().filter(|r| r.severity == severity);
    of.map(|r| (r.error.code, r.error.place.as_str())).collect()
}

pub fn errors(seen: &Understood) -> Vec<(Code, &str)> {
    remarks(seen, Severity::Error)
}

/// The first thing that a table waits for.
#[track_caller]
pub fn waits(content: &str, code: Code, place: &str) -> Remark {
    let seen = understood("{}", content);
    let first = seen.remarks.iter().find(|r| r.severity == Severity::Error).unwrap_or_else(|| panic!("{seen:#?}"));
    assert_fault(&first.error, code, place);
    first.clone()
}

/// The panel of one table without a plan.
#[track_caller]
pub fn panel(content: &str) -> Panel {
    made("{}", &[("d.csv", content)]).unwrap_or_else(|e| panic!("{e:?}")).panel
}

#[track_caller]
pub fn refused(content: impl AsRef<[u8]>, code: Code, place: &str) -> Error {
    let error = File::read("t.csv", content.as_ref(), &mut |_| {}).unwrap_err();
    assert_fault(&error, code, place);
    error
}

pub fn encoded(label: &str, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!lost, "{label}");
    bytes.into_owned()
}

pub fn codes(panel: &Panel) -> Vec<&str> {
    panel.units().iter().map(|u| u.code.as_str()).collect()
}

/// What a remark proposes that a plan should say.
pub fn fix(remark: &Remark) -> String {
    remark.fix.as_ref().map(|fix| serde_json::to_string(fix).unwrap()).unwrap_or_default()
}
