//! The officials' measures of a region as JSON.

use crate::model::{Level, RegionId};
use crate::snapshot::View;
use std::io::{self, Write};

/// Writes the measures of a region, of its levels and of the regions below it; `None` means the whole country.
///
/// # Errors
/// Those of the writer.
pub fn write_json(view: &View<'_>, region: Option<RegionId>, level: Option<Level>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, region, level, out);
    todo!("summary")
}
