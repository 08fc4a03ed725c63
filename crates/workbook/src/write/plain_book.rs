//! A plain workbook (XLSX, ECMA-376): sheets of texts and numbers, without formats, formulas or pictures. The same cells give
//! the same bytes.

use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What a cell, and a sheet, has room for.
const LONGEST_TEXT: usize = 32_767;
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/// One style: the default.
const STYLE: &str = "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

enum Cell {
    Text(String),
    Number(f64),
}

/// A sheet. Rows and columns count from 1.
pub(crate) struct Sheet {
    name: &'static str,
    wide: Option<(u32, u32)>,
    frozen: (u32, u32),
    cells: BTreeMap<(u32, u32), Cell>,
}

impl Sheet {
    /// An empty sheet.
    pub(crate) fn new(name: &'static str) -> Sheet {
        Sheet { name, wide: None, frozen: (0, 0), cells: BTreeMap::new() }
    }

    /// Makes a column so many digits wide.
    pub(crate) fn widen(mut self, column: u32, width: u32) -> Sheet {
        self.wide = Some((column, width));
        self
    }

    /// Keeps so many rows and columns in sight.
    pub(crate) fn freeze(mut self, rows: u32, columns: u32) -> Sheet {
        self.frozen = (rows, columns);
        self
    }

    /// Writes a text; none leaves the cell empty.
    ///
    /// # Errors
    /// `bad_parameter` where the cell or the sheet has no room for it.
    pub(crate) fn text(&mut self, row: u32, column: u32, text: &str) -> Result<()> {
        if text.chars().count() > LONGEST_TEXT {
            return Err(refused("单元格文字过长", "a text has more than 32,767 characters"));
        }
        match text.is_empty() {
            true => Ok(()),
            false => self.put(row, column, Cell::Text(text.to_owned())),
        }
    }

    /// Writes a number.
    ///
    /// # Errors
    /// As [`Sheet::text`]; also for one that is not finite.
    pub(crate) fn number(&mut self, row: u32, column: u32, value: f64) -> Result<()> {
        match value.is_finite() {
            true => self.put(row, column, Cell::Number(value)),
            false => Err(refused("有的数值不是有限数", "a number is not finite")),
        }
    }

    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<()> {
        if row > MOST_ROWS || column > MOST_COLUMNS {
            return Err(refused("行或列过多", "there are too many rows or columns"));
        }
        self.cells.insert((row, column), cell);
        Ok(())
    }

    /// The part of the package.
    fn xml(&self) -> String {
        let mut xml = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">");
        let (rows, columns) = self.frozen;
        if rows + columns > 0 {
            let pane = if columns > 0 { "bottomRight" } else { "bottomLeft" };
            let split = |name: &str, at: u32| if at > 0 { format!(" {name}=\"{at}\"") } else { String::new() };
            let (x, y, first) = (split("xSplit", columns), split("ySplit", rows), name(rows + 1, columns + 1));
            add(&mut xml, format_args!("<pane{x}{y} topLeftCell=\"{first}\" activePane=\"{pane}\" state=\"frozen\"/>"));
        }
        xml.push_str("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        if let Some((column, width)) = self.wide {
            let col = format_args!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>")
                .to_string();
            add(&mut xml, format_args!("<cols>{col}</cols>"));
        }
        xml.push_str("<sheetData>");
        let mut open = 0;
        for ((row, column), cell) in &self.cells {
            if *row != open {
                let end = if open > 0 { "</row>" } else { "" };
                add(&mut xml, format_args!("{end}<row r=\"{row}\">"));
                open = *row;
            }
            let at = name(*row, *column);
            match cell {
                Cell::Number(value) => add(&mut xml, format_args!("<c r=\"{at}\"><v>{value}</v></c>")),
                Cell::Text(text) => {
                    let text = escaped(text);
                    add(
                        &mut xml,
                        format_args!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"),
                    );
                }
            }
        }
        let end = if open > 0 { "</row>" } else { "" };
        add(&mut xml, format_args!("{end}</sheetData></worksheet>"));
        xml
    }
}

