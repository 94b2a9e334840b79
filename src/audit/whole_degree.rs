//! Files whose every position is a whole degree: an export has lost the decimals, and all schools stand on a few points.
//!
//! The file is refused as a whole: one finding, and every row that came from it counts as refused. A list without coordinate columns
//! may have got such positions from another file; then its schools stay, without a position.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::scene::Scene;
use crate::import::{Column, Import, Record, Refused};
use crate::model::{Code, Finding, Npsn, Place, Said, said};

/// A single row may be an accident of its own.
const LEAST_POSITIONS: usize = 2;

const WHOLE_FILE: Said = Said::fixed(
    "seharusnya derajat dengan desimal, seluruh berkas berderajat bulat",
    "expected degrees with decimals, found a file of whole degrees",
);
const FILLED_WHOLE: Said = Said::fixed(
    "seharusnya derajat dengan desimal, terisi derajat bulat dari berkas lain",
    "expected degrees with decimals, found whole degrees, filled from another file",
);

/// What is known of the positions of one file's rows.
#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    whole: usize,
    has_decimals: bool,
}

/// The files whose every position is a whole degree.
#[derive(Debug, Default)]
pub(super) struct WholeDegrees {
    /// One finding for each file that was refused.
    pub(super) findings: Vec<Finding>,
    /// Files without coordinates of their own that got such positions from another one.
    pub(super) tainted: Vec<u16>,
}

/// Takes the rows of whole-degree files out of the records.
pub(super) fn refuse(import: &mut Import, records: &mut Vec<Record>) -> WholeDegrees {
    let mut found = WholeDegrees::default();
    for (at, sample) in sample(import.files.len(), records).into_iter().enumerate() {
        let Some(file) = u16::try_from(at).ok().filter(|_| !sample.has_decimals && sample.whole >= LEAST_POSITIONS) else {
            continue;
        };
        let has_coordinates = import.files[at].columns.iter().any(|(column, _)| *column == Column::Latitude);
        if has_coordinates {
            found.findings.push(refuse_file(import, records, file, sample.whole));
        } else {
            found.tainted.push(file);
        }
    }
    found
}

/// Condemns whole-degree positions that a file without coordinates got from another one.
pub(super) fn judge(scene: &Scene<'_>, tainted: &[u16], ledger: &mut Ledger) {
    if tainted.is_empty() {
        return;
    }
    for (at, case) in scene.open(ledger).filter(|(_, case)| tainted.contains(&case.place.file) && case.repaired.is_none()) {
        if is_whole(&case.lon, &case.lat) {
            ledger.condemn(at, scene.finding(at, Code::WholeDegreeFile, None, FILLED_WHOLE));
        }
    }
}

/// Looks at the positions of each file until one has decimals.
fn sample(files: usize, records: &[Record]) -> Vec<Sample> {
    let mut samples = vec![Sample::default(); files];
    for record in records {
        let sample = &mut samples[usize::from(record.place.file)];
        if sample.has_decimals {
            continue;
        }
        let axis = |column| Axis::read(record.cells.get(column));
        let (lon, lat) = (axis(Column::Longitude), axis(Column::Latitude));
        if is_whole(&lon, &lat) {
            sample.whole += 1;
        } else {
            sample.has_decimals =
                lon.degrees().is_some_and(|lon| lon.fract() != 0.0) || lat.degrees().is_some_and(|lat| lat.fract() != 0.0);
        }
    }
    samples
}

/// Whether both axes are whole degrees other than zero, which means not filled in.
fn is_whole(lon: &Axis, lat: &Axis) -> bool {
    let whole = |axis: &Axis| axis.degrees().is_some_and(|degrees| degrees != 0.0 && degrees.fract() == 0.0);
    whole(lon) && whole(lat)
}

fn refuse_file(import: &mut Import, records: &mut Vec<Record>, file: u16, whole: usize) -> Finding {
    let refused: Vec<Record> = records.extract_if(.., |record| record.place.file == file).collect();
    let schools: Vec<Npsn> = refused.iter().map(|record| record.npsn).collect();
    for record in &refused {
        let finding =
            Finding::new(Code::WholeDegreeFile, WHOLE_FILE).with_npsn(record.npsn).with_place(import.place(record.place, None));
        import.refused.push(Refused { place: record.place, finding });
    }
    let report = &mut import.files[usize::from(file)];
    let rows = refused.len() as u64;
    report.kept = report.kept.saturating_sub(rows);
    report.refused += rows;
    let found = said!(
        "seharusnya derajat dengan desimal, semua {whole} titik berderajat bulat; {rows} baris ditolak",
        "expected degrees with decimals, found whole degrees in all {whole} positions; {rows} rows refused",
        whole = whole,
        rows = rows,
    );
    let mut finding = Finding::new(Code::WholeDegreeFile, found).with_place(Place::file(&report.name));
    finding.schools = schools;
    finding
}
