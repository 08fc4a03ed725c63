//! The text of a document, one paragraph a line: DOCX, ODT, web pages, plain text.

use super::html;
use super::kinds::{kind, Kind};
use super::package::{content, damaged, Parts};
use super::relations::{part_of, relations};
use innodex_panel::decode::decode;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use quick_xml::events::{BytesStart, Event};

/// Bytes of text that are read.
const MOST_TEXT: usize = 128_000_000;

/// The text of a document; its paragraphs are lines, the cells of a table's row stand on one line with tabs between.
///
/// # Errors
/// `unknown_form` for what holds no text that can be read (PDF, DOC, pictures), with what to do, and for what is damaged;
/// `locked` for a document with a password; `unknown_encoding`; `empty_file`; `too_large` as [`sheets`](super::sheets).
pub fn document(bytes: &[u8]) -> Result<String> {
    let text = read(bytes).map_err(of_document)?;
    if text.trim().is_empty() {
        let hint = Text::new(
            "请选择有文字的文件；扫描件须先做文字识别。",
            "Choose a file with text; scanned pages have to be recognised first.",
        );
        return Err(Error::new(Code::EmptyFile, "", Text::new("文件中没有文字。", "The file holds no text."), hint));
    }
    Ok(text)
}

/// What the reader of packages says of workbooks, as it is said of documents.
#[cold]
fn of_document(error: Error) -> Error {
    const WORDS: [(&str, &str); 6] = [
        ("工作簿", "文档"),
        ("电子表格软件", "文字处理软件"),
        ("workbook", "document"),
        ("a spreadsheet", "a word processor"),
        ("XLSX", "DOCX"),
        ("Workbook", "Document"),
    ];
    let reworded = |text: &str| WORDS.iter().fold(text.to_owned(), |text, (of, to)| text.replace(of, to));
    let text = |text: &Text| Text::new(reworded(&text.zh), reworded(&text.en));
    match error.code {
        Code::UnknownForm | Code::Locked | Code::TooLarge if !error.place.is_empty() || error.code == Code::Locked => {
            Error::new(error.code, &error.place, text(&error.message), text(&error.hint))
        }
        _ => error,
    }
}

fn read(bytes: &[u8]) -> Result<String> {
    Ok(match kind(bytes) {
        Kind::Zip => zipped(bytes)?,
        Kind::Html => super::page::text(&html::text(bytes, None)?)?,
        Kind::Text | Kind::Json => plain(bytes)?,
        Kind::Xml if bytes.starts_with(b"<?xml") => return Err(none("这是 XML 文件", "This is an XML file", SAVE)),
        Kind::Xml => plain(bytes)?,
        Kind::Compound => {
            return Err(none("这是旧版 Office 文件（DOC）", "This is a file of an old Office (DOC)", SAVE))
        }
        Kind::Mhtml => return Err(none("这是网页归档（MHT）", "This is a web archive (MHT)", SAVE)),
        Kind::Other if bytes.starts_with(b"%PDF") => return Err(none("这是 PDF 文件", "This is a PDF file", COPY)),
        Kind::Other => return Err(none("这不是文字文件", "This is no text", SAVE)),
    })
}

type Hint = (&'static str, &'static str);
const SAVE: Hint = ("请用原软件打开，另存为 DOCX 或 TXT。", "Open it where it was made, and save it as DOCX or TXT.");
const COPY: Hint = (
    "请在阅读器中全选、复制，粘贴为文字；或用 WPS、Word 转换为 DOCX。",
    "Select all in a reader and paste the text, or convert it to DOCX in Word or WPS.",
);

#[cold]
fn none(zh: &str, en: &str, (hint_zh, hint_en): Hint) -> Error {
    let message = Text::new(format!("{zh}，不能直接读取文字。"), format!("{en}; its text cannot be read directly."));
    Error::new(Code::UnknownForm, "", message, Text::new(hint_zh, hint_en))
}

