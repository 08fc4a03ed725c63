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

/// The text of bytes that are all there, without their mark.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding)> {
    let (rest, encoding) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (rest, Encoding::Utf16Be),
        _ => {
            let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            if let Ok(text) = std::str::from_utf8(unmarked) {
                return Ok((Cow::Borrowed(text), Encoding::Utf8));
            }
            let mut survey = Survey::new(unmarked.len() < bytes.len());
            survey.push(bytes)?;
            (bytes, survey.finish(false)?)
        }
    };
    let text = decode_as(rest, encoding.label()).ok_or_else(|| no_utf16(1, 0))?;
    Ok((Cow::Owned(text), encoding))
}

/// Whether a line can only be UTF-8: it is valid, and has characters of three bytes. Two bytes prove nothing (the GBK of
/// some words, such as 联通, is valid UTF-8), three that begin as Chinese does in UTF-8 are no GBK that means anything.
fn surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|text| text.chars().any(|c| c >= '\u{2e80}'))
}

/// Whether a line that is not UTF-8 was it: one character is broken, or fewer than are whole ones of Chinese. In another
/// encoding hardly three bytes come together as Chinese does in UTF-8.
fn is_damaged(line: &[u8]) -> bool {
    let text = String::from_utf8_lossy(line);
    let whole = text.chars().filter(|c| *c >= '\u{2e80}' && *c != '\u{fffd}').count();
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    broken == 1 || whole >= broken
}

/// What speaks for and against bytes that are valid GB18030 being meant so.
///
/// Of the characters of Chinese tables nearly all are in the first level of GB2312, with full-width signs. Letters with accents
/// make single rare characters amid Latin letters (M閤ico), Big5, Shift-JIS, Greek and Cyrillic mostly characters beyond
/// GB2312, kana and rare ones; and in the first level by pinyin, which Korean too fills, no Chinese text does without sh to z.
#[derive(Default)]
struct Signs {
    common: usize,
    rare: usize,
    beyond: usize,
    latin: usize,
    syllables: Vec<[u8; 2]>,
    late: bool,
    /// The first character that is none of the common ones.
    odd: Option<Place>,
    /// The first that is no ASCII.
    first: Option<Place>,
}

impl Signs {
    /// Looks at some whole lines; `place` says where a byte of them is.
    fn look(&mut self, bytes: &[u8], place: impl Fn(usize) -> Place) {
        let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
        let mut at = 0;
        while let Some(further) = bytes[at..].iter().position(|b| *b >= 0x81) {
            at += further;
            self.first.get_or_insert_with(|| place(at));
            let pair = match bytes[at..] {
                [lead, trail, ..] if !trail.is_ascii_digit() => [lead, trail],
                // Of four bytes: nothing else is written so by chance.
                [_, _, ..] => {
                    at = bytes.len().min(at + 4);
                    continue;
                }
                _ => return,
            };
            let ordinary = self.count(pair);
            self.common += usize::from(ordinary);
            if !ordinary {
                self.odd.get_or_insert_with(|| place(at));
                let amid = at > 0 && letter(bytes.get(at - 1)) || letter(bytes.get(at + 2));
                self.latin += usize::from(amid && (letter(Some(&pair[1])) || pair[1] >= 0xa1));
            }
            at += 2;
        }
    }

    /// Counts a character of two bytes; whether it is a common one.
    fn count(&mut self, pair: [u8; 2]) -> bool {
        match pair {
            [0xa1 | 0xa3, 0xa1..=0xff] => true,
            [0xb0..=0xd7, 0xa1..=0xff] => {
                self.late |= pair[0] >= 0xc9;
                if self.syllables.len() < ALIKE && !self.syllables.contains(&pair) {
                    self.syllables.push(pair);
                }
                true
            }
            [0xd8..=0xf7, 0xa1..=0xff] => {
                self.rare += 1;
                false
            }
            _ => {
                self.beyond += 1;
                false
            }
        }
    }

    /// The place of the first sign of another encoding, if that is what it is.
    fn foreign(self) -> Option<Place> {
        let Signs { common, rare, beyond, latin, .. } = self;
        let odd = rare + beyond;
        let amid_latin = latin > 0 && latin >= common;
        let elsewhere =
            odd >= 4 && (beyond > 2 * common || 2 * odd > 3 * common.max(1) && beyond > 0 || odd > 3 * common);
        let korean = self.syllables.len() >= ALIKE && !self.late;
        match amid_latin || elsewhere {
            true => self.odd,
            false if korean => self.first,
            false => None,
        }
    }
}

/// So many different characters, all of them before sh by pinyin, are no Chinese text.
const ALIKE: usize = 14;

/// A byte of a file: its line, how many bytes stand before it, and what its line says.
struct Place {
    row: usize,
    at: usize,
    line: Vec<u8>,
}

impl Place {
    fn text(&self) -> String {
        format!("row {}, byte {}", self.row, self.at + 1)
    }
}

/// The most of a line that is kept, or looked at in one go.
const LONGEST_LINE: usize = 1 << 20;

