//! Reads a file whose bytes come piece by piece, into columns; the file itself is never there as a whole.
//!
//! What is not marked as UTF-16 is read as UTF-8 until a word is none. Then the file is read from the start once to find out
//! what it is in, and once more in that. So [`Reader::push`] and [`Reader::end`] may ask to begin again.

use super::columns::as_text;
use super::encoding::{binary, no_utf16, Encoding, Survey};
use super::file::{refuse_other_kinds, File};
use super::layout::separator;
use super::room::Room;
use super::rows::{check_widths, take, Stop};
use super::split::Splitter;
use super::text::{LARGE, LARGEST};
use innodex_panel::decode::Decoder;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;

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
    /// Whether the file has the mark of UTF-8.
    marked: bool,
    stage: Stage,
    /// From so many bytes on it is not held as a whole.
    large: usize,
    /// Whether only the file's beginning is given.
    sample: bool,
}

enum Stage {
    /// The first bytes are gathered: a file that is not large is there then.
    Head(Vec<u8>),
    /// It is not UTF-8: what is it?
    Survey(Box<Survey>),
    /// Cells go into columns.
    Cells(Box<Way>),
    /// It was all there, and is read.
    Done(Box<File>),
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
            marked: false,
            stage: Stage::Head(Vec::new()),
            large: LARGE,
            sample: false,
        }
    }

    /// Lets the rows take so many bytes at most.
    #[must_use]
    pub fn within(mut self, bytes: u64) -> Reader {
        self.room.most = bytes;
        self
    }

    /// Holds a file as a whole only where it has less than so many bytes.
    #[must_use]
    pub fn whole_below(mut self, bytes: usize) -> Reader {
        self.large = bytes.max(1);
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
    pub fn push(&mut self, mut piece: &[u8]) -> Result<Next<()>> {
        if let Stage::Head(head) = &mut self.stage {
            // The same bytes whatever the pieces are.
            let first = piece.len().min(self.large - head.len());
            head.extend_from_slice(&piece[..first]);
            piece = &piece[first..];
            if head.len() < self.large {
                return Ok(Next::Go(()));
            }
            let done = self.begin(false);
            if let Next::Again = self.next(done)? {
                return Ok(Next::Again);
            }
        }
        let done = match &mut self.stage {
            Stage::Survey(survey) => return survey.push(piece).map(Next::Go),
            Stage::Cells(way) => way.push(piece, &mut self.room),
            Stage::Head(_) | Stage::Done(_) => Ok(()),
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
                self.known = Some(survey.finish(self.sample)?);
                self.room.again();
                Ok(Next::Again)
            }
            Stage::Cells(way) => match way.finish(self.sample) {
                Ok(file) => Ok(Next::Go(file)),
                Err(Stop::Refused(error)) => Err(error),
                Err(Stop::NotUtf8) => Ok(self.again()),
            },
            Stage::Done(file) => Ok(Next::Go(File { sample: self.sample, ..*file })),
            Stage::Head(_) => Err(binary()),
        }
    }

    fn next(&mut self, done: std::result::Result<(), Stop>) -> Result<Next<()>> {
        match done {
            Ok(()) => Ok(Next::Go(())),
            Err(Stop::Refused(error)) => Err(error),
            Err(Stop::NotUtf8) => Ok(self.again()),
        }
    }

    /// What is not UTF-8 is looked at from the start.
    fn again<T>(&mut self) -> Next<T> {
        self.stage = Stage::Survey(Box::new(Survey::new(self.marked)));
        self.room.again();
        Next::Again
    }

    /// Begins with the cells, when the first bytes are there; `whole`: they are all.
    fn begin(&mut self, whole: bool) -> std::result::Result<(), Stop> {
        let Stage::Head(head) = &mut self.stage else { return Ok(()) };
        let head = std::mem::take(head);
        refuse_other_kinds(&head)?;
        let (mut source, mark) = Bytes::of(&head, self.known)?;
        let bytes = &head[mark..];
        let decoded = source.text(bytes, whole && !self.sample)?;
        let text = decoded.as_deref().map_or(bytes, str::as_bytes);
        if text.contains(&0) {
            return Err(binary().into());
        }
        let sure = if whole && !self.sample { text } else { lines_of(text) };
        self.marked = source.marked;
        let sure = std::str::from_utf8(sure).map_err(|_| Stop::NotUtf8)?;
        refuse_other_kinds(sure.as_bytes())?;
        let separator = separator(sure)?;
        check_widths(sure, separator)?;
        let file = File::new(&self.name, source.encoding, separator, None);
        if whole {
            self.stage = Stage::Done(Box::new(file.of_text(sure, None)?));
            return Ok(());
        }
        let laid_out = !file.is_plain(sure, None);
        let mut way =
            Way { source, splitter: Splitter::new(separator), file, laid_out: laid_out.then(Vec::new), bytes: 0 };
        let done = way.cut(text, bytes.len() as u64, &mut self.room);
        self.stage = Stage::Cells(Box::new(way));
        done
    }
}

