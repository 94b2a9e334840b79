//! A page of what was found, and the ends of the pages beside it.

use crate::publish::ogc::Found;

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// After so many features.
    Offset(usize),
    /// After the feature of this key.
    After(u32),
    /// It ends before the feature of this key.
    Before(u32),
}

/// Some of the features that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Their keys.
    pub keys: Vec<u32>,
    /// How many were found in all.
    pub matched: usize,
    /// How many of them come before the page.
    pub before: usize,
    /// The key of the last feature, when others follow it.
    pub next: Option<u32>,
    /// The key of the first feature, when others come before it.
    pub previous: Option<u32>,
}

impl Page {
    /// Cuts a page of at most `limit` features; `None` when the start is a feature that was not found.
    #[must_use]
    pub fn new(found: &Found, start: Start, limit: usize) -> Option<Self> {
        let all = &found.0;
        let place = |key: u32| all.iter().position(|one| *one == key);
        let span = match start {
            Start::Offset(offset) => offset.min(all.len())..offset.saturating_add(limit).min(all.len()),
            Start::After(key) => {
                let first = place(key)? + 1;
                first..first.saturating_add(limit).min(all.len())
            }
            Start::Before(key) => {
                let end = place(key)?;
                end.saturating_sub(limit)..end
            }
        };
        let keys = &all[span.clone()];
        Some(Self {
            keys: keys.to_vec(),
            matched: all.len(),
            before: span.start,
            next: keys.last().filter(|_| span.end < all.len()).copied(),
            previous: keys.first().filter(|_| span.start > 0).copied(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(start: Start, limit: usize, keys: &[u32], before: usize, next: Option<u32>, previous: Option<u32>) {
        let page = Page::new(&Found(vec![7, 3, 9, 1, 4]), start, limit).unwrap();
        assert_eq!(page, Page { keys: keys.to_vec(), matched: 5, before, next, previous }, "{start:?} {limit}");
    }

    #[test]
    fn pages_follow_each_other_both_ways() {
        check(Start::Offset(0), 2, &[7, 3], 0, Some(3), None);
        check(Start::After(3), 2, &[9, 1], 2, Some(1), Some(9));
        check(Start::After(1), 2, &[4], 4, None, Some(4));
        check(Start::Before(4), 2, &[9, 1], 2, Some(1), Some(9));
        check(Start::Before(9), 2, &[7, 3], 0, Some(3), None);
        check(Start::Before(3), 2, &[7], 0, Some(7), None);
    }

    #[test]
    fn an_offset_beyond_the_end_is_an_empty_page() {
        check(Start::Offset(4), 9, &[4], 4, None, Some(4));
        check(Start::Offset(5), 2, &[], 5, None, None);
        check(Start::Offset(usize::MAX), usize::MAX, &[], 5, None, None);
    }

    #[test]
    fn a_start_that_was_not_found_is_no_page() {
        assert_eq!(Page::new(&Found(vec![7]), Start::After(8), 2), None);
        assert_eq!(Page::new(&Found(Vec::new()), Start::Before(7), 2), None);
    }
}
