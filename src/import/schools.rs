//! School lists, all files together.
//!
//! In: sources. Out: an [`Import`]. Must not know: shapes of files.

use super::file::{self, Known, Line, Purpose};
use super::load::{self, Listed};
use super::merge::{self, shown};
use super::table::Context;
use super::{Column, FileKind, FileReport, Import, ImportError, Limits, Record, RowPlace, Source, What};
use crate::model::{Bilingual, Code, Finding, NpsnError, Place, Said, Severity, said};
use std::sync::Arc;

/// What is said of a list that ends with its header.
const NO_ROWS: Said = Said::fixed("tidak ada baris di bawah judul kolom", "expected rows below the header, found none");

/// Reads school lists; see [`super::read`].
pub(super) fn read(sources: &[Source], limits: &Limits) -> Result<Import, ImportError> {
    let mut import = Import { sheets: vec!["".into()], ..Import::default() };
    let mut files = Vec::new();
    for source in sources {
        import.findings.extend(source.skipped_folders()?.iter().map(skipped_folder));
        files.extend(source.list()?);
    }
    load::make_names_distinct(&mut files);
    for file in files {
        if file.in_folder && is_about_the_data(&file.name) {
            import.findings.push(note_beside_data(&file));
            continue;
        }
        match add_file(&mut import, &file, limits) {
            // Nobody named this file: the folder is read without it, and the list of findings says so.
            Err(error) if file.in_folder => import.findings.push(unreadable(&file, &error)),
            result => result?,
        }
    }
    if import.rows_read() == 0 {
        return Err(nothing(&import, sources));
    }
    merge::merge(&mut import);
    import.refused.sort_by_key(|refused| refused.place);
    debug_assert!(import.files.iter().all(FileReport::is_balanced));
    Ok(import)
}

/// A list without rows is said to be one: its header need not be looked at again.
fn nothing(import: &Import, sources: &[Source]) -> ImportError {
    match import.files.first() {
        Some(file) => ImportError::Malformed { place: Place::file(&file.name), reason: NO_ROWS },
        None => ImportError::Nothing(names(sources)),
    }
}

fn names(sources: &[Source]) -> String {
    sources.iter().map(Source::name).collect::<Vec<_>>().join(", ")
}

/// Adds the rows of a file, or nothing at all when it cannot be read to its end.
fn add_file(import: &mut Import, file: &Listed<'_>, limits: &Limits) -> Result<(), ImportError> {
    let context = Context { file: &file.name, limits };
    let number = u16::try_from(import.files.len()).unwrap_or(u16::MAX);
    context.limit(0, What::Files, u64::from(u16::MAX), import.files.len() as u64 + 1)?;
    let bytes = file.read(limits)?;
    let before = (import.records.len(), import.refused.len(), import.sheets.len());
    // The rows need a file to belong to while they are read.
    import.files.push(FileReport::new(&file.name, FileKind::Csv, &[]));
    let read = file::read(&bytes, Purpose::Schools, context, &mut |line| add_row(import, number, line, limits));
    match read {
        Ok((report, unread)) => {
            let others = unread.others.into_iter().map(|sheet| unread_sheet(&file.name, sheet, OTHER_SHEET, Severity::Info));
            let hidden = unread.hidden.into_iter().map(|sheet| unread_sheet(&file.name, sheet, HIDDEN_SHEET, Severity::Warning));
            import.findings.extend(others.chain(hidden));
            let refused = import.files[usize::from(number)].refused;
            import.files[usize::from(number)] = FileReport { refused, ..report };
            name_columns(import, before.1);
            Ok(())
        }
        Err(error) => {
            import.files.pop();
            import.records.truncate(before.0);
            import.refused.truncate(before.1);
            import.sheets.truncate(before.2);
            Err(error)
        }
    }
}

