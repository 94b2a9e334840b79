//! Regions as JSON and GeoJSON.

use crate::model::{RegionId, RegionLevel};
use crate::publish::account::{self, Account};
use crate::publish::columns::Record;
use crate::publish::geojson::{Features, seven_decimals, write_feature};
use crate::snapshot::View;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// A region's code and name, as every answer writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    let ranks = [RegionLevel::Province, RegionLevel::Regency, RegionLevel::District];
    let above = region.map_or(RegionLevel::Country, |id| view.regions().get(id).level);
    let directly = |at: u32| {
        let regions = view.school(at).regions;
        ranks.into_iter().filter(|rank| *rank > above).find_map(|rank| regions.at(rank))
    };
    by_code(view, view.located(region).filter_map(directly))
}

/// All regions in which schools are located, the upper ones first.
#[must_use]
pub fn everywhere(view: &View<'_>) -> Vec<RegionId> {
    let mut ids = below(view, None);
    let mut at = 0;
    while let Some(id) = ids.get(at).copied() {
        ids.extend(below(view, Some(id)));
        at += 1;
    }
    ids
}

/// The regions of the collection, in the order of the table: those that have a boundary or schools, so that counts are never missing
/// because nobody gave a boundary.
#[must_use]
pub fn all(view: &View<'_>) -> BTreeSet<RegionId> {
    let drawn = view.data.boundaries.iter().map(|(id, _)| id);
    drawn.chain(everywhere(view)).collect()
}

/// The kecamatan in which schools of a region are located, by code.
pub(super) fn districts(view: &View<'_>, region: Option<RegionId>) -> Vec<RegionId> {
    by_code(view, view.located(region).filter_map(|at| view.school(at).regions.district))
}

fn by_code(view: &View<'_>, ids: impl Iterator<Item = RegionId>) -> Vec<RegionId> {
    let distinct: BTreeSet<RegionId> = ids.collect();
    let mut ids: Vec<RegionId> = distinct.into_iter().collect();
    ids.sort_by_key(|id| (&view.regions().get(*id).code, *id));
    ids
}

/// The regions above a region, nearest first.
pub(super) fn parents<'a>(view: &View<'a>, id: RegionId) -> Vec<RegionName<'a>> {
    let above = |id: RegionId| view.regions().get(id).parent;
    std::iter::successors(above(id), |id| above(*id)).map(|id| RegionName::new(view, id)).collect()
}

/// A region in a list.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    name: RegionName<'a>,
    parents: Vec<RegionName<'a>>,
    counts: Account,
    coverage: Option<f64>,
}

impl<'a> Listed<'a> {
    fn new(view: &View<'a>, id: RegionId) -> Self {
        let counts = account::of(view, view.located(Some(id)));
        let coverage = account::coverage(&counts);
        Self { name: RegionName::new(view, id), parents: parents(view, id), counts: counts.into(), coverage }
    }
}

#[derive(Serialize)]
struct List<'a> {
    version: &'a str,
    #[serde(rename = "numberReturned")]
    returned: usize,
    regions: Vec<Listed<'a>>,
}

/// Writes a list of regions, found by a search or [`below`]: `{"version", "numberReturned", "regions": [...]}`.
///
/// # Errors
/// Those of the writer.
pub fn write_list(view: &View<'_>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let regions = ids.iter().map(|id| Listed::new(view, *id)).collect();
    write_line(&List { version: view.version, returned: ids.len(), regions }, out)
}

#[derive(Serialize)]
struct One<'a> {
    version: &'a str,
    #[serde(flatten)]
    region: Listed<'a>,
    has_boundary: bool,
    bbox: Option<[f64; 4]>,
    children: Vec<Child<'a>>,
}

#[derive(Serialize)]
struct Child<'a> {
    #[serde(flatten)]
    name: RegionName<'a>,
    schools: usize,
}

/// Writes one region with its parents, children and counts.
///
/// # Errors
/// Those of the writer.
pub fn write_one(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let child = |id: RegionId| Child { name: RegionName::new(view, id), schools: view.lists.of(id).len() };
    let children = below(view, Some(id)).into_iter().map(child).collect();
    let has_boundary = view.data.boundaries.polygon(id).is_some();
    write_line(&One { version: view.version, region: Listed::new(view, id), has_boundary, bbox: bbox(view, id), children }, out)
}

/// West, south, east and north of a region's boundary, or of the schools located there.
pub(super) fn bbox(view: &View<'_>, id: RegionId) -> Option<[f64; 4]> {
    if let Some(bounds) = view.data.boundaries.polygon(id).and_then(geo::BoundingRect::bounding_rect) {
        let (least, most) = (bounds.min(), bounds.max());
        return Some([least.x, least.y, most.x, most.y].map(seven_decimals));
    }
    let positions = view.lists.of(id).iter().filter_map(|at| view.school(*at).position);
    let bounds = positions.fold(None, |bounds: Option<[f64; 4]>, at| {
        let [west, south, east, north] = bounds.unwrap_or([at.lon(), at.lat(), at.lon(), at.lat()]);
        Some([west.min(at.lon()), south.min(at.lat()), east.max(at.lon()), north.max(at.lat())])
    });
    bounds.map(|bounds| bounds.map(seven_decimals))
}

/// Writes one JSON value and the end of its line.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&serde_json::to_vec(value)?)?;
    out.write_all(b"\n")
}

/// Writes regions as a GeoJSON FeatureCollection; one without a boundary has no geometry.
///
/// # Errors
/// Those of the writer.
pub fn write_features(view: &View<'_>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let features = Features { view, matched: Some(ids.len() as u64), returned: ids.len(), next_link: None };
    features.write(out, ids.iter().map(|id| move |line: &mut Vec<u8>| write_feature(&Record::region(view, *id), line)))
}
