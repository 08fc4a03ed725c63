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
        let mut words: Vec<(Vec<char>, T)> = words.map(|(word, means)| (word.chars().collect(), means)).collect();
        words.retain(|(word, _)| !word.is_empty());
        words.sort_by(|(a, _), (b, _)| (row(a[0]), a[0], b.len()).cmp(&(row(b[0]), b[0], a.len())));
        let mut table = vec![(0, 0); (LAST - FIRST + 1) as usize];
        for (at, (word, _)) in words.iter().enumerate() {
            if let Some(row) = row(word[0]) {
                let begun = if table[row].1 == 0 { at as u16 } else { table[row].0 };
                table[row] = (begun, at as u16 + 1);
            }
        }
        let others = words.iter().take_while(|(word, _)| row(word[0]).is_none()).count();
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
