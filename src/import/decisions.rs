//! Small files with which people decide: accepted repairs, and pairs that are required or forbidden.
//!
//! In: a file with a header of few fixed columns. Out: its lines as text, each with its place. Must not know: schools.

use super::file;
use super::headings::plain;
use super::hubs::the_file;
use super::table::{Context, Tables};
use super::{FileReport, ImportError, Limits, OfficeEntry, Pair, PairRule, Repair, Source, text};
use crate::model::{Bilingual, Npsn, Place, Said, Spot, said};
use std::ops::ControlFlow;

/// A column by its spellings without case and punctuation; the first one names it in errors.
type Field = &'static [&'static str];

const NPSN: Field = &["npsn", "npsnsekolah", "npsnimbas", "sekolah", "school", "member"];
const LON: Field = &["lon", "bujur", "longitude", "long", "lng", "bujurperbaikan"];
const LAT: Field = &["lat", "lintang", "latitude", "lintangperbaikan"];
/// In the repair list of the audit: the position that a person found, beside the old one and the proposed one.
const CORRECTED_LON: Field = &["bujurperbaikan"];
const CORRECTED_LAT: Field = &["lintangperbaikan"];
/// Only the repair list has it.
const PROPOSED: Field = &["lintangusulan", "bujurusulan"];
const NOTE: Field = &["note", "catatan", "keterangan"];
const HUB: Field = &["hub", "npsnhub", "npsnpengimbas", "pengimbas", "npsninti"];
const OFFICE: Field = &["kantor", "office", "nama", "name", "namakantor"];
const REGIONS: Field = &["wilayah", "regions", "region", "kodewilayah", "kode"];
const ID: Field = &["id", "kodekantor"];
const RULE: Field = &["aturan", "rule"];

/// Reads accepted repairs; see [`super::read_repairs`].
pub(super) fn read_repairs(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<Repair>), ImportError> {
    let fields = [NPSN, LON, LAT, NOTE, CORRECTED_LON, CORRECTED_LAT, PROPOSED];
    read(source, limits, fields, 3, |place, [npsn, lon, lat, note, corrected_lon, corrected_lat, proposed]| {
        let (lon, lat, is_list) = match (corrected_lon, corrected_lat) {
            (Some(lon), Some(lat)) => (lon, lat, true),
            // The old position must not be taken for an accepted one, nor a proposal for a decision.
            (one, other) if proposed.is_some() || one.is_some() || other.is_some() => {
                return Err(ImportError::Malformed { place: Place { spot: Spot::Whole, ..place }, reason: NOT_CORRECTED });
            }
            _ => (lon.unwrap_or_default(), lat.unwrap_or_default(), false),
        };
        let npsn = text::npsn(&npsn.unwrap_or_default()).into_owned();
        let is_open = is_list && lon.is_empty() && lat.is_empty();
        let note = note.unwrap_or_default();
        Ok(Repair { npsn: npsn.into(), lon: lon.into(), lat: lat.into(), note: note.into(), is_open, place })
    })
}

const NOT_CORRECTED: Said = Said::fixed(
    "daftar perbaikan ini tidak punya kolom lintang_perbaikan dan bujur_perbaikan; isi titik yang benar di kedua kolom itu",
    "expected the columns lintang_perbaikan and bujur_perbaikan in a repair list; fill in the right position there",
);

/// Reads pairs; see [`super::read_pairs`].
pub(super) fn read_pairs(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<Pair>), ImportError> {
    read(source, limits, [NPSN, HUB, RULE], 3, |place, cells| {
        let [school, hub, rule] = cells.map(Option::unwrap_or_default);
        let malformed = |reason| ImportError::Malformed { place: place.clone(), reason };
        let number = |cell: &str| -> Result<Npsn, ImportError> { file::read_npsn(cell).map_err(|error| malformed(error.said())) };
        let shown = super::merge::shown;
        let school = number(&school)?;
        let rule = match rule.to_ascii_lowercase().as_str() {
            "wajib" | "required" => PairRule::Required(number(&hub)?),
            "larang" | "dilarang" | "forbidden" => PairRule::Forbidden(number(&hub)?),
            "lepas" | "unassigned" if hub.is_empty() => PairRule::Unassigned,
            "lepas" | "unassigned" => {
                let found = shown(&hub);
                return Err(malformed(said!(
                    "lepas (unassigned) tidak memakai hub, tertulis {found:?}",
                    "expected no hub beside lepas (unassigned), found {found:?}",
                )));
            }
            _ => {
                let found = shown(&rule);
                return Err(malformed(said!(
                    "seharusnya wajib (required), larang (forbidden), atau lepas (unassigned), tertulis {found:?}",
                    "expected wajib (required), larang (forbidden) or lepas (unassigned), found {found:?}",
                )));
            }
        };
        Ok(Pair { school, rule, place: place.clone() })
    })
}