fn add_row(import: &mut Import, file: u16, line: Line<'_>, limits: &Limits) -> Result<(), ImportError> {
    let sheet = line.sheet.map_or(Ok(0), |sheet| sheet_number(import, sheet))?;
    let (place, spot) = (RowPlace { file, sheet, line: line.line }, line.spot);
    let (code, found) = match line.content {
        Ok(Known { npsn: Ok(npsn), cells }) => {
            import.records.push(Record { npsn, cells, place });
            return Ok(());
        }
        Ok(Known { npsn: Err(NpsnError::Empty), cells }) => {
            let name = shown(cells.get(Column::Name));
            (Code::MissingNpsn, said!("NPSN tidak diisi (nama {name:?})", "expected an NPSN, found none (nama {name:?})"))
        }
        Ok(Known { npsn: Err(error), cells }) => {
            let text = shown(cells.get(Column::Npsn));
            (Code::RefusedNpsn, said!("{error} ({text:?})", "{error} ({text:?})", error = error.said()))
        }
        Err(reason) => (Code::UnreadableRow, reason),
    };
    let found = Finding::new(code, found).with_place(import.place(place, None));
    import.refuse(place, found);
    let refused = import.files[usize::from(file)].refused;
    let context = Context { file: &import.files[usize::from(file)].name, limits };
    context.limit(spot, What::RefusedRows, limits.refused_rows, refused)
}

/// The number of the sheet that is being read; its rows come one after the other.
fn sheet_number(import: &mut Import, sheet: &Arc<str>) -> Result<u16, ImportError> {
    let last = import.sheets.last().is_some_and(|last| Arc::ptr_eq(last, sheet));
    if !last {
        import.sheets.push(Arc::clone(sheet));
    }
    u16::try_from(import.sheets.len() - 1).map_err(|_| ImportError::Limit {
        place: Place { sheet: Some(Arc::clone(sheet)), ..Place::file(sheet) },
        what: What::Sheets,
        limit: u64::from(u16::MAX),
        found: import.sheets.len() as u64,
    })
}

/// Names the NPSN column in the refusals of a file, now that its columns are known.
fn name_columns(import: &mut Import, from: usize) {
    for at in from..import.refused.len() {
        let place = import.place(import.refused[at].place, Some(Column::Npsn));
        import.refused[at].finding.place = Some(place);
    }
}

fn unreadable(file: &Listed<'_>, error: &ImportError) -> Finding {
    Finding::new(Code::UnreadableFile, error.said()).with_place(Place::file(&file.name))
}

/// Notes and licences lie beside data and are not meant as data. They are told by their names, because a description of columns
/// reads like a header.
fn is_about_the_data(name: &str) -> bool {
    // A name may come with folders that tell it from others.
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let is_note = ["source", "license", "licence", "readme", "notice", "copying"].iter().any(|word| name.starts_with(word));
    name.ends_with(".md") || (is_note && !name.contains('.')) || (is_note && name.ends_with(".txt"))
}

fn note_beside_data(file: &Listed<'_>) -> Finding {
    let found = Said::fixed(
        "menurut namanya catatan atau lisensi, bukan daftar sekolah; tidak dibaca",
        "expected a school list, found a note or licence by its name; it is not read",
    );
    let finding = Finding::new(Code::UnreadableFile, found);
    Finding { severity: Severity::Info, ..finding.with_place(Place::file(&file.name)) }
}

fn skipped_folder(name: &Arc<str>) -> Finding {
    let found = Said::fixed(
        "seharusnya berkas, ditemukan folder; sebutkan sebagai masukan tersendiri",
        "expected files, found a folder; name it as an input of its own",
    );
    let finding = Finding::new(Code::UnreadableFile, found);
    Finding { severity: Severity::Info, ..finding.with_place(Place::file(name)) }
}

const OTHER_SHEET: Said = Said::fixed("lembar ini bukan daftar sekolah", "expected a school list, found another sheet");
const HIDDEN_SHEET: Said = Said::fixed(
    "lembar ini tersembunyi, jadi tidak dibaca; tampilkan lembarnya bila isinya berlaku",
    "expected a sheet that is shown, found a hidden one, which is not read; show it if it counts",
);

fn unread_sheet(file: &Arc<str>, sheet: Arc<str>, reason: Said, severity: Severity) -> Finding {
    let place = Place { sheet: Some(sheet), ..Place::file(file) };
    Finding { severity, ..Finding::new(Code::UnreadableFile, reason).with_place(place) }
}