/// The workbook of some sheets.
///
/// # Errors
/// `bad_parameter` where it has more bytes than a package can.
pub(crate) fn package(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let numbered = || (1..).zip(sheets);
    let part = |path: &str, kind: &str| {
        format!("<Override PartName=\"/xl/{path}.xml\" ContentType=\"{SHEET_TYPE}.{kind}+xml\"/>")
    };
    let types: String = [part("workbook", "sheet.main"), part("styles", "styles")]
        .into_iter()
        .chain(numbered().map(|(at, _)| part(&format!("worksheets/sheet{at}"), "worksheet")))
        .collect();
    let relation = |id: usize, kind: &str, to: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{to}\"/>")
    };
    let relations = |all: String| format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">{all}</Relationships>");
    let of_sheets: String =
        numbered().map(|(at, _)| relation(at, "worksheet", &format!("worksheets/sheet{at}.xml"))).collect();
    let listed: String = numbered()
        .map(|(at, sheet)| format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", sheet.name))
        .collect();
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{HEAD}<Types xmlns=\"{TYPES}\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
            ),
        ),
        ("_rels/.rels".to_owned(), relations(relation(1, "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews>\
                 <sheets>{listed}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            relations(of_sheets + &relation(sheets.len() + 1, "styles", "styles.xml")),
        ),
        ("xl/styles.xml".to_owned(), format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">{STYLE}</styleSheet>")),
    ];
    parts.extend(numbered().map(|(at, sheet)| (format!("xl/worksheets/sheet{at}.xml"), sheet.xml())));
    zipped(&parts).map_err(|_| refused("文件过大", "it has too many bytes"))
}

fn zipped(parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The clock would make the same cells other bytes.
    let how = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, content) in parts {
        zip.start_file(path.as_str(), how)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A cell's name: B7.
fn name(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut left = column;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{row}")
}

/// A text as XML has it. What XML has no character for, and what would be read as one of these, is `_xHHHH_`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(c),
            _ if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                add(&mut escaped, format_args!("_x{:04X}_", c as u32));
            }
            '_' if is_escape(&text[at..]) => escaped.push_str("_x005F_"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether a text begins like `_x0009_`.
fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"_x") && bytes.get(6) == Some(&b'_') && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// Adds to a text, which always has room.
fn add(to: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = to.write_fmt(what);
}

/// What spreadsheets have no room for.
#[cold]
fn refused(zh: &str, en: &str) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(format!("工作簿无法容纳这些表：{zh}。"), format!("A workbook cannot hold these tables: {en}.")),
        Text::new("请缩短文字或减少行列。", "Shorten texts, or keep the tables as CSV."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        let named = [((1, 1), "A1"), ((16, 26), "Z16"), ((2, 27), "AA2"), ((9, 703), "AAA9"), ((1, 16_384), "XFD1")];
        for ((row, column), cell) in named {
            assert_eq!(name(row, column), cell);
        }
    }

    #[test]
    fn texts_stay_texts() {
        assert_eq!(escaped("a<b> & \"c\"\u{1}_x0009_ _xyz_"), "a&lt;b&gt; &amp; \"c\"_x0001__x005F_x0009_ _xyz_");
        let mut sheet = Sheet::new("S");
        assert!(sheet.text(1, 1, &"长".repeat(LONGEST_TEXT)).is_ok());
        assert_eq!(sheet.text(1, 1, &"长".repeat(LONGEST_TEXT + 1)).unwrap_err().code, Code::BadParameter);
        assert_eq!(sheet.number(MOST_ROWS + 1, 1, 1.0).unwrap_err().code, Code::BadParameter);
        assert_eq!(sheet.number(1, 1, f64::NAN).unwrap_err().code, Code::BadParameter);
    }
}
