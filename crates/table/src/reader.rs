//! Reads a file whose bytes come piece by piece, into columns; the file itself is never there as a whole.
//!
//! What is not marked as UTF-16 is read as UTF-8 until a word is none. Then the file is read from the start once to find out
//! what it is in, and once more in that. So [`Reader::push`] and [`Reader::end`] may ask to begin again.

use super::columns::{as_text, Odd};
use super::encoding::{binary, no_utf16, Encoding, Survey};
use super::file::{refuse_other_kinds, File};
use super::layout::separator;
use super::room::Room;
use super::split::{Record, Splitter, TooLong, LONGEST_RECORD};
use innodex_panel::decode::Decoder;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;

/// So many bytes are looked at to find out what a file is.
const HEAD: usize = 1 << 18;
/// The most columns, as in a workbook.
const MOST_COLUMNS: usize = 16_384;
/// So many bytes [`File::read`] gives at a time.
const PIECE: usize = 1 << 20;

/// What comes after a piece, or after the last.
#[derive(Debug)]
pub enum Next<T> {
    /// This.
    Go(T),
    /// The file once more, from its first byte.
    Again,
}

/// Reads a file whose bytes come piece by piece.
pub struct Reader {
    name: String,
    room: Room,
    /// The encoding, where a survey found it.
    known: Option<Encoding>,
    stage: Stage,
    /// Whether only the file's beginning is given.
    sample: bool,
}

enum Stage {
    /// The first bytes are gathered.
    Head(Vec<u8>),
    /// It is not UTF-8: what is it?
    Survey(Box<Survey>),
    /// Cells go into columns.
    Cells(Box<Way>),
}

/// Why a piece does not go on.
enum Stop {
    NotUtf8,
    Refused(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Refused(error)
    }
}

impl From<Odd> for Stop {
    fn from(odd: Odd) -> Self {
        match odd {
            Odd::NotUtf8 => Stop::NotUtf8,
            Odd::Binary => Stop::Refused(binary()),
        }
    }
}

impl From<TooLong> for Stop {
    fn from(TooLong { line }: TooLong) -> Self {
        Stop::Refused(too_long(line))
    }
}

impl File {
    /// Reads the bytes of a file; `progress` is told the share that is read, from 0 to 1.
    ///
    /// # Errors
    /// What cannot be read as a table at all: `too_large`, `not_a_table`, `mixed_encodings`, `unknown_encoding`,
    /// `empty_file`, `one_column`, `no_header`, `units_as_columns`, `no_rows`.
    pub fn read(name: &str, bytes: &[u8], progress: &mut dyn FnMut(f64)) -> Result<File> {
        let mut reader = Reader::new(name, Some(bytes.len() as u64));
        loop {
            if let Next::Go(file) = pass(&mut reader, bytes, progress)? {
                progress(1.0);
                return Ok(file);
            }
        }
    }
}

/// Gives a reader all bytes once.
fn pass(reader: &mut Reader, bytes: &[u8], progress: &mut dyn FnMut(f64)) -> Result<Next<File>> {
    for (at, piece) in bytes.chunks(PIECE).enumerate() {
        progress((at * PIECE) as f64 / bytes.len() as f64);
        if let Next::Again = reader.push(piece)? {
            return Ok(Next::Again);
        }
    }
    reader.end()
}

impl Reader {
    /// Begins a file; `size` is how many bytes it has, where that is known.
    pub fn new(name: &str, size: Option<u64>) -> Reader {
        Reader {
            name: name.to_owned(),
            room: Room::new(size),
            known: None,
            stage: Stage::Head(Vec::new()),
            sample: false,
        }
    }

    /// Lets the rows take so many bytes at most.
    #[must_use]
    pub fn within(mut self, bytes: u64) -> Reader {
        self.room.most = bytes;
        self
    }

