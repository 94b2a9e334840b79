//! Regions as JSON, and their boundaries as GeoJSON.

use crate::model::RegionId;
use crate::snapshot::View;
use std::io::{self, Write};

/// A region's code and name, as every answer writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RegionName<'a> {
    /// The code.
    pub code: &'a str,
    /// The system of the code.
    pub system: &'static str,
    /// The name.
    pub name: &'a str,
    /// The rank.
    pub level: &'static str,
}

impl<'a> RegionName<'a> {
    /// Names a region.
    #[must_use]
    pub fn new(view: &View<'a>, id: RegionId) -> Self {
        let region = view.regions().get(id);
        Self { code: &region.code.text, system: region.code.system.as_str(), name: &region.name, level: region.level.as_str() }
    }
}

/// The regions in which schools are located: those directly below a region, or the topmost ones; by code.
#[must_use]
pub fn below(view: &View<'_>, region: Option<RegionId>) -> Vec<RegionId> {
    let _ = (view, region);
    todo!("regions")
}

/// Writes a list of regions, found by a search or [`below`]: `{"regions": [...], "numberReturned"}`.
///
/// # Errors
/// Those of the writer.
pub fn write_list(view: &View<'_>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, ids, out);
    todo!("regions")
}

/// Writes one region with its parents, children and counts.
///
/// # Errors
/// Those of the writer.
pub fn write_one(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, id, out);
    todo!("regions")
}

/// Writes the boundaries of regions, where given, as a GeoJSON FeatureCollection.
///
/// # Errors
/// Those of the writer.
pub fn write_boundaries(view: &View<'_>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, ids, out);
    todo!("regions")
}
