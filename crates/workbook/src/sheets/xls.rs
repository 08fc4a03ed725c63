//! XLS of Excel 5 to 2003 (MS-XLS): records in a stream of a compound file.

use super::biff::{error, number, packed, truth, wide};
use super::compound::{f64_at, u16_at, u32_at, Compound};
use super::form::Form;
use super::grid::{Grid, MOST_TEXT};
use super::kinds::{locked, no_table};
use super::package::damaged;
use super::xls_formula::uncomputed;
use innodex_panel::decode::decode;
use innodex_panel::error::Result;
use innodex_panel::sheet::{Range, Sheet};
use std::collections::BTreeMap;

/// Kinds of records.
mod record {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const END: u16 = 0x0a;
    pub(super) const DATES: u16 = 0x22;
    pub(super) const PASSWORD: u16 = 0x2f;
    pub(super) const CONTINUE: u16 = 0x3c;
    pub(super) const CODEPAGE: u16 = 0x42;
    pub(super) const COLUMNS: u16 = 0x7d;
    pub(super) const SHEET: u16 = 0x85;
    pub(super) const PACKED_NUMBERS: u16 = 0xbd;
    pub(super) const RICH_TEXT: u16 = 0xd6;
    pub(super) const STYLE: u16 = 0xe0;
    pub(super) const MERGED: u16 = 0xe5;
    pub(super) const TEXTS: u16 = 0xfc;
    pub(super) const SHARED_TEXT: u16 = 0xfd;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const TEXT: u16 = 0x204;
    pub(super) const TRUTH: u16 = 0x205;
    pub(super) const COMPUTED_TEXT: u16 = 0x207;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const PACKED_NUMBER: u16 = 0x27e;
    pub(super) const FORMAT: u16 = 0x41e;
    pub(super) const BEGIN: u16 = 0x809;
}

/// Which text a record of the file holds.
#[derive(Clone, Copy)]
enum Texts {
    /// Excel 97 on: Unicode.
    Wide,
    /// Excel 5 and 95: in the code page of the machine.
    Narrow(u16),
}

/// What stands before the sheets.
struct Globals {
    texts: Texts,
    from_1904: bool,
    shared: Vec<String>,
    forms: Vec<Form>,
    sheets: Vec<Named>,
}

struct Named {
    at: usize,
    name: String,
    hidden: bool,
}

/// The worksheets of a workbook, in its order.
pub(super) fn read(file: &Compound, progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let stream = match file.stream("Workbook")? {
        Some(stream) => stream,
        None => file.stream("Book")?.ok_or_else(|| damaged("Workbook"))?,
    };
    let globals = globals(&stream)?;
    let mut room = MOST_TEXT;
    let mut found = Vec::new();
    for (at, named) in globals.sheets.iter().enumerate() {
        let sheet = sheet(&stream, &globals, named, room)?;
        room -= sheet.cells.len();
        found.push(sheet);
        progress((at + 1) as f64 / globals.sheets.len() as f64);
    }
    Ok(found)
}

/// The record at a place: its kind, its bytes, and where the next one is.
fn record_at(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let length = usize::from(u16_at(stream, at + 2)?);
    Some((u16_at(stream, at)?, stream.get(at + 4..at + 4 + length)?, at + 4 + length))
}

fn globals(stream: &[u8]) -> Result<Globals> {
    let broken = || damaged("Workbook");
    let (kind, begin, mut at) = record_at(stream, 0).ok_or_else(broken)?;
    let texts = match (kind, u16_at(begin, 0)) {
        (record::BEGIN, Some(0x600)) => Texts::Wide,
        (record::BEGIN, Some(0x500)) => Texts::Narrow(1252),
        _ => return Err(no_table("这是 Excel 5 以前的工作簿", "This is a workbook from before Excel 5")),
    };
    let mut globals = Globals { texts, from_1904: false, shared: Vec::new(), forms: Vec::new(), sheets: Vec::new() };
    let (mut formats, mut styles) = (BTreeMap::new(), Vec::new());
    loop {
        let (kind, data, next) = record_at(stream, at).ok_or_else(broken)?;
        at = next;
        match kind {
            record::END => break,
            record::PASSWORD => return Err(locked()),
            record::DATES => globals.from_1904 = u16_at(data, 0) == Some(1),
            record::CODEPAGE => {
                if let (Texts::Narrow(page), Some(stated)) = (&mut globals.texts, u16_at(data, 0)) {
                    *page = stated;
                }
            }
            record::FORMAT => {
                let length = if matches!(globals.texts, Texts::Wide) { 2 } else { 1 };
                let code = globals.texts.of(data.get(2..).unwrap_or_default(), length).ok_or_else(broken)?;
                formats.insert(u16_at(data, 0).ok_or_else(broken)?, Form::of_code(&code));
            }
            record::STYLE => styles.push(u16_at(data, 2).ok_or_else(broken)?),
            record::SHEET => {
                let (state, kind) = (data.get(4).copied(), data.get(5).copied());
                let name = globals.texts.of(data.get(6..).unwrap_or_default(), 1).ok_or_else(broken)?;
                let place = u32_at(data, 0).ok_or_else(broken)? as usize;
                // Sheets of charts, macros and modules hold no cells.
                if kind == Some(0) {
                    globals.sheets.push(Named { at: place, name, hidden: state.is_some_and(|state| state & 3 != 0) });
                }
            }
            record::TEXTS => (globals.shared, at) = shared_texts(stream, data, at).ok_or_else(broken)?,
            _ => {}
        }
    }
    let form = |id: &u16| formats.get(id).copied().unwrap_or_else(|| Form::of_id(u32::from(*id)));
    globals.forms = styles.iter().map(form).collect();
    Ok(globals)
}

