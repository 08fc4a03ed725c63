//! The register of China's divisions below the province, as it is shipped (`divisions.bin`): text, which the host compresses.
//!
//! ```text
//! innodex divisions 1 a1b2c3d4      version, FNV-1a of everything below
//! 亞亚來来...                        traditional characters, each before the one that it stands for
//! 30100石家庄市                      difference from the code before (1 where none is written), name
//! *69石家庄高新技术产业开发区          a development zone
//! 499襄阳市|襄樊市                   further names
//!                                   an empty line
//! 莱芜市,370000,2019,370100          units that are no more: name, province, year, where they are now
//! ```

use super::names::short_forms;
use super::{zones, Division, Level, Register};
use crate::error::{Code, Error, Result};
use crate::panel::compact::checksum;
use crate::territory::{self, Territory};
use crate::text::Text;

const HEAD: &str = "innodex divisions 1 ";
/// The code from which the first difference counts.
const START: u32 = 110_000;

/// A line of the register.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Six digits.
    pub code: &'a str,
    /// The full name.
    pub name: &'a str,
    /// Whether it is a development zone.
    pub zone: bool,
    /// Further names: those that it had.
    pub further: Vec<&'a str>,
}

/// A unit that is no more, and no other's former name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Its full name.
    pub name: String,
    /// The code of the province that it was in.
    pub province: String,
    /// The year in which it was dissolved.
    pub year: String,
    /// The codes of the units that it is part of now.
    pub now: Vec<String>,
}

/// The text of a register; the lines in the order of their codes.
pub fn write(lines: &[Line], formers: &[Former], traditional: &str) -> String {
    let mut body = format!("{traditional}\n");
    let mut before = START;
    for Line { code, name, zone, further } in lines {
        let code: u32 = code.parse().expect("codes are digits");
        let zone = if *zone { "*" } else { "" };
        let step = if code - before == 1 { String::new() } else { (code - before).to_string() };
        let names = [&[*name][..], further].concat().join("|");
        body += &format!("{zone}{step}{names}\n");
        before = code;
    }
    for Former { name, province, year, now } in formers {
        body += &format!("\n{name},{province},{year},{}", now.join(" "));
    }
    format!("{HEAD}{:08x}\n{body}", checksum(body.as_bytes()))
}

/// Whether a zone has no name of its own, and its parent has one of its kind by full name: both are the same zone.
pub fn repeats(line: &Line, all: &[Line]) -> bool {
    let parent = all.iter().find(|other| other.code[..4] == line.code[..4] && other.code.ends_with("00"));
    let (Some(parent), true) = (parent, line.zone && zones::is_bare(line.name)) else { return false };
    let outer = outer_names(&line.code[..2], parent.name);
    let outer: Vec<&str> = outer.iter().map(String::as_str).collect();
    let fuller = |other: &&Line| other.zone && !zones::is_bare(other.name) && other.code[..4] == line.code[..4];
    all.iter().filter(fuller).any(|other| zones::same(zones::inner(other.name, &outer), line.name))
}

/// The names that may stand before that of a zone: of the province, and of the unit that it is in.
fn outer_names(province: &str, parent: &str) -> Vec<String> {
    let territory = territory::by_code(province);
    let province = territory.iter().flat_map(|t| [t.zh_full.to_owned(), t.zh.to_owned()]);
    province.chain([parent.to_owned()]).chain(short_forms(parent)).collect()
}

