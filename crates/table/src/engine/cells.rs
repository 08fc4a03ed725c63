//! The cells of the rows that are read: figures, words and units of measure.

use super::carried::{self, FORMULA};
use super::cell_faults::{cells_differ, digits_behind, mark_unexplained, may_be_missing, mend_of, not_computed};
use super::columns::Cells;
use super::file::File;
use super::footnotes::{marked_value, Footnotes};
use super::headers::{is_counter, names_a_value};
use super::layout::Beside;
use super::marks::spaced_figure;
use super::plan::{Role, Source};
use super::read::Words;
use super::remarks::{fix, Remarks};
use super::roles::Roles;
use super::understood::{Ask, Form, Holds};
use super::written;
use innodex_panel::error::{Code, Error};
use innodex_panel::json::Json;
use innodex_panel::measure;
use innodex_panel::panel::{comma_number, number, separated_number};
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// Reads the kept rows of a file, column by column.
pub(super) struct Reader<'a> {
    pub(super) file: &'a File,
    pub(super) source: &'a Source,
    pub(super) roles: &'a Roles,
    /// The rows that are read, ascending.
    pub(super) rows: &'a [usize],
    pub(super) remarks: &'a mut Remarks,
    /// What footnotes say of single figures.
    pub(super) footnotes: Footnotes,
}

