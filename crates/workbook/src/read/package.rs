//! The parts of the file: unpacked within a limit, and read once, by one reader, so that what was checked is what is read.

use super::form::Form;
use super::xml;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::read::ZipFile;
use zip::ZipArchive;

/// Of the file. The COIN Tool itself, half a million formulas, is a tenth of it.
const MOST_BYTES: usize = 100_000_000;
/// Of all parts that are read, unpacked: so many times the file, which no real workbook comes near (ten is usual), but at
/// least and at most these. A file of a kilobyte must not ask for minutes.
const MOST_UNPACKED: u64 = 256_000_000;
const LEAST_UNPACKED: u64 = 16_000_000;
const MOST_TIMES: u64 = 200;
/// Cells of one sheet that are not empty: as many as the file has bytes, for they vary too much to be packed closer, but at
/// least and at most these.
pub(crate) const MOST_CELLS: usize = 2_000_000;
const LEAST_CELLS: usize = 200_000;
/// Texts in the table of texts.
const MOST_TEXTS: usize = 2_000_000;
/// As spreadsheets have them.
pub(crate) const LAST_ROW: u32 = 1_048_576;
pub(crate) const LAST_COLUMN: u32 = 16_384;

type File<'a> = Cursor<&'a [u8]>;

/// A workbook whose outer parts are in order.
pub(crate) struct Package<'a> {
    parts: Parts<'a>,
    /// Name and part of every sheet.
    sheets: Vec<(String, String)>,
    shared: Shared,
}

/// What the cells of all sheets point to.
#[derive(Default)]
pub(crate) struct Shared {
    /// How many cells of a sheet may have anything.
    pub(crate) most_cells: usize,
    /// The table of texts.
    texts: Vec<String>,
    /// What every style makes of a number.
    forms: Vec<Form>,
}

impl Shared {
    /// A text of the table.
    pub(crate) fn text(&self, at: &str) -> Option<&str> {
        self.texts.get(whole(at)? as usize).map(String::as_str)
    }

    /// Whether a cell of that style shows a date or a time.
    pub(crate) fn shows_date(&self, style: Option<&str>) -> bool {
        style.and_then(whole).and_then(|at| self.forms.get(at as usize)).is_some_and(|form| form.is_date())
    }
}

impl<'a> Package<'a> {
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Package<'a>> {
        Package::with_room(bytes, room(bytes))
    }

    fn with_room(bytes: &'a [u8], left: u64) -> Result<Package<'a>> {
        if !bytes.starts_with(b"PK") {
            return Err(no_workbook(bytes));
        }
        let mut parts = Parts::with_room(bytes, left)?;
        let sheets = parts.sheets()?;
        let most_cells = bytes.len().clamp(LEAST_CELLS, MOST_CELLS);
        let shared =
            Shared { most_cells, texts: parts.texts("xl/sharedStrings.xml")?, forms: parts.forms("xl/styles.xml")? };
        Ok(Package { parts, sheets, shared })
    }

    pub(crate) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Tells of every event of a sheet.
    ///
    /// # Errors
    /// `too_large`, `unknown_form`, and what the one who is told answers.
    pub(crate) fn sheet(&mut self, sheet: &str, mut told: impl FnMut(&Event, &Shared) -> Result<()>) -> Result<()> {
        let mut named = self.sheets.iter().filter(|(name, _)| name.eq_ignore_ascii_case(sheet));
        let (Some((_, part)), None) = (named.next(), named.next()) else { return Err(damaged(sheet)) };
        match self.parts.events(part, |event| told(event, &self.shared))? {
            true => Ok(()),
            false => Err(damaged(sheet)),
        }
    }
}

/// How much a file may unpack to.
fn room(bytes: &[u8]) -> u64 {
    MOST_TIMES.saturating_mul(bytes.len() as u64).clamp(LEAST_UNPACKED, MOST_UNPACKED)
}

/// The zip file, and how many bytes of it may still be unpacked.
pub(crate) struct Parts<'a> {
    zip: ZipArchive<File<'a>>,
    left: u64,
}

