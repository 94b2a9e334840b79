//! The settings of the audit in a plan file: with others, other schools would be usable.

use crate::audit::Settings;
use serde::{Deserialize, Serialize};

/// The thresholds of the audit, in metres where a name ends so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditText {
    /// Farther outside its district a point is doubtful.
    pub district_doubtful_m: f64,
    /// Farther outside its district a point is unusable.
    pub district_unusable_m: f64,
    /// Farther outside its regency a point is unusable.
    pub regency_unusable_m: f64,
    /// How near the own district a flipped point must lie.
    pub flip_fit_m: f64,
    /// How far off the given point must lie.
    pub flip_given_m: f64,
    /// So many schools on one point are a default point.
    pub sentinel_schools: usize,
    /// Fewer decimals are reported.
    pub few_decimals: usize,
    /// Where a school without a usable position is planned: nowhere (`exclude`) or at the middle of its `district`.
    pub unlocated: Unlocated,
}

/// Where a school without a usable position is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlocated {
    /// Nowhere.
    Exclude,
    /// At the middle of its own district.
    District,
}

impl AuditText {
    /// Writes down settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let Settings {
            district_doubtful_m,
            district_unusable_m,
            regency_unusable_m,
            flip_fit_m,
            flip_given_m,
            sentinel_schools,
            few_decimals,
            unlocated_at_district,
        } = *settings;
        let unlocated = if unlocated_at_district { Unlocated::District } else { Unlocated::Exclude };
        Self {
            district_doubtful_m,
            district_unusable_m,
            regency_unusable_m,
            flip_fit_m,
            flip_given_m,
            sentinel_schools,
            few_decimals,
            unlocated,
        }
    }

    /// The settings that are written down.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            district_doubtful_m: self.district_doubtful_m,
            district_unusable_m: self.district_unusable_m,
            regency_unusable_m: self.regency_unusable_m,
            flip_fit_m: self.flip_fit_m,
            flip_given_m: self.flip_given_m,
            sentinel_schools: self.sentinel_schools,
            few_decimals: self.few_decimals,
            unlocated_at_district: self.unlocated == Unlocated::District,
        }
    }
}
