//! The pair file: decisions of people about single schools.
//!
//! A CSV with the heading `npsn,hub,kind` (also `pasangan` or `jenis` for the kind), comma or semicolon; the kind is `required`
//! (`wajib`) or `forbidden` (`dilarang`). A line that cannot be followed is refused with its number: a decision is never dropped.

use crate::model::Npsn;
use crate::plan::Pairs;
use std::collections::{BTreeMap, BTreeSet};

/// Required and forbidden pairs as the file gives them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PairsFile {
    required: BTreeMap<Npsn, Npsn>,
    forbidden: BTreeSet<(Npsn, Npsn)>,
}

/// Why a pair file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct PairsError {
    /// File name without folders.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What was expected and what was found.
    pub reason: String,
}

impl PairsFile {
    /// Adds the file's pairs to those of the rules; for a school that both require, the file decides.
    pub fn add_to(&self, pairs: &mut Pairs) {
        pairs.required.extend(self.required.iter());
        pairs.forbidden.extend(self.forbidden.iter());
    }
}

/// The columns of a pair file, as places in a line.
struct Columns {
    npsn: usize,
    hub: usize,
    kind: usize,
}

/// Reads a pair file.
///
/// # Errors
/// [`PairsError`] at the first line that is no pair, or that contradicts an earlier one.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<PairsFile, PairsError> {
    let error = |line: u64, reason: String| PairsError { file: name.to_owned(), line, reason };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(bytes);
    let heading = reader.headers().map_err(|fault| error(1, fault.to_string()))?;
    let columns = columns(heading).map_err(|reason| error(1, reason))?;
    let mut pairs = PairsFile::default();
    for row in reader.records() {
        let row = row.map_err(|fault| error(fault.position().map_or(0, csv::Position::line), fault.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        add(&mut pairs, &columns, &row).map_err(|reason| error(line, reason))?;
    }
    Ok(pairs)
}

fn columns(heading: &csv::StringRecord) -> Result<Columns, String> {
    let place = |names: &[&str]| {
        let found = heading.iter().position(|name| names.contains(&name.to_ascii_lowercase().as_str()));
        found.ok_or_else(|| format!("expected a column {:?}, found none", names[0]))
    };
    Ok(Columns { npsn: place(&["npsn"])?, hub: place(&["hub", "npsn_hub"])?, kind: place(&["kind", "jenis", "pasangan"])? })
}

fn add(pairs: &mut PairsFile, columns: &Columns, row: &csv::StringRecord) -> Result<(), String> {
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let school = Npsn::new(cell(columns.npsn)).map_err(|fault| fault.to_string())?;
    let hub = Npsn::new(cell(columns.hub)).map_err(|fault| fault.to_string())?;
    match cell(columns.kind).to_ascii_lowercase().as_str() {
        "required" | "wajib" => match pairs.required.insert(school, hub) {
            Some(other) if other != hub => Err(format!("school {school} is required at two hubs, {other} and {hub}")),
            _ => Ok(()),
        },
        "forbidden" | "dilarang" => {
            pairs.forbidden.insert((school, hub));
            Ok(())
        }
        other => Err(format!("expected required or forbidden, found {:?}", other.chars().take(80).collect::<String>())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npsn(text: &str) -> Npsn {
        Npsn::new(text).unwrap()
    }

    #[test]
    fn both_kinds_are_read_in_both_languages() {
        let read = read("p.csv", b"NPSN;Hub;jenis\n01;02;wajib\n03;02;forbidden\n").unwrap();
        assert_eq!(read.required, BTreeMap::from([(npsn("01"), npsn("02"))]));
        assert_eq!(read.forbidden, BTreeSet::from([(npsn("03"), npsn("02"))]));
    }

    #[test]
    fn a_line_that_is_no_pair_is_refused_with_its_number() {
        for (text, line) in [
            ("npsn,hub\n1,2\n", 1),
            ("npsn,hub,kind\n1,2,perhaps\n", 2),
            ("npsn,hub,kind\n1,2,required\n1,3,required\n", 3),
            ("npsn,hub,kind\n,2,required\n", 2),
        ] {
            assert_eq!(read("p.csv", text.as_bytes()).unwrap_err().line, line, "{text}");
        }
    }
}
