//! Conditions about a school's level or region alone: each is asked once for every level or region that occurs, and not for every
//! school.

use crate::model::{RegionId, School};

/// Something about a school that few values can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Level,
    /// The smallest region that is known.
    Region,
    Province,
    Regency,
    District,
}

impl Fact {
    /// The fact that decides what a column of a feature says; the feature stands for the school.
    pub(super) fn of(column: &str) -> Option<Self> {
        Some(match column {
            "level" => Self::Level,
            "region" => Self::Region,
            "province_code" | "province" => Self::Province,
            "regency_code" | "regency" => Self::Regency,
            "district_code" | "district" => Self::District,
            _ => return None,
        })
    }

    /// A number for the value that a school has, none being 0.
    fn number(self, school: &School) -> usize {
        let regions = school.regions;
        let region = |id: Option<RegionId>| id.map_or(0, |id| id.index() + 1);
        match self {
            Self::Level => school.level().map_or(0, |level| level as usize + 1),
            Self::Region => region(regions.district.or(regions.regency).or(regions.province)),
            Self::Province => region(regions.province),
            Self::Regency => region(regions.regency),
            Self::District => region(regions.district),
        }
    }
}

/// What is known of a condition, value by value.
pub(super) struct Known {
    fact: Fact,
    met: Vec<Option<bool>>,
}

impl Known {
    pub(super) fn new(fact: Fact) -> Self {
        Self { fact, met: Vec::new() }
    }

    /// Whether the condition is met by the value that a school has; asked when it is the first with it.
    pub(super) fn is_met(&mut self, school: &School, ask: impl FnOnce() -> bool) -> bool {
        let number = self.fact.number(school);
        if self.met.len() <= number {
            self.met.resize(number + 1, None);
        }
        *self.met[number].get_or_insert_with(ask)
    }
}
