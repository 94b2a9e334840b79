//! Files become rows: whatever shape a school list has, one [`Record`] per school comes out.
//!
//! In: files or folders ([`Source`]). Out: an [`Import`]: records in NPSN order, refused rows, findings, a report per file.
//! Must not know: regions, positions, what a value means. Cells stay text; only the NPSN is read, because rows are joined by it.

mod columns;
mod record;

pub use columns::Column;
pub use record::{Cells, FileKind, FileReport, HubEntry, Import, ImportError, Record, Refused, Repair, RowPlace, Source};

/// Reads school lists: several files or folders, mixed, type decided by content.
///
/// Within one file the first row of an NPSN, by its columns as text in the fixed order of [`Column::ALL`], stays; others are
/// refused. A row of a later source about an NPSN that is there already fills its empty cells.
///
/// # Errors
/// [`ImportError`] when a source that was named cannot be read or is no school list, or when no source holds a row. A file found
/// inside a folder that is no school list is a finding instead.
pub fn read(sources: &[Source]) -> Result<Import, ImportError> {
    let _ = sources;
    todo!("import")
}

/// Reads a hub list: NPSN, and where present name, cohort (`angkatan`) and capacity (`kapasitas`).
///
/// # Errors
/// As [`read`].
pub fn read_hubs(source: &Source) -> Result<(FileReport, Vec<HubEntry>), ImportError> {
    let _ = source;
    todo!("import")
}

/// Reads accepted repairs: `npsn,lon,lat,note`.
///
/// # Errors
/// As [`read`]; a line that is no repair is an entry with the fault in it, for the audit to report.
pub fn read_repairs(source: &Source) -> Result<(FileReport, Vec<Repair>), ImportError> {
    let _ = source;
    todo!("import")
}
