//! The officials' answer as lists: a sheet and a workbook for spreadsheets, and a page to print.
//!
//! `annex`, `without_hub` and `table` say what the rows are, once; the others write them.

pub(super) mod annex;
mod csv;
pub(super) mod html;
mod table;
mod without_hub;
mod xlsx;

pub use csv::write_csv;
pub use html::write_html;
pub use xlsx::write_xlsx;

use crate::model::School;
use crate::snapshot::View;

/// The name of a school's kecamatan, as far as known.
fn district_name<'a>(view: &View<'a>, school: &School) -> &'a str {
    school.regions.district.map_or("", |id| &view.regions().get(id).name)
}
