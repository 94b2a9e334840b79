//! The difference as a sheet, a row a school that changed.

use super::{Diff, farther};
use crate::publish::Locale;
use crate::publish::text::cell;
use std::io::{self, Write};

/// The headings; their order is a contract.
const COLUMNS: [&str; 16] = [
    "npsn",
    "nama",
    "kode_kecamatan",
    "kecamatan",
    "kode_kabupaten",
    "kabupaten_kota",
    "perubahan",
    "keadaan_sebelum",
    "npsn_hub_sebelum",
    "nama_hub_sebelum",
    "jarak_m_sebelum",
    "keadaan_sesudah",
    "npsn_hub_sesudah",
    "nama_hub_sesudah",
    "jarak_m_sesudah",
    "selisih_m",
];

/// Writes the changed schools as CSV.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(diff: &Diff<'_>, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = locale.begin(out)?;
    sheet.write_record(COLUMNS)?;
    for change in &diff.changes {
        let regions = diff.school(change.npsn).map(|school| school.regions).unwrap_or_default();
        let [district_code, district] = diff.region_name(regions.district);
        let [regency_code, regency] = diff.region_name(regions.regency);
        let text = |text: &str| cell(text).into_owned();
        let number = |metres: Option<u32>| metres.map_or_else(String::new, |metres| metres.to_string());
        let hub = |standing: crate::plan::Standing| {
            let npsn = standing.hub();
            [
                npsn.map_or_else(String::new, |hub| hub.as_str().to_owned()),
                npsn.map_or_else(String::new, |hub| text(diff.name(hub))),
            ]
        };
        let ([old_hub, old_name], [new_hub, new_name]) = (hub(change.before), hub(change.after));
        sheet.write_record([
            text(change.npsn.as_str()),
            text(diff.name(change.npsn)),
            text(district_code),
            text(district),
            text(regency_code),
            text(regency),
            change.kind.as_str().to_owned(),
            change.before.as_str().to_owned(),
            old_hub,
            old_name,
            number(change.before.metres()),
            change.after.as_str().to_owned(),
            new_hub,
            new_name,
            number(change.after.metres()),
            farther(change).map_or_else(String::new, |metres| metres.to_string()),
        ])?;
    }
    sheet.flush()
}
