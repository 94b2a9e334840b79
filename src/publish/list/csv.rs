//! The officials' answer as a sheet.
//!
//! Columns and their order are a contract: offices keep formulas on them. New ones are added at the end.

use crate::publish::Assignments;
use crate::publish::assignments::Row;
use crate::publish::text::cell;
use std::borrow::Cow;
use std::io::{self, Write};

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

/// Writes the answer as CSV: UTF-8, stable columns, safe for spreadsheets.
///
/// `program` and `versi` say where a row comes from, also when it has been pasted elsewhere: `/plan` tells inputs and rules of a version.
/// `keadaan`, `alasan`, `mutu_titik` and `alasan_mutu` are the stable codes of the JSON.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = ::csv::Writer::from_writer(out);
    sheet.write_record(COLUMNS)?;
    for (at, row) in answer.rows().enumerate() {
        sheet.write_record(cells(answer, at + 1, &row).iter().map(|cell| cell.as_bytes()))?;
    }
    sheet.flush()
}

fn cells<'r>(answer: &'r Assignments<'_>, number: usize, row: &'r Row<'_>) -> [Cow<'r, str>; COLUMNS.len()] {
    let text = |value: Option<&'r str>| cell(value.unwrap_or_default());
    let number_of = |value: Option<String>| Cow::Owned(value.unwrap_or_default());
    let yes = |value: Option<bool>| Cow::Borrowed(value.map_or("", |value| if value { "ya" } else { "tidak" }));
    [
        Cow::Owned(number.to_string()),
        text(Some(row.npsn)),
        text(Some(row.name)),
        text(Some(row.form)),
        text(row.level),
        text(row.status),
        text(row.district_code),
        text(row.district),
        text(row.regency_code),
        text(row.regency),
        yes(Some(row.located)),
        text(Some(row.state)),
        text(Some(row.state_label)),
        text(row.hub),
        text(row.hub_name),
        text(row.hub_district),
        yes(row.hub_located),
        number_of(row.distance_m.map(|metres| metres.to_string())),
        number_of(row.distance_km.map(|km| format!("{km:.2}"))),
        text(row.distance_method),
        text(row.reason),
        text(row.reason_text.as_deref()),
        text(Some(row.grade)),
        text(row.grade_reason),
        yes(Some(row.approximate)),
        text(row.meeting_place_name),
        yes(Some(row.is_hub)),
        text(row.meeting_place),
        text(Some(&answer.view.programme.id)),
        text(Some(answer.view.version)),
    ]
}
