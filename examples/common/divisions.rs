//! From two public collections of codes to the register of divisions that the package ships (`divisions.bin`).
//! data/README.md says what is taken and what is not.

use innodex_panel::register::national::{self, Former, Line};
use std::collections::BTreeMap;

/// The first collection: also the zones of the statistics bureau.
pub const AREAS: &str = include_str!("../../data/divisions/area-data.csv");
/// The second.
pub const ADCODES: &str = include_str!("../../data/divisions/adcodes.csv");
const OLD_NAMES: &str = include_str!("../../data/divisions/old-names.csv");
const TRADITIONAL: &str = include_str!("../../data/divisions/traditional.txt");

/// Two districts of Chongqing and a new area of Hebei, each in one collection alone.
const IN_ONE: [&str; 3] = ["500105", "500112", "133100"];
/// Under this code the collections have two names of one committee.
const TWO_NAMES: &str = "632857";
/// Headings that group counties, and the counties of Chongqing.
const HEADINGS: [&str; 5] = ["419000", "429000", "469000", "659000", "500200"];

/// Codes and names of a collection, in the order of the codes.
pub fn collection(csv: &str) -> BTreeMap<&str, &str> {
    csv.lines().skip(1).filter_map(|line| line.split_once(',')).collect()
}

/// The register as it is shipped.
pub fn register() -> String {
    national::write(&lines(), &formers(), TRADITIONAL.trim())
}

/// Whether a code is that of a division below the province which the register may have.
fn is_below(code: &str) -> bool {
    let whole = code.ends_with("0000");
    let repeated = ["110100", "120100", "310100", "500100"].contains(&code);
    let numbered_differently = ["71", "81", "82", "99"].iter().any(|head| code.starts_with(head));
    !whole && !repeated && !numbered_differently && !HEADINGS.contains(&code)
}

/// Whether the first collection alone has this code for a zone: a code of statistical divisions, and no township.
fn is_zone(code: &str, name: &str) -> bool {
    code[4..] >= *"71" && !name.ends_with('镇')
}

fn lines() -> Vec<Line<'static>> {
    let (areas, adcodes) = (collection(AREAS), collection(ADCODES));
    let mut lines: Vec<Line> = Vec::new();
    let codes: std::collections::BTreeSet<&str> = areas.keys().chain(adcodes.keys()).copied().collect();
    for code in codes.into_iter().filter(|code| is_below(code)) {
        let (first, second) = (areas.get(code).copied(), adcodes.get(code).copied());
        let (name, zone) = match (first, second) {
            (Some(one), Some(other)) if one == other => (one, false),
            (Some(name), Some(_)) if code == TWO_NAMES => (name, true),
            (Some(name), None) if is_zone(code, name) => (name, true),
            (Some(name), None) | (None, Some(name)) if IN_ONE.contains(&code) => (name, code == "133100"),
            _ => continue,
        };
        let further = second.filter(|second| *second != name).into_iter().collect();
        lines.push(Line { code, name, zone, further });
    }
    lines.retain({
        let all = lines.clone();
        move |line| !national::repeats(line, &all)
    });
    for (name, now, ..) in old_names().filter(|(.., same)| *same) {
        let line = lines.iter_mut().find(|line| line.code == now).expect("an old name is of a unit");
        line.further.push(name);
    }
    lines
}

/// Names, where they are now, the province, the year, and whether it is the same unit.
fn old_names() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str, bool)> {
    OLD_NAMES.lines().skip(1).map(|line| match line.split(',').collect::<Vec<_>>()[..] {
        [name, province, year, now, same] => (name, now, province, year, same == "yes"),
        _ => panic!("{line}"),
    })
}

fn formers() -> Vec<Former> {
    let formers = old_names().filter(|(.., same)| !same);
    let text = |(name, now, province, year, _): (&str, &str, &str, &str, bool)| Former {
        name: name.to_owned(),
        province: province.to_owned(),
        year: year.to_owned(),
        now: now.split(' ').map(str::to_owned).collect(),
    };
    formers.map(text).collect()
}