/// Plain text: by its mark, as UTF-8, or as GB18030 or Big5.
fn plain(bytes: &[u8]) -> Result<String> {
    if bytes.len() > MOST_TEXT {
        return Err(super::package::too_large(""));
    }
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => decode(rest, "utf-16le"),
        [0xfe, 0xff, rest @ ..] => decode(rest, "utf-16be"),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => decode(bytes, "gb18030").or_else(|| decode(bytes, "big5")),
        },
    };
    let text = decoded.filter(|text| !text.contains('\0')).ok_or_else(|| {
        Error::new(
            Code::UnknownEncoding,
            "",
            Text::new("文字既不是 UTF-8，也不是 GB18030 或 Big5。", "The text is neither UTF-8 nor GB18030 nor Big5."),
            Text::new("请另存为 UTF-8 编码的文本。", "Save it as text in UTF-8."),
        )
    })?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn zipped(bytes: &[u8]) -> Result<String> {
    let mut parts = Parts::open(bytes)?;
    let names: Vec<String> = parts.names().map(|name| name.replace('\\', "/").to_ascii_lowercase()).collect();
    let has = |name: &str| names.iter().any(|part| part == name);
    if has("content.xml") {
        let kind = parts.whole("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind).trim().to_owned();
        return match kind.rsplit('.').next() {
            Some("text" | "text-template" | "text-master" | "") => opendocument(&mut parts),
            _ => Err(none("这不是文字文档", "This is no text document", SAVE)),
        };
    }
    if !names.iter().any(|name| name.starts_with("word/")) {
        return Err(match names.iter().any(|name| name.starts_with("xl/")) {
            true => none(
                "这是工作簿",
                "This is a workbook",
                ("表格请用统计表读入（innodex table）打开。", "Open tables as raw tables (innodex table)."),
            ),
            false => none("这不是文字文档", "This is no text document", SAVE),
        });
    }
    let leads = relations(&mut parts, "")?;
    let main = part_of(&leads, "officeDocument", "word/document.xml").to_owned();
    word(&mut parts, &main)
}

/// Lines of text while a document is read.
#[derive(Default)]
struct Lines {
    text: String,
    /// Parts that are passed over, within each other.
    aside: usize,
    /// Rows of tables that are open: a paragraph within one ends no line.
    rows: usize,
}

impl Lines {
    fn ends(&mut self) {
        match self.rows {
            0 => self.text.push('\n'),
            _ => self.text.push(' '),
        }
    }

    /// The text, where the part was there.
    fn of(self, there: bool, part: &str) -> Result<String> {
        match there {
            true => Ok(self.text),
            false => Err(damaged(part)),
        }
    }

    fn row_ends(&mut self) {
        self.rows = self.rows.saturating_sub(1);
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
        self.ends();
    }

    fn cell_ends(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\t');
    }
}

/// DOCX. Deleted text has tags of its own; of what is there twice, for old readers too, the first counts.
fn word(parts: &mut Parts, part: &str) -> Result<String> {
    let (mut lines, mut piece) = (Lines::default(), false);
    let there = parts.each_event(part, &mut |event| {
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                b"Fallback" | b"del" | b"moveFrom" => lines.aside += 1,
                _ if lines.aside > 0 => {}
                b"t" => piece = true,
                b"tab" => lines.text.push('\t'),
                b"br" | b"cr" => lines.ends(),
                b"noBreakHyphen" => lines.text.push('-'),
                b"tr" => lines.rows += 1,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"Fallback" | b"del" | b"moveFrom" => lines.aside = lines.aside.saturating_sub(1),
                _ if lines.aside > 0 => {}
                b"t" => piece = false,
                b"p" => lines.ends(),
                b"tc" => lines.cell_ends(),
                b"tr" => lines.row_ends(),
                _ => {}
            },
            other if piece && lines.aside == 0 => content(other, &mut lines.text).ok_or_else(|| damaged(part))?,
            _ => {}
        }
        Ok(())
    })?;
    lines.of(there, part)
}

/// Parts of an OpenDocument text that are no text of it.
const ASIDE: [&[u8]; 6] = [
    b"office:annotation",
    b"text:tracked-changes",
    b"text:note",
    b"text:ruby-text",
    b"text:table-of-content",
    b"office:forms",
];

fn opendocument(parts: &mut Parts) -> Result<String> {
    super::ods::unlocked(parts)?;
    let (mut lines, mut inside, part) = (Lines::default(), 0_usize, "content.xml");
    let there = parts.each_event(part, &mut |event| {
        match event {
            Event::Start(e) if ASIDE.contains(&e.name().as_ref()) => lines.aside += 1,
            Event::End(e) if ASIDE.contains(&e.name().as_ref()) => lines.aside = lines.aside.saturating_sub(1),
            _ if lines.aside > 0 => {}
            Event::Start(e) => match e.name().as_ref() {
                b"text:p" | b"text:h" => inside += 1,
                b"text:tab" => lines.text.push('\t'),
                b"text:line-break" => lines.ends(),
                b"text:s" => lines.text.extend(std::iter::repeat_n(' ', spaces(e))),
                b"table:table-row" => lines.rows += 1,
                _ => {}
            },
            Event::End(e) => match e.name().as_ref() {
                b"text:p" | b"text:h" => {
                    inside = inside.saturating_sub(1);
                    lines.ends();
                }
                b"table:table-cell" => lines.cell_ends(),
                b"table:table-row" => lines.row_ends(),
                _ => {}
            },
            other if inside > 0 => content(other, &mut lines.text).ok_or_else(|| damaged(part))?,
            _ => {}
        }
        Ok(())
    })?;
    lines.of(there, part)
}

/// How many spaces `<text:s text:c="3"/>` is; what a page could show.
fn spaces(tag: &BytesStart) -> usize {
    let count = super::package::attribute(tag, b"c").flatten().and_then(|count| count.parse().ok());
    count.unwrap_or(1).min(200)
}
