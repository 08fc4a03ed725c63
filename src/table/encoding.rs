//! Which encoding a file is in, and its text.
//!
//! UTF-8 proves itself: hardly any text in another encoding is valid UTF-8. What is not UTF-8 is GB18030 (GBK and GB2312
//! are parts of it), if it is valid as that. A file that is now the one, now the other, is refused: read as GB18030 its
//! UTF-8 lines would be other characters without anything looking wrong to a machine.

use crate::error::{Code, Error, Result};
use crate::host;
use crate::text::Text;
use std::borrow::Cow;

/// An encoding that tables are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// GB18030, with GBK and GB2312 in it.
    Gb18030,
    /// UTF-16 with its mark, little end first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16 with its mark, big end first.
    Utf16Be,
}

impl Encoding {
    /// Its name in the Encoding Standard.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Gb18030 => "gb18030",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        }
    }
}

/// The text of a file without its byte-order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding)> {
    let by_mark = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, Encoding::Utf16Le)),
        [0xfe, 0xff, rest @ ..] => Some((rest, Encoding::Utf16Be)),
        _ => None,
    };
    if let Some((rest, encoding)) = by_mark {
        let text = host::decode(rest, encoding.label()).ok_or_else(|| neither(bytes, bytes.len()))?;
        return Ok((Cow::Owned(text), encoding));
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = marked.unwrap_or(bytes);
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(fault) => fault.valid_up_to(),
    };
    if bytes.contains(&0) {
        return Err(binary());
    }
    if marked.is_some() || bytes.split(|b| *b == b'\n').any(surely_utf8) {
        return Err(mixed(bytes));
    }
    match host::decode(bytes, Encoding::Gb18030.label()) {
        Some(text) => Ok((Cow::Owned(text), Encoding::Gb18030)),
        None => Err(neither(bytes, fault)),
    }
}

/// Whether a line can only be UTF-8: it is valid, and has characters of three bytes. Two bytes prove nothing (the GBK of
/// some words, such as 联通, is valid UTF-8), three that begin as Chinese does in UTF-8 are no GBK that means anything.
fn surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|text| text.chars().any(|c| c >= '\u{2e80}'))
}

/// The first line that is not in the encoding of the lines before it.
fn mixed(bytes: &[u8]) -> Error {
    let mut seen = None;
    let mut lines = bytes.split(|b| *b == b'\n').enumerate().filter(|(_, line)| !line.is_ascii());
    let other = lines.find(|(_, line)| {
        let utf8 = std::str::from_utf8(line).is_ok();
        *seen.get_or_insert(utf8) != utf8
    });
    let row = other.map_or(1, |(at, _)| at + 1);
    Error::new(
        Code::MixedEncodings,
        &format!("row {row}"),
        Text::new("文件中混有 UTF-8 和 GBK 两种编码。", "The file is partly UTF-8 and partly GBK."),
        Text::new(
            "请把来源不同的部分分别打开，都另存为“CSV UTF-8”，再合并。",
            "Open the parts it was put together from one by one, save each as \"CSV UTF-8\", and join them again.",
        ),
    )
}

fn neither(bytes: &[u8], fault: usize) -> Error {
    let row = 1 + bytes[..fault].iter().filter(|b| **b == b'\n').count();
    Error::new(
        Code::UnknownEncoding,
        &format!("row {row}, byte {}", fault + 1),
        Text::new("文件既不是 UTF-8 也不是 GB18030 编码。", "The file is neither UTF-8 nor GB18030."),
        Text::new(
            "请在 Excel 中“另存为”，选择“CSV UTF-8（逗号分隔）”。",
            "Save it as \"CSV UTF-8 (comma delimited)\" in Excel.",
        ),
    )
}

/// The error for a file that is no text.
pub(super) fn binary() -> Error {
    Error::new(
        Code::NotATable,
        "",
        Text::new("这不是表格文本文件。", "This is not a table of text."),
        Text::new("请选择 CSV 文件。", "Choose a CSV file."),
    )
}
