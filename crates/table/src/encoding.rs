//! Which encoding a file is in, and its text.
//!
//! UTF-8 proves itself: hardly any text in another encoding is valid UTF-8. What is not UTF-8 is GB18030 (GBK and GB2312
//! are parts of it), if it is valid as that and reads as Chinese: nearly all bytes of other encodings are valid too, and
//! would be other characters without anything looking wrong to a machine. A file that is now UTF-8, now GB18030, is refused
//! for the same reason.

use innodex_panel::decode::decode as decode_as;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
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
        let text = decode_as(rest, encoding.label()).ok_or_else(|| neither(bytes, bytes.len()))?;
        return Ok((Cow::Owned(text), encoding));
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = marked.unwrap_or(bytes);
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(fault) => fault,
    };
    if bytes.contains(&0) {
        return Err(binary());
    }
    let at = fault.valid_up_to();
    if marked.is_some() || bytes.split(|b| *b == b'\n').any(surely_utf8) {
        return Err(match fault.error_len() {
            None => cut_off(bytes, at, "UTF-8"),
            Some(_) if is_damaged(line_around(bytes, at)) => damaged(bytes, at),
            Some(_) => mixed(bytes),
        });
    }
    match decode_as(bytes, Encoding::Gb18030.label()) {
        Some(text) => match foreign(bytes) {
            Some(at) => Err(doubtful(bytes, at)),
            None => Ok((Cow::Owned(text), Encoding::Gb18030)),
        },
        // A character of four bytes may lack three of them.
        None => {
            let whole = |lost: &usize| {
                let text = bytes.get(..bytes.len() - lost).and_then(|b| decode_as(b, Encoding::Gb18030.label()));
                text.is_some_and(|text| !text.is_ascii()) && foreign(&bytes[..bytes.len() - lost]).is_none()
            };
            Err(match (1..=3).filter(|lost| *lost < bytes.len() && bytes[bytes.len() - lost] >= 0x81).find(whole) {
                Some(lost) => cut_off(bytes, bytes.len() - lost, "GB18030"),
                None => neither(bytes, at),
            })
        }
    }
}

/// Whether a line can only be UTF-8: it is valid, and has characters of three bytes. Two bytes prove nothing (the GBK of
/// some words, such as 联通, is valid UTF-8), three that begin as Chinese does in UTF-8 are no GBK that means anything.
fn surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|text| text.chars().any(|c| c >= '\u{2e80}'))
}

/// The line in which a byte stands.
fn line_around(bytes: &[u8], at: usize) -> &[u8] {
    let begin = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |end| at + end);
    &bytes[begin..end]
}

/// Whether a line that is not UTF-8 was it: one character is broken, or fewer than are whole ones of Chinese. In another
/// encoding hardly three bytes come together as Chinese does in UTF-8.
fn is_damaged(line: &[u8]) -> bool {
    let text = String::from_utf8_lossy(line);
    let whole = text.chars().filter(|c| *c >= '\u{2e80}' && *c != '\u{fffd}').count();
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    broken == 1 || whole >= broken
}

/// Where bytes that are valid GB18030 cannot be meant so: the place of the first sign of another encoding.
///
/// Of the characters of Chinese tables nearly all are in the first level of GB2312, with full-width signs. Letters with accents
/// make single rare characters amid Latin letters (M閤ico), Big5, Shift-JIS, Greek and Cyrillic mostly characters beyond
/// GB2312, kana and rare ones; and in the first level by pinyin, which Korean too fills, no Chinese text does without sh to z.
fn foreign(bytes: &[u8]) -> Option<usize> {
    let (mut common, mut rare, mut beyond, mut latin) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut first, mut at) = (None, 0);
    let mut syllables: Vec<[u8; 2]> = Vec::new();
    let mut late = false;
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    while at < bytes.len() {
        let pair = match bytes[at..] {
            [lead @ 0x81..=0xff, trail, ..] if !trail.is_ascii_digit() => [lead, trail],
            [0x81..=0xff, _, ..] => {
                at += 4; // nothing else is written so by chance
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let ordinary = match pair {
            [0xa1 | 0xa3, 0xa1..=0xff] => true,
            [0xb0..=0xd7, 0xa1..=0xff] => {
                late |= pair[0] >= 0xc9;
                if syllables.len() < ALIKE && !syllables.contains(&pair) {
                    syllables.push(pair);
                }
                true
            }
            [0xd8..=0xf7, 0xa1..=0xff] => {
                rare += 1;
                false
            }
            _ => {
                beyond += 1;
                false
            }
        };
        common += usize::from(ordinary);
        if !ordinary {
            first.get_or_insert(at);
            let amid = at > 0 && letter(bytes.get(at - 1)) || letter(bytes.get(at + 2));
            latin += usize::from(amid && (letter(Some(&pair[1])) || pair[1] >= 0xa1));
        }
        at += 2;
    }
    let odd = rare + beyond;
    let amid_latin = latin > 0 && latin >= common;
    let elsewhere = odd >= 4 && (beyond > 2 * common || 2 * odd > 3 * common.max(1) && beyond > 0 || odd > 3 * common);
    let korean = syllables.len() >= ALIKE && !late;
    match amid_latin || elsewhere {
        true => first,
        false if korean => bytes.iter().position(|b| *b >= 0x81),
        false => None,
    }
}

/// So many different characters, all of them before sh by pinyin, are no Chinese text.
const ALIKE: usize = 14;

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

/// The place of a byte.
fn place(bytes: &[u8], at: usize) -> String {
    let row = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
    format!("row {row}, byte {}", at + 1)
}

/// A file that ends within a character.
fn cut_off(bytes: &[u8], at: usize, encoding: &str) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place(bytes, at),
        Text::new(
            format!("文件不是有效的 {encoding}：末尾的字符不完整，文件可能被截断。"),
            format!("The file is not valid {encoding}: it ends in the middle of a character, as if cut off."),
        ),
        Text::new("请重新下载或导出该文件。", "Download or export the file again."),
    )
}

/// UTF-8 with a broken character.
fn damaged(bytes: &[u8], at: usize) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place(bytes, at),
        Text::new(
            "文件不是有效的 UTF-8：此处有一个字符已损坏。",
            "The file is not valid UTF-8: a character is damaged here.",
        ),
        Text::new(
            "请重新下载或导出该文件，或用文本编辑器改正此处。",
            "Download or export the file again, or correct this place in a text editor.",
        ),
    )
}

/// What is valid GB18030 and does not read as Chinese.
fn doubtful(bytes: &[u8], at: usize) -> Error {
    let line = line_around(bytes, at);
    let read: String = decode_as(line, Encoding::Gb18030.label()).unwrap_or_default();
    let read: String = read.trim().chars().take(40).collect();
    Error::new(
        Code::UnknownEncoding,
        &place(bytes, at),
        Text::new(
            format!("文件的编码无法确定：不是 UTF-8，按 GB18030 则读成“{read}”，不像中文。"),
            format!("The encoding cannot be told: it is not UTF-8, and as GB18030 it reads \"{read}\", which is no Chinese."),
        ),
        Text::new(
            "可能是 Windows-1252、Big5 等编码。请用原来的软件打开，另存为“CSV UTF-8”。",
            "It may be Windows-1252, Big5 or another. Open it where it was made and save it as \"CSV UTF-8\".",
        ),
    )
}

fn neither(bytes: &[u8], fault: usize) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place(bytes, fault),
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
