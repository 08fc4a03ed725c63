//! How often words stand in a column, and where first.

/// How often each word stands in the kept rows, and where first.
pub(super) struct Tally {
    pub(super) rows: Vec<usize>,
    pub(super) first: Vec<usize>,
}

impl Tally {
    pub(super) fn new(words: usize) -> Self {
        Tally { rows: vec![0; words], first: vec![0; words] }
    }

    pub(super) fn count(&mut self, word: u32, row: usize) {
        let word = word as usize;
        if self.rows[word] == 0 {
            self.first[word] = row;
        }
        self.rows[word] += 1;
    }
}