impl<'a> Parts<'a> {
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Parts<'a>> {
        Parts::with_room(bytes, room(bytes))
    }

    fn with_room(bytes: &'a [u8], left: u64) -> Result<Parts<'a>> {
        if bytes.len() > MOST_BYTES {
            return Err(too_large(""));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(""))?;
        // Of two entries of one name the library keeps the last, without a word.
        if entries(bytes, zip.central_directory_start()) != zip.len() {
            return Err(damaged(""));
        }
        Ok(Parts { zip, left })
    }

    /// The names of the parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.zip.file_names()
    }

    /// A whole part, as long as there is room for what it unpacks to; none where there is no such part.
    pub(crate) fn whole(&mut self, part: &str) -> Result<Option<Vec<u8>>> {
        let left = self.left;
        let Some(file) = self.part(part)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut bytes);
        match bytes.len() as u64 {
            more if more > left => Err(too_large(part)),
            size => {
                self.left = left - size;
                read.map(|_| Some(bytes)).map_err(|_| damaged(part))
            }
        }
    }

    /// The texts that cells point to; rich ones without their forms, and without what tells how to read them aloud.
    pub(crate) fn texts(&mut self, part: &str) -> Result<Vec<String>> {
        let mut texts: Vec<String> = Vec::new();
        let mut phrase = Phrase::default();
        self.events(part, |event| {
            phrase.hears(event).ok_or_else(|| damaged(part))?;
            match event {
                Event::Start(e) if e.local_name().as_ref() == b"si" => phrase = Phrase::default(),
                Event::End(e) if e.local_name().as_ref() == b"si" => texts.push(std::mem::take(&mut phrase.text)),
                _ => {}
            }
            match texts.len() > MOST_TEXTS {
                true => Err(too_large(part)),
                false => Ok(()),
            }
        })?;
        Ok(texts)
    }

    /// What every style makes of a number.
    pub(crate) fn forms(&mut self, part: &str) -> Result<Vec<Form>> {
        let mut own: BTreeMap<String, Form> = BTreeMap::new();
        let mut forms = Vec::new();
        let mut inside = false;
        self.events(part, |event| {
            let broken = || damaged(part);
            match event {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"numFmt" => {
                        let id = attribute(e, b"numFmtId").ok_or_else(broken)?.unwrap_or_default();
                        let format = attribute(e, b"formatCode").ok_or_else(broken)?.unwrap_or_default();
                        own.insert(id, Form::of_code(&format));
                    }
                    b"cellXfs" => inside = true,
                    b"xf" if inside => {
                        let id = attribute(e, b"numFmtId").ok_or_else(broken)?.unwrap_or_default();
                        forms.push(own.get(&id).copied().unwrap_or_else(|| Form::of_id(whole(&id).unwrap_or(0))));
                    }
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == b"cellXfs" => inside = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(forms)
    }

    /// Name and part of every sheet.
    fn sheets(&mut self) -> Result<Vec<(String, String)>> {
        let (workbook, relations) = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels");
        let mut targets: BTreeMap<String, String> = BTreeMap::new();
        self.events(relations, |event| match event {
            Event::Start(e) if e.local_name().as_ref() == b"Relationship" => {
                let read =
                    || Some((attribute(e, b"Id")?.unwrap_or_default(), attribute(e, b"Target")?.unwrap_or_default()));
                let (id, target) = read().ok_or_else(|| damaged(relations))?;
                match targets.insert(id, target) {
                    None => Ok(()),
                    Some(_) => Err(damaged(relations)),
                }
            }
            _ => Ok(()),
        })?;
        let mut sheets = Vec::new();
        self.events(workbook, |event| match event {
            Event::Start(e) if e.local_name().as_ref() == b"sheet" => {
                let read = || {
                    let target = targets.get(&attribute(e, b"id")??)?.trim_start_matches('/');
                    let part = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
                    Some((attribute(e, b"name")?.unwrap_or_default(), part))
                };
                sheets.push(read().ok_or_else(|| damaged(workbook))?);
                Ok(())
            }
            _ => Ok(()),
        })?;
        Ok(sheets)
    }

    /// Tells of every event of a part, as long as there is room for what it unpacks to; false where there is no such part.
    pub(crate) fn events(&mut self, part: &str, mut told: impl FnMut(&Event) -> Result<()>) -> Result<bool> {
        let Some(bytes) = self.whole(part)? else { return Ok(false) };
        let text = xml::text(&bytes).ok_or_else(|| damaged(part))?;
        let mut xml = Reader::from_reader(text.as_ref());
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_end_names = false;
        loop {
            match xml.read_event() {
                Ok(Event::Eof) => return Ok(true),
                Ok(event) => told(&event)?,
                Err(_) => return Err(damaged(part)),
            }
        }
    }

    /// The same for who is in no hurry: all of them share one copy of the reader, which is 60 kB.
    #[cfg(feature = "sheets")]
    pub(crate) fn each_event(&mut self, part: &str, told: &mut dyn FnMut(&Event) -> Result<()>) -> Result<bool> {
        self.events(part, told)
    }

    /// A part by its name, capitals or not; none where it is not there.
    fn part(&mut self, part: &str) -> Result<Option<ZipFile<'_, File<'a>>>> {
        let same = |name: &&str| name.replace('\\', "/").eq_ignore_ascii_case(part);
        let mut names = self.zip.file_names().filter(same).map(str::to_owned);
        let Some(name) = names.next() else { return Ok(None) };
        if names.next().is_some() {
            return Err(damaged(part));
        }
        drop(names);
        self.zip.by_name(&name).map(Some).map_err(|_| damaged(part))
    }
}

/// How many entries the directory of a zip file has, by their headers.
fn entries(bytes: &[u8], start: u64) -> usize {
    let mut rest = usize::try_from(start).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    let mut count = 0;
    while rest.len() >= 46 && rest.starts_with(b"PK\x01\x02") {
        // Lengths of the name, of what else is known, and of a comment.
        let lengths = [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]])));
        rest = rest.get(46 + lengths.iter().sum::<usize>()..).unwrap_or_default();
        count += 1;
    }
    count
}

