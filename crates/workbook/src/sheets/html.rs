//! Tables of web pages, which many systems save under the name of a workbook.

use super::form::{decimal, percent};
use super::grid::{Grid, MOST_TEXT};
use super::kinds::no_table;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use innodex_panel::decode::decode;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::sheet::{Range, Sheet};
use innodex_panel::text::Text;
use std::borrow::Cow;

/// Of an attribute that spans rows or columns, as browsers have it.
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;
/// Tables within tables.
const DEEPEST: usize = 64;
/// Tells how far it is every so many tokens.
const STRIDE: usize = 1 << 14;

/// Each table of at least two rows of two columns, in the order in which they begin.
pub(super) fn read(bytes: &[u8], progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let text = text(bytes, None)?;
    let sheets = tables(&text, progress)?;
    match sheets.is_empty() {
        false => Ok(sheets),
        true => Err(without_table(&text)),
    }
}

#[cold]
pub(super) fn without_table(text: &str) -> Error {
    match text.contains("<frameset") || text.contains("<FRAMESET") {
        true => Error::new(
            Code::NotATable,
            "",
            Text::new(
                "这个网页只引用同名文件夹中的工作表，自身没有表格。",
                "The page only refers to sheets in the folder beside it; it holds no table itself.",
            ),
            Text::new("请在 Excel 中打开，另存为 XLSX。", "Open it in Excel and save it as XLSX."),
        ),
        false => no_table("网页中没有两行两列以上的表格", "The page has no table of at least two rows and two columns"),
    }
}

/// The text of a page: by its mark, by what a protocol or the page itself says, as UTF-8, or as GB18030.
pub(super) fn text<'a>(bytes: &'a [u8], stated: Option<&str>) -> Result<Cow<'a, str>> {
    let marked = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, "utf-16le")),
        [0xfe, 0xff, rest @ ..] => Some((rest, "utf-16be")),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some((rest, "utf-8")),
        _ => None,
    };
    let (bytes, label) = match marked {
        Some((rest, label)) => (rest, Some(label.to_owned())),
        None => (bytes, stated.map(str::to_owned).or_else(|| declared(bytes))),
    };
    if let Ok(text) = std::str::from_utf8(bytes) {
        if label.as_deref().is_none_or(|label| !label.starts_with("utf-16")) || marked.is_none() {
            return Ok(Cow::Borrowed(text));
        }
    }
    // Pages that say GB2312 are GBK, or GB18030.
    let label = match label.as_deref() {
        None | Some("gb2312" | "gbk" | "gb_2312-80" | "x-gbk") => "gb18030",
        Some(label) => label,
    };
    decode(bytes, label).map(Cow::Owned).ok_or_else(|| {
        Error::new(
            Code::UnknownEncoding,
            "",
            Text::new(format!("网页不是有效的 {label} 文本。"), format!("The page is not valid as {label}.")),
            Text::new(
                "请用浏览器或 Excel 打开，另存为 XLSX。",
                "Open it in a browser or in Excel, and save it as XLSX.",
            ),
        )
    })
}

/// What `<meta charset>` says, in the first kilobytes as browsers have it.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, after) = start.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    Some(label).filter(|label| !label.is_empty())
}

/// Tables of a text.
pub(super) fn tables(text: &str, progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let mut emitter: DefaultEmitter<usize> = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page { room: MOST_TEXT, ..Page::default() };
    for (count, token) in Tokenizer::new_with_emitter(text, emitter).enumerate() {
        let Ok(token) = token;
        if count % STRIDE == STRIDE - 1 {
            progress(page.at as f64 / text.len() as f64);
        }
        match token {
            Token::StartTag(tag) => page.begins(&tag)?,
            Token::EndTag(tag) => page.ends(&tag.name)?,
            Token::String(text) => {
                page.at = text.span.end;
                page.says(&String::from_utf8_lossy(&text.value));
            }
            _ => {}
        }
    }
    while !page.open.is_empty() {
        page.table_ends()?;
    }
    let mut sheets: Vec<(usize, Sheet)> = page.done;
    sheets.sort_by_key(|(order, _)| *order);
    let mut sheets: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    name(&mut sheets, text);
    Ok(sheets)
}

/// Names them as Excel does in a page that it has saved, where it has as many sheets as tables are found.
fn name(sheets: &mut [Sheet], text: &str) {
    let names: Vec<&str> = text.split("<x:Name>").skip(1).filter_map(|rest| rest.split("</x:Name>").next()).collect();
    if names.len() == sheets.len() {
        for (sheet, name) in sheets.iter_mut().zip(names) {
            sheet.name = name.trim().to_owned();
        }
    }
}

/// A page while it is read.
#[derive(Default)]
struct Page {
    /// The tables that are open, each within the one before.
    open: Vec<Table>,
    /// Tables that are read, by the order in which they began.
    done: Vec<(usize, Sheet)>,
    begun: usize,
    room: usize,
    at: usize,
}

/// A table while it is read.
struct Table {
    order: usize,
    grid: Grid,
    /// The row that is being read; none before the first.
    row: Option<u32>,
    column: u32,
    /// Of each column, the row up to which a cell above reaches down.
    reserved: Vec<u32>,
    cell: Option<Cell>,
    rows: u32,
    columns: u32,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: u32,
    span: [u32; 2],
    text: String,
    /// The value that a spreadsheet has left beside what is shown.
    value: Option<f64>,
}

