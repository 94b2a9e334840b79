//! The rules of a plan: who takes part, who may go where, how many, and what is best.
//!
//! The solver and the independent checker both read them, and nothing else in common.

use crate::model::{Accreditation, Form, Level, Npsn, RegionId, RegionLevel, School, Status};
use crate::plan::effort::{MAX_ARCS, MAX_STEPS, TooLarge};
use crate::plan::{Impossible, Pairs};
use crate::regions::Regions;
use std::collections::BTreeSet;

/// One value per level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelMap<T>([T; Level::ALL.len()]);

impl<T: Copy> LevelMap<T> {
    /// The same value for every level.
    pub const fn all(value: T) -> Self {
        Self([value; Level::ALL.len()])
    }

    /// The value of a level.
    #[must_use]
    pub fn get(&self, level: Level) -> T {
        self.0[level as usize]
    }

    /// Sets the value of one level.
    pub fn set(&mut self, level: Level, value: T) {
        self.0[level as usize] = value;
    }
}

/// Which schools take part; the others are out of scope, each with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Scope {
    /// Only these levels; `None` for all.
    pub levels: Option<BTreeSet<Level>>,
    /// Only this status; `None` for both.
    pub status: Option<Status>,
    /// Whether madrasah and other forms of the Ministry of Religious Affairs take part.
    pub madrasah: bool,
    /// Only schools of this region; `None` for all.
    pub region: Option<RegionId>,
}

/// Why a school takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutOfScope {
    /// An Indonesian school abroad.
    Abroad,
    /// Its form belongs to no level.
    FormWithoutLevel,
    /// A form of the Ministry of Religious Affairs.
    Madrasah,
    /// Another level.
    Level,
    /// Another status, or none stated.
    Status,
    /// Another region, or none stated.
    Region,
}

impl OutOfScope {
    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FormWithoutLevel => "form_without_level",
            Self::Madrasah => "madrasah",
            Self::Level => "level",
            Self::Status => "status",
            Self::Region => "region",
            Self::Abroad => "abroad",
        }
    }
}

/// Where a school's priority comes from; programmes and plan files write it in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityRule {
    /// Every school counts as one.
    Equal,
    /// The list's column `prioritas`; 1 when missing.
    #[default]
    Column,
    /// The accreditation: weaker schools first.
    Accreditation(AccreditationWeights),
}

/// Priority by accreditation, each 1 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccreditationWeights {
    /// Weight of A.
    pub a: u16,
    /// Weight of B.
    pub b: u16,
    /// Weight of C.
    pub c: u16,
    /// Weight of a school that is not accredited.
    pub none: u16,
    /// Weight of a school whose accreditation the list does not say.
    pub unknown: u16,
}

/// Where a hub's number of places comes from; it never passes the rules' maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CapacityRule {
    /// The list's column `kapasitas`; where missing, the rules' maximum.
    #[default]
    Column,
    /// From the number of trained teachers: `base + per_teacher * teachers`, at most `ceiling`; where missing, `base`.
    TrainedTeachers {
        /// Places without any trained teacher.
        base: u32,
        /// Places for each trained teacher.
        per_teacher: u32,
        /// The most places.
        ceiling: u32,
    },
}

/// The rules of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Who takes part.
    pub scope: Scope,
    /// The decision region of each level: member and hub lie in the same region of this rank.
    pub within: LevelMap<RegionLevel>,
    /// The longest straight line of each level, in metres, compared before rounding; `None` for no limit.
    pub reach_m: LevelMap<Option<f64>>,
    /// The fewest members a hub should have. Falling short is a cost, not a failure; never above the hub's places.
    pub min: LevelMap<u32>,
    /// The most members of a hub, however many places it has; `None` for no limit.
    pub max: LevelMap<Option<u32>>,
    /// Prefer hubs of the school's own region of this rank before nearer ones elsewhere; `None` for no preference.
    pub tier: Option<RegionLevel>,
    /// Member and hub must have the same form and not only the same level.
    pub exact_form: bool,
    /// Where priorities come from.
    pub priority: PriorityRule,
    /// Where hubs' places come from.
    pub capacity: CapacityRule,
    /// Required and forbidden pairs, and schools that stay unassigned.
    pub pairs: Pairs,
}

