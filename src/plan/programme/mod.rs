//! Programmes as TOML: names, words and rules.
//!
//! In: TOML text, and rules that a user gives beside it. Out: a [`Programme`] and its [`Rules`]. Must not know: schools, files.

mod decree_text;
mod toml_text;

pub use toml_text::read_programme;

use crate::model::{Level, RegionLevel, Said, Status};
use crate::plan::{LevelMap, Pairs, Rules};

/// Rules that a user gives beside a programme; each replaces the programme's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// Decision region of every level.
    pub within: Option<RegionLevel>,
    /// Reach of every level, in km.
    pub reach_km: Option<f64>,
    /// Fewest members.
    pub min: Option<u32>,
    /// Most members.
    pub max: Option<u32>,
    /// Levels that take part; empty for the programme's.
    pub levels: Vec<Level>,
    /// Preference for hubs of the own region of this rank.
    pub tier: Option<RegionLevel>,
    /// Whether madrasah take part.
    pub madrasah: Option<bool>,
    /// Only this status.
    pub status: Option<Status>,
    /// Hubs serve their exact form only.
    pub exact_form: Option<bool>,
    /// Decisions about single schools; where they contradict the ones that are there, these stand.
    pub pairs: Pairs,
}

impl Overrides {
    /// Puts these rules in place of a programme's.
    ///
    /// A contradiction with what the programme keeps, `max` below its minimum for example, is left to [`Rules::check`].
    pub fn apply(&self, rules: &mut Rules) {
        if let Some(within) = self.within {
            rules.within = LevelMap::all(within);
        }
        if let Some(reach_km) = self.reach_km {
            rules.reach_m = LevelMap::all(Some(reach_km * 1000.0));
        }
        if let Some(min) = self.min {
            rules.min = LevelMap::all(min);
        }
        if let Some(max) = self.max {
            rules.max = LevelMap::all(Some(max));
        }
        if !self.levels.is_empty() {
            rules.scope.levels = Some(self.levels.iter().copied().collect());
        }
        rules.tier = self.tier.or(rules.tier);
        rules.scope.madrasah = self.madrasah.unwrap_or(rules.scope.madrasah);
        rules.scope.status = self.status.or(rules.scope.status);
        rules.exact_form = self.exact_form.unwrap_or(rules.exact_form);
        rules.pairs.overlay(&self.pairs);
    }
}

/// Why a programme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("programme {name}: {}", .reason.english())]
pub struct ProgrammeError {
    /// The programme's file or short name.
    pub name: String,
    /// The key, what was expected and what was found.
    pub reason: Said,
}

/// The programmes that ship with imbas: short name and TOML text. `netral` stands for no programme: its rules are the default.
#[must_use]
pub fn built_in() -> &'static [(&'static str, &'static str)] {
    &[
        ("netral", include_str!("../../../data/programmes/netral.toml")),
        ("sekolah-penggerak", include_str!("../../../data/programmes/sekolah-penggerak.toml")),
        ("gugus-sd", include_str!("../../../data/programmes/gugus-sd.toml")),
        ("prioritas-akreditasi", include_str!("../../../data/programmes/prioritas-akreditasi.toml")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{AccreditationWeights, CapacityRule, PriorityRule};

    fn rules_of(id: &str) -> Rules {
        let (_, text) = built_in().iter().find(|(name, _)| *name == id).expect("the test names a built-in programme");
        read_programme(id, text).unwrap().1
    }

    #[test]
    fn every_built_in_programme_reads_and_bears_its_short_name() {
        for (id, text) in built_in() {
            assert_eq!(read_programme(id, text).unwrap().0.id, *id);
        }
    }

    #[test]
    fn the_neutral_programme_is_the_default() {
        assert_eq!(rules_of("netral"), Rules::default());
    }

    #[test]
    fn a_penggerak_has_three_members_and_a_gugus_three_to_eight_schools_in_all() {
        let penggerak = rules_of("sekolah-penggerak");
        assert_eq!((penggerak.min.get(Level::Smp), penggerak.max.get(Level::Smp)), (3, Some(3)));
        let gugus = rules_of("gugus-sd");
        assert_eq!((gugus.min.get(Level::Sd) + 1, gugus.max.get(Level::Sd).map(|max| max + 1)), (3, Some(8)));
        assert_eq!(gugus.scope.levels, Some([Level::Sd].into()));
    }

    #[test]
    fn the_example_derives_priority_and_places() {
        let rules = rules_of("prioritas-akreditasi");
        assert_eq!(rules.priority, PriorityRule::Accreditation(AccreditationWeights { a: 1, b: 2, c: 4, none: 8, unknown: 2 }));
        assert_eq!(rules.capacity, CapacityRule::TrainedTeachers { base: 2, per_teacher: 1, ceiling: 6 });
    }

    #[test]
    fn an_override_replaces_one_rule_and_keeps_the_others() {
        let mut rules = rules_of("sekolah-penggerak");
        let before = rules.clone();
        Overrides { reach_km: Some(10.0), max: Some(5), ..Overrides::default() }.apply(&mut rules);
        assert_eq!(rules.reach_m.get(Level::Paud), Some(10_000.0));
        assert_eq!(rules.max.get(Level::Slb), Some(5));
        assert_eq!((&rules.min, &rules.scope), (&before.min, &before.scope));
        let mut same = before.clone();
        Overrides::default().apply(&mut same);
        assert_eq!(same, before);
    }
}