/// The whole lines of a text that breaks off, or, where there is none, its whole characters.
fn lines_of(text: &[u8]) -> &[u8] {
    let line = text.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    let character = || (text.len().saturating_sub(4)..text.len()).rev().find(|at| text[*at] & 0xc0 != 0x80);
    &text[..line.or_else(character).unwrap_or(text.len())]
}

/// The bytes of a file, and what they are in.
struct Bytes {
    encoding: Encoding,
    /// Whether they begin with the mark of UTF-8.
    marked: bool,
    /// None for UTF-8.
    decoder: Option<Decoder>,
}

impl Bytes {
    /// What a file is in by its mark, or what is known of it; and how many bytes the mark has.
    fn of(head: &[u8], known: Option<Encoding>) -> Result<(Bytes, usize)> {
        let (encoding, mark) = match (known, head) {
            (Some(encoding), _) => (encoding, 0),
            (None, [0xff, 0xfe, ..]) => (Encoding::Utf16Le, 2),
            (None, [0xfe, 0xff, ..]) => (Encoding::Utf16Be, 2),
            (None, [0xef, 0xbb, 0xbf, ..]) => (Encoding::Utf8, 3),
            (None, _) => (Encoding::Utf8, 0),
        };
        let decoder = match encoding {
            Encoding::Utf8 => None,
            other => Some(Decoder::new(other.label()).ok_or_else(|| no_utf16(1, 0))?),
        };
        Ok((Bytes { encoding, marked: mark == 3, decoder }, mark))
    }

    /// The text of a piece, where it is not UTF-8 already.
    fn text(&mut self, piece: &[u8], last: bool) -> Result<Option<String>> {
        let Some(decoder) = &mut self.decoder else { return Ok(None) };
        decoder.push(piece, last).map(Some).ok_or_else(|| no_utf16(1, 0))
    }
}

/// From the bytes of a large file to columns.
struct Way {
    source: Bytes,
    splitter: Splitter,
    file: File,
    /// The text, where it is laid out otherwise than one line of names over rows of units.
    laid_out: Option<Vec<u8>>,
    /// How far it is read.
    bytes: u64,
}

impl Way {
    fn push(&mut self, piece: &[u8], room: &mut Room) -> std::result::Result<(), Stop> {
        let decoded =
            self.source.text(piece, false).map_err(|_| no_utf16(self.splitter.line(), self.bytes as usize))?;
        self.cut(decoded.as_deref().map_or(piece, str::as_bytes), piece.len() as u64, room)
    }

    /// Cuts text that stands for some bytes of the file.
    fn cut(&mut self, text: &[u8], bytes: u64, room: &mut Room) -> std::result::Result<(), Stop> {
        self.bytes += bytes;
        if let Some(all) = &mut self.laid_out {
            if all.len() + text.len() > LARGEST {
                return Err(too_large_laid_out().into());
            }
            all.extend_from_slice(text);
            return Ok(());
        }
        let file = &mut self.file;
        self.splitter.push(text, &mut |record| take(file, record))?;
        room.look(file, self.bytes)?;
        Ok(())
    }

    fn finish(mut self, sample: bool) -> std::result::Result<File, Stop> {
        let file = &mut self.file;
        if !sample {
            let text = self.source.text(&[], true)?.unwrap_or_default();
            if let Some(mut all) = self.laid_out {
                all.extend(text.into_bytes());
                let text = as_text(&all)?;
                return Ok(self.file.of_text(text, None)?);
            }
            self.splitter.push(text.as_bytes(), &mut |record| take(file, record))?;
            self.splitter.finish(&mut |record| take(file, record))?;
        } else if let Some(all) = self.laid_out {
            let lines = as_text(lines_of(&all))?;
            return Ok(File { sample, ..self.file.of_text(lines, None)? });
        }
        // Of a sample the record in which it breaks off is none.
        Ok(File { sample, ..self.file.finish()? })
    }
}

fn too_large_laid_out() -> Error {
    let most = LARGEST / 1_000_000;
    Error::new(
        Code::TooLarge,
        "",
        Text::new(
            format!("文件超过 {most} MB，而且不是一行表头、每行一个单位的形式。"),
            format!("The file has more than {most} MB, and is not one line of names over rows of units."),
        ),
        Text::new(
            "请先删去标题行、合并多行表头，或拆成几个文件。",
            "Take the title lines away, make the header one line, or split the file.",
        ),
    )
}