/// The text of `<si>` and `<is>`: what stands in its `<t>`, save those that tell how it is pronounced.
#[derive(Default)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    /// Of the `<t>` that is being read.
    piece: Option<String>,
    aloud: bool,
}

impl Phrase {
    /// None where something is not as it should be.
    pub(crate) fn hears(&mut self, event: &Event) -> Option<()> {
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                b"rPh" => self.aloud = true,
                b"t" if !self.aloud => self.piece = Some(String::new()),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"rPh" => self.aloud = false,
                b"t" => self.text.push_str(&unescaped(&self.piece.take().unwrap_or_default())),
                _ => {}
            },
            other => {
                if let Some(piece) = &mut self.piece {
                    content(other, piece)?;
                }
            }
        }
        Some(())
    }
}

/// Adds what an event says as text; none where it cannot be read.
pub(crate) fn content(event: &Event, to: &mut String) -> Option<()> {
    match event {
        Event::Text(text) => to.push_str(&text.xml10_content().ok()?),
        Event::CData(text) => to.push_str(&text.xml10_content().ok()?),
        Event::GeneralRef(entity) => match entity.resolve_char_ref().ok()? {
            Some(character) => to.push(character),
            None => to.push_str(resolve_xml_entity(&entity.decode().ok()?)?),
        },
        _ => {}
    }
    Some(())
}

/// `_x000D_` is how spreadsheets write a control character.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x00") {
        plain.push_str(&rest[..at]);
        let digits = rest[at..].get(4..6).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let closed = rest.as_bytes().get(at + 6) == Some(&b'_');
        match digits.filter(|_| closed).and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(code) => {
                plain.push(char::from(code));
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x00");
                rest = &rest[at + 4..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// An attribute by its local name, with its entities; the outer `None` where the tag is broken, or has two of that name:
/// one of them would be checked and the other read.
pub(crate) fn attribute(tag: &BytesStart, name: &[u8]) -> Option<Option<String>> {
    let mut found = None;
    // All against all is how the library finds doubles: a minute for 100,000.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.decode_and_unescape_value(tag.decoder()).ok()?.into_owned();
            if found.replace(value).is_some() {
                return None;
            }
        }
    }
    Some(found)
}

