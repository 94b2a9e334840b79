//! What a search found, with where it is and where to go.

use crate::model::{Level, RegionId, RegionLevel};
use crate::publish::columns::role;
use crate::publish::geojson::{Position, position};
use crate::publish::regions::{RegionName, bbox, parents, write_line};
use crate::snapshot::View;
use serde::Serialize;
use std::io::{self, Write};

/// What a search found, the best first in each list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Regions.
    pub regions: Vec<RegionId>,
    /// Schools, as indices.
    pub schools: Vec<u32>,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: &'a str,
    #[serde(rename = "numberReturned")]
    returned: usize,
    regions: Vec<RegionHit<'a>>,
    schools: Vec<SchoolHit<'a>>,
}

#[derive(Serialize)]
struct RegionHit<'a> {
    #[serde(flatten)]
    name: RegionName<'a>,
    parents: Vec<RegionName<'a>>,
    schools: usize,
    bbox: Option<[f64; 4]>,
}

#[derive(Serialize)]
struct SchoolHit<'a> {
    npsn: &'a str,
    name: &'a str,
    form: &'a str,
    level: Option<&'static str>,
    role: &'static str,
    district_code: Option<&'a str>,
    district: Option<&'a str>,
    regency_code: Option<&'a str>,
    regency: Option<&'a str>,
    province: Option<&'a str>,
    position: Option<Position>,
}

/// Writes what was found.
///
/// # Errors
/// Those of the writer.
pub fn write_found(view: &View<'_>, found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let regions: Vec<_> = found.regions.iter().map(|id| region(view, *id)).collect();
    let schools: Vec<_> = found.schools.iter().map(|at| school(view, *at)).collect();
    write_line(&Answer { version: view.version, returned: regions.len() + schools.len(), regions, schools }, out)
}

fn region<'a>(view: &View<'a>, id: RegionId) -> RegionHit<'a> {
    RegionHit {
        name: RegionName::new(view, id),
        parents: parents(view, id),
        schools: view.lists.of(id).len(),
        bbox: bbox(view, id),
    }
}

fn school<'a>(view: &View<'a>, at: u32) -> SchoolHit<'a> {
    let school = view.school(at);
    let region = |rank: RegionLevel| school.regions.at(rank).map(|id| view.regions().get(id));
    let (district, regency) = (region(RegionLevel::District), region(RegionLevel::Regency));
    SchoolHit {
        npsn: school.npsn.as_str(),
        name: &school.name,
        form: school.form.as_str(),
        level: school.level().map(Level::as_str),
        role: role(view.state(at)),
        district_code: district.map(|region| &*region.code.text),
        district: district.map(|region| &*region.name),
        regency_code: regency.map(|region| &*region.code.text),
        regency: regency.map(|region| &*region.name),
        province: region(RegionLevel::Province).map(|region| &*region.name),
        // A school that needs a check is shown where its list puts it, for want of a better place.
        position: school.position.or(school.given).map(position),
    }
}
