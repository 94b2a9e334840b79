//! Offices that answer for several regions, a branch office of a province for example.
//!
//! In: TOML with `[[office]]` of `name`, `regions` and perhaps `id`, or a table with the columns `kantor` and `wilayah` (and `id`), a
//! row a region or several codes in a cell. Out: one [`OfficeEntry`] per office, codes as text. Must not know: which regions exist.

use super::decisions;
use super::hubs::the_file;
use super::limits::What;
use super::{FileKind, FileReport, ImportError, Limits, OfficeEntry, Source};
use crate::model::{Place, Said, Spot, said};
use serde::Deserialize;

/// Offices of one file, and regions of one office, at most.
const MOST: usize = 10_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    office: Vec<Office>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    id: Option<String>,
    name: String,
    regions: Vec<String>,
}

/// Reads offices; see [`super::read_offices`].
pub(super) fn read(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<OfficeEntry>), ImportError> {
    let listed = the_file(source)?;
    let bytes = listed.read(limits)?;
    let (report, entries) = match std::str::from_utf8(&bytes).ok().filter(|text| text.contains("[[office]]")) {
        Some(text) => {
            let place = Place::file(&listed.name);
            let mut report = FileReport::new(&listed.name, FileKind::Toml, &bytes);
            let entries = toml(text, &place)?;
            (report.rows, report.kept) = (entries.len() as u64, entries.len() as u64);
            (report, entries)
        }
        None => table(source, limits)?,
    };
    for entry in &entries {
        check(entry)?;
    }
    Ok((report, entries))
}

fn toml(text: &str, place: &Place) -> Result<Vec<OfficeEntry>, ImportError> {
    let malformed = |error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        let message: String = error.message().chars().take(160).collect();
        let place = Place { spot: Spot::from(u32::try_from(line).unwrap_or(0)), ..place.clone() };
        ImportError::Malformed { place, reason: said!("bukan TOML kantor: {message}", "no TOML of offices: {message}") }
    };
    let file: File = toml::from_str(text).map_err(malformed)?;
    let entry = |office: Office| OfficeEntry { id: office.id, name: office.name, regions: office.regions, place: place.clone() };
    Ok(file.office.into_iter().map(entry).collect())
}

/// The rows of one office stand together under its name, in the order of its first row.
fn table(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<OfficeEntry>), ImportError> {
    let (report, rows) = decisions::read_offices(source, limits)?;
    let mut entries: Vec<OfficeEntry> = Vec::new();
    for row in rows {
        match entries.iter_mut().find(|entry| entry.name == row.name) {
            Some(entry) => {
                entry.regions.extend(row.regions);
                entry.id = entry.id.take().or(row.id);
            }
            None => entries.push(row),
        }
    }
    Ok((report, entries))
}

fn check(entry: &OfficeEntry) -> Result<(), ImportError> {
    let malformed = |reason: Said| Err(ImportError::Malformed { place: entry.place.clone(), reason });
    if entry.name.trim().is_empty() {
        return malformed(said!("seharusnya nama kantor, ternyata kosong", "expected the name of an office, found an empty one"));
    }
    if entry.regions.is_empty() {
        return malformed(said!("seharusnya kode wilayah, tidak ada satu pun", "expected codes of regions, found none"));
    }
    if entry.regions.len() > MOST {
        let found = entry.regions.len() as u64;
        return Err(ImportError::Limit { place: entry.place.clone(), what: What::OfficeRegions, limit: MOST as u64, found });
    }
    Ok(())
}
