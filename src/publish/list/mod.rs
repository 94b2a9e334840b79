//! The officials' answer as lists: a sheet for a spreadsheet and a page to print.

mod csv;
mod html;

pub use csv::write_csv;
pub use html::write_html;

use crate::snapshot::View;

/// Code and name of the kecamatan in which a cluster's hub is located: the annex lists clusters by it, and then by the hub.
pub(super) fn district_of<'a>(view: &View<'a>, place: u32) -> (&'a str, &'a str) {
    let district = view.school(view.hub(place).school).regions.district;
    district.map_or(("", ""), |id| (&*view.regions().get(id).code.text, &*view.regions().get(id).name))
}