/// Finds out what a file is in that is not UTF-8, from its first byte to its last.
pub(super) struct Survey {
    /// Whether it has the mark of UTF-8, and how many bytes of that are to come: they do not count.
    marked: bool,
    mark: usize,
    /// The line that the last piece ended in.
    rest: Vec<u8>,
    /// How many bytes and line ends stand before it.
    before: usize,
    rows: usize,
    /// Where it stops being UTF-8: at the end of the file where nothing but its end is missing.
    fault: Option<Place>,
    cut_off: bool,
    /// Whether some line can only be UTF-8.
    sure: bool,
    /// Whether the first line that is not ASCII is UTF-8, and the first line that differs in that.
    utf8: Option<bool>,
    differs: Option<usize>,
    /// Whether all of it is valid GB18030, and, where only its end is not, how many bytes that end has.
    valid: bool,
    signs: Signs,
}

impl Survey {
    pub(super) fn new(marked: bool) -> Self {
        Survey {
            marked,
            mark: if marked { 3 } else { 0 },
            rest: Vec::new(),
            before: 0,
            rows: 0,
            fault: None,
            cut_off: false,
            sure: false,
            utf8: None,
            differs: None,
            valid: true,
            signs: Signs::default(),
        }
    }

    /// Looks at the next piece.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<()> {
        let of_mark = self.mark.min(piece.len());
        let piece = &piece[of_mark..];
        self.mark -= of_mark;
        if piece.contains(&0) {
            return Err(binary());
        }
        self.rest.extend_from_slice(piece);
        let whole = self.rest.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
        // A line without end is looked at in parts.
        let whole = if whole == 0 && self.rest.len() > LONGEST_LINE { self.rest.len() } else { whole };
        let mut lines = std::mem::take(&mut self.rest);
        self.rest = lines.split_off(whole);
        self.lines(&lines);
        Ok(())
    }

    /// Looks at some whole lines.
    fn lines(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let (mut at, rows) = (0, self.rows);
        for (further, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
            self.line(line, self.before + at, rows + further + 1);
            at += line.len();
        }
        self.valid = self.valid && decode_as(bytes, Encoding::Gb18030.label()).is_some();
        self.before += bytes.len();
        self.rows += bytes.iter().filter(|b| **b == b'\n').count();
    }

    fn line(&mut self, line: &[u8], before: usize, row: usize) {
        if line.is_ascii() {
            return;
        }
        let fault = std::str::from_utf8(line).err();
        if let Some(fault) = fault.filter(|_| self.fault.is_none()) {
            self.cut_off = fault.error_len().is_none() && !line.ends_with(b"\n");
            self.fault = Some(Place { row, at: before + fault.valid_up_to(), line: line.to_vec() });
        }
        self.sure |= surely_utf8(line);
        if *self.utf8.get_or_insert(fault.is_none()) != fault.is_none() {
            self.differs.get_or_insert(row);
        }
        self.signs.look(line, |at| Place { row, at: before + at, line: line.to_vec() });
    }

    /// What it is in, at the end: GB18030, or what is wrong. Of a sample the line in which it breaks off does not count.
    pub(super) fn finish(mut self, sample: bool) -> Result<Encoding> {
        let last = if sample { Vec::new() } else { std::mem::take(&mut self.rest) };
        let valid = self.valid;
        self.lines(&last);
        let fault = self.fault.unwrap_or(Place { row: self.rows, at: self.before, line: Vec::new() });
        if self.marked || self.sure {
            return Err(match self.cut_off {
                true => cut_off(&fault, "UTF-8"),
                false if is_damaged(&fault.line) => damaged(&fault),
                false => mixed(self.differs.unwrap_or(1)),
            });
        }
        if self.valid {
            return self.signs.foreign().map_or(Ok(Encoding::Gb18030), |place| Err(doubtful(&place)));
        }
        // A character of four bytes may lack three of them.
        let whole = |lost: &usize| last.get(..last.len() - lost).and_then(|b| decode_as(b, Encoding::Gb18030.label()));
        let lost = (1..=3)
            .filter(|lost| *lost <= last.len() && last[last.len() - lost] >= 0x81)
            .find(|lost| whole(lost).is_some());
        let chinese = self.signs.first.as_ref().is_some_and(|first| first.at + 1 < self.before);
        Err(match lost.filter(|_| valid && chinese && self.signs.foreign().is_none()) {
            Some(lost) => cut_off(&Place { row: self.rows + 1, at: self.before - lost, line: last }, "GB18030"),
            None => neither(&fault),
        })
    }
}

/// The error for a file in two encodings.
fn mixed(row: usize) -> Error {
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

/// A file that ends within a character.
fn cut_off(place: &Place, encoding: &str) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place.text(),
        Text::new(
            format!("文件不是有效的 {encoding}：末尾的字符不完整，文件可能被截断。"),
            format!("The file is not valid {encoding}: it ends in the middle of a character, as if cut off."),
        ),
        Text::new("请重新下载或导出该文件。", "Download or export the file again."),
    )
}

/// UTF-8 with a broken character.
fn damaged(place: &Place) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place.text(),
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
fn doubtful(place: &Place) -> Error {
    let read: String = decode_as(&place.line, Encoding::Gb18030.label()).unwrap_or_default();
    let read: String = read.trim().chars().take(40).collect();
    Error::new(
        Code::UnknownEncoding,
        &place.text(),
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

/// The error for what is not the UTF-16 that its mark says, in a line, before a byte.
pub(super) fn no_utf16(row: usize, at: usize) -> Error {
    neither(&Place { row, at, line: Vec::new() })
}

fn neither(place: &Place) -> Error {
    Error::new(
        Code::UnknownEncoding,
        &place.text(),
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
