//! Schools found by what people type: words of the name in any order, spelled one way or the other, begun or nearly right, with the
//! place where the school is; or the beginning of its NPSN.

use crate::audit::name_key;
use crate::index::{Set, Words};
use crate::model::{RegionId, School};
use crate::regions::Regions;
use crate::snapshot::Lists;
use std::ops::Range;

/// Words that a search reads; the rest of a longer text is left unread.
const MOST_WORDS: usize = 8;
/// Characters from which on a text may be the beginning of an NPSN.
const LEAST_DIGITS: usize = 3;

/// The words of all names, of schools and of their regions.
#[derive(Debug)]
pub struct Names {
    /// Schools from the shortest name to the longest, equal ones in NPSN order: of two that fit equally well the shorter says more.
    order: Vec<u32>,
    /// The words of the names, numbered in that order.
    words: Words,
    /// The place of each school in that order.
    places: Vec<u32>,
    /// The words of the regions' names, numbered as in the table.
    regions: Words,
}

impl Names {
    /// Reads the names.
    #[must_use]
    pub(super) fn new(schools: &[School], regions: &Regions) -> Self {
        let mut order: Vec<u32> = (0_u32..).zip(schools).map(|(at, _)| at).collect();
        order.sort_by_key(|at| schools[*at as usize].name.len());
        let mut places = vec![0; order.len()];
        for (place, at) in (0_u32..).zip(&order) {
            places[*at as usize] = place;
        }
        let words = Words::new(order.iter().map(|at| name_key(&schools[*at as usize].name)));
        let regions = Words::new(regions.iter().map(|(_, region)| name_key(&region.name)));
        Self { order, words, places, regions }
    }

    /// The schools that fit a text, best first, as indices: by NPSN, then by whole words, by begun ones, with words of the place, and
    /// only where nothing fits by words that are nearly so.
    #[must_use]
    pub(super) fn find(&self, schools: &[School], lists: &Lists, text: &str, limit: usize) -> Vec<u32> {
        let mut found: Vec<u32> = by_npsn(schools, text).map(|at| at as u32).take(limit).collect();
        let key = name_key(text);
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        if words.is_empty() {
            return found;
        }
        let ways: [&dyn Fn(&str) -> Set; 3] = [&|word| self.words.whole(word), &|word| self.words.beginning(word), &|word| {
            self.with_place(lists, word, |regions| regions.beginning(word))
        }];
        for way in ways {
            self.add(&mut found, &words, way, limit);
        }
        if found.is_empty() {
            let nearly = |word: &str| {
                let mut set = self.with_place(lists, word, |regions| regions.alike(word));
                set.unite(&self.words.alike(word));
                set
            };
            self.add(&mut found, &words, &nearly, limit);
        }
        found
    }

    /// Adds the schools that have each word in a way, at least one of them in the name itself.
    fn add(&self, found: &mut Vec<u32>, words: &[&str], way: &dyn Fn(&str) -> Set, limit: usize) {
        if found.len() >= limit {
            return;
        }
        let mut fitting = self.words.all();
        words.iter().for_each(|word| fitting.cut(&way(word)));
        let more = fitting.iter().map(|place| self.order[place as usize]);
        for school in more {
            if found.len() == limit {
                break;
            }
            if !found.contains(&school) {
                found.push(school);
            }
        }
    }

    /// The schools with a word in their name, or in that of one of their regions.
    fn with_place(&self, lists: &Lists, word: &str, regions: impl Fn(&Words) -> Set) -> Set {
        let mut set = self.words.beginning(word);
        for region in regions(&self.regions).iter() {
            let located = lists.of(RegionId::from_index(region as usize));
            located.iter().for_each(|at| set.add(self.places[*at as usize]));
        }
        set
    }
}

/// The schools whose NPSN begins with a text that looks like one.
fn by_npsn(schools: &[School], text: &str) -> Range<usize> {
    let typed = text.trim().to_ascii_uppercase();
    let is_number = typed.len() >= LEAST_DIGITS && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_number || !typed.bytes().any(|byte| byte.is_ascii_digit()) {
        return 0..0;
    }
    let first = schools.partition_point(|school| school.npsn.as_str() < typed.as_str());
    let count = schools[first..].partition_point(|school| school.npsn.as_str().starts_with(&typed));
    first..first + count
}
