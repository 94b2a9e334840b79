//! Pages for people, in Indonesian: complete without scripts, on a phone and on paper.

pub(super) mod frame;

use crate::model::RegionId;
use crate::snapshot::View;
use std::io::{self, Write};

/// The one stylesheet of all pages, served at [`STYLE_PATH`].
pub const STYLE: &str = include_str!("style.css");
/// Where the pages expect their stylesheet.
pub const STYLE_PATH: &str = "/style.css";

/// Writes the page that opens the service.
///
/// # Errors
/// Those of the writer.
pub fn write_index(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, out);
    todo!("page")
}

/// Writes the page of regions found by a search text, or of the topmost ones when there is none.
///
/// # Errors
/// Those of the writer.
pub fn write_regions(view: &View<'_>, search: Option<&str>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, search, ids, out);
    todo!("page")
}

/// Writes the page of one region.
///
/// # Errors
/// Those of the writer.
pub fn write_region(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, id, out);
    todo!("page")
}

/// Writes a page with one message, for a refusal that a person meets in a browser.
///
/// # Errors
/// Those of the writer.
pub fn write_message(title: &str, message: &str, out: &mut dyn Write) -> io::Result<()> {
    let _ = (title, message, out);
    todo!("page")
}
