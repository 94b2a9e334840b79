//! How large a workbook really is, before anybody parses it.
//!
//! In: the bytes of a zip. Out: nothing, or why it is refused. Must not know: sheets.
//!
//! Five kilobytes of zip can claim to be gigabytes. The directory is judged first, then every part is inflated once into nothing.

use super::transcript::{Refusal, within};
use crate::import::{Limits, What};
use crate::model::said;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

fn broken_zip(error: &ZipError) -> Refusal {
    Refusal::Broken(0, said!("buku kerja ini rusak: zip keliru ({error})", "expected a workbook, found a broken zip: {error}"))
}

fn broken_part(error: &io::Error) -> Refusal {
    Refusal::Broken(
        0,
        said!("buku kerja ini rusak: satu bagian keliru ({error})", "expected a workbook, found a broken part: {error}"),
    )
}

/// Holds a zip against the limits by what its directory says.
pub(super) fn measure_directory(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken_zip(&error))?;
    within(0, What::ZipEntries, limits.zip_entries as u64, zip.len() as u64)?;
    let mut declared = 0_u64;
    for at in 0..zip.len() {
        let size = zip.by_index_raw(at).map_err(|error| broken_zip(&error))?.size();
        within(0, What::PartBytes, limits.part_bytes, size)?;
        declared = declared.saturating_add(size);
        within(0, What::InflatedBytes, limits.inflated_bytes, declared)?;
    }
    Ok(())
}

/// Holds a zip against the limits by what comes out of it, and tells whether any cells are merged.
pub(super) fn measure(bytes: &[u8], limits: &Limits) -> Result<bool, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken_zip(&error))?;
    let (mut inflated, mut any_merges) = (0, false);
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|error| broken_zip(&error))?;
        let name = part.name().map_err(|error| broken_zip(&error))?.into_owned();
        let Inflated { bytes, strings, has_dtd, has_merges } =
            inflate(part, limits.part_bytes).map_err(|error| broken_part(&error))?;
        within(0, What::PartBytes, limits.part_bytes, bytes)?;
        inflated += bytes;
        within(0, What::InflatedBytes, limits.inflated_bytes, inflated)?;
        let ends = |end: &str| name.to_ascii_lowercase().ends_with(end);
        if ends("sharedstrings.xml") {
            within(0, What::SharedStrings, limits.shared_strings, strings)?;
        }
        any_merges |= has_merges;
        if has_dtd && [".xml", ".rels", ".vml"].into_iter().any(ends) {
            return Err(dtd(&name));
        }
    }
    Ok(any_merges)
}

/// A document type may define entities that grow without end, or name files of others: no workbook needs one.
fn dtd(part: &str) -> Refusal {
    let part: String = part.chars().take(80).collect();
    Refusal::Broken(
        0,
        said!(
            "buku kerja ini memuat DTD (<!DOCTYPE) pada bagian {part:?}, yang tidak dibaca; simpan ulang sebagai .xlsx",
            "expected a workbook without a DTD, found <!DOCTYPE in the part {part:?}; save it again as .xlsx",
        ),
    )
}

/// What comes out of a part: how many bytes, one above the limit at most, and some of its elements.
#[derive(Default)]
struct Inflated {
    bytes: u64,
    /// How many `<si`.
    strings: u64,
    has_dtd: bool,
    has_merges: bool,
}

/// Inflates into nothing.
fn inflate(part: impl Read, limit: u64) -> io::Result<Inflated> {
    let mut part = BufReader::with_capacity(32 << 10, part.take(limit + 1));
    let mut found = Inflated::default();
    loop {
        let skipped = part.skip_until(b'<')?;
        if skipped == 0 {
            return Ok(found);
        }
        found.bytes += skipped as u64;
        let (mut element, mut length) = ([0; 10], 0);
        while length < element.len()
            && let Some(byte) = part.fill_buf()?.first().copied().filter(|byte| *byte != b'<')
        {
            part.consume(1);
            found.bytes += 1;
            // UTF-16 has a NUL beside every letter of markup.
            if byte != 0 {
                element[length] = byte;
                length += 1;
            }
        }
        found.strings += u64::from(element.starts_with(b"si"));
        found.has_dtd |= element.starts_with(b"!DOCTYPE");
        found.has_merges |= element.starts_with(b"mergeCell ");
    }
}
