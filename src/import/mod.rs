//! Files become rows: whatever shape a school list has, one [`Record`] per school comes out.
//!
//! In: files or folders ([`Source`]). Out: an [`Import`]: records in NPSN order, refused rows, findings, a report per file.
//! Must not know: regions, positions, what a value means. Cells stay text; only the NPSN is read, because rows are joined by it.
//!
//! ```text
//! load        sources -> bytes          a folder is its files by name
//! file        bytes -> rows             the shape by content: delimited, json, xlsx; each is a `table` that can be walked again
//!   header    rows -> headings          titles above, headers of two lines; `guess` where there is no header
//!   mapping   headings -> columns       spellings in `headings`; content decides where several fit
//! merge       rows -> records           one per NPSN; later files fill empty cells
//! ```

mod columns;
mod decisions;
mod delimited;
mod file;
mod guess;
mod header;
mod headings;
mod hubs;
mod json;
mod json_path;
mod limits;
mod load;
mod mapping;
mod merge;
mod offices;
mod position;
mod record;
mod schools;
mod table;
mod text;
mod xlsx;

pub use columns::Column;
pub use limits::{Limits, What};
pub use load::LoadedFile;
pub(crate) use record::Run;
pub use record::{
    Cells, FileKind, FileReport, HubEntry, Import, ImportError, OfficeEntry, Pair, PairRule, Record, Refused, Repair, RowPlace,
    Source,
};
pub use xlsx::{read_workbooks_with, workbook_reader};

/// Reads school lists: several files or folders, mixed, type decided by content.
///
/// Within one file the first row of an NPSN, by its columns as text in the fixed order of [`Column::ALL`], stays; others are
/// refused. A row of a later file about an NPSN that is there already fills its empty cells.
///
/// # Errors
/// [`ImportError`] when a source that was named cannot be read or is no school list, or when no source holds a row. A file found
/// inside a folder that is no school list is a finding instead.
pub fn read(sources: &[Source]) -> Result<Import, ImportError> {
    read_within(sources, &Limits::default())
}

/// [`read`] with other limits.
///
/// # Errors
/// As [`read`].
pub fn read_within(sources: &[Source], limits: &Limits) -> Result<Import, ImportError> {
    schools::read(sources, limits)
}

/// Reads a hub list: NPSN or name, and where present kecamatan, kabupaten/kota, cohort (`angkatan`) and capacity (`kapasitas`).
///
/// Every row is an entry, also one whose NPSN cannot be read: the cell tells what it is.
///
/// # Errors
/// As [`read`]; a folder is refused, because a hub list is one decision.
pub fn read_hubs(source: &Source) -> Result<(FileReport, Vec<HubEntry>), ImportError> {
    hubs::read(source, &Limits::default())
}

/// Reads accepted repairs: `npsn,lon,lat,note`, or the audit's repair list, of which the rows count whose `lintang_perbaikan` and
/// `bujur_perbaikan` somebody has filled in.
///
/// # Errors
/// As [`read`]; a line that is no repair is an entry with the fault in it, for the audit to report.
pub fn read_repairs(source: &Source) -> Result<(FileReport, Vec<Repair>), ImportError> {
    decisions::read_repairs(source, &Limits::default())
}

/// Reads decisions about single schools: `npsn,hub,aturan`, the last one `wajib` (`required`), `larang` (`forbidden`), or `lepas`
/// (`unassigned`) with an empty hub.
///
/// # Errors
/// As [`read`], and [`ImportError::Malformed`] with the line when one cannot be read: a pair is a decision, and must not get lost.
pub fn read_pairs(source: &Source) -> Result<(FileReport, Vec<Pair>), ImportError> {
    decisions::read_pairs(source, &Limits::default())
}

/// Reads offices that answer for several regions: TOML with `[[office]]` (`name`, `regions`, perhaps `id`), or a table with the columns
/// `kantor`, `wilayah` and perhaps `id`, a row a region or several codes in a cell.
///
/// # Errors
/// As [`read`], and [`ImportError::Malformed`] with the line when one cannot be read.
pub fn read_offices(source: &Source) -> Result<(FileReport, Vec<OfficeEntry>), ImportError> {
    offices::read(source, &Limits::default())
}
