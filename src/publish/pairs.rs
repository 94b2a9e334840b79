//! Decisions about single schools as the pairs file that planning reads.

use crate::plan::Pairs;
use crate::publish::Locale;
use std::io::{self, Write};

/// Writes decisions as CSV: `npsn,hub,aturan` with `wajib`, `larang`, or `lepas` and no hub; sorted, so that one set of decisions is
/// one file.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(pairs: &Pairs, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Locale::En.begin(out)?;
    sheet.write_record(["npsn", "hub", "aturan"])?;
    for (school, hub) in &pairs.required {
        sheet.write_record([school.as_str(), hub.as_str(), "wajib"])?;
    }
    for (school, hub) in &pairs.forbidden {
        sheet.write_record([school.as_str(), hub.as_str(), "larang"])?;
    }
    for school in &pairs.unassigned {
        sheet.write_record([school.as_str(), "", "lepas"])?;
    }
    sheet.flush()
}
