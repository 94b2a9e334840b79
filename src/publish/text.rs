//! How text and numbers are written: escaped for HTML, quoted for CSV, Indonesian for people.
