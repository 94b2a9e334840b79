//! One name among the regions of one parent.
//!
//! In: the official names and aliases of siblings, and a name as a list writes it. Out: the one that is meant, or none: a wrong
//! region is worse than a name that somebody has to look at. Must not know: codes, other levels.

use crate::model::{RegionId, RegionLevel};
use crate::regions::names::Name;
use crate::regions::national::{ALIASES, SPLITS};
use crate::regions::{Region, Regions};

/// Where siblings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Among {
    /// All provinces.
    Provinces,
    /// All regencies of the country.
    Regencies,
    /// The regions just below one, and below those that were split from it.
    Below(RegionId),
}

/// The regions among which a name is looked for.
#[derive(Clone, Debug)]
pub(super) struct Siblings {
    level: RegionLevel,
    names: Vec<(RegionId, Name)>,
}

impl Siblings {
    /// Reads the names of siblings; one region may have several.
    pub(super) fn new<'a>(level: RegionLevel, names: impl Iterator<Item = (RegionId, &'a str)>) -> Self {
        let names = names.filter_map(|(id, name)| Some((id, Name::read(level, name)?))).collect();
        Self { level, names }
    }

    /// The sibling that a name means: equal, equal after folding the spelling, or similar with nothing else near.
    pub(super) fn find(&self, text: &str) -> Option<RegionId> {
        let wanted = Name::read(self.level, text)?;
        self.exact(&wanted)
            .or_else(|| self.exact(&Name::read_glued(self.level, text)?))
            .or_else(|| self.exact(&Name::read(self.level, text.split_once('(')?.0)?))
            .or_else(|| self.only(&wanted, |known| known.equals_without_town(&wanted)))
            .or_else(|| self.similar(&wanted))
    }

    /// The sibling whose name is equal, where no other one's is.
    pub(super) fn find_exact(&self, text: &str) -> Option<RegionId> {
        self.exact(&Name::read(self.level, text)?)
    }

    /// The sibling with the same name by the first key that any has; two with the same key are a doubt.
    fn exact(&self, wanted: &Name) -> Option<RegionId> {
        let mut fitting = Name::KEYS.iter().map(|key| self.matching(wanted, |known| key(known) == key(wanted)));
        single(&fitting.find(|ids| !ids.is_empty())?)
    }

    fn only(&self, wanted: &Name, fits: impl Fn(&Name) -> bool) -> Option<RegionId> {
        single(&self.matching(wanted, fits))
    }

    fn matching(&self, wanted: &Name, fits: impl Fn(&Name) -> bool) -> Vec<RegionId> {
        let fitting = self.names.iter().filter(|(_, known)| wanted.fits_kind_of(known) && fits(known));
        let mut ids: Vec<RegionId> = fitting.map(|(id, _)| *id).collect();
        ids.dedup();
        ids
    }

    /// The nearest name, when it is near and the next one is clearly farther.
    fn similar(&self, wanted: &Name) -> Option<RegionId> {
        // One letter in five to eleven, two from twelve on: with this, no name of the ministry's 2019 list finds a wrong district.
        let allowed = match wanted.loose.len() {
            0..=4 => return None,
            5..=11 => 1,
            _ => 2,
        };
        let fitting = self.names.iter().filter(|(_, known)| wanted.fits_kind_of(known));
        let mut near: Vec<(usize, RegionId)> = fitting.filter_map(|(id, known)| Some((wanted.distance(known)?, *id))).collect();
        near.sort_unstable();
        let (distance, best) = *near.first()?;
        let next = near.iter().find(|(_, id)| *id != best).map_or(usize::MAX, |(distance, _)| *distance);
        (distance <= allowed && next >= distance + 2).then_some(best)
    }
}

impl Regions {
    /// The siblings of a place in the table; their names are read once.
    pub(super) fn siblings(&mut self, among: Among) -> &Siblings {
        if !self.siblings.contains_key(&among) {
            let siblings = self.read_siblings(among);
            self.siblings.insert(among, siblings);
        }
        &self.siblings[&among]
    }

    fn read_siblings(&self, among: Among) -> Siblings {
        let (level, regions): (_, Vec<(RegionId, &Region)>) = match among {
            Among::Provinces => (RegionLevel::Province, self.national_of(RegionLevel::Province)),
            Among::Regencies => (RegionLevel::Regency, self.national_of(RegionLevel::Regency)),
            Among::Below(parent) => {
                let level =
                    if self.get(parent).level == RegionLevel::Province { RegionLevel::Regency } else { RegionLevel::District };
                (level, self.with_splits(parent).flat_map(|parent| self.national_children(parent)).collect())
            }
        };
        let names = regions.iter().flat_map(|(id, region)| {
            let aliases = ALIASES.iter().filter(|(code, _)| **code == *region.code.text).map(|(_, alias)| *alias);
            std::iter::once(&*region.name).chain(aliases).map(|name| (*id, name))
        });
        Siblings::new(level, names)
    }

    fn national_of(&self, level: RegionLevel) -> Vec<(RegionId, &Region)> {
        self.iter().take(self.national).filter(|(_, region)| region.level == level).collect()
    }

    /// A region and, for a former province, those that were split from it.
    pub(super) fn with_splits(&self, region: RegionId) -> impl Iterator<Item = RegionId> {
        let code = &*self.get(region).code.text;
        let new = SPLITS.iter().filter(move |(former, _)| *former == code);
        std::iter::once(region).chain(new.filter_map(|(_, new)| self.national_by_code(new)))
    }
}

fn single(ids: &[RegionId]) -> Option<RegionId> {
    match ids {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(siblings: &[&str], text: &str, expected: Option<usize>) {
        let names = siblings.iter().enumerate().map(|(at, name)| (RegionId::from_index(at), *name));
        let found = Siblings::new(RegionLevel::District, names).find(text);
        assert_eq!(found.map(RegionId::index), expected, "{text}");
    }

    #[test]
    fn a_name_is_found_when_nothing_else_is_meant() {
        check(&["Guguak Panjang", "Mandiangin Koto Selayan"], "Kec. Guguk Panjang", Some(0));
        check(&["Sungai Garinggiang", "Sungai Limau"], "Kec. Sungai Geringging", Some(0));
        check(&["Simpang Empat", "Simpang Tiga"], "Kec. Simpangempat", Some(0));
        check(&["Wamesa", "Aroba"], "Kec. Wamesa (Idoor)", Some(0));
        check(&["Bogor Selatan", "Bogor Timur"], "Kec. Kota Bogor Selatan", Some(0));
    }

    #[test]
    fn a_name_is_not_found_when_in_doubt() {
        check(&["Wotana", "Wotano"], "Wotanu", None);
        check(&["Ilir Timur Tiga", "Ilir Timur Dua"], "Ilir Timur I", None);
        check(&["VII Koto Padang Sago", "VII Koto"], "Padang Sago", None);
        check(&["Wolo"], "Wolu", None);
        check(&["Mimika Tengah"], "Mimika Timur Tengah", None);
    }

    #[test]
    fn an_equal_name_goes_before_an_equal_sounding_one() {
        check(&["Koto Baru", "Kota Baru"], "Kota Baru", Some(1));
    }
}
