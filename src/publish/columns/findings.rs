//! The columns of a finding.

use crate::model::{Confidence, Finding, Language, Npsn, School, Suspect};
use crate::publish::columns::Kind::{Boolean, Integer, Number, Text};
use crate::publish::columns::{Entry, Value};
use crate::publish::findings;
use crate::publish::geojson::seven_decimals;
use crate::regions::Region;
use crate::snapshot::Dataset;

/// Reads a column of a finding.
type Get = for<'a> fn(&FindingRecord<'a>) -> Value<'a>;

/// A finding with the school and region that it is about.
#[derive(Debug)]
pub struct FindingRecord<'a> {
    pub(super) id: &'a str,
    /// The finding.
    pub finding: &'a Finding,
    /// The school that it is about.
    pub school: Option<&'a School>,
    region: Option<&'a Region>,
}

impl<'a> FindingRecord<'a> {
    pub(super) fn new(data: &'a Dataset, id: &'a str, finding: &'a Finding) -> Self {
        let region = finding.region.map(|id| data.regions.get(id));
        Self { id, finding, school: findings::school(data, finding), region }
    }
}

pub(super) const COLUMNS: &[Entry<Get>] = &[
    Entry::always("code", Text, "Stable code of the audit's rule.", |r| r.finding.code.as_str().into()),
    Entry::always("severity", Text, "error, warning or info.", |r| r.finding.severity.as_str().into()),
    Entry::maybe("npsn", Text, "The school that it is about.", |r| r.finding.npsn.as_ref().map(Npsn::as_str).into()),
    Entry::maybe("name", Text, "Name of that school.", |r| r.school.map(|school| &*school.name).into()),
    Entry::maybe("is_hub", Boolean, "Whether the list names that school as a hub.", |r| {
        r.school.map(|school| school.hub.is_some()).into()
    }),
    Entry::maybe("region", Text, "Code of the region that it is about, or of the school's kecamatan.", |r| {
        r.region.map(|region| &*region.code.text).into()
    }),
    Entry::maybe("region_name", Text, "Name of that region.", |r| r.region.map(|region| &*region.name).into()),
    Entry::maybe("place", Text, "File, sheet, line and column.", |r| r.finding.place.as_ref().map(ToString::to_string).into()),
    Entry::always("found", Text, "What was expected and what was found, in English.", |r| r.finding.found.english().into()),
    Entry::always("found_id", Text, "The same in Indonesian.", |r| r.finding.found.indonesian().into()),
    Entry::maybe("given_lon", Number, "Longitude that the list gives, in degrees.", |r| {
        r.school.and_then(|school| school.given).map(|at| seven_decimals(at.lon())).into()
    }),
    Entry::maybe("given_lat", Number, "Latitude that the list gives, in degrees.", |r| {
        r.school.and_then(|school| school.given).map(|at| seven_decimals(at.lat())).into()
    }),
    Entry::maybe("proposal_lon", Number, "Proposed longitude in degrees.", |r| {
        r.finding.proposal.map(|at| seven_decimals(at.lon())).into()
    }),
    Entry::maybe("proposal_lat", Number, "Proposed latitude in degrees.", |r| {
        r.finding.proposal.map(|at| seven_decimals(at.lat())).into()
    }),
    Entry::maybe("confidence", Text, "Confidence of the proposal: high or low.", |r| {
        r.finding.confidence.map(Confidence::as_str).into()
    }),
    Entry::maybe("suspect", Text, "What a finding about a group suspects: points or polygon.", |r| {
        r.finding.suspect.map(Suspect::as_str).into()
    }),
    Entry::always("schools", Integer, "Number of schools in a finding about a group.", |r| r.finding.schools.len().into()),
    Entry::always("advice", Text, "What to do, in Indonesian.", |r| r.finding.code.advice(Language::Indonesian).into()),
    Entry::always("advice_en", Text, "What to do, in English.", |r| r.finding.code.advice(Language::English).into()),
];
