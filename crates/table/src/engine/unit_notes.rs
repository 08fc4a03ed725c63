//! Marks of footnotes behind the names of units: what they say is a note of the unit's figures.

use super::cells::Reader;
use super::marks::bare_name;
use super::plan::Role;
use super::understood::TableNote;
use innodex_panel::error::Code;
use innodex_panel::text::Text;
use std::collections::BTreeMap;

impl Reader<'_> {
    /// Keeps what marks behind the names of units say with the units' figures, and says so; `figures` are those of each column.
    pub(super) fn marked_units(&mut self, figures: &[(String, String, Vec<f64>)]) {
        let Some(column) = self.roles.column(Role::Unit) else { return };
        let (numbers, words) = self.file.columns[column].as_words();
        let notes: Vec<Option<TableNote>> = words.all().iter().map(|word| self.note_of(word)).collect();
        if notes.iter().all(Option::is_none) {
            return;
        }
        let mut own: BTreeMap<(usize, usize), u32> =
            self.footnotes.figures.iter().map(|(at, figure, note)| ((*at, *figure), *note)).collect();
        let mut said = vec![false; notes.len()];
        for (at, row) in self.rows.iter().enumerate() {
            let word = numbers[*row] as usize;
            let Some(note) = &notes[word] else { continue };
            if !std::mem::replace(&mut said[word], true) {
                self.say_marked(words.word(word as u32), note, *row, column);
            }
            for figure in (0..figures.len()).filter(|figure| !figures[*figure].2[at].is_nan()) {
                let beside = own.get(&(at, figure)).map(|number| self.footnotes.noted(*number).clone());
                if beside.as_ref() != Some(note) {
                    let both = beside.map_or_else(|| note.clone(), |own| own.and(note));
                    own.insert((at, figure), self.footnotes.note(both));
                }
            }
        }
        self.footnotes.figures = own.into_iter().map(|((at, figure), note)| (at, figure, note)).collect();
    }

    /// What the mark behind a name says: nothing but itself where no line explains it.
    fn note_of(&self, word: &str) -> Option<TableNote> {
        let (_, mark) = bare_name(word);
        let mark = mark.filter(|_| self.source.accept.get(word).is_none())?.trim();
        let text = self.source.marks.get(mark).cloned().or_else(|| self.footnotes.explanation(mark));
        Some(TableNote { mark: mark.to_owned(), text: text.unwrap_or_default() })
    }

    fn say_marked(&mut self, name: &str, note: &TableNote, row: usize, column: usize) {
        let says = note.shown();
        self.remarks.warn(
            Code::FigureMarked,
            &self.file.place(row, column),
            Text::new(
                format!("“{name}”带有标记（{says}）：说明附在该单位的数值上。"),
                format!("\"{name}\" carries a mark ({says}): it is a note of the unit's figures."),
            ),
        );
    }
}

impl TableNote {
    /// Two notes of one figure.
    fn and(&self, other: &TableNote) -> TableNote {
        let texts = [&self.text, &other.text].into_iter().filter(|text| !text.is_empty());
        let text = texts.map(String::as_str).collect::<Vec<_>>().join("；");
        TableNote { mark: format!("{} {}", self.mark, other.mark), text }
    }
}
