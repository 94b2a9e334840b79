//! The officials' answer as lists: a sheet for a spreadsheet and a page to print.

mod csv;
mod html;

pub use csv::write_csv;
pub use html::write_html;