    /// Reads the beginning of a file only: it can be understood, and no plan is run on it.
    #[must_use]
    pub fn sample(mut self) -> Reader {
        self.sample = true;
        self
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// Those of [`File::read`]. `too_large` is said as soon as it can be foreseen.
    pub fn push(&mut self, piece: &[u8]) -> Result<Next<()>> {
        let done = match &mut self.stage {
            Stage::Head(head) => {
                head.extend_from_slice(piece);
                if head.len() < HEAD {
                    return Ok(Next::Go(()));
                }
                self.begin(false)
            }
            Stage::Survey(survey) => return survey.push(piece).map(Next::Go),
            Stage::Cells(way) => way.push(piece, &mut self.room),
        };
        self.next(done)
    }

    /// Takes the end of the file.
    ///
    /// # Errors
    /// Those of [`File::read`].
    pub fn end(&mut self) -> Result<Next<File>> {
        if let Stage::Head(_) = self.stage {
            let done = self.begin(true);
            if let Next::Again = self.next(done)? {
                return Ok(Next::Again);
            }
        }
        match std::mem::replace(&mut self.stage, Stage::Head(Vec::new())) {
            Stage::Survey(survey) => {
                self.known = Some(survey.finish()?);
                self.room.again();
                Ok(Next::Again)
            }
            Stage::Cells(way) => {
                let marked = way.marked;
                match way.finish(self.sample) {
                    Ok(file) => file.finish().map(Next::Go),
                    Err(Stop::Refused(error)) => Err(error),
                    Err(Stop::NotUtf8) => Ok(self.again(marked)),
                }
            }
            Stage::Head(_) => Err(binary()),
        }
    }

    /// The line that was reached.
    pub fn line(&self) -> usize {
        match &self.stage {
            Stage::Cells(way) => way.splitter.line(),
            _ => 1,
        }
    }

    fn next(&mut self, done: std::result::Result<(), Stop>) -> Result<Next<()>> {
        match (done, &self.stage) {
            (Ok(()), _) => Ok(Next::Go(())),
            (Err(Stop::Refused(error)), _) => Err(error),
            (Err(Stop::NotUtf8), Stage::Cells(way)) => {
                let marked = way.marked;
                Ok(self.again(marked))
            }
            (Err(Stop::NotUtf8), _) => Ok(self.again(false)),
        }
    }

    /// What is not UTF-8 is looked at from the start.
    fn again<T>(&mut self, marked: bool) -> Next<T> {
        self.stage = Stage::Survey(Box::new(Survey::new(marked)));
        self.room.again();
        Next::Again
    }

    /// Begins with the cells, when the first bytes are there.
    fn begin(&mut self, whole: bool) -> std::result::Result<(), Stop> {
        let Stage::Head(head) = &mut self.stage else { return Ok(()) };
        let head = std::mem::take(head);
        refuse_other_kinds(&head)?;
        let (encoding, mark) = match (self.known, &head[..]) {
            (Some(encoding), _) => (encoding, 0),
            (None, [0xff, 0xfe, ..]) => (Encoding::Utf16Le, 2),
            (None, [0xfe, 0xff, ..]) => (Encoding::Utf16Be, 2),
            (None, [0xef, 0xbb, 0xbf, ..]) => (Encoding::Utf8, 3),
            (None, _) => (Encoding::Utf8, 0),
        };
        let mut way = Way::new(&self.name, encoding, mark == 3)?;
        let bytes = &head[mark..];
        let decoded = way.decoded(bytes, false)?;
        let text = decoded.as_deref().map_or(bytes, str::as_bytes);
        if text.contains(&0) || (encoding == Encoding::Utf8 && bytes.contains(&0)) {
            return Err(binary().into());
        }
        let sample = sample(text, whole);
        let sample = match std::str::from_utf8(sample) {
            Ok(sample) => sample,
            Err(_) => {
                self.stage = Stage::Cells(Box::new(way));
                return Err(Stop::NotUtf8);
            }
        };
        refuse_other_kinds(sample.as_bytes())?;
        way.separate(separator(sample)?);
        let done = way.cut(text, bytes.len() as u64, &mut self.room);
        self.stage = Stage::Cells(Box::new(way));
        done
    }
}

/// The first bytes of a text, cut off behind a line where it goes on.
fn sample(text: &[u8], whole: bool) -> &[u8] {
    if whole {
        return text;
    }
    let line = text.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    let character = || (text.len().saturating_sub(4)..text.len()).rev().find(|at| text[*at] & 0xc0 != 0x80);
    &text[..line.or_else(character).unwrap_or(text.len())]
}

/// From bytes to columns.
struct Way {
    /// Whether the file has the mark of UTF-8.
    marked: bool,
    /// None for UTF-8.
    decoder: Option<Decoder>,
    splitter: Splitter,
    file: File,
    bytes: u64,
}

impl Way {
    fn new(name: &str, encoding: Encoding, marked: bool) -> Result<Way> {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            other => Some(Decoder::new(other.label()).ok_or_else(|| no_utf16(1, 0))?),
        };
        let file = File::begun(name, encoding, b',');
        Ok(Way { marked, decoder, splitter: Splitter::new(b','), file, bytes: 0 })
    }

