//! What kind of file it is, by what it holds and not by its name, and what to do with the kinds that hold no table.

use super::compound::Compound;
use super::package::{damaged, Parts};
use super::relations::{part_of, relations};
use innodex_panel::begins::{is_json, is_tag};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;

/// A kind of file, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A zip file: XLSX, XLSM, XLSB, ODS, if it is a workbook.
    Zip,
    /// A compound file: XLS, or a workbook with a password.
    Compound,
    /// A web page.
    Html,
    /// A saved web archive.
    Mhtml,
    /// XML: perhaps a workbook of Excel 2003, or a web page.
    Xml,
    /// JSON.
    Json,
    /// What no table can be read from: PDF, RTF, another archive.
    Other,
    /// Text: CSV, or anything.
    Text,
}

/// What the parts of a zip file make.
pub(super) enum Zipped {
    /// XLSX and XLSM: the name of the workbook's part.
    Xlsx(String),
    /// XLSB.
    Xlsb(String),
    Ods,
}

/// The kind of a file.
pub fn kind(bytes: &[u8]) -> Kind {
    let start = start(bytes);
    let begins = |marks: &[&str]| marks.iter().any(|mark| start.starts_with(mark));
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Kind::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Kind::Compound,
        // Workbooks from before Excel 5.
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] | [0x1f, 0x8b, ..] => return Kind::Other,
        _ => {}
    }
    if begins(&["%pdf", "rar!", "7z\u{fffd}\u{fffd}", "{\\rtf", "id;p"]) {
        Kind::Other
    } else if begins(&["mime-version:", "content-type:", "message-id:", "from: <saved by"]) {
        Kind::Mhtml
    } else if begins(&["<!doctype html", "<!--"]) || is_tag(start.as_bytes(), "") {
        Kind::Html
    } else if begins(&["<?xml"]) {
        if start.contains("<html") {
            Kind::Html
        } else {
            Kind::Xml
        }
    } else if begins(&["<!", "<?", "<workbook", "<ss:workbook", "<svg", "<xml"]) {
        Kind::Xml
    } else if is_json(start.as_bytes()) {
        Kind::Json
    } else {
        Kind::Text
    }
}

/// How a text begins, in lower case; of UTF-16 as it would in UTF-8.
fn start(bytes: &[u8]) -> String {
    let units = |two: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).take(512).map(|pair| two([pair[0], pair[1]])).collect()
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
            String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).into_owned()
        }
    };
    text.trim_start().to_ascii_lowercase()
}

/// Which workbook a zip file is.
///
/// # Errors
/// `not_a_table` for documents of other kinds.
pub(super) fn zipped(parts: &mut Parts) -> Result<Zipped> {
    // Some programs write folders as Windows does.
    let names: Vec<String> = parts.names().map(|name| name.replace('\\', "/")).collect();
    let has = |name: &str| names.iter().any(|part| part.eq_ignore_ascii_case(name));
    let starts = |folder: &str| names.iter().any(|part| part.starts_with(folder));
    if has("content.xml") {
        let kind = parts.whole("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind).trim().to_owned();
        return match kind.rsplit('.').next() {
            Some("" | "spreadsheet" | "spreadsheet-template") => Ok(Zipped::Ods),
            _ => Err(no_table("这是文字或演示文档", "This is a text document or slides")),
        };
    }
    if starts("word/") {
        return Err(no_table("这是 Word 文档", "This is a Word document"));
    }
    if starts("ppt/") {
        return Err(no_table("这是演示文稿", "These are slides"));
    }
    if starts("Index/") {
        return Err(no_table("这是 Numbers 表格", "This is a Numbers spreadsheet"));
    }
    let leads = relations(parts, "")?;
    let workbook = part_of(&leads, "officeDocument", "xl/workbook.xml").to_owned();
    match (has(&workbook), workbook.ends_with(".bin")) {
        (true, true) => Ok(Zipped::Xlsb(workbook)),
        (true, false) => Ok(Zipped::Xlsx(workbook)),
        (false, _) if has("xl/workbook.bin") => Ok(Zipped::Xlsb("xl/workbook.bin".to_owned())),
        (false, _) if starts("xl/") => Err(damaged(&workbook)),
        (false, _) => Err(no_table("这是压缩文件", "This is an archive")),
    }
}

/// Refuses a compound file that is no workbook, or one with a password.
pub(super) fn refuse_compound(file: &Compound) -> Result<()> {
    let has = |name: &str| file.names().any(|known| known.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(locked());
    }
    if has("Workbook") || has("Book") {
        return Ok(());
    }
    Err(match () {
        () if has("WordDocument") => no_table("这是 Word 文档", "This is a Word document"),
        () if has("PowerPoint Document") => no_table("这是演示文稿", "These are slides"),
        () if has("__properties_version1.0") => no_table("这是电子邮件", "This is an e-mail"),
        () => no_table("这不是 Excel 工作簿", "This is no Excel workbook"),
    })
}

/// Refuses what no table can be read from.
#[cold]
pub(super) fn other(bytes: &[u8]) -> Error {
    let start = start(bytes);
    match bytes {
        [0x09, ..] => return no_table("这是 Excel 5 以前的工作簿", "This is a workbook from before Excel 5"),
        [0x1f, 0x8b, ..] => return no_table("这是压缩文件", "This is an archive"),
        _ => {}
    }
    match start.get(..4) {
        Some("%pdf") => no_table("这是 PDF 文件", "This is a PDF file"),
        Some("{\\rt") => no_table("这是 RTF 文档", "This is an RTF document"),
        Some("id;p") => no_table("这是 SYLK 文件", "This is a SYLK file"),
        _ => no_table("这是压缩文件", "This is an archive"),
    }
}

#[cold]
pub(super) fn no_table(zh: &str, en: &str) -> Error {
    Error::new(
        Code::NotATable,
        "",
        Text::new(format!("{zh}，不是表格。"), format!("{en}, not a table.")),
        Text::new(
            "请在原软件中打开，把表格另存为 XLSX 或“CSV UTF-8”。",
            "Open it where it was made, and save the table as XLSX or \"CSV UTF-8\".",
        ),
    )
}

/// A workbook with a password.
#[cold]
pub(super) fn locked() -> Error {
    Error::new(
        Code::Locked,
        "",
        Text::new("工作簿设有打开密码。", "The workbook is protected by a password."),
        Text::new(
            "请用密码打开，在“文件”“信息”“保护工作簿”中取消“用密码进行加密”，保存后再试。",
            "Open it with the password, remove it (File, Info, Protect Workbook, Encrypt with Password), save, and try again.",
        ),
    )
}

/// A workbook without a cell.
#[cold]
pub(super) fn without_cells(sheets: usize) -> Error {
    let (zh, en) = match sheets {
        0 => ("工作簿没有工作表（或只有图表工作表）。", "The workbook has no worksheet (perhaps charts alone)."),
        _ => ("各工作表都没有内容。", "No sheet of the workbook holds anything."),
    };
    Error::new(
        Code::EmptyFile,
        "",
        Text::new(zh, en),
        Text::new("请选择含有表格的工作簿。", "Choose a workbook that holds a table."),
    )
}