impl Texts {
    /// A text that begins with its length in one or two bytes.
    fn of(self, data: &[u8], length: usize) -> Option<String> {
        let count = match length {
            1 => usize::from(*data.first()?),
            _ => usize::from(u16_at(data, 0)?),
        };
        match self {
            Texts::Wide => {
                let wide_ones = data.get(length)? & 1;
                characters(data.get(length + 1..)?, count, wide_ones == 1)
            }
            Texts::Narrow(page) => {
                let bytes = data.get(length..length + count)?;
                match bytes.is_ascii() {
                    true => Some(String::from_utf8_lossy(bytes).into_owned()),
                    // Programs that write Chinese without saying so leave the code page of Western Europe there.
                    false if page == 1252 && is_gb2312(bytes) => decode(bytes, "gb18030"),
                    false => decode(bytes, &code_page(page)),
                }
            }
        }
    }
}

/// Whether all that is no ASCII are pairs of bytes as Chinese characters and signs are in GB2312: in Western Europe letters
/// with accents stand alone, and hardly ever two by two.
fn is_gb2312(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [byte, rest @ ..] if byte.is_ascii() => rest,
            [0xa1..=0xa3 | 0xb0..=0xf7, 0xa1..=0xfe, rest @ ..] => rest,
            _ => return false,
        };
    }
}

/// The name of a code page in the Encoding Standard.
fn code_page(page: u16) -> String {
    match page {
        936 | 54936 => "gb18030".to_owned(),
        950 => "big5".to_owned(),
        932 => "shift_jis".to_owned(),
        949 => "euc-kr".to_owned(),
        10000 | 32768 => "macintosh".to_owned(),
        874 | 1250..=1258 => format!("windows-{page}"),
        866 => "ibm866".to_owned(),
        _ => "windows-1252".to_owned(),
    }
}

/// So many characters of one byte or two.
fn characters(bytes: &[u8], count: usize, wide_ones: bool) -> Option<String> {
    match wide_ones {
        true => Some(wide(bytes.get(..2 * count)?)),
        false => Some(bytes.get(..count)?.iter().map(|b| char::from(*b)).collect()),
    }
}

/// The table of texts, and where the record after it is: it goes on in further records, whose first byte says anew how wide
/// characters are where one text goes on.
fn shared_texts(stream: &[u8], first: &[u8], mut at: usize) -> Option<(Vec<String>, usize)> {
    let mut pieces = vec![first.get(8..)?];
    while let Some((record::CONTINUE, data, next)) = record_at(stream, at) {
        pieces.push(data);
        at = next;
    }
    let mut reading = Pieces { pieces, piece: 0, at: 0 };
    let count = u32_at(first, 4)? as usize;
    let mut texts = Vec::new();
    // Some programs count more than they write.
    while texts.len() < count && reading.left().is_some() {
        texts.push(reading.text()?);
    }
    Some((texts, at))
}

/// Bytes that go on from record to record.
struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// What is left of the piece, which is not empty.
    fn left(&mut self) -> Option<&'a [u8]> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        Some(&self.pieces[self.piece][self.at..])
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.left()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |sum, at| Some(sum | u32::from(self.byte()?) << (8 * at)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = self.left()?.len().min(bytes);
            self.at += step;
            bytes -= step;
        }
        Some(())
    }

    /// A text without its forms, and without what tells how it is pronounced.
    fn text(&mut self) -> Option<String> {
        let mut count = self.number(2)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let aloud = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let mut size = if flags & 1 == 1 { 2 } else { 1 };
        let mut text = String::new();
        while count > 0 {
            if self.at >= self.pieces.get(self.piece)?.len() {
                // In the middle of a text.
                size = if self.byte()? & 1 == 1 { 2 } else { 1 };
            }
            let left = self.left()?;
            let some = (left.len() / size).min(count);
            if some == 0 {
                return None;
            }
            text.push_str(&characters(left, some, size == 2)?);
            self.at += some * size;
            count -= some;
        }
        self.skip(4 * runs + aloud)?;
        Some(text)
    }
}

/// A sheet while it is read.
struct Reading<'a> {
    grid: Grid,
    globals: &'a Globals,
    /// The cell of the formula whose text comes in a record of its own.
    computed: Option<(u32, u32)>,
}

