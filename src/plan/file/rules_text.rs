//! The rules of a plan as text: words instead of numbers of a table that only one run knows.

use super::PlanFileError;
use super::rows::npsn_text;
use crate::model::{Bilingual, Level, Npsn, RegionId, RegionLevel, Said, Status, said};
use crate::plan::errors::{LEVELS, RANKS, STATUSES};
use crate::plan::{CapacityRule, LevelMap, Pairs, PriorityRule, Rules, Scope};
use crate::regions::Regions;
use serde::{Deserialize, Serialize};

/// The rules of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesText {
    /// Who takes part.
    pub scope: ScopeText,
    /// Decision region of each level.
    pub within: PerLevel<String>,
    /// Reach of each level in metres; `null` for no limit.
    pub reach_m: PerLevel<Option<f64>>,
    /// Fewest members of each level's hubs.
    pub min: PerLevel<u32>,
    /// Most members of each level's hubs; `null` for no limit.
    pub max: PerLevel<Option<u32>>,
    /// Rank of the region whose own hubs go first; `null` for no preference.
    pub tier: Option<String>,
    /// Whether hub and member share their exact form.
    pub exact_form: bool,
    /// Where priorities come from.
    pub priority: PriorityRule,
    /// Where hubs' places come from.
    pub capacity: CapacityRule,
    /// Pairs that must not come together, in order.
    pub forbidden: Vec<PairText>,
    /// Pairs that must come together, in order.
    pub required: Vec<PairText>,
    /// Schools that stay without a hub, in order; written only where there are any, so that other plans read as before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unassigned: Vec<SchoolText>,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeText {
    /// Only these levels; `null` for all.
    pub levels: Option<Vec<String>>,
    /// Only this status; `null` for both.
    pub status: Option<String>,
    /// Whether madrasah take part.
    pub madrasah: bool,
    /// Only schools of this region; `null` for all.
    pub region: Option<RegionText>,
}

/// A region by its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionText {
    /// Who gives the code its meaning.
    pub system: String,
    /// The code.
    pub code: String,
    /// The region's rank.
    pub level: String,
}

/// A school and a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairText {
    /// The school.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// The hub.
    #[serde(with = "npsn_text")]
    pub hub: Npsn,
}

/// A school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolText {
    /// The school.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
}

/// One value for each level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "each is the official abbreviation")]
pub struct PerLevel<T> {
    pub paud: T,
    pub sd: T,
    pub smp: T,
    pub sma: T,
    pub smk: T,
    pub slb: T,
}

impl<T> PerLevel<T> {
    fn new<V: Copy>(map: &LevelMap<V>, text: impl Fn(V) -> T) -> Self {
        let of = |level| text(map.get(level));
        Self {
            paud: of(Level::Paud),
            sd: of(Level::Sd),
            smp: of(Level::Smp),
            sma: of(Level::Sma),
            smk: of(Level::Smk),
            slb: of(Level::Slb),
        }
    }

    fn get(&self, level: Level) -> &T {
        match level {
            Level::Paud => &self.paud,
            Level::Sd => &self.sd,
            Level::Smp => &self.smp,
            Level::Sma => &self.sma,
            Level::Smk => &self.smk,
            Level::Slb => &self.slb,
        }
    }

    fn read<V: Copy>(
        &self,
        first: V,
        value: impl Fn(Level, &T) -> Result<V, PlanFileError>,
    ) -> Result<LevelMap<V>, PlanFileError> {
        let mut map = LevelMap::all(first);
        for level in Level::ALL {
            map.set(level, value(level, self.get(level))?);
        }
        Ok(map)
    }
}

impl RulesText {
    pub(in crate::plan) fn new(rules: &Rules, regions: &Regions) -> Self {
        let pair = |(npsn, hub)| PairText { npsn, hub };
        Self {
            scope: ScopeText::new(&rules.scope, regions),
            within: PerLevel::new(&rules.within, |rank| rank.as_str().to_owned()),
            reach_m: PerLevel::new(&rules.reach_m, |reach_m| reach_m),
            min: PerLevel::new(&rules.min, |min| min),
            max: PerLevel::new(&rules.max, |max| max),
            tier: rules.tier.map(|rank| rank.as_str().to_owned()),
            exact_form: rules.exact_form,
            priority: rules.priority,
            capacity: rules.capacity,
            forbidden: rules.pairs.forbidden.iter().copied().map(pair).collect(),
            required: rules.pairs.required.iter().map(|(npsn, hub)| pair((*npsn, *hub))).collect(),
            unassigned: rules.pairs.unassigned.iter().map(|npsn| SchoolText { npsn: *npsn }).collect(),
        }
    }

