//! Programmes as TOML: names, words and rules.

use crate::model::{Level, Programme, RegionLevel};
use crate::plan::Rules;

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
    pub status: Option<crate::model::Status>,
    /// Hubs serve their exact form only.
    pub exact_form: Option<bool>,
}

impl Overrides {
    /// Puts these rules in place of a programme's.
    pub fn apply(&self, rules: &mut Rules) {
        let _ = rules;
        todo!("programme")
    }
}

/// Why a programme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("programme {name}: {reason}")]
pub struct ProgrammeError {
    /// The programme's file or short name.
    pub name: String,
    /// What was expected and what was found.
    pub reason: String,
}

/// The programmes that ship with imbas: short name and TOML text.
#[must_use]
pub fn built_in() -> &'static [(&'static str, &'static str)] {
    todo!("programme")
}

/// Reads a programme's TOML text; `name` is for messages.
///
/// # Errors
/// [`ProgrammeError`] for an unknown key, a wrong value, or rules that contradict each other.
pub fn read_programme(name: &str, text: &str) -> Result<(Programme, Rules), ProgrammeError> {
    let _ = (name, text);
    todo!("programme")
}
