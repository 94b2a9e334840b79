//! Findings: as JSON, GeoJSON, CSV, and as the report of `imbas audit`.

use crate::model::{Code, Finding, Npsn, RegionId, Severity};
use crate::snapshot::Dataset;
use std::io::{self, Write};

/// Which findings are asked for; everything given must hold.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Filter {
    /// About this region or a school located in it.
    pub region: Option<RegionId>,
    /// This severity.
    pub severity: Option<Severity>,
    /// This code.
    pub code: Option<Code>,
    /// About this school, alone or in a group.
    pub npsn: Option<Npsn>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Only findings after the one of this id.
    pub after: Option<String>,
}

/// The findings of one answer.
#[derive(Clone, Debug)]
pub struct Selected<'a> {
    /// Stable id and finding, in the audit's order.
    pub items: Vec<(String, &'a Finding)>,
    /// Findings that fit the question on all pages together.
    pub matched: u64,
    /// `after` of the next page; `None` on the last one.
    pub next: Option<String>,
}

/// Finds the findings of a question; `None` when `after` names no finding of this dataset.
#[must_use]
pub fn select<'a>(data: &'a Dataset, filter: &Filter) -> Option<Selected<'a>> {
    let _ = (data, filter);
    todo!("findings")
}

/// Writes selected findings as a GeoJSON FeatureCollection; a finding without a place on the map has no geometry.
///
/// # Errors
/// Those of the writer.
pub fn write_geojson(data: &Dataset, selected: &Selected<'_>, next_link: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, selected, next_link, out);
    todo!("findings")
}

/// Writes selected findings as JSON: `{"findings": [...], "numberMatched", "numberReturned", "next"?}`.
///
/// # Errors
/// Those of the writer.
pub fn write_json(data: &Dataset, selected: &Selected<'_>, next_link: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, selected, next_link, out);
    todo!("findings")
}

/// Writes selected findings as CSV: the repair list, by region, for the people who correct positions.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(data: &Dataset, selected: &Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, selected, out);
    todo!("findings")
}

/// Writes the audit for people, as a table in Indonesian.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_table(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, out);
    todo!("audit table")
}

/// Writes the audit as JSON: `{"rows", "schools", "refused", "findings": [...]}`.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_json(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, out);
    todo!("audit json")
}

/// Writes the repair list of the whole audit as CSV.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_csv(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let _ = (data, out);
    todo!("audit csv")
}
