//! Malformed NPSN: kept, because offices do use them, and named.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, quote};
use crate::import::Column;
use crate::model::Code;

/// The characters of an official NPSN.
const LENGTH: usize = 8;

/// Reports every NPSN that is not eight digits.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.cases.iter().enumerate() {
        let npsn = case.school.npsn;
        if npsn.is_eight_digits() {
            continue;
        }
        let (text, length) = (npsn.as_str(), npsn.as_str().len());
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let found = match length {
            LENGTH => format!("expected {LENGTH} digits of NPSN, found letters: {}", quote(text)),
            7 if digits => format!("expected {LENGTH} digits of NPSN, found 7 (leading zero lost?): {}", quote(text)),
            _ => format!("expected {LENGTH} digits of NPSN, found {length} characters: {}", quote(text)),
        };
        ledger.report(scene.finding(at, Code::MalformedNpsn, Some(Column::Npsn), found));
    }
}
