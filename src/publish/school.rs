//! One school: itself, its neighbours, its assignment with the reasons.

use crate::snapshot::{Neighbour, View};
use std::io::{self, Write};

/// Writes one school as a GeoJSON feature with its links to the other answers.
///
/// # Errors
/// Those of the writer.
pub fn write_one(view: &View<'_>, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, at, out);
    todo!("school")
}

/// Writes the neighbours of a school, which [`View::neighbours`] found.
///
/// # Errors
/// Those of the writer.
pub fn write_neighbours(view: &View<'_>, at: u32, neighbours: &[Neighbour], out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, at, neighbours, out);
    todo!("school")
}

/// Writes why a school has its hub, with the exact cost of the next three, or why it has none.
///
/// Cost: builds the planning problem of the school's decision region; not for an async executor.
///
/// # Errors
/// Those of the writer.
pub fn write_assignment(view: &View<'_>, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let _ = (view, at, out);
    todo!("school")
}
