//! Hub lists.
//!
//! In: a file with NPSN or names. Out: one [`HubEntry`] per row. Must not know: whether the schools exist.

use super::file::{self, Line, Purpose};
use super::load::Listed;
use super::table::Context;
use super::{Cells, FileReport, HubEntry, ImportError, Limits, Source};
use crate::model::{Npsn, Place, Said, said};
use std::sync::Arc;

struct Entry {
    sheet: Option<Arc<str>>,
    line: u32,
    npsn: Option<Npsn>,
    cells: Cells,
}

/// Reads a hub list; see [`super::read_hubs`].
pub(super) fn read(source: &Source, limits: &Limits) -> Result<(FileReport, Vec<HubEntry>), ImportError> {
    let listed = the_file(source)?;
    let bytes = listed.read(limits)?;
    let context = Context { file: &listed.name, limits };
    let mut entries = Vec::new();
    let (mut report, _) = file::read(&bytes, Purpose::Hubs, context, &mut |line| {
        entries.push(entry(line, context)?);
        Ok(())
    })?;
    if entries.is_empty() {
        // An empty list would take away every hub, which nobody means who gives one.
        return Err(context.malformed(0, NO_HUBS));
    }
    report.kept = report.rows;
    let entries = entries.into_iter().map(|entry| HubEntry {
        place: report.place(entry.sheet.as_ref(), entry.line, None),
        npsn: entry.npsn,
        cells: entry.cells,
    });
    let entries = entries.collect();
    Ok((report, entries))
}

const NO_HUBS: Said = Said::fixed(
    "daftar hub ini tidak berisi satu baris pun di bawah judul kolom; isi hub-nya, atau jangan sebutkan berkas ini",
    "expected hubs below the header, found no line; fill in the hubs, or leave the file out",
);

/// A hub list is a decision: a row that cannot be read is an error and not a hub less.
fn entry(line: Line<'_>, context: Context<'_>) -> Result<Entry, ImportError> {
    let known = line.content.map_err(|reason| context.malformed(line.spot, reason))?;
    Ok(Entry { sheet: line.sheet.cloned(), line: line.line, npsn: known.npsn.ok(), cells: known.cells })
}

/// The one file of a source: hubs, repairs and pairs are decisions, and two files of them could contradict each other.
pub(super) fn the_file(source: &Source) -> Result<Listed<'_>, ImportError> {
    let mut files = source.list()?;
    match files.pop() {
        Some(file) if files.is_empty() && !file.in_folder => Ok(file),
        Some(file) => Err(ImportError::NotASchoolList {
            place: Place::file(&file.name),
            reason: said!(
                "seharusnya satu berkas, ditemukan folder berisi {files} berkas",
                "expected one file, found a folder of {files}",
                files = files.len() + 1,
            ),
        }),
        None => Err(ImportError::Nothing(source.name())),
    }
}
