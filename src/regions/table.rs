//! The table of regions of one snapshot: the national ones, and those that only this list knows.

use crate::model::{CodeSystem, RegionCode, RegionId, RegionLevel};
use crate::regions::local::Locals;
use crate::regions::lookup::SearchTable;
use crate::regions::national;
use crate::regions::siblings::{Among, Siblings};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A region.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its code, which no other region of the table has.
    pub code: RegionCode,
    /// Its official name, "Kota Bukittinggi", "Guguak Panjang"; for a local region the list's own name, or its code.
    pub name: Box<str>,
    /// Its rank.
    pub level: RegionLevel,
    /// The region it belongs to; provinces have none, local regions only as far as the list says.
    pub parent: Option<RegionId>,
}

/// What one row says about its regions, as text; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Names<'a> {
    /// Province name and code.
    pub province: (&'a str, &'a str),
    /// Regency name and code.
    pub regency: (&'a str, &'a str),
    /// District name and code.
    pub district: (&'a str, &'a str),
    /// A code of unstated level.
    pub code: &'a str,
}

/// The regions that a row's names and codes mean; each lies in the one above it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Province.
    pub province: Option<RegionId>,
    /// Regency.
    pub regency: Option<RegionId>,
    /// District.
    pub district: Option<RegionId>,
    /// Levels whose name or code is in no table and therefore became a local region.
    pub unknown: Vec<RegionLevel>,
}

/// What a code given by a user means.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup {
    /// Exactly one region.
    Found(RegionId),
    /// Several regions in different systems, `1306` for example; a bare four-digit code that could mean one only is here too.
    Ambiguous(Vec<RegionId>),
    /// None; regions whose name or code is near.
    Unknown(Vec<RegionId>),
}

/// All regions of a snapshot.
///
/// National regions come first, sorted by code, so that a region stands before all that lie in it; local ones follow as met.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    pub(super) regions: Vec<Region>,
    /// How many of them are national.
    pub(super) national: usize,
    pub(super) locals: Locals,
    /// Names among siblings, read when first needed.
    pub(super) siblings: HashMap<Among, Siblings>,
    /// What was resolved already, by the row's texts.
    pub(super) resolved: HashMap<Box<[u8]>, Resolved>,
    /// Names to search in, made at the first search.
    pub(super) search: OnceLock<SearchTable>,
}

impl Regions {
    /// The national table: 38 provinces, 514 regencies, 7,285 districts.
    #[must_use]
    pub fn national() -> Self {
        let regions = national::regions();
        Self {
            national: regions.len(),
            regions,
            locals: Locals::default(),
            siblings: HashMap::new(),
            resolved: HashMap::new(),
            search: OnceLock::new(),
        }
    }

    /// The region of a number of this table.
    #[must_use]
    pub fn get(&self, id: RegionId) -> &Region {
        &self.regions[id.index()]
    }

    /// Every region with its number: the national ones by code, then the local ones.
    pub fn iter(&self) -> impl Iterator<Item = (RegionId, &Region)> {
        self.regions.iter().enumerate().map(|(at, region)| (RegionId::from_index(at), region))
    }

    /// The regions whose code begins with a text.
    ///
    /// Cost: a search among the national ones, and a look at each local one.
    pub fn beginning<'r>(&'r self, text: &'r str) -> impl Iterator<Item = RegionId> + 'r {
        let (national, local) = self.regions.split_at(self.national);
        let first = national.partition_point(|region| &*region.code.text < text);
        let begins = move |region: &Region| region.code.text.starts_with(text);
        let found = national[first..].iter().take_while(move |region| begins(region)).enumerate().map(move |(at, _)| first + at);
        let others = local.iter().enumerate().filter(move |(_, region)| begins(region)).map(|(at, _)| self.national + at);
        found.chain(others).map(RegionId::from_index)
    }

    /// The region itself or the one above it that has the level.
    #[must_use]
    pub fn ancestor(&self, id: RegionId, level: RegionLevel) -> Option<RegionId> {
        let mut at = Some(id);
        while let Some(here) = at {
            if self.get(here).level == level {
                return at;
            }
            at = self.get(here).parent;
        }
        None
    }

    /// Whether the first region is the second or lies in it.
    #[must_use]
    pub fn is_within(&self, inner: RegionId, outer: RegionId) -> bool {
        self.ancestor(inner, self.get(outer).level) == Some(outer)
    }

    /// Whether a region is of the national table.
    #[must_use]
    pub fn is_national(&self, id: RegionId) -> bool {
        self.get(id).code.system == CodeSystem::Kemendagri
    }

    /// The national region of a code with dots.
    pub(super) fn national_by_code(&self, dotted: &str) -> Option<RegionId> {
        let found = self.regions[..self.national].binary_search_by(|region| (*region.code.text).cmp(dotted));
        found.ok().map(RegionId::from_index)
    }

    /// The national regions just below one, by code.
    pub(super) fn national_children(&self, parent: RegionId) -> impl Iterator<Item = (RegionId, &Region)> {
        let after = self.regions[..self.national].iter().enumerate().skip(parent.index() + 1);
        after
            .take_while(move |(_, region)| region.level > self.get(parent).level)
            .map(|(at, region)| (RegionId::from_index(at), region))
            .filter(move |(_, region)| region.parent == Some(parent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_by_their_beginning() {
        let regions = Regions::default();
        for text in ["", "13", "13.", "13.75", "13.75.0", "99", "x"] {
            let plain = regions.iter().filter(|(_, region)| region.code.text.starts_with(text)).map(|(id, _)| id);
            assert!(regions.beginning(text).eq(plain), "{text}");
        }
    }

    #[test]
    fn children_lie_just_below() {
        let regions = Regions::national();
        let bukittinggi = regions.national_by_code("13.75").unwrap();
        let names: Vec<&str> = regions.national_children(bukittinggi).map(|(_, region)| &*region.name).collect();
        assert_eq!(names, ["Guguak Panjang", "Mandiangin Koto Selayan", "Aur Birugo Tigo Baleh"]);
        let sumbar = regions.national_by_code("13").unwrap();
        assert_eq!(regions.national_children(sumbar).count(), 19);
        assert!(regions.is_within(bukittinggi, sumbar) && !regions.is_within(sumbar, bukittinggi));
    }
}
