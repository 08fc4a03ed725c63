//! What was understood of a file, for people to look at before anything is used.

use super::plan::{Role, SkipReason, Source, Territories};
use innodex_panel::error::{Problem, Severity};
use innodex_panel::json::{object, shown, words, Json, Show};
use innodex_panel::panel::{Indicator, Unit};
use innodex_panel::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// How a table is built.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A row a unit and period, a column a figure.
    Wide,
    /// A row a figure, which a column names.
    Long,
    /// A row a unit, a column a period.
    Years,
    /// Several rows a unit and period: to be grouped.
    Records,
}

/// What a file was understood as. Nothing of it is used while a remark is an error.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Understood {
    /// The name of the file.
    pub file: String,
    /// Its encoding, as the Encoding Standard calls it.
    #[ts(type = "\"utf-8\" | \"gb18030\" | \"utf-16le\" | \"utf-16be\"")]
    pub encoding: &'static str,
    /// What parts the cells.
    pub separator: String,
    /// How it is built.
    pub form: Form,
    /// The line of the header.
    pub header_row: usize,
    /// How many rows there are below it.
    pub rows: usize,
    /// The columns, from left to right.
    pub columns: Vec<ColumnSeen>,
    /// Lines that are no rows of the table.
    pub skipped: Vec<Skipped>,
    /// Where the units were looked up.
    pub territory: Territories,
    /// Whether the register of divisions would tell more: the names look as if they were divisions, and it was not given.
    pub needs_register: bool,
    /// The units that were found.
    pub units: Vec<UnitSeen>,
    /// Totals among the units: kept apart, never ranked.
    pub set_apart: Vec<Listed>,
    /// Names that are no unit, with what they could be.
    pub refused: Vec<Listed>,
    /// The periods that were found, ascending.
    pub periods: Vec<String>,
    /// The figures, as the steps of a plan call them.
    pub figures: Vec<FigureSeen>,
    /// Everything that a reader should know or has to settle.
    pub remarks: Vec<Remark>,
    /// The first rows of the table as it is read, in the order of `columns`.
    pub preview: Vec<Vec<String>>,
    /// The lines of the file as they stand, each with what it was taken for: the first and the last, and all that are more
    /// than rows of figures.
    pub lines: Vec<LineSeen>,
    /// What a plan would say to read the file just so.
    #[ts(as = "Source")]
    pub source: Source,
}

/// A line of a file and what it was taken for.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineSeen {
    /// The line of the file, or the row of the sheet; the first is 1.
    pub row: usize,
    /// What it was taken for.
    pub taken: LineTaken,
    /// Its cells from the first column of the sheet on.
    pub cells: Vec<CellSeen>,
}

/// A cell and what it was taken for.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellSeen {
    /// As it is written.
    pub text: String,
    /// What it was taken for, where that is more than the line says.
    pub taken: Option<CellTaken>,
}

/// What a line was taken for.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineTaken {
    /// What the table is about.
    Title,
    /// States the unit of measure.
    Measure,
    /// Names columns, or what the rows below are about.
    Header,
    /// A row of figures.
    Body,
    /// The figures of a total.
    Total,
    /// A note, the source.
    Note,
    /// Nothing.
    Empty,
    /// Not used.
    LeftOut,
}

/// What a cell was taken for.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellTaken {
    /// The name or code of a unit.
    Unit,
    /// A period.
    Period,
    /// A figure.
    Figure,
    /// The name of a figure.
    Indicator,
    /// A unit of measure.
    Measure,
    /// A note, a footnote's mark.
    Note,
}

/// A column of a file.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnSeen {
    /// Its header.
    pub name: String,
    /// The columns of the sheet or file that its cells stand in, by their letters.
    pub letters: Vec<String>,
    /// What it is taken for.
    pub role: Role,
    /// What its cells are.
    pub holds: Holds,
    /// Its unit of measure; empty where none is known.
    pub measure: String,
    /// How many different words or numbers it has.
    pub distinct: usize,
    /// How many cells are empty.
    pub empty: usize,
}

/// What the cells of a column are.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Words.
    Text,
    /// Numbers.
    Numbers,
    /// Years, quarters or months.
    Periods,
    /// Nothing.
    Nothing,
}

/// A line that is no row of the table.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skipped {
    /// The line of the file.
    pub row: usize,
    /// What it says.
    pub text: String,
    /// Why it is none.
    pub why: SkipReason,
}

/// A unit that was found.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitSeen {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The ways in which the file writes it.
    pub written: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
}

/// A name that is no unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// As it is written.
    pub written: String,
    /// What it is or could be, best first.
    pub meant: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
    /// The line of the first of them.
    pub first: usize,
}

/// A figure of a file.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureSeen {
    /// Its id.
    pub id: String,
    /// Its unit of measure; empty where none is known.
    pub measure: String,
    /// How many figures there are.
    pub present: usize,
    /// How many cells of units have none.
    pub missing: usize,
}

