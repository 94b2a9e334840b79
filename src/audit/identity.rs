//! Malformed NPSN: kept, because offices do use them, and named.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, quote};
use crate::import::Column;
use crate::model::{Code, Finding, Said, said};

/// The characters of an official NPSN.
const LENGTH: usize = 8;

/// Reports every NPSN that is not eight digits.
pub(super) fn report(scene: &Scene<'_>, _: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, case) in scene.cases.iter().enumerate() {
        let npsn = case.school.npsn;
        if npsn.is_eight_digits() {
            continue;
        }
        let (text, length) = (npsn.as_str(), npsn.as_str().len());
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let what = match length {
            LENGTH => Said::fixed("huruf", "letters"),
            7 if digits => Said::fixed("hanya 7 (nol di depan hilang?)", "7 (leading zero lost?)"),
            _ => said!("{length} karakter", "{length} characters"),
        };
        let found = said!(
            "seharusnya {LENGTH} angka NPSN, ditemukan {what}: {text}",
            "expected {LENGTH} digits of NPSN, found {what}: {text}",
            what = what,
            text = quote(text),
        );
        findings.push(scene.finding(at, Code::MalformedNpsn, Some(Column::Npsn), found));
    }
    findings
}
