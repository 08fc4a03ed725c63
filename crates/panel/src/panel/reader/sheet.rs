//! What a panel is read from: a table of text, or one with columns of numbers among its columns, as a frame has them.

use super::number::{number, Refused};
use super::table::{check_header, no_rows, Table};
use crate::error::{Code, Error, Result};
use crate::text::Text;

/// A table of text, and beside it the columns that are numbers already.
pub(super) struct Sheet<'a> {
    pub(super) text: Table,
    /// All columns in their order.
    columns: Vec<Column>,
    /// The names of those that are numbers.
    names: Vec<String>,
    /// Their figures, `[column][row]`, NaN where missing.
    figures: &'a [f64],
    /// How many rows they have.
    length: usize,
}

#[derive(Clone, Copy)]
enum Column {
    Text(usize),
    Figures(usize),
}

impl<'a> Sheet<'a> {
    /// Of text alone.
    pub(super) fn of_text(text: Table) -> Self {
        let columns = (0..text.header.len()).map(Column::Text).collect();
        Sheet { text, columns, names: Vec::new(), figures: &[], length: 0 }
    }

    /// Of the columns of a frame: the CSV of those that are text; of all columns in their order the name where they are
    /// numbers and nothing where they are text; and the numbers, a column after the other.
    pub(super) fn of_columns(csv: &[u8], all: &[Option<String>], figures: &'a [f64]) -> Result<Self> {
        let (mut text, length) = Table::read_numbered(csv)?;
        let (mut columns, mut names, mut texts) = (Vec::new(), Vec::new(), 0);
        for name in all {
            columns.push(match name {
                Some(name) => {
                    names.push(name.trim().to_owned());
                    Column::Figures(names.len() - 1)
                }
                None => {
                    texts += 1;
                    Column::Text(texts - 1)
                }
            });
        }
        if texts != text.header.len() || names.len().checked_mul(length) != Some(figures.len()) {
            return Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("各列长短不一。", "The columns are not of one length."),
                Text::new("请使每列的行数相同。", "Give every column a figure for every row."),
            ));
        }
        // A row is blank where neither half of it holds anything.
        let holds = |row: usize| (0..names.len()).any(|f| !figures[f * length + row - 2].is_nan());
        text.rows.retain(|(row, record)| record.iter().any(|cell| !cell.trim().is_empty()) || holds(*row));
        let sheet = Sheet { text, columns, names, figures, length };
        check_header((0..sheet.columns.len()).map(|at| sheet.name(at)))?;
        if sheet.text.rows.is_empty() && sheet.text.ragged.is_empty() {
            return Err(no_rows());
        }
        Ok(sheet)
    }

    /// The numbers of all columns but some of those that are text.
    pub(super) fn columns_but(&self, keys: &[Option<usize>]) -> Vec<usize> {
        let key = |at: &usize| matches!(self.columns[*at], Column::Text(column) if keys.contains(&Some(column)));
        (0..self.columns.len()).filter(|at| !key(at)).collect()
    }

    /// A column's name.
    pub(super) fn name(&self, at: usize) -> &str {
        match self.columns[at] {
            Column::Text(column) => &self.text.header[column],
            Column::Figures(column) => &self.names[column],
        }
    }

    /// Where the name of a column of text stands, among all columns.
    pub(super) fn heading(&self, text: usize) -> String {
        let at = self.columns.iter().position(|c| matches!(c, Column::Text(column) if *column == text));
        format!("row 1, column {}", at.unwrap_or(text) + 1)
    }

    /// Whether a column is one of text.
    pub(super) fn is_text(&self, at: usize) -> bool {
        matches!(self.columns[at], Column::Text(_))
    }

    /// Whether one of the numbers is infinite, which is refused where it stands.
    pub(super) fn has_infinite(&self) -> bool {
        self.figures.iter().any(|figure| figure.is_infinite())
    }

    /// The number of a row in a column of numbers, NaN where missing.
    pub(super) fn held(&self, row: usize, at: usize) -> f64 {
        match self.columns[at] {
            Column::Text(_) => f64::NAN,
            Column::Figures(column) => self.figures[column * self.length + row - 2],
        }
    }

    /// The figure of a row and column, NaN where missing.
    pub(super) fn figure(
        &self,
        row: usize,
        record: &csv::StringRecord,
        at: usize,
    ) -> std::result::Result<f64, Refused> {
        match self.columns[at] {
            Column::Text(column) => number(&record[column]),
            Column::Figures(_) => match self.held(row, at) {
                f64::INFINITY => number("inf"),
                f64::NEG_INFINITY => number("-inf"),
                figure => Ok(figure),
            },
        }
    }
}