/// Reads the rows of a table of offices; see [`super::read_offices`].
pub(super) fn read_offices(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<OfficeEntry>), ImportError> {
    read(source, limits, [OFFICE, REGIONS, ID], 2, |place, cells| {
        let [name, regions, id] = cells.map(Option::unwrap_or_default);
        let codes = regions.split([',', ';', ' ']).filter(|code| !code.is_empty());
        Ok(OfficeEntry { id: Some(id).filter(|id| !id.is_empty()), name, regions: codes.map(str::to_owned).collect(), place })
    })
}

/// Reads the lines of a file whose header has the first `needed` fields; a cell is `None` where the header does not have its field.
fn read<const N: usize, T>(
    source: &Source,
    limits: &Limits,
    fields: [Field; N],
    needed: usize,
    mut build: impl FnMut(Place, [Option<String>; N]) -> Result<T, ImportError>,
) -> Result<(FileReport, Vec<T>), ImportError> {
    let listed = the_file(source)?;
    let bytes = listed.read(limits)?;
    let context = Context { file: &listed.name, limits };
    let text = file::open_text(&bytes, context)?;
    let (mut tables, kind) = file::open(&bytes, &text, context)?;
    let mut report = FileReport::new(context.file, kind, &bytes);
    let mut columns = tables.keys().and_then(|keys| columns(keys, fields, needed));
    let mut items = Vec::new();
    let table = first_list(&mut tables, fields, needed)?.ok_or_else(|| {
        let names: Vec<_> = fields[..needed].iter().map(|field| field[0]).collect();
        let names = names.join(", ");
        context.not_a_list(said!("seharusnya ada kolom {names}", "expected the columns {names}"))
    })?;
    let sheet = tables.sheet(table);
    tables.walk(table, &mut |line, row| {
        let row = row.map_err(|reason| context.malformed(line, reason))?;
        match &columns {
            None => columns = self::columns(row, fields, needed),
            Some(columns) => {
                report.rows += 1;
                let cells = columns.map(|at| at.map(|at| text::tidy(text::without_guard(row.get(at).unwrap_or_default()))));
                items.push(build(report.place(sheet.as_ref(), line, None), cells)?);
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    report.kept = report.rows;
    Ok((report, items))
}

/// The first table with a header that has the needed fields.
fn first_list<const N: usize>(tables: &mut Tables<'_>, fields: [Field; N], needed: usize) -> Result<Option<usize>, ImportError> {
    for table in 0..tables.len() {
        let by_keys = tables.keys().is_some_and(|keys| columns(keys, fields, needed).is_some());
        let rows = tables.first_rows(table, super::header::SEARCHED_ROWS)?;
        if by_keys || rows.iter().any(|row| columns(row, fields, needed).is_some()) {
            return Ok(Some(table));
        }
    }
    Ok(None)
}

/// Where the fields stand in a header, if it is one.
fn columns<const N: usize, S: AsRef<str>>(
    header: impl IntoIterator<Item = S>,
    fields: [Field; N],
    needed: usize,
) -> Option<[Option<usize>; N]> {
    let header: Vec<String> = header.into_iter().map(|heading| plain(heading.as_ref())).collect();
    let columns = fields.map(|field| field.iter().find_map(|spelling| header.iter().position(|heading| heading == spelling)));
    columns[..needed].iter().all(Option::is_some).then_some(columns)
}
