//! The officials' answer as one table, a row a school: the sheet of the CSV and of the workbook.
//!
//! Columns and their order are a contract: offices keep formulas on them. New ones are added at the end.

use crate::publish::Assignments;
use crate::publish::assignments::Row;

/// What a cell holds.
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, numbers that identify among it.
    Text(&'a str),
    /// A whole number.
    Whole(u64),
    /// Kilometres with two decimals.
    Kilometres(f64),
    /// Yes or no.
    Flag(bool),
}

/// The headings, in Indonesian and without blanks.
pub(super) const COLUMNS: [&str; 30] = [
    "no",
    "npsn",
    "nama",
    "bentuk",
    "jenjang",
    "status",
    "kode_kecamatan",
    "kecamatan",
    "kode_kabupaten",
    "kabupaten_kota",
    "di_wilayah",
    "keadaan",
    "sebutan",
    "npsn_hub",
    "nama_hub",
    "kecamatan_hub",
    "hub_di_wilayah",
    "jarak_m",
    "jarak_km",
    "metode_jarak",
    "alasan",
    "uraian_alasan",
    "mutu_titik",
    "alasan_mutu",
    "titik_perkiraan",
    "tempat_pertemuan",
    "adalah_hub",
    "npsn_tempat_pertemuan",
    "program",
    "versi",
];

/// The word for yes and no.
pub(super) fn word(flag: bool) -> &'static str {
    if flag { "ya" } else { "tidak" }
}

/// The cells of a row.
///
/// `program` and `versi` say where a row comes from, also when it has been pasted elsewhere: `/plan` tells inputs and rules of a
/// version. `keadaan`, `alasan`, `mutu_titik` and `alasan_mutu` are the stable codes of the JSON.
pub(super) fn cells<'r>(answer: &'r Assignments<'_>, number: usize, row: &'r Row<'_>) -> [Cell<'r>; COLUMNS.len()] {
    let text = |value: Option<&'r str>| value.map_or(Cell::Empty, Cell::Text);
    let flag = |value: Option<bool>| value.map_or(Cell::Empty, Cell::Flag);
    [
        Cell::Whole(number as u64),
        Cell::Text(row.npsn),
        Cell::Text(row.name),
        Cell::Text(row.form),
        text(row.level),
        text(row.status),
        text(row.district_code),
        text(row.district),
        text(row.regency_code),
        text(row.regency),
        Cell::Flag(row.located),
        Cell::Text(row.state),
        Cell::Text(row.state_label),
        text(row.hub),
        text(row.hub_name),
        text(row.hub_district),
        flag(row.hub_located),
        row.distance_m.map_or(Cell::Empty, |metres| Cell::Whole(metres.into())),
        row.distance_km.map_or(Cell::Empty, Cell::Kilometres),
        text(row.distance_method),
        text(row.reason),
        text(row.reason_text.as_deref()),
        Cell::Text(row.grade),
        text(row.grade_reason),
        Cell::Flag(row.approximate),
        text(row.meeting_place_name),
        Cell::Flag(row.is_hub),
        text(row.meeting_place),
        Cell::Text(&answer.view.programme.id),
        Cell::Text(answer.view.version),
    ]
}
