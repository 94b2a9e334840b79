//! Words of many short texts: which texts have a word, one that begins so, or one that is nearly so.
//!
//! In: numbered texts of words parted by blanks. Out: sets of numbers. Must not know: what the texts are.
//!
//! Every distinct word stands once in a sorted dictionary, with the numbers of its texts: about 25 bytes a text of five words. Words
//! that begin alike are one stretch of the dictionary, so that what somebody has typed half costs no more than a whole word.

use crate::index::Set;
use std::collections::HashMap;
use std::ops::Range;

/// Words shorter than this are not compared by likeness: too many are alike.
const LEAST_LETTERS: usize = 4;

/// A dictionary with the texts of each word.
#[derive(Debug, Default)]
pub struct Words {
    texts: usize,
    /// The words in order, without anything between them.
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// Where the texts of each word end in `found`.
    lists: Vec<u32>,
    found: Vec<u32>,
}

impl Words {
    /// Reads texts, numbered in their order.
    #[must_use]
    pub fn new(texts: impl Iterator<Item = String>) -> Self {
        let (mut lists, mut count): (HashMap<Box<str>, Vec<u32>>, u32) = (HashMap::new(), 0);
        for text in texts {
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                match lists.get_mut(word) {
                    Some(list) => list.push(count),
                    None => drop(lists.insert(word.into(), vec![count])),
                }
            }
            count += 1;
        }
        let mut sorted: Vec<(Box<str>, Vec<u32>)> = lists.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut words = Self { texts: count as usize, ..Self::default() };
        for (word, mut list) in sorted {
            list.dedup();
            words.letters.push_str(&word);
            words.found.append(&mut list);
            words.ends.push(u32::try_from(words.letters.len()).expect("a country's words are a few megabytes"));
            words.lists.push(u32::try_from(words.found.len()).expect("a country's words are some millions"));
        }
        words.letters.shrink_to_fit();
        words.found.shrink_to_fit();
        words
    }

    /// All texts.
    #[must_use]
    pub fn all(&self) -> Set {
        let mut all = self.none();
        (0..self.texts).for_each(|text| all.add(text as u32));
        all
    }

    /// No text.
    #[must_use]
    pub fn none(&self) -> Set {
        Set::new(self.texts)
    }

    /// The texts with this very word.
    #[must_use]
    pub fn whole(&self, word: &str) -> Set {
        let at = self.first(word);
        let is_there = at < self.ends.len() && self.word(at) == word;
        self.texts_of(at..at + usize::from(is_there))
    }

    /// The texts with a word that begins so.
    #[must_use]
    pub fn beginning(&self, start: &str) -> Set {
        let first = self.first(start);
        let more = (first..self.ends.len()).take_while(|at| self.word(*at).starts_with(start)).count();
        self.texts_of(first..first + more)
    }

    /// The texts with a word that is one letter away: wrong, missing, too many, or two exchanged.
    ///
    /// Cost: a look at every word of the dictionary.
    #[must_use]
    pub fn alike(&self, word: &str) -> Set {
        let mut found = self.none();
        if word.chars().count() < LEAST_LETTERS || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return found;
        }
        for at in 0..self.ends.len() {
            let other = self.word(at);
            // Longer by more than one letter is farther away than one letter.
            if other.len().abs_diff(word.len()) <= 2 && strsim::osa_distance(other, word) <= 1 {
                found.unite(&self.texts_of(at..at + 1));
            }
        }
        found
    }

    /// The first word that is not before this one.
    fn first(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn word(&self, at: usize) -> &str {
        &self.letters[stretch(&self.ends, at)]
    }

    fn texts_of(&self, words: Range<usize>) -> Set {
        let mut set = self.none();
        words.flat_map(|at| &self.found[stretch(&self.lists, at)]).for_each(|text| set.add(*text));
        set
    }
}

/// From the end of the one before to the own end.
fn stretch(ends: &[u32], at: usize) -> Range<usize> {
    let start = if at == 0 { 0 } else { ends[at - 1] };
    start as usize..ends[at] as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let texts = ["SD N 4 SIKABU", "SD N 14 SIKABU", "SMP N 4 PADANG", "SD SIKAPAK SD", ""];
        Words::new(texts.into_iter().map(str::to_owned))
    }

    fn check(set: &Set, expected: &[u32]) {
        assert_eq!(set.iter().collect::<Vec<_>>(), expected);
        (0..5).for_each(|text| assert_eq!(set.has(text), expected.contains(&text)));
    }

    #[test]
    fn texts_are_found_by_whole_words_and_by_beginnings() {
        let words = words();
        check(&words.whole("4"), &[0, 2]);
        check(&words.whole("SIKA"), &[]);
        check(&words.beginning("SIKA"), &[0, 1, 3]);
        check(&words.beginning("S"), &[0, 1, 2, 3]);
        check(&words.beginning("Z"), &[]);
        check(&words.all(), &[0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_letter_may_be_wrong_in_a_long_word() {
        let words = words();
        for typed in ["SIKABO", "SIKBU", "SSIKABU", "SIKAUB"] {
            check(&words.alike(typed), &[0, 1]);
        }
        check(&words.alike("14"), &[]);
        check(&words.alike("SDN"), &[]);
    }
}