    fn separate(&mut self, separator: u8) {
        self.file.separator = separator;
        self.splitter = Splitter::new(separator);
    }

    /// The text of a piece, where it is not UTF-8 already.
    fn decoded(&mut self, piece: &[u8], last: bool) -> Result<Option<String>> {
        let Some(decoder) = &mut self.decoder else { return Ok(None) };
        match decoder.push(piece, last) {
            Some(text) => Ok(Some(text)),
            None => Err(no_utf16(self.splitter.line(), self.bytes as usize)),
        }
    }

    fn push(&mut self, piece: &[u8], room: &mut Room) -> std::result::Result<(), Stop> {
        let decoded = self.decoded(piece, false)?;
        self.cut(decoded.as_deref().map_or(piece, str::as_bytes), piece.len() as u64, room)
    }

    /// Cuts text that stands for some bytes of the file.
    fn cut(&mut self, text: &[u8], bytes: u64, room: &mut Room) -> std::result::Result<(), Stop> {
        let file = &mut self.file;
        self.splitter.push(text, &mut |record| take(file, record))?;
        self.bytes += bytes;
        room.look(file, self.bytes)?;
        Ok(())
    }

    fn finish(mut self, sample: bool) -> std::result::Result<File, Stop> {
        if sample {
            // The record in which it breaks off is none.
            return Ok(File { sample, ..self.file });
        }
        let text = self.decoded(&[], true)?.unwrap_or_default();
        let file = &mut self.file;
        self.splitter.push(text.as_bytes(), &mut |record| take(file, record))?;
        self.splitter.finish(&mut |record| take(file, record))?;
        Ok(self.file)
    }
}

/// Gives a record to the file: as a row where it is one for certain.
fn take(file: &mut File, record: Record) -> std::result::Result<(), Stop> {
    if file.take_row(record)? {
        return Ok(());
    }
    if file.header.is_empty() && record.ends.len() > MOST_COLUMNS {
        return Err(too_wide(record.line, record.ends.len()).into());
    }
    as_text(record.bytes())?;
    Ok(file.take(&record.cells().collect(), record.line, file.separator)?)
}

fn too_wide(line: usize, columns: usize) -> Error {
    Error::new(
        Code::TooLarge,
        &format!("row {line}"),
        Text::new(
            format!("本行有{columns}列，最多{MOST_COLUMNS}列。"),
            format!("The row has {columns} columns; {MOST_COLUMNS} is the most."),
        ),
        Text::new(
            "请先转置表格，或删去不需要的列。",
            "Transpose the table, or take out the columns that are not needed.",
        ),
    )
}

fn too_long(line: usize) -> Error {
    let most = LONGEST_RECORD / 1_000_000;
    Error::new(
        Code::TooLarge,
        &format!("row {line}"),
        Text::new(
            format!("从本行起有一行超过 {most} MB：可能缺少一个引号（\"），或文件没有换行。"),
            format!("From here on a row is longer than {most} MB: a quote (\") may be missing, or the file has no line ends."),
        ),
        Text::new("请检查本行的引号，重新导出文件。", "Look at the quotes of this row, and export the file again."),
    )
}