impl Page {
    fn begins(&mut self, tag: &StartTag<usize>) -> Result<()> {
        match tag.name.as_slice() {
            b"table" => {
                if self.open.len() >= DEEPEST {
                    return Err(no_table("网页中的表格嵌套过深", "Tables of the page are nested too deeply"));
                }
                let grid = Grid::new("", false, self.room);
                let order = self.begun;
                self.open.push(Table {
                    order,
                    grid,
                    row: None,
                    column: 0,
                    reserved: Vec::new(),
                    cell: None,
                    rows: 0,
                    columns: 0,
                });
                self.begun += 1;
                Ok(())
            }
            name => match self.open.last_mut() {
                Some(table) => table.begins(name, tag),
                None => Ok(()),
            },
        }
    }

    fn ends(&mut self, name: &[u8]) -> Result<()> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        match name {
            b"table" => self.table_ends(),
            b"td" | b"th" | b"caption" => table.cell_ends(),
            b"tr" | b"thead" | b"tbody" | b"tfoot" => table.row_ends(),
            b"p" | b"div" | b"li" => {
                table.breaks();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn says(&mut self, text: &str) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.says(text);
        }
    }

    fn table_ends(&mut self) -> Result<()> {
        let Some(mut table) = self.open.pop() else { return Ok(()) };
        table.row_ends()?;
        if table.rows >= 2 && table.columns >= 2 {
            let sheet = table.grid.finish()?;
            self.room = self.room.saturating_sub(sheet.cells.len());
            self.done.push((table.order, sheet));
        }
        Ok(())
    }
}

impl Table {
    fn begins(&mut self, name: &[u8], tag: &StartTag<usize>) -> Result<()> {
        match name {
            b"tr" => {
                self.row_ends()?;
                self.row_begins(tag);
            }
            b"thead" | b"tbody" | b"tfoot" => self.row_ends()?,
            // A title of the table is a line above it.
            b"caption" => {
                self.row_ends()?;
                self.row_begins(tag);
                self.cell = Some(Cell { span: [1, 1], ..Cell::default() });
            }
            b"td" | b"th" => {
                self.cell_ends()?;
                self.row.get_or_insert(self.rows);
                self.cell_begins(tag);
            }
            b"br" => {
                if let Some(cell) = &mut self.cell {
                    cell.line();
                }
            }
            b"p" | b"div" | b"li" => self.breaks(),
            _ => {}
        }
        Ok(())
    }

    fn row_begins(&mut self, tag: &StartTag<usize>) {
        (self.row, self.column) = (Some(self.rows), 0);
        let style = attribute(tag, b"style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        if style.contains("display:none") {
            self.grid.hide_row(self.rows);
        }
    }

    fn cell_begins(&mut self, tag: &StartTag<usize>) {
        let row = self.row.unwrap_or(0);
        while self.reserved.get(self.column as usize).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let span = |name: &[u8], most: u32| {
            attribute(tag, name).and_then(|n| n.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
        };
        let value = |name: &[u8]| attribute(tag, name).and_then(|n| n.trim().parse::<f64>().ok());
        let span = [span(b"rowspan", MOST_ROWS), span(b"colspan", MOST_COLUMNS)];
        self.cell = Some(Cell {
            column: self.column,
            span,
            text: String::new(),
            value: value(b"x:num").or_else(|| value(b"sdval")),
        });
    }

    fn breaks(&mut self) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.trim().is_empty() && !cell.text.ends_with('\n'))
        {
            cell.line();
        }
    }

    fn cell_ends(&mut self) -> Result<()> {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row) else { return Ok(()) };
        let [rows, columns] = cell.span;
        let end = cell.column + columns;
        self.grid.text(row, cell.column, &cell.written())?;
        if (rows, columns) != (1, 1) && self.is_free(row, cell.column, end) {
            self.grid.merge(Range { top: row, left: cell.column, bottom: row + rows - 1, right: end - 1 })?;
        }
        if self.reserved.len() < end as usize {
            self.reserved.resize(end as usize, 0);
        }
        self.reserved[cell.column as usize..end as usize]
            .iter_mut()
            .for_each(|until| *until = (*until).max(row + rows));
        self.column = end;
        self.columns = self.columns.max(end);
        Ok(())
    }

    /// Whether no cell above reaches into these columns.
    fn is_free(&self, row: u32, from: u32, to: u32) -> bool {
        (from..to).all(|column| self.reserved.get(column as usize).is_none_or(|until| *until <= row))
    }

    fn row_ends(&mut self) -> Result<()> {
        self.cell_ends()?;
        if let Some(row) = self.row.take() {
            self.rows = row + 1;
        }
        self.column = 0;
        Ok(())
    }
}

impl Cell {
    /// White space is one space, as browsers show it; spaces that do not break stay, for they indent.
    fn says(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.text.push(' '),
                '\u{a0}' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }

    fn line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// The text; where a spreadsheet has left the number behind it, that in full.
    fn written(&self) -> String {
        let shown = self.text.trim_end().trim_start_matches('\n');
        // Not of dates, which are numbers too.
        let plain: String = shown.chars().filter(|c| !matches!(c, ',' | ' ' | '%' | '(' | ')')).collect();
        let Some(value) = self.value.filter(|_| plain.parse::<f64>().is_ok()) else { return shown.to_owned() };
        let mut text = String::new();
        match shown.ends_with('%') {
            true => percent(value, &mut text),
            false => decimal(value, &mut text),
        }
        text
    }
}

fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}
