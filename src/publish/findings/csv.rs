//! The repair list for the people who correct positions: by kecamatan, hubs first.
//!
//! The last columns are empty. Whoever fills in `lintang_perbaikan` and `bujur_perbaikan` accepts the row: the list is then read back
//! as accepted repairs. A proposal alone is none.

use crate::model::{Finding, LonLat, Npsn, RegionId, RegionLevel, Severity};
use crate::publish::findings::{Selected, all, school};
use crate::publish::text::cell;
use crate::publish::{Locale, sentences};
use crate::snapshot::Dataset;
use std::io::{self, Write};

/// The headings; their order is a contract.
const COLUMNS: [&str; 23] = [
    "kode_kabupaten",
    "kabupaten_kota",
    "kode_kecamatan",
    "kecamatan",
    "npsn",
    "nama",
    "hub",
    "tingkat",
    "kode",
    "ditemukan",
    "lintang",
    "bujur",
    "lintang_usulan",
    "bujur_usulan",
    "keyakinan",
    "dugaan",
    "saran",
    "jumlah_sekolah",
    "npsn_sekolah",
    "tempat",
    "lintang_perbaikan",
    "bujur_perbaikan",
    "catatan",
];

/// Writes selected findings as CSV: the repair list, by region, for the people who correct positions.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(data: &Dataset, selected: &Selected<'_>, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    write_rows(data, selected.items.iter().map(|(_, finding)| *finding).collect(), locale, out)
}

/// Writes the repair list of the whole audit as CSV: everything but mere notes.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_csv(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    write_rows(data, all(data).filter(|finding| finding.severity > Severity::Info).collect(), Locale::En, out)
}

/// One row as it is sorted: regency, district, hubs first, NPSN.
struct Row<'a> {
    regency: Option<RegionId>,
    district: Option<RegionId>,
    finding: &'a Finding,
}

fn write_rows(data: &Dataset, findings: Vec<&Finding>, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<Row<'_>> = findings.into_iter().map(|finding| row(data, finding)).collect();
    // A stable sort: what is equal keeps the audit's order.
    rows.sort_by_key(|row| {
        let no_hub = school(data, row.finding).is_none_or(|school| school.hub.is_none());
        (code(data, row.regency), code(data, row.district), no_hub, row.finding.npsn)
    });
    let mut sheet = locale.begin(out)?;
    sheet.write_record(COLUMNS)?;
    for row in &rows {
        sheet.write_record(cells(data, row, locale))?;
    }
    sheet.flush()
}

fn row<'a>(data: &Dataset, finding: &'a Finding) -> Row<'a> {
    let own = school(data, finding).map(|school| school.regions).unwrap_or_default();
    let above = |rank| finding.region.and_then(|region| data.regions.ancestor(region, rank));
    Row {
        regency: own.regency.or_else(|| above(RegionLevel::Regency)),
        district: own.district.or_else(|| above(RegionLevel::District)),
        finding,
    }
}

fn code(data: &Dataset, region: Option<RegionId>) -> &str {
    region.map_or("", |id| &data.regions.get(id).code.text)
}

fn name(data: &Dataset, region: Option<RegionId>) -> &str {
    region.map_or("", |id| &data.regions.get(id).name)
}

fn cells(data: &Dataset, row: &Row<'_>, locale: Locale) -> [String; COLUMNS.len()] {
    let Row { regency, district, finding } = row;
    let school = school(data, finding);
    let text = |text: &str| cell(text).into_owned();
    let degrees = |at: Option<LonLat>, axis: fn(LonLat) -> f64| at.map_or_else(String::new, |at| locale.decimal(axis(at)));
    let given = school.and_then(|school| school.given);
    let group: Vec<&str> = finding.schools.iter().map(Npsn::as_str).collect();
    [
        text(code(data, *regency)),
        text(name(data, *regency)),
        text(code(data, *district)),
        text(name(data, *district)),
        text(finding.npsn.as_ref().map_or("", Npsn::as_str)),
        text(school.map_or("", |school| &school.name)),
        school.map_or("", |school| if school.hub.is_some() { "ya" } else { "tidak" }).to_owned(),
        sentences::severity(finding.severity).to_owned(),
        finding.code.as_str().to_owned(),
        text(finding.found.indonesian()),
        degrees(given, LonLat::lat),
        degrees(given, LonLat::lon),
        degrees(finding.proposal, LonLat::lat),
        degrees(finding.proposal, LonLat::lon),
        finding.confidence.map_or("", sentences::confidence).to_owned(),
        finding.suspect.map_or("", sentences::suspect).to_owned(),
        sentences::advice(finding.code).to_owned(),
        if group.is_empty() { String::new() } else { group.len().to_string() },
        text(&group.join(" ")),
        text(&finding.place.as_ref().map(ToString::to_string).unwrap_or_default()),
        // For the person who accepts: the right position and a note, which `--repairs` reads back.
        String::new(),
        String::new(),
        String::new(),
    ]
}