impl Default for Rules {
    /// Neutral rules: minimum 0, maximum and reach unlimited, decision regions of the law, no tiers.
    fn default() -> Self {
        Self {
            scope: Scope::default(),
            within: Self::lawful_regions(),
            reach_m: LevelMap::all(None),
            min: LevelMap::all(0),
            max: LevelMap::all(None),
            tier: None,
            exact_form: false,
            priority: PriorityRule::default(),
            capacity: CapacityRule::default(),
            pairs: Pairs::default(),
        }
    }
}

/// Why rules cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// Minimum above maximum.
    #[error("min {min} is above max {max} for {levels}; set both together")]
    MinAboveMax {
        /// Every level with these two, as the API writes them.
        levels: String,
        /// The minimum.
        min: u32,
        /// The maximum.
        max: u32,
    },
    /// A reach that is no distance.
    #[error("expected a reach of at least 0 km, found {0}")]
    Reach(String),
    /// A pair that is both required and forbidden.
    #[error("school {school} is both required and forbidden at hub {hub}")]
    RequiredIsForbidden {
        /// The school.
        school: Npsn,
        /// The hub.
        hub: Npsn,
    },
    /// A school that is required at a hub and is to stay without one.
    #[error("school {school} is both required at hub {hub} and to stay unassigned")]
    RequiredIsUnassigned {
        /// The school.
        school: Npsn,
        /// The hub.
        hub: Npsn,
    },
    /// A pair that cannot be required.
    #[error("school {school} cannot be required at hub {hub}: {reason}")]
    RequiredImpossible {
        /// The school.
        school: Npsn,
        /// The hub.
        hub: Npsn,
        /// Why.
        reason: Impossible,
    },
    /// A pair that cannot be forbidden, because it could not come together anyway.
    #[error("school {school} and hub {hub} cannot be forbidden: {reason}")]
    ForbiddenImpossible {
        /// The school.
        school: Npsn,
        /// The hub.
        hub: Npsn,
        /// Why.
        reason: Impossible,
    },
    /// A school that cannot be left unassigned.
    #[error("school {school} cannot be left unassigned: {reason}")]
    UnassignedImpossible {
        /// The school.
        school: Npsn,
        /// Why.
        reason: Impossible,
    },
    /// More schools are required at a hub than it has places.
    #[error("{required} schools are required at hub {hub}, which has {capacity} places")]
    RequiredAboveCapacity {
        /// The hub.
        hub: Npsn,
        /// Schools required there.
        required: u32,
        /// Its places.
        capacity: u32,
    },
    /// The work would pass a limit that is counted in pairs.
    #[error("the plan needs more than {limit} pairs of school and hub; give a shorter reach or smaller decision regions")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The work would pass a limit that is counted in steps.
    #[error("the plan needs more than {limit} steps; give a shorter reach or smaller decision regions")]
    TooLong {
        /// The limit.
        limit: u64,
    },
}

impl From<TooLarge> for RulesError {
    fn from(passed: TooLarge) -> Self {
        match passed {
            TooLarge::Pairs => Self::TooLarge { limit: MAX_ARCS as u64 },
            TooLarge::Steps => Self::TooLong { limit: MAX_STEPS },
        }
    }
}

impl Rules {
    /// PAUD, SD and SMP are decided by the kabupaten or kota, SMA, SMK and SLB by the province.
    #[must_use]
    pub fn lawful_regions() -> LevelMap<RegionLevel> {
        let mut within = LevelMap::all(RegionLevel::Regency);
        for level in [Level::Sma, Level::Smk, Level::Slb] {
            within.set(level, RegionLevel::Province);
        }
        within
    }

    /// The level in which a school takes part, or why it takes none.
    ///
    /// # Errors
    /// The first reason that holds, in the order of [`OutOfScope`].
    pub fn takes_part(&self, school: &School, regions: &Regions) -> Result<Level, OutOfScope> {
        if school.abroad {
            return Err(OutOfScope::Abroad);
        }
        let level = school.level().ok_or(OutOfScope::FormWithoutLevel)?;
        if school.form.is_kemenag() && !self.scope.madrasah {
            return Err(OutOfScope::Madrasah);
        }
        if self.scope.levels.as_ref().is_some_and(|levels| !levels.contains(&level)) {
            return Err(OutOfScope::Level);
        }
        if self.scope.status.is_some() && school.status != self.scope.status {
            return Err(OutOfScope::Status);
        }
        if let Some(region) = self.scope.region
            && school.regions.at(regions.get(region).level) != Some(region)
        {
            return Err(OutOfScope::Region);
        }
        Ok(level)
    }