fn sheet(stream: &[u8], globals: &Globals, named: &Named, room: usize) -> Result<Sheet> {
    let mut reading = Reading { grid: Grid::new(&named.name, named.hidden, room), globals, computed: None };
    let (mut at, mut depth) = (named.at, 0);
    loop {
        let Some((kind, data, next)) = record_at(stream, at) else { return Err(damaged(&named.name)) };
        at = next;
        match kind {
            record::BEGIN => depth += 1,
            // A chart within the sheet has an end of its own.
            record::END if depth > 1 => depth -= 1,
            record::END => return reading.grid.finish(),
            _ if depth == 0 => return Err(damaged(&named.name)),
            _ if depth > 1 => {}
            kind => reading.hears(kind, data)?,
        }
    }
}

impl Reading<'_> {
    fn hears(&mut self, kind: u16, data: &[u8]) -> Result<()> {
        match kind {
            record::ROW | record::COLUMNS | record::MERGED => self.form(kind, data),
            record::PACKED_NUMBERS => self.numbers(data),
            record::COMPUTED_TEXT => {
                let text = self.globals.texts.of(data, 2).ok_or_else(|| damaged(self.grid.name()))?;
                match self.computed.take() {
                    Some((row, column)) => self.grid.text(row, column, &text),
                    None => Ok(()),
                }
            }
            record::NUMBER
            | record::PACKED_NUMBER
            | record::SHARED_TEXT
            | record::TEXT
            | record::RICH_TEXT
            | record::TRUTH
            | record::FORMULA => {
                let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
                    return Err(damaged(self.grid.name()));
                };
                let (row, column) = (u32::from(row), u32::from(column));
                let done = self.cell(kind, row, column, style, &data[6..])?;
                done.ok_or_else(|| damaged(&self.grid.place(row, column)))
            }
            _ => Ok(()),
        }
    }

    /// Hidden rows and columns, merged cells.
    fn form(&mut self, kind: u16, data: &[u8]) -> Result<()> {
        let word = |at: usize| u16_at(data, at).map(u32::from).ok_or_else(|| damaged(self.grid.name()));
        match kind {
            record::ROW if word(12)? & 0x20 != 0 => self.grid.hide_row(word(0)?),
            record::COLUMNS if word(8)? & 1 != 0 => self.grid.hide_columns(word(0)?, word(2)?),
            record::MERGED => {
                for n in 0..word(0)? as usize {
                    let at = |part: usize| u16_at(data, 2 + 8 * n + 2 * part).map(u32::from);
                    let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(1), at(2), at(3)) else {
                        return Err(damaged(self.grid.name()));
                    };
                    self.grid.merge(Range { top, left, bottom, right })?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Numbers of several cells side by side.
    fn numbers(&mut self, data: &[u8]) -> Result<()> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Err(damaged(self.grid.name()));
        };
        let (row, first) = (u32::from(row), u32::from(first));
        for n in 0..data.len().saturating_sub(6) / 6 {
            let (style, value) = (u16_at(data, 4 + 6 * n), packed(data, 6 + 6 * n));
            let (Some(style), Some(value)) = (style, value) else { return Err(damaged(self.grid.name())) };
            self.number(row, first + n as u32, style, value)?;
        }
        Ok(())
    }

    fn number(&mut self, row: u32, column: u32, style: u16, value: f64) -> Result<()> {
        let form = self.globals.forms.get(usize::from(style)).copied().unwrap_or_default();
        number(&mut self.grid, row, column, value, form, self.globals.from_1904)
    }

    /// A cell; none where it is damaged.
    fn cell(&mut self, kind: u16, row: u32, column: u32, style: u16, data: &[u8]) -> Result<Option<()>> {
        let put = match kind {
            record::NUMBER => f64_at(data, 0).map(|value| self.number(row, column, style, value)),
            record::PACKED_NUMBER => packed(data, 0).map(|value| self.number(row, column, style, value)),
            record::SHARED_TEXT => {
                let text = u32_at(data, 0).and_then(|at| self.globals.shared.get(at as usize));
                text.map(|text| self.grid.text(row, column, text))
            }
            record::TRUTH => match data {
                [value, 0, ..] => Some(self.grid.text(row, column, truth(*value))),
                [code, _, ..] => Some(self.grid.text(row, column, error(*code))),
                _ => None,
            },
            record::FORMULA => self.formula(row, column, style, data),
            _ => self.globals.texts.of(data, 2).map(|text| self.grid.text(row, column, &text)),
        };
        put.transpose()
    }

    /// What a formula gave.
    fn formula(&mut self, row: u32, column: u32, style: u16, data: &[u8]) -> Option<Result<()>> {
        let result = data.get(..8)?;
        if result[6..8] != [0xff, 0xff] {
            return f64_at(result, 0).map(|value| self.number(row, column, style, value));
        }
        Some(match result[0] {
            0 => {
                self.computed = Some((row, column));
                Ok(())
            }
            1 => self.grid.text(row, column, truth(result[2])),
            2 => self.grid.text(row, column, error(result[2])),
            // An empty text; of a formula that can only give a number it says that nobody computed it.
            _ => match uncomputed(data.get(14..)?) {
                Some(formula) if matches!(self.globals.texts, Texts::Wide) => {
                    self.grid.text(row, column, &format!("={formula}"))
                }
                _ => Ok(()),
            },
        })
    }
}