    pub(super) fn read(&self, regions: &Regions) -> Result<Rules, PlanFileError> {
        let rules = Rules {
            scope: self.scope.read(regions)?,
            within: self
                .within
                .read(RegionLevel::Country, |level, word| rank(&format!("rules.within.{}", level.as_str()), word))?,
            reach_m: self.reach_m.read(None, |_, reach_m| Ok(*reach_m))?,
            min: self.min.read(0, |_, min| Ok(*min))?,
            max: self.max.read(None, |_, max| Ok(*max))?,
            tier: self.tier.as_deref().map(|word| rank("rules.tier", word)).transpose()?,
            exact_form: self.exact_form,
            priority: self.priority,
            capacity: self.capacity,
            pairs: Pairs {
                forbidden: self.forbidden.iter().map(|pair| (pair.npsn, pair.hub)).collect(),
                required: self.required.iter().map(|pair| (pair.npsn, pair.hub)).collect(),
                unassigned: self.unassigned.iter().map(|school| school.npsn).collect(),
            },
        };
        rules.check().map_err(|error| refused("rules", error.said()))?;
        Ok(rules)
    }
}

impl ScopeText {
    fn new(scope: &Scope, regions: &Regions) -> Self {
        Self {
            levels: scope.levels.as_ref().map(|levels| levels.iter().map(|level| level.as_str().to_owned()).collect()),
            status: scope.status.map(|status| status.as_str().to_owned()),
            madrasah: scope.madrasah,
            region: scope.region.map(|region| RegionText::new(region, regions)),
        }
    }

    fn read(&self, regions: &Regions) -> Result<Scope, PlanFileError> {
        let level = |word: &String| {
            let level = Level::from_word(word);
            level.ok_or_else(|| unknown("rules.scope.levels", LEVELS, word))
        };
        let status = |word: &String| Status::from_word(word).ok_or_else(|| unknown("rules.scope.status", STATUSES, word));
        Ok(Scope {
            levels: self.levels.as_ref().map(|words| words.iter().map(level).collect()).transpose()?,
            status: self.status.as_ref().map(status).transpose()?,
            madrasah: self.madrasah,
            region: self.region.as_ref().map(|region| region.read(regions)).transpose()?,
        })
    }
}

impl RegionText {
    fn new(id: RegionId, regions: &Regions) -> Self {
        let region = regions.get(id);
        Self {
            system: region.code.system.as_str().to_owned(),
            code: region.code.text.to_string(),
            level: region.level.as_str().to_owned(),
        }
    }

    /// The region of this code, system and rank; a code that two regions bear names none of them.
    fn read(&self, regions: &Regions) -> Result<RegionId, PlanFileError> {
        let mut found = regions.iter().filter(|(_, region)| {
            *region.code.text == *self.code && region.code.system.as_str() == self.system && region.level.as_str() == self.level
        });
        match (found.next(), found.next()) {
            (Some((id, _)), None) => Ok(id),
            (Some(_), Some(_)) => Err(unknown(
                "rules.scope.region",
                Said::fixed("kode yang dimiliki satu wilayah saja", "a code that one region bears"),
                &self.code,
            )),
            (None, _) => Err(unknown(
                "rules.scope.region",
                Said::fixed("kode wilayah dalam masukan ini", "the code of a region of these inputs"),
                &self.code,
            )),
        }
    }
}

fn rank(place: &str, word: &str) -> Result<RegionLevel, PlanFileError> {
    RegionLevel::from_word(word).ok_or_else(|| unknown(place, RANKS, word))
}

fn unknown(place: &str, expected: Said, found: &str) -> PlanFileError {
    let found: String = found.chars().take(80).collect();
    let reason = said!("seharusnya {expected}, ditemukan {found:?}", "expected {expected}, found {found:?}", expected = expected);
    refused(place, reason)
}

fn refused(place: &str, reason: Said) -> PlanFileError {
    PlanFileError::Rules { place: place.to_owned(), reason }
}
