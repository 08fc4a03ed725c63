//! A dictionary: every word once, known by its number.

use polars::prelude::{InitHashMaps, PlHashMap};

/// Words by number and numbers by word, in the order in which they were first met.
#[derive(Debug, Clone)]
pub(super) struct Words {
    words: Vec<String>,
    numbers: PlHashMap<String, u32>,
}

impl Words {
    pub(super) fn new() -> Self {
        Words { words: Vec::new(), numbers: PlHashMap::new() }
    }

    /// The number of a word, a new one where it was not met before.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The number of a word that was met.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The word of a number that this dictionary gave.
    pub(super) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// Whether a number is that of a word, by its bytes.
    pub(super) fn is(&self, number: u32, word: &[u8]) -> bool {
        self.words.get(number as usize).is_some_and(|known| known.as_bytes() == word)
    }

    pub(super) fn all(&self) -> &[String] {
        &self.words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}
