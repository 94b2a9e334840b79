//! Pages for people, in Indonesian or English: complete without scripts, on a phone and on paper.

mod findings;
pub(super) mod frame;
mod index;
mod region;
mod school;

pub use findings::{FindingsPage, ROWS as FINDINGS_ROWS};
pub use index::{write_index, write_message, write_regions};
pub use region::{RegionPage, Table};
pub use school::write_school;

/// The addresses of the files that turn the page at `/` into a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapFiles {
    /// The script, a module.
    pub script: String,
    /// Its style sheet.
    pub style: String,
    /// The map library, which the script loads next.
    pub library: String,
}

/// The one stylesheet of all pages, served at [`STYLE_PATH`].
pub const STYLE: &str = include_str!("style.css");
/// Where the pages expect their stylesheet.
pub const STYLE_PATH: &str = "/style.css";