/// The number of a row: its own, or the next one.
pub(crate) fn row_number(tag: &BytesStart, before: u32) -> Option<u32> {
    attribute(tag, b"r")?.map_or(Some(before + 1), |r| whole(&r)).filter(|r| (1..=LAST_ROW).contains(r))
}

/// Row and column of a cell: its own, or the next in its row.
pub(crate) fn cell_number(tag: &BytesStart, row: u32, before: u32) -> Option<(u32, u32)> {
    let at = attribute(tag, b"r")?.map_or(Some((row, before + 1)), |r| address(&r))?;
    Some(at).filter(|(r, c)| (1..=LAST_ROW).contains(r) && *c <= LAST_COLUMN)
}

pub(crate) fn whole(text: &str) -> Option<u32> {
    let digits = (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// `F18` to row 18, column 6.
pub(crate) fn address(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = text[..letters].bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((whole(&text[letters..])?, column))
}

#[cold]
pub(crate) fn too_large(part: &str) -> Error {
    Error::new(
        Code::TooLarge,
        part,
        Text::new("工作簿过大。", "The workbook is too large."),
        Text::new(
            "文件不得超过 100 MB；解压后各部分合计不得超过文件的 200 倍（16 MB 以内不限）和 256 MB。请删去其他工作表后重新保存。",
            "At most 100 MB as it is; unpacked, what is read of it may be 200 times the file (16 MB in any case), and 256 MB. \
             Delete its other sheets and save it anew.",
        ),
    )
}

#[cold]
pub(crate) fn damaged(part: &str) -> Error {
    Error::new(
        Code::UnknownForm,
        part,
        Text::new("工作簿已损坏。", "The workbook is damaged."),
        Text::new("请用电子表格软件打开并另存为 XLSX。", "Open it in a spreadsheet and save it as XLSX."),
    )
}

#[cold]
fn no_workbook(bytes: &[u8]) -> Error {
    let (zh, en) = match bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        true => {
            ("这是旧式 XLS 工作簿，或设有密码。", "This is a workbook of the old kind (XLS), or one with a password.")
        }
        false => ("这不是 XLSX 工作簿。", "This is no workbook of the kind XLSX."),
    };
    Error::new(
        Code::UnknownForm,
        "",
        Text::new(zh, en),
        Text::new("请另存为不设密码的 XLSX。", "Save it as XLSX, without a password."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A package whose table of texts is a megabyte of spaces, in a thousandth of it.
    fn bomb() -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (part, content) in [
            ("xl/workbook.xml", "<workbook/>".to_owned()),
            ("xl/_rels/workbook.xml.rels", "<Relationships/>".to_owned()),
            ("xl/sharedStrings.xml", format!("<sst>{}</sst>", " ".repeat(1_000_000))),
        ] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn refused(bytes: &[u8], room: u64) -> Option<(Code, String)> {
        Package::with_room(bytes, room).err().map(|e| (e.code, e.place.clone()))
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_it_claims() {
        let mut bytes = bomb();
        assert!(bytes.len() < 10_000);
        let said = Some((Code::TooLarge, "xl/sharedStrings.xml".to_owned()));
        assert_eq!((refused(&bytes, 2_000_000), refused(&bytes, 1_000_000)), (None, said.clone()));
        // As a file it may unpack to 16 MB.
        assert!(Package::open(&bytes).is_ok());
        // The same, claiming to be ten bytes, here and in the directory.
        let size = 1_000_011_u32.to_le_bytes();
        let mut claims = 0;
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == size {
                bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
                claims += 1;
            }
        }
        assert_eq!(claims, 2);
        assert_eq!(refused(&bytes, 1_000_000), said);
    }

    #[test]
    fn addresses_are_read_strictly() {
        assert_eq!([address("A1"), address("xfd1048576")], [Some((1, 1)), Some((1_048_576, 16_384))]);
        for text in ["", "A", "1", "A0x", "AAAA1", "A12345678", "A-1", "$A$1", "É1"] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