/// Reads a register that [`write()`] has written.
///
/// # Errors
/// `corrupt_data` where the bytes are damaged or of another version.
pub fn read(bytes: &[u8]) -> Result<Register> {
    let text = std::str::from_utf8(bytes).ok().and_then(|text| text.strip_prefix(HEAD)).ok_or_else(damaged)?;
    let (sum, body) = text.split_once('\n').ok_or_else(damaged)?;
    if u32::from_str_radix(sum, 16) != Ok(checksum(body.as_bytes())) {
        return Err(damaged());
    }
    let (traditional, rest) = body.split_once('\n').ok_or_else(damaged)?;
    let (lines, formers) = rest.split_once("\n\n").unwrap_or((rest, ""));
    let mut register = Register { national: true, ..Register::default() };
    let pairs: Vec<char> = traditional.chars().collect();
    register.simplified = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    register.simplified.sort_unstable();
    territory::ALL.iter().for_each(|territory| register.add_province(territory));
    let mut code = START;
    for line in lines.lines() {
        code = register.add_line(code, line).ok_or_else(damaged)?;
    }
    register.formers =
        formers.lines().filter(|l| !l.is_empty()).map(former).collect::<Option<_>>().ok_or_else(damaged)?;
    Ok(register)
}

fn former(line: &str) -> Option<Former> {
    let mut cells = line.split(',').map(str::to_owned);
    let (name, province, year, now) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    Some(Former { name, province, year, now: now.split(' ').map(str::to_owned).collect() })
}

impl Register {
    fn add_province(&mut self, territory: &'static Territory) {
        let at = self.add(Division {
            code: territory.code.to_owned(),
            name: Text::new(territory.zh, territory.en),
            full: territory.zh_full.to_owned(),
            level: Some(Level::Province),
            parent: None,
            group: None,
            province: Some(territory),
        });
        self.name(territory.zh_full, at, true);
        self.name(territory.zh, at, false);
        self.codes.insert(format!("{}0000", territory.code), at);
        if is_municipality(territory.code) {
            self.codes.insert(format!("{}0100", territory.code), at);
        }
    }

    /// Adds the unit of a line, and gives its code.
    fn add_line(&mut self, before: u32, line: &str) -> Option<u32> {
        let (zone, line) = line.strip_prefix('*').map_or((false, line), |rest| (true, rest));
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let step = if digits == 0 { 1 } else { line[..digits].parse().ok()? };
        let number = before.checked_add(step).filter(|number| *number < 1_000_000)?;
        let code = format!("{number:06}");
        let mut names = line[digits..].split('|');
        let full = names.next().filter(|name| !name.is_empty())?;
        let level = match () {
            () if zone => Level::Zone,
            // What a province has under itself counts among its cities.
            () if code.ends_with("00") || &code[2..4] == "90" => Level::Prefecture,
            () => Level::County,
        };
        let of_province = level == Level::Prefecture || code.ends_with("00") || is_municipality(&code[..2]);
        let parent_code = if of_province { code[..2].to_owned() } else { format!("{}00", &code[..4]) };
        let parent = *self.codes.get(&parent_code)?;
        let shown =
            if zones::is_bare(full) { format!("{}{full}", self.units[parent as usize].full) } else { full.to_owned() };
        let at = self.add(Division {
            name: Text::same(&shown),
            full: shown.clone(),
            code,
            level: Some(level),
            parent: Some(parent),
            group: None,
            province: None,
        });
        self.name(&shown, at, true);
        let further: Vec<&str> = names.collect();
        for name in [full].iter().chain(&further).filter(|_| !zone) {
            short_forms(name).iter().for_each(|form| self.name(form, at, false));
        }
        further.iter().for_each(|name| self.name(name, at, false));
        Some(number)
    }

    /// The names that may stand before that of a zone in a unit.
    pub(super) fn names_around(&self, parent: u32) -> Vec<String> {
        let parent = &self.units[parent as usize];
        outer_names(&parent.code[..2], &parent.full)
    }
}

/// Beijing, Tianjin, Shanghai, Chongqing: a province and a city in one.
pub fn is_municipality(province: &str) -> bool {
    matches!(province, "11" | "12" | "31" | "50")
}

fn damaged() -> Error {
    Error::new(
        Code::CorruptData,
        "",
        Text::new("行政区划名录已损坏或版本不符。", "The register of divisions is damaged or of another version."),
        Text::new("请重新取得与本程序同一版本的 divisions.bin。", "Take the divisions.bin of this very version."),
    )
}
