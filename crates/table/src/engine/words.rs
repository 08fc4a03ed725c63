//! A dictionary: every word once, known by its number.

use polars::prelude::PlRandomState;
use std::hash::BuildHasher;

/// Words by number and numbers by word, in the order in which they were first met.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    words: Vec<String>,
    /// The number of each word at, or behind, the place that its hash gives; at most half of the places are taken.
    places: Vec<u32>,
    /// How many bytes they have together.
    bytes: u64,
    hash: PlRandomState,
}

/// A place without a word.
const FREE: u32 = u32::MAX;

impl Words {
    pub(super) fn new() -> Self {
        Words::default()
    }

    /// The number of a word, a new one where it was not met before.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if 2 * self.words.len() >= self.places.len() {
            self.grow();
        }
        match self.place(word) {
            (_, Some(number)) => number,
            (place, None) => {
                let number = self.words.len() as u32;
                self.words.push(word.to_owned());
                self.bytes += word.len() as u64;
                self.places[place] = number;
                number
            }
        }
    }

    /// Where a word stands or would stand, and its number.
    fn place(&self, word: &str) -> (usize, Option<u32>) {
        let mut place = self.hash.hash_one(word) as usize & (self.places.len() - 1);
        loop {
            match self.places[place] {
                FREE => return (place, None),
                number if self.words[number as usize] == word => return (place, Some(number)),
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }

    /// Makes room for as many words again.
    fn grow(&mut self) {
        self.places = vec![FREE; (4 * self.words.len()).next_power_of_two().max(16)];
        for number in 0..self.words.len() {
            let (place, _) = self.place(&self.words[number]);
            self.places[place] = number as u32;
        }
    }

    /// The number of a word that was met.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        self.place(word).1
    }

    /// The word of a number that this dictionary gave.
    pub(super) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// How many bytes of memory they take, nearly.
    pub(super) fn memory(&self) -> u64 {
        const EACH: u64 = (std::mem::size_of::<String>() + 16) as u64;
        self.bytes + EACH * self.words.len() as u64 + 4 * self.places.len() as u64
    }

    pub(super) fn all(&self) -> &[String] {
        &self.words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}
