//! Everything that belongs together and changes together: immutable, swapped whole.
//!
//! In: [`Inputs`]. Out: a [`Snapshot`]. Must not know: HTTP, how things are written.

use crate::audit::{self, Audit};
use crate::import::{ImportError, Source};
use crate::model::Programme;
use crate::plan::{Plan, Rules, RulesError};
use crate::regions::{Boundaries, BoundaryError, Regions};

/// What a snapshot is made of; the same for every command.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// School lists.
    pub lists: Vec<Source>,
    /// A hub list.
    pub hubs: Option<Source>,
    /// Boundary files.
    pub boundaries: Vec<Source>,
    /// Accepted repairs.
    pub repairs: Option<Source>,
    /// Thresholds of the audit.
    pub settings: audit::Settings,
}

/// Data that has been read and audited, before any plan.
#[derive(Debug)]
pub struct Dataset {
    /// Schools and findings.
    pub audit: Audit,
    /// Regions, national and local.
    pub regions: Regions,
    /// Boundaries.
    pub boundaries: Boundaries,
}

/// Data with a plan.
#[derive(Debug)]
pub struct Snapshot {
    /// The data.
    pub data: Dataset,
    /// The programme whose words the outputs use.
    pub programme: Programme,
    /// The rules.
    pub rules: Rules,
    /// The proven plan.
    pub plan: Plan,
    /// Names this snapshot: a hash of inputs, rules and program version.
    pub version: String,
}

/// Why a snapshot could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// A list cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A boundary file cannot be used.
    #[error(transparent)]
    Boundaries(#[from] BoundaryError),
    /// The rules cannot be followed.
    #[error(transparent)]
    Rules(#[from] RulesError),
}