impl Reader<'_> {
    /// The columns of figures.
    pub(super) fn figures(&mut self, beside: &Beside) -> Vec<(String, String, Vec<f64>)> {
        let columns: Vec<usize> = self.roles.columns(Role::Figure).collect();
        let one = |c: usize| {
            let id = self.file.id_of(c, self.source);
            let unnamed = columns.len() == 1 && names_a_value(&self.file.header[c]);
            let id = self
                .source
                .name
                .clone()
                .filter(|_| columns.len() == 1 && self.roles.form != Form::Years)
                .unwrap_or_else(|| {
                    if unnamed && self.roles.column(Role::Indicator).is_none() {
                        self.file.stem().to_owned()
                    } else {
                        id
                    }
                });
            (c, id, self.file.measure_of(c, self.source, beside))
        };
        let named: Vec<_> = columns.iter().map(|c| one(*c)).collect();
        let read = |(c, id, measure)| (id, measure, self.numbers(c, beside));
        let figures: Vec<(String, String, Vec<f64>)> = named.into_iter().map(read).collect();
        self.footnotes.spread(self.file, self.rows, &columns);
        self.marked_units(&figures);
        figures
    }

    /// Compares the units of measure that header, plan and cells of a column state.
    fn compare_measures(&mut self, column: usize, carried: Option<&str>, beside: &Beside) {
        let header = &self.file.header[column];
        let place = format!("column {header}");
        let told = self.source.measures.get(&self.file.id_of(column, self.source));
        if let (Some(told), Some((_, own))) = (told, measure::in_header(header)) {
            if !measure::agree(told, own) {
                self.remarks.warn(
                    Code::MixedMeasures,
                    &place,
                    Text::new(
                        format!("列名写“{own}”，方案写“{told}”：按方案，数值不作换算。"),
                        format!(
                            "The header says {own} and the plan {told}: the plan counts, and no figure is converted."
                        ),
                    ),
                );
            }
        }
        if let Some(unit) = carried {
            let stated = self.file.stated_measure(column, self.source, beside);
            match carried::together(&stated, unit) {
                Some(whole) => self.remarks.warn(
                    Code::MeasureInCells,
                    &place,
                    Text::new(
                        format!("“{header}”列的数值后写有“{unit}”：读作以“{whole}”计的数值。"),
                        format!("The cells of column \"{header}\" carry {unit}: they are read as figures in {whole}."),
                    ),
                ),
                None => self.remarks.error(
                    Error::new(
                        Code::MixedMeasures,
                        &place,
                        Text::new(
                            format!("计量单位不一：列名或表头写“{stated}”，数值后写“{unit}”。"),
                            format!("Two units of measure: {stated} is stated, and the cells carry {unit}."),
                        ),
                        Text::new("请统一计量单位。", "Bring them to one unit of measure."),
                    ),
                    None,
                ),
            }
        }
    }

    /// How the cells of a column are written, with what is to be said of it.
    fn manner(&mut self, column: usize, beside: &Beside) -> Manner {
        let carried = carried::unit_of(&self.file.columns[column]);
        let header = &self.file.header[column];
        let place = format!("column {header}");
        self.compare_measures(column, carried.as_deref(), beside);
        let comma = self.source.decimal_comma || self.parted_by_semicolons(column);
        let with_comma =
            self.file.columns[column].first_word(|word| comma && comma_number(carried::figure(word)).is_some());
        if let Some(word) = with_comma.as_deref().filter(|_| !self.source.decimal_comma) {
            let pointed = word.replace(',', ".");
            self.remarks.warn(
                Code::DecimalComma,
                &place,
                Text::new(
                    format!("各列以分号分隔，逗号读作小数点：“{word}”读作 {pointed}。"),
                    format!(
                        "The cells are parted by semicolons, and commas are decimal: \"{word}\" is read as {pointed}."
                    ),
                ),
            );
        }
        Manner { carried, comma: with_comma.is_some() }
    }

    /// Whether commas are decimal because semicolons part the cells, and nothing in the column says otherwise.
    fn parted_by_semicolons(&self, column: usize) -> bool {
        let otherwise = |word: &str| {
            let word = carried::figure(word);
            word.contains(',') && comma_number(word).is_none() && separated_number(word).is_some()
        };
        self.file.separator == b';'
            && !self.source.thousands
            && self.file.columns[column].first_word(otherwise).is_none()
    }

    /// The numbers of a column, in the kept rows.
    fn numbers(&mut self, column: usize, beside: &Beside) -> Vec<f64> {
        let manner = self.manner(column, beside);
        match &self.file.columns[column] {
            Cells::Words { numbers, words, .. } => {
                let mut firsts: Vec<Option<usize>> = vec![None; words.len()];
                for row in self.rows.iter().rev() {
                    firsts[numbers[*row] as usize] = Some(*row);
                }
                // In the order of the rows, so that the first remark is about the first of them.
                let mut order: Vec<usize> = (0..words.len()).filter(|w| firsts[*w].is_some()).collect();
                order.sort_by_key(|w| firsts[*w]);
                let mut values = vec![f64::NAN; words.len()];
                for word in order {
                    values[word] = self.cell(words.word(word as u32), firsts[word].unwrap_or(0), column, &manner);
                }
                self.rows.iter().map(|row| values[numbers[*row] as usize]).collect()
            }
            Cells::Figures { figures, odd } => {
                let mut all: Vec<f64> = self.rows.iter().map(|row| figures[*row]).collect();
                for (row, cell) in odd {
                    if let Ok(at) = self.rows.binary_search(&(*row as usize)) {
                        all[at] = self.cell(cell, *row as usize, column, &manner);
                    }
                }
                all
            }
        }
    }

    /// One cell that is not a plain number for certain.
    fn cell(&mut self, cell: &str, row: usize, column: usize, manner: &Manner) -> f64 {
        if cell.is_empty() {
            return f64::NAN;
        }
        let place = self.file.place(row, column);
        if carried::says_missing(self.source, cell) {
            self.footnotes.meet_missing(cell, &place, self.source);
            return f64::NAN;
        }
        match (&manner.carried, carried::split(cell)) {
            (Some(unit), Some((figure, own))) if measure::agree(unit, own) => {
                return self.bare(figure, cell, &place, manner);
            }
            // No unit is needed for nothing.
            (Some(unit), own) if own.is_some() || number(cell).is_ok_and(|value| value != 0.0) => {
                let own = own.map_or("", |(_, own)| own);
                self.remarks.error(cells_differ(&place, unit, own), None);
            }
            (None, Some((_, own))) => {
                let error = Error::new(
                    Code::NotANumber,
                    &place,
                    Text::new(
                        format!("“{cell}”不是数字：带有计量单位“{own}”，而本列其他数值没有。"),
                        format!("\"{cell}\" is not a number: it carries {own}, and other cells of the column do not."),
                    ),
                    Text::new(
                        "请统一计量单位，并写进列名，如“占比（%）”。",
                        "Bring the column to one unit of measure and write it in the header: \"share (%)\".",
                    ),
                );
                self.remarks.error(error, None);
            }
            (_, None | Some(_)) => return self.bare(cell, cell, &place, manner),
        }
        f64::NAN
    }

    /// The number of a cell without its unit of measure; `cell` is all of it.
    fn bare(&mut self, text: &str, cell: &str, place: &str, manner: &Manner) -> f64 {
        let (code, message, hint) = match manner.read(text, cell) {
            Ok(value) => return value,
            Err(fault) => fault,
        };
        let fault = |code| Error::new(code, place, message.clone(), hint.clone());
        if code == Code::ThousandsSeparator || code == Code::FullWidthDigits {
            if let (true, Some(value)) = (self.source.thousands, separated_number(text)) {
                return value;
            }
            self.remarks.error(fault(code), fix("thousands", Json::Bool(true)));
        } else if !self.ask_missing(cell, place) {
            if let Some(value) = self.footnotes.marked(text, cell, place, self.source) {
                return value;
            }
            if !self.ask_mark(text, cell, place) {
                self.refuse(text, cell, fault(code), manner);
            }
        }
        f64::NAN
    }

    /// Asks about a cell that may stand for no figure: a mark, a formula without a result or one that failed. Says whether it is
    /// one.
    fn ask_missing(&mut self, cell: &str, place: &str) -> bool {
        let (code, (message, hint), mark) = match () {
            () if written::means_missing(cell) || ["x", "X", "×"].contains(&cell) => {
                (Code::MissingMark, may_be_missing(cell), cell)
            }
            () if carried::is_fault(cell) => (Code::NotANumber, not_computed(cell), cell),
            // One answer for all of them: each is another formula.
            () if carried::is_formula(cell) => (Code::NotANumber, not_computed(cell), FORMULA),
            () => return false,
        };
        let answer = fix("missing", Json::List(vec![Json::Text(mark.to_owned())]));
        self.remarks.error(Error::new(code, place, message, hint), answer);
        true
    }

    /// Asks what a mark beside a figure means. Says whether there is one.
    fn ask_mark(&mut self, text: &str, cell: &str, place: &str) -> bool {
        let ask = |mark: String, choices: Vec<String>| Ask { member: "marks".into(), of: Some(mark), choices };
        if let Some((_, mark)) = marked_value(text, self.source) {
            self.remarks.ask(mark_unexplained(place, cell, &mark), ask(mark, Vec::new()));
        } else if let Some((figure, digits)) = spaced_figure(text).filter(|(figure, _)| number(figure).is_ok()) {
            let choices = self.footnotes.of_digit(&digits).into_iter().collect();
            self.remarks.ask(digits_behind(place, cell, figure, &digits), ask(digits, choices));
        } else {
            return false;
        }
        true
    }

    /// Refuses a cell that is no number, with what would make it one.
    fn refuse(&mut self, text: &str, cell: &str, fault: Error, manner: &Manner) {
        let pointed = manner.is_pointed(text);
        if fault.code == Code::NotANumber && !pointed && carried::is_marked(cell) {
            let mut problem = fault.problem();
            problem.hint = Text::new(
                "请只写数字：脚注标记、“约”、货币符号等请另写，或留空。",
                "Write the number alone: footnotes, \"about\" and signs of currency elsewhere; or leave the cell empty.",
            );
            return self.remarks.error(problem.into(), None);
        }
        let decimal = !pointed && comma_number(text).is_some();
        let answer = decimal.then(|| fix("decimal_comma", Json::Bool(true))).flatten();
        self.remarks.error(fault, answer);
    }

    /// A column of words, in the kept rows.
    pub(super) fn words(&self, column: usize) -> Words {
        let (numbers, words) = self.file.columns[column].as_words();
        Words {
            name: self.file.header[column].clone(),
            words: words.all().to_vec(),
            numbers: self.rows.iter().map(|row| numbers[*row]).collect(),
        }
    }

    /// The names of the rows' figures: the words of the columns that name them, put together.
    pub(super) fn indicator(&mut self) -> Option<Words> {
        let columns: Vec<usize> = self.roles.columns(Role::Indicator).collect();
        if columns.len() == 1 {
            return Some(self.words(columns[0]));
        }
        columns.first()?;
        let mut words = super::words::Words::new();
        let cells: Vec<_> = columns.iter().map(|c| self.file.columns[*c].as_words()).collect();
        let joined = |row: &usize| cells.iter().map(|(n, w)| w.word(n[*row])).collect::<Vec<_>>().join(" ");
        let numbers = self.rows.iter().map(|row| words.number(&joined(row))).collect();
        let name = columns.iter().map(|c| self.file.header[*c].as_str()).collect::<Vec<_>>().join(" ");
        Some(Words { name, words: words.all().to_vec(), numbers })
    }

    /// The unit of measure of each name, and that it is one.
    pub(super) fn measures(&mut self, names: Option<&Words>, beside: &Beside) -> BTreeMap<String, String> {
        let mut measures = BTreeMap::new();
        let Some(column) = self.roles.column(Role::Measure) else {
            for word in names.iter().flat_map(|n| &n.words) {
                let known = self.source.measures.get(word).cloned().or_else(|| beside.measure.clone());
                measures.extend(known.map(|measure| (word.clone(), measure)));
            }
            return measures;
        };
        let (numbers, words) = self.file.columns[column].as_words();
        let mut of_name: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        let mut mixed: Vec<u32> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let name = names.map_or(0, |n| n.numbers[at]);
            let (measure, first) = *of_name.entry(name).or_insert((numbers[*row], *row));
            let (a, b) = (words.word(measure), words.word(numbers[*row]));
            if measure != numbers[*row] && !measure::agree(a, b) && !mixed.contains(&name) {
                mixed.push(name);
                let line = self.file.lines[first];
                let error = Error::new(
                    Code::MixedMeasures,
                    &self.file.place(*row, column),
                    Text::new(
                        format!("同一指标的计量单位不一：此处为“{b}”，第{line}行为“{a}”。"),
                        format!("One figure in two units of measure: here {b}, in row {line} {a}."),
                    ),
                    mend_of(&self.file.header[column], a, b),
                );
                self.remarks.error(error, None);
            }
        }
        for (name, (measure, _)) in of_name {
            let word = names.map_or("", |n| &n.words[name as usize]);
            let stated = self.source.measures.get(word).cloned();
            measures.insert(word.to_owned(), stated.unwrap_or_else(|| words.word(measure).to_owned()));
        }
        measures
    }

    /// Says which columns are not used.
    pub(super) fn left_out(&mut self) {
        for c in self.roles.columns(Role::LeftOut) {
            let header = &self.file.header[c];
            let holds = self.roles.profiles[c].holds;
            if holds == Holds::Nothing || self.source.columns.get(header).is_some() {
                continue;
            }
            let numbers = matches!(holds, Holds::Numbers | Holds::Periods);
            let (zh, en) = if numbers && self.roles.form == Form::Years && !is_counter(header) {
                ("与各时期的列并列而不是时期，未使用", "stands beside columns of periods and is none: it is not used")
            } else if numbers {
                ("只是序号，未使用", "only counts the rows: it is not used")
            } else {
                ("不是数值，也不区分各行，未使用", "holds no figures and does not tell rows apart: it is not used")
            };
            self.remarks.warn(
                Code::ColumnLeftOut,
                &format!("column {header}"),
                Text::new(format!("“{header}”列{zh}。"), format!("Column \"{header}\" {en}.")),
            );
        }
    }
}

/// How the cells of a column are written.
struct Manner {
    /// The unit of measure that most of them carry.
    carried: Option<String>,
    /// Whether their commas are decimal ones.
    comma: bool,
}

impl Manner {
    /// Whether a point is none of decimals for certain, since the column has decimal commas.
    fn is_pointed(&self, text: &str) -> bool {
        self.comma && text.contains('.')
    }

    /// The number that a text is, as the column is written; else what is wrong and what to do.
    fn read(&self, text: &str, cell: &str) -> Result<f64, (Code, Text, Text)> {
        let pointed = self.is_pointed(text);
        if let Some(value) = comma_number(text).filter(|_| self.comma && !pointed) {
            return Ok(value);
        }
        let value = number(text)?;
        match pointed {
            false => Ok(value),
            true => Err((
                Code::NotANumber,
                Text::new(
                    format!("“{cell}”含点，而本列以逗号为小数点：不知是小数点还是千位分隔符。"),
                    format!("\"{cell}\" has a point in a column of decimal commas: a decimal point or a separator?"),
                ),
                Text::new("请统一写法。", "Write the column in one way."),
            )),
        }
    }
}
