//! Words by their first character: the longest that stands somewhere is found in time that does not grow with their number.

/// First characters of which a table is kept: the unified ideographs.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// Words, each with what it stands for.
pub(super) struct Lexicon<T> {
    /// Where the words of a first ideograph begin and end.
    table: Vec<(u16, u16)>,
    /// The words by their first character, the longest first.
    words: Vec<(Vec<char>, T)>,
    /// How many begin with no ideograph; they stand first.
    others: usize,
}

fn row(c: char) -> Option<usize> {
    (FIRST..=LAST).contains(&(c as u32)).then(|| (c as u32 - FIRST) as usize)
}

impl<T: Copy> Lexicon<T> {
    /// Of words; of equal ones the first counts.
    pub(super) fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        // By first character, the longest first: each word is put where it belongs. (std's sorts are kilobytes of a module.)
        let mut buckets: Vec<Vec<(Vec<char>, T)>> = Vec::new();
        let mut rows = vec![0_u16; (LAST - FIRST + 2) as usize];
        buckets.push(Vec::new());
        for (word, means) in words {
            let word: Vec<char> = word.chars().collect();
            let Some(first) = word.first() else { continue };
            let bucket = match row(*first) {
                None => 0,
                Some(row) if rows[row] > 0 => usize::from(rows[row]),
                Some(row) => {
                    rows[row] = buckets.len() as u16;
                    buckets.push(Vec::new());
                    buckets.len() - 1
                }
            };
            let bucket = &mut buckets[bucket];
            let at = bucket.iter().position(|(other, _)| other.len() < word.len()).unwrap_or(bucket.len());
            bucket.insert(at, (word, means));
        }
        let (mut table, mut words) = (vec![(0, 0); (LAST - FIRST + 1) as usize], Vec::new());
        let others = buckets[0].len();
        for bucket in buckets {
            let begin = words.len() as u16;
            let first = bucket.first().and_then(|(word, _)| row(word[0]));
            words.extend(bucket);
            if let Some(row) = first {
                table[row] = (begin, words.len() as u16);
            }
        }
        Lexicon { table, words, others }
    }

    /// Every word that stands there, the longest first, with where it ends.
    pub(super) fn all<'a>(&'a self, text: &'a [char], at: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let range = match text.get(at).map(|c| row(*c)) {
            None => 0..0,
            Some(None) => 0..self.others,
            Some(Some(row)) => usize::from(self.table[row].0)..usize::from(self.table[row].1),
        };
        let rest = text.get(at..).unwrap_or(&[]);
        let there = move |(word, _): &&(Vec<char>, T)| rest.starts_with(word);
        self.words[range].iter().filter(there).map(move |(word, means)| (*means, at + word.len()))
    }

    /// The longest word that stands there.
    pub(super) fn longest(&self, text: &[char], at: usize) -> Option<(T, usize)> {
        self.all(text, at).next()
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn the_longest_word_is_found() {
        let lexicon = Lexicon::new([("个", 1), ("个百分点", 2), ("%", 3), ("km", 4), ("km2", 5)].into_iter());
        let found = |text: &str| lexicon.longest(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(found("个百分点"), Some((2, 4)));
        assert_eq!(found("个百"), Some((1, 1)));
        assert_eq!(found("%"), Some((3, 1)));
        assert_eq!(found("km2"), Some((5, 3)));
        assert_eq!(found("家"), None);
        assert_eq!(found(""), None);
    }
}
