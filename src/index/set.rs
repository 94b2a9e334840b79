//! Sets of numbers, a bit each.
//!
//! In: numbers below a count. Out: which of them are in the set. Must not know: what they number.

/// A set of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set(Vec<u64>);

impl Set {
    /// The empty set of numbers below a count.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Adds a number.
    pub fn add(&mut self, number: u32) {
        self.0[number as usize / 64] |= 1 << (number % 64);
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        self.0[number as usize / 64] >> (number % 64) & 1 == 1
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Keeps what another set has too.
    pub fn cut(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
    }

    /// Adds what another set has.
    pub fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// The numbers in growing order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let bits =
            |word: u64| std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1))).take_while(|rest| *rest != 0);
        (0_u32..).zip(&self.0).flat_map(move |(at, word)| bits(*word).map(move |rest| 64 * at + rest.trailing_zeros()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: &[u32]) -> Set {
        let mut set = Set::new(130);
        numbers.iter().for_each(|number| set.add(*number));
        set
    }

    #[test]
    fn a_set_has_what_was_added_in_growing_order() {
        let set = set(&[129, 0, 63, 64, 0]);
        assert_eq!((set.iter().collect::<Vec<_>>(), set.count()), (vec![0, 63, 64, 129], 4));
        assert!(set.has(129) && !set.has(1));
    }

    #[test]
    fn sets_are_cut_and_united() {
        let mut both = set(&[1, 65, 100]);
        both.cut(&set(&[65, 101]));
        assert_eq!(both, set(&[65]));
        both.unite(&set(&[2]));
        assert_eq!(both, set(&[2, 65]));
    }
}
