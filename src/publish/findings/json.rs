//! Findings for programs.

use crate::geodesy::METHOD;
use crate::model::{Confidence, Finding, Language, LonLat, Npsn, Suspect};
use crate::publish::columns::Record;
use crate::publish::findings::{self, Selected, all};
use crate::publish::geojson::{Features, seven_decimals, write_feature};
use crate::snapshot::{Dataset, View};
use serde::Serialize;
use std::io::{self, Write};

/// A finding as JSON; what it does not have is absent.
#[derive(Serialize)]
struct FindingOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    title_en: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    npsn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    place: Option<String>,
    found: &'a str,
    found_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suspect: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schools: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    points: Vec<GivenPoint<'a>>,
    advice: &'static str,
    advice_en: &'static str,
}

/// A place as numbers with names, because findings are read without a map too.
#[derive(Serialize)]
struct Place {
    lon: f64,
    lat: f64,
}

/// Where the list puts a school of a group: what is drawn to show a displaced kecamatan as a whole.
#[derive(Serialize)]
struct GivenPoint<'a> {
    npsn: &'a str,
    #[serde(flatten)]
    at: Place,
}

impl From<LonLat> for Place {
    fn from(at: LonLat) -> Self {
        Self { lon: seven_decimals(at.lon()), lat: seven_decimals(at.lat()) }
    }
}

impl<'a> FindingOut<'a> {
    fn new(data: &'a Dataset, id: Option<&'a str>, finding: &'a Finding) -> Self {
        Self {
            id,
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            title: finding.code.title(Language::Indonesian),
            title_en: finding.code.title(Language::English),
            npsn: finding.npsn.as_ref().map(Npsn::as_str),
            region: finding.region.map(|id| &*data.regions.get(id).code.text),
            place: finding.place.as_ref().map(ToString::to_string),
            found: finding.found.english(),
            found_id: finding.found.indonesian(),
            given: findings::school(data, finding).and_then(|school| school.given).map(Place::from),
            proposal: finding.proposal.map(Place::from),
            confidence: finding.confidence.map(Confidence::as_str),
            suspect: finding.suspect.map(Suspect::as_str),
            schools: finding.schools.iter().map(Npsn::as_str).collect(),
            points: finding.schools.iter().filter_map(|npsn| given_point(data, npsn)).collect(),
            advice: finding.code.advice(Language::Indonesian),
            advice_en: finding.code.advice(Language::English),
        }
    }
}

fn given_point<'a>(data: &Dataset, npsn: &'a Npsn) -> Option<GivenPoint<'a>> {
    let given = findings::school_of(data, *npsn)?.given?;
    Some(GivenPoint { npsn: npsn.as_str(), at: given.into() })
}

/// Writes JSON values as the items of a list, one a line.
fn write_items(items: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for (at, item) in items.enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &item)?;
        out.write_all(&line)?;
    }
    Ok(())
}

/// Writes selected findings as JSON: `{"numberMatched", "numberReturned", "next"?, "findings": [...]}`.
///
/// # Errors
/// Those of the writer.
pub fn write_json(data: &Dataset, selected: &Selected<'_>, next_link: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"numberMatched\":{},\"numberReturned\":{},", selected.matched, selected.items.len())?;
    if let Some(href) = next_link {
        write!(out, "\"next\":{},", serde_json::to_string(href)?)?;
    }
    out.write_all(b"\"findings\":[")?;
    write_items(selected.items.iter().map(|(id, finding)| FindingOut::new(data, Some(id), finding)), out)?;
    out.write_all(b"\n]}\n")
}

/// What one rule did.
#[derive(Serialize)]
struct EffectOut {
    code: &'static str,
    schools: usize,
    doubtful: usize,
    unusable: usize,
    unusable_alone: usize,
}

/// One input list and what became of its rows.
#[derive(Serialize)]
struct FileOut<'a> {
    name: &'a str,
    kind: &'static str,
    sha256: &'a str,
    rows: u64,
    kept: u64,
    merged: u64,
    refused: u64,
    filled: u64,
    columns: Vec<&'static str>,
    unknown_columns: usize,
}

#[derive(Serialize)]
struct AuditHead<'a> {
    rows: u64,
    merged: u64,
    schools: usize,
    refused: usize,
    distance_method: &'static str,
    files: Vec<FileOut<'a>>,
    effects: Vec<EffectOut>,
}

/// Writes the audit as JSON: `{"rows", "schools", "refused", ..., "findings": [...]}` with `rows = schools + refused`.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_json(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let audit = &data.audit;
    let files = audit.files.iter().map(|file| FileOut {
        name: &file.name,
        kind: file.kind.as_str(),
        sha256: &file.sha256,
        rows: file.rows,
        kept: file.kept,
        merged: file.merged,
        refused: file.refused,
        filled: file.filled,
        columns: file.columns.iter().map(|(column, _)| column.as_str()).collect(),
        unknown_columns: file.unknown_columns,
    });
    let effects = audit.effects.iter().map(|effect| EffectOut {
        code: effect.code.as_str(),
        schools: effect.schools,
        doubtful: effect.doubtful,
        unusable: effect.unusable,
        unusable_alone: effect.unusable_alone,
    });
    let head = serde_json::to_string(&AuditHead {
        rows: audit.rows,
        merged: audit.merged,
        schools: audit.schools.len(),
        refused: audit.refused.len(),
        distance_method: METHOD,
        files: files.collect(),
        effects: effects.collect(),
    })?;
    write!(out, "{},\"findings\":[", &head[..head.len() - 1])?;
    write_items(all(data).map(|finding| FindingOut::new(data, None, finding)), out)?;
    out.write_all(b"\n]}\n")
}

/// Writes selected findings as a GeoJSON FeatureCollection; a finding without a place on the map has no geometry.
///
/// # Errors
/// Those of the writer.
pub fn write_geojson(view: &View<'_>, selected: &Selected<'_>, next_link: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let features = Features { view, matched: Some(selected.matched), returned: selected.items.len(), next_link };
    let items = selected.items.iter();
    features
        .write(out, items.map(|(id, finding)| move |line: &mut Vec<u8>| write_feature(&Record::finding(view, id, finding), line)))
}
