//! The file before it is read: what calamine takes on trust is checked here. Sizes as declared and as they are, addresses of
//! cells, the length of the table of texts; and formulas that nobody computed, which it does not tell from empty cells.

use crate::error::{Code, Error, Result};
use crate::text::Text;
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;
use std::collections::BTreeSet;
use std::io::{copy, sink, BufReader, Cursor, Read};
use zip::read::ZipFile;
use zip::ZipArchive;

/// Of the file. The COIN Tool itself, half a million formulas, is a tenth of it.
const MOST_BYTES: usize = 100_000_000;
/// Of all parts that are read, unpacked.
const MOST_UNPACKED: u64 = 256_000_000;
/// As spreadsheets have them.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

type File<'a> = Cursor<&'a [u8]>;

/// A workbook whose outer parts are in order.
pub(super) struct Package<'a> {
    zip: ZipArchive<File<'a>>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// Name and part of every sheet.
    sheets: Vec<(String, String)>,
}

impl<'a> Package<'a> {
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>> {
        Package::with_room(bytes, MOST_UNPACKED)
    }

    fn with_room(bytes: &'a [u8], left: u64) -> Result<Package<'a>> {
        if bytes.len() > MOST_BYTES {
            return Err(too_large(""));
        }
        if !bytes.starts_with(b"PK") {
            return Err(no_workbook(bytes));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(""))?;
        let mut package = Package { zip, left, sheets: Vec::new() };
        package.weigh("xl/styles.xml")?;
        package.check_texts()?;
        package.sheets = package.list()?;
        Ok(package)
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Checks a sheet; the cells, row and column from 1, whose formula was never computed.
    ///
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(super) fn check(&mut self, sheet: &str) -> Result<BTreeSet<(u32, u32)>> {
        let Some((_, part)) = self.sheets.iter().find(|(name, _)| name == sheet).cloned() else {
            return Err(damaged(sheet));
        };
        self.weigh(&part)?;
        let mut waiting = BTreeSet::new();
        let (mut row, mut column) = (0, 0);
        // Of the cell that is being read: has a formula, has a value.
        let (mut formula, mut value) = (false, false);
        let mut inside_value = false;
        self.events(&part, |event| {
            match event {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"row" => {
                        row = attribute(e, b"r")?.map_or(Some(row + 1), |r| whole(&r)).filter(|r| *r <= LAST_ROW)?;
                        column = 0;
                    }
                    b"c" => {
                        let at = attribute(e, b"r")?.map_or(Some((row, column + 1)), |r| address(&r));
                        (row, column) = at.filter(|(r, c)| (1..=LAST_ROW).contains(r) && *c <= LAST_COLUMN)?;
                        // A computed text may be empty.
                        value = matches!(attribute(e, b"t")?.as_deref(), Some("str"));
                        formula = false;
                    }
                    b"f" => formula = true,
                    b"v" => inside_value = true,
                    b"is" => value = true,
                    _ => {}
                },
                Event::Text(text) => value |= inside_value && !text.is_empty(),
                Event::End(e) => match e.local_name().as_ref() {
                    b"v" => inside_value = false,
                    b"c" if formula && !value => {
                        waiting.insert((row, column));
                    }
                    _ => {}
                },
                _ => {}
            }
            Some(())
        })
        .map_err(|e| e.within(sheet))?;
        Ok(waiting)
    }

    /// The table of texts must not claim more of them than it has bytes for: room is made for all at once.
    fn check_texts(&mut self) -> Result<()> {
        let bytes = self.weigh("xl/sharedStrings.xml")?;
        let mut claimed = 0;
        self.events("xl/sharedStrings.xml", |event| {
            if let Event::Start(e) = event {
                if e.local_name().as_ref() == b"sst" {
                    claimed = attribute(e, b"uniqueCount")?.map_or(Some(0), |n| n.parse().ok())?;
                }
            }
            Some(())
        })?;
        // `<si/>` is the shortest.
        match claimed > bytes / 5 {
            true => Err(damaged("xl/sharedStrings.xml")),
            false => Ok(()),
        }
    }

    fn list(&mut self) -> Result<Vec<(String, String)>> {
        let (workbook, relations) = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels");
        self.weigh(workbook)?;
        self.weigh(relations)?;
        let mut targets = Vec::new();
        self.events(relations, |event| {
            if let Event::Start(e) = event {
                if e.local_name().as_ref() == b"Relationship" {
                    targets
                        .push((attribute(e, b"Id")?.unwrap_or_default(), attribute(e, b"Target")?.unwrap_or_default()));
                }
            }
            Some(())
        })?;
        let mut sheets = Vec::new();
        self.events(workbook, |event| {
            if let Event::Start(e) = event {
                if e.local_name().as_ref() == b"sheet" {
                    let id = attribute(e, b"id")?.unwrap_or_default();
                    let (_, target) = targets.iter().find(|(known, _)| *known == id)?;
                    let part = target.trim_start_matches('/');
                    let part = if part.starts_with("xl/") { part.to_owned() } else { format!("xl/{part}") };
                    sheets.push((attribute(e, b"name")?.unwrap_or_default(), part));
                }
            }
            Some(())
        })?;
        Ok(sheets)
    }

    /// Unpacks a part to nowhere, so that its size is known and not only claimed. None is nothing.
    fn weigh(&mut self, part: &str) -> Result<u64> {
        let left = self.left;
        let Some(file) = self.part(part)? else { return Ok(0) };
        if file.size() > left {
            return Err(too_large(part));
        }
        let bytes = copy(&mut file.take(left + 1), &mut sink()).map_err(|_| damaged(part))?;
        if bytes > left {
            return Err(too_large(part));
        }
        self.left -= bytes;
        Ok(bytes)
    }

    /// Tells of every event of a part that was weighed; `None` where something is not as it should be.
    fn events(&mut self, part: &str, mut told: impl FnMut(&Event) -> Option<()>) -> Result<()> {
        let Some(file) = self.part(part)? else { return Ok(()) };
        let mut xml = Reader::from_reader(BufReader::new(file));
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Eof) => return Ok(()),
                Ok(event) => told(&event).ok_or_else(|| damaged(part))?,
                Err(_) => return Err(damaged(part)),
            }
        }
    }

    /// A part by its name, capitals or not, the last of several as calamine takes it; none where it is not there.
    fn part(&mut self, part: &str) -> Result<Option<ZipFile<'_, File<'a>>>> {
        let same = |name: &&str| name.replace('\\', "/").eq_ignore_ascii_case(part);
        let Some(name) = self.zip.file_names().filter(same).last().map(str::to_owned) else { return Ok(None) };
        self.zip.by_name(&name).map(Some).map_err(|_| damaged(part))
    }
}

/// An attribute by its local name, with its entities; the outer `None` where the tag is broken.
fn attribute(tag: &BytesStart, name: &[u8]) -> Option<Option<String>> {
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.local_name().as_ref() == name {
            return Some(Some(attribute.decode_and_unescape_value(tag.decoder()).ok()?.into_owned()));
        }
    }
    Some(None)
}

fn whole(text: &str) -> Option<u32> {
    let digits = (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// `F18` to row 18, column 6.
fn address(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = text[..letters].bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((whole(&text[letters..])?, column))
}

#[cold]
fn too_large(part: &str) -> Error {
    Error::new(
        Code::TooLarge,
        part,
        Text::new("工作簿过大。", "The workbook is too large."),
        Text::new(
            "文件不得超过 100 MB，解压后各部分合计不得超过 256 MB。请删去其他工作表后重试。",
            "At most 100 MB as it is, and 256 MB of what is read of it when unpacked. Delete its other sheets.",
        ),
    )
}

#[cold]
pub(super) fn damaged(part: &str) -> Error {
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