/// Something that a reader should know, or, as an error, has to settle.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Remark {
    /// Errors have to be settled; warnings list what was done.
    pub severity: Severity,
    /// What, where and what to do.
    #[serde(flatten)]
    pub error: Problem,
    /// Where, in words.
    pub location: Text,
    /// What a source of a plan would say to accept the suggestion, or, of a warning, to have it otherwise; none where there is
    /// none.
    #[ts(type = "Record<string, unknown> | null")]
    pub fix: Option<Json>,
    /// What the reader is asked; none where nothing but another file, or the plan, settles it.
    pub ask: Option<Ask>,
}

/// A question that a word answers: the source of a plan then has the word as its member, or in it.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ask {
    /// The member of the source: `period`, `accept`.
    pub member: String,
    /// The name within the member, where that is an object: what is written in the file.
    pub of: Option<String>,
    /// Likely answers, the likeliest first; another one may be given.
    pub choices: Vec<String>,
}

/// The rows of a file that are totals, as written.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Apart {
    /// The name of the file.
    pub file: String,
    /// Its header.
    pub header: Vec<String>,
    /// The cells, a list a row.
    pub rows: Vec<Vec<String>>,
}

/// What a mark says of the figures that carry it.
#[typescript]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableNote {
    /// The mark, as written: ①, *, […]; of a figure that is missing, what stands in its place: …, ND.
    pub mark: String,
    /// What the lines beside the table say of it; empty where they say nothing.
    pub text: String,
}

/// Where a figure of a panel comes from.
#[typescript]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Origins {
    /// The cell that it is, or those that it was computed of: the first fifty.
    pub cells: Vec<Origin>,
    /// How many there are.
    pub all: usize,
}

/// A cell of a file.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Origin {
    /// The name of the file.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The cell as a spreadsheet names it: D7.
    pub cell: String,
    /// The line of the file, or the row of the sheet; the first is 1.
    pub row: usize,
    /// What is written there.
    pub text: String,
    /// The figure that it is in its table.
    pub figure: String,
    /// Its period.
    pub period: String,
    /// What its mark says.
    pub note: Option<TableNote>,
}

/// Everything about an outcome but its figures.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    /// The units, in the order of the files, or of their codes where all are divisions of China.
    pub units: Vec<Unit>,
    /// The periods, ascending.
    pub periods: Vec<String>,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Everything that was skipped, set apart, left out, accepted or not found on the way.
    pub remarks: Vec<Remark>,
    /// The rows of totals, file by file.
    pub set_apart: Vec<Apart>,
    /// What the marks of figures say, each once; which figures carry which is packed beside the figures.
    pub notes: Vec<TableNote>,
}

impl TableNote {
    /// What it says; the mark itself where that is all.
    pub fn shown(&self) -> &str {
        if self.text.is_empty() {
            &self.mark
        } else {
            &self.text
        }
    }
}

shown!(TableNote { mark, text });
shown!(Origins { cells, all });
shown!(Origin { file, sheet, cell, row, text, figure, period, note });
shown!(Apart { file, header, rows });
shown!(About { units, periods, indicators, remarks, set_apart, notes });

words!(Form { Wide = "wide", Long = "long", Years = "years", Records = "records" });
words!(LineTaken {
    Title = "title",
    Measure = "measure",
    Header = "header",
    Body = "body",
    Total = "total",
    Note = "note",
    Empty = "empty",
    LeftOut = "left_out",
});
words!(CellTaken {
    Unit = "unit",
    Period = "period",
    Figure = "figure",
    Indicator = "indicator",
    Measure = "measure",
    Note = "note",
});
words!(Holds { Text = "text", Numbers = "numbers", Periods = "periods", Nothing = "nothing" });
shown!(Understood {
    file,
    encoding,
    separator,
    form,
    header_row,
    rows,
    columns,
    skipped,
    territory,
    needs_register,
    units,
    set_apart,
    refused,
    periods,
    figures,
    remarks,
    preview,
    lines,
    source,
});
shown!(LineSeen { row, taken, cells });
shown!(CellSeen { text, taken });
shown!(ColumnSeen { name, letters, role, holds, measure, distinct, empty });
shown!(Skipped { row, text, why });
shown!(UnitSeen { code, name, written, rows });
shown!(Listed { written, meant, rows, first });
shown!(Ask { member, of, choices });
shown!(FigureSeen { id, measure, present, missing });
shown!(Source {
    file,
    sheet,
    columns,
    territory,
    within,
    name,
    measures,
    accept,
    missing,
    marks,
    period,
    thousands,
    decimal_comma,
    skip,
    header,
    area,
    orientation,
    unit,
    totals
});

impl Show for Remark {
    /// The members of the problem beside severity and fix.
    fn show(&self) -> Json {
        let Problem { code, place, message, hint } = &self.error;
        object(&[
            ("severity", &self.severity),
            ("code", code),
            ("place", place),
            ("message", message),
            ("hint", hint),
            ("location", &self.location),
            ("fix", &self.fix),
            ("ask", &self.ask),
        ])
    }
}