    /// The region inside which a school's hub must lie: `Ok(None)` for the whole country.
    ///
    /// # Errors
    /// When the rules ask for a region that the school does not state.
    pub fn decision_region(&self, school: &School, level: Level) -> Result<Option<RegionId>, RegionLevel> {
        match self.within.get(level) {
            RegionLevel::Country => Ok(None),
            rank => school.regions.at(rank).map(Some).ok_or(rank),
        }
    }

    /// The form that hub and member must share, where the rules ask for it.
    #[must_use]
    pub fn shared_form<'s>(&self, school: &'s School) -> Option<&'s Form> {
        self.exact_form.then_some(&school.form)
    }

    /// The weight of reaching a school, 1 to 1000.
    #[must_use]
    pub fn priority(&self, school: &School) -> u16 {
        match self.priority {
            PriorityRule::Equal => 1,
            PriorityRule::Column => school.priority,
            PriorityRule::Accreditation(weights) => match school.accreditation {
                Some(Accreditation::A) => weights.a,
                Some(Accreditation::B) => weights.b,
                Some(Accreditation::C) => weights.c,
                Some(Accreditation::None) => weights.none,
                None => weights.unknown,
            },
        }
    }

    /// The places of a hub: its own, and never more than the rules' maximum; `None` for no limit.
    #[must_use]
    pub fn places(&self, hub: &School, level: Level) -> Option<u32> {
        let own = match self.capacity {
            CapacityRule::Column => hub.hub.as_ref().and_then(|hub| hub.capacity),
            CapacityRule::TrainedTeachers { base, per_teacher, ceiling } => {
                let teachers = hub.trained_teachers.unwrap_or(0);
                Some(base.saturating_add(per_teacher.saturating_mul(teachers)).min(ceiling))
            }
        };
        own.into_iter().chain(self.max.get(level)).min()
    }

    /// The members a hub should have at least: the rules' minimum, but never more than its places.
    #[must_use]
    pub fn minimum(&self, hub: &School, level: Level) -> u32 {
        let places = self.places(hub, level).unwrap_or(u32::MAX);
        self.min.get(level).min(places)
    }

    /// Whether member and hub lie in different tier regions; a region that is not stated is another one.
    #[must_use]
    pub fn crosses_tier(&self, member: &School, hub: &School) -> bool {
        self.tier.is_some_and(|rank| {
            let own = member.regions.at(rank);
            own.is_none() || own != hub.regions.at(rank)
        })
    }

    /// Whether member and hub are forbidden to come together.
    #[must_use]
    pub fn forbids(&self, member: Npsn, hub: Npsn) -> bool {
        !self.pairs.forbidden.is_empty() && self.pairs.forbidden.contains(&(member, hub))
    }

    /// Whether it was decided that a school stays without a hub.
    #[must_use]
    pub fn leaves_unassigned(&self, member: Npsn) -> bool {
        self.pairs.unassigned.contains(&member)
    }

    /// Checks that the rules do not contradict each other; what concerns single schools is checked with them.
    ///
    /// # Errors
    /// The first contradiction, both sides named.
    pub fn check(&self) -> Result<(), RulesError> {
        for level in Level::ALL {
            let min = self.min.get(level);
            if let Some(max) = self.max.get(level)
                && min > max
            {
                let same =
                    Level::ALL.into_iter().filter(|other| (self.min.get(*other), self.max.get(*other)) == (min, Some(max)));
                let levels = same.map(Level::as_str).collect::<Vec<_>>().join(", ");
                return Err(RulesError::MinAboveMax { levels, min, max });
            }
            if let Some(reach_m) = self.reach_m.get(level)
                && (reach_m.is_nan() || reach_m < 0.0)
            {
                return Err(RulesError::Reach((reach_m / 1000.0).to_string()));
            }
        }
        self.pairs.check()
    }
}
