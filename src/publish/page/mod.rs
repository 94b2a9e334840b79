//! Pages for people, in Indonesian: complete without scripts, on a phone and on paper.

pub(super) mod frame;
mod index;
mod region;

pub use index::{write_index, write_message, write_regions};
pub use region::write_region;

/// The one stylesheet of all pages, served at [`STYLE_PATH`].
pub const STYLE: &str = include_str!("style.css");
/// Where the pages expect their stylesheet.
pub const STYLE_PATH: &str = "/style.css";
