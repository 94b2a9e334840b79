//! The officials' answer for a region.

use crate::model::{Level, RegionId};
use crate::snapshot::View;
use std::io::{self, Write};

/// Every school located in a region, and the outside members of its hubs.
#[derive(Clone, Debug)]
pub struct Assignments<'a> {
    pub(super) view: View<'a>,
    pub(super) region: RegionId,
    pub(super) level: Option<Level>,
}

impl<'a> Assignments<'a> {
    /// Collects the answer for a region, or for one level in it.
    #[must_use]
    pub fn new(view: View<'a>, region: RegionId, level: Option<Level>) -> Self {
        Self { view, region, level }
    }
}

/// Writes the answer as JSON.
///
/// # Errors
/// Those of the writer.
pub fn write_json(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (answer, out);
    todo!("assignments")
}
