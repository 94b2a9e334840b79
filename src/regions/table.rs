//! The table of regions of one snapshot: the national ones, and those that only this list knows.

use crate::model::{RegionCode, RegionId, RegionLevel};

/// A region.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its official name, "Kota Bukittinggi", "Guguak Panjang"; for a local region the list's own name, or its code.
    pub name: Box<str>,
    /// Its rank.
    pub level: RegionLevel,
    /// The region it belongs to; provinces have none, local regions only as far as the list says.
    pub parent: Option<RegionId>,
}

/// What one row says about its regions, as text; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default)]
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

/// The regions that a row's names and codes mean.
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
    /// Several regions in different systems, `1306` for example.
    Ambiguous(Vec<RegionId>),
    /// None; regions whose name or code is near.
    Unknown(Vec<RegionId>),
}

/// All regions of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    regions: Vec<Region>,
}

impl Regions {
    /// The national table: 38 provinces, 514 regencies, 7,285 districts.
    #[must_use]
    pub fn national() -> Self {
        todo!("regions")
    }

    /// Finds the regions that a row means, national ones first; what is in no table becomes a local region.
    ///
    /// Local regions are numbered in the order of the calls, so that callers go through rows in NPSN order.
    pub fn resolve(&mut self, names: Names<'_>) -> Resolved {
        let _ = names;
        todo!("regions")
    }

    /// What a code given by a user means; a bare four-digit code is never resolved silently.
    #[must_use]
    pub fn lookup(&self, code: &str) -> Lookup {
        let _ = code;
        todo!("regions")
    }

    /// Regions whose name or code fits a search text, best first; tolerant of Kota/Koto, Guguk/Guguak, Kab., Kec.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<RegionId> {
        let _ = (text, limit);
        todo!("regions")
    }

    /// The region of a number of this table.
    #[must_use]
    pub fn get(&self, id: RegionId) -> &Region {
        &self.regions[id.index()]
    }

    /// Every region with its number.
    pub fn iter(&self) -> impl Iterator<Item = (RegionId, &Region)> {
        self.regions.iter().enumerate().map(|(at, region)| (RegionId::from_index(at), region))
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
}
