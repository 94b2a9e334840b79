//! Walks over pages: each stays in one version of the data, and its tokens say where it is.

use super::parameters::OFFSET;
use crate::model::Said;
use crate::publish::ogc::Start;
use crate::serve::call::Call;
use crate::serve::parameters::PAGE;
use crate::serve::problem::Problem;
use crate::snapshot::Snapshot;
use std::sync::Arc;

/// Where a walk is, and in which version.
pub(super) struct Walk {
    /// The data of the whole walk, also after a reload.
    pub(super) snapshot: Arc<Snapshot>,
    /// Where the page begins.
    pub(super) start: Start,
}

impl Walk {
    /// Reads where a walk is.
    ///
    /// # Errors
    /// When the token is of a version that is no longer kept, or none of ours, or stands beside an offset.
    pub(super) fn read(call: &Call) -> Result<Self, Problem> {
        let Some(token) = call.query.text(&PAGE) else {
            let offset = call.query.integer(&OFFSET).unwrap_or_default() as usize;
            return Ok(Self { snapshot: Arc::clone(&call.snapshot), start: Start::Offset(offset) });
        };
        if call.query.has(&OFFSET) {
            return Err(Problem::bad_value(
                &OFFSET,
                &Said::fixed(
                    "tidak ada di samping page, yang menyebut awal halaman",
                    "none beside page, which says where the page begins",
                ),
                "",
            ));
        }
        let (version, place) = token.split_once('.').ok_or_else(|| forged(token))?;
        let start = start(place).ok_or_else(|| forged(token))?;
        // A version that never was cannot be told from one that is gone, unless it does not look like one.
        if version.len() != call.snapshot.version.len() || !version.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(forged(token));
        }
        let snapshot = call.app.snapshot_of(version).ok_or_else(Problem::page_expired)?;
        Ok(Self { snapshot, start })
    }
}

/// A token that is none of ours.
pub(super) fn forged(token: &str) -> Problem {
    Problem::bad_value(&PAGE, &Said::fixed("token dari tautan next atau prev", "the token of a next or prev link"), token)
}

fn start(place: &str) -> Option<Start> {
    let key = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    match place.split_at_checked(1)? {
        ("a", digits) => key(digits).map(Start::After),
        ("b", digits) => key(digits).map(Start::Before),
        _ => None,
    }
}

/// The token of a start, without its version.
pub(super) fn place(start: Start) -> String {
    match start {
        Start::After(key) => format!("a{key}"),
        Start::Before(key) => format!("b{key}"),
        Start::Offset(offset) => unreachable!("an offset of {offset} has no token"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_as_they_are_written() {
        for each in [Start::After(0), Start::Before(4_294_967_295)] {
            assert_eq!(start(&place(each)), Some(each));
        }
        for broken in ["", "a", "c1", "a-1", "a+1", "a1x", "a4294967296", "é1"] {
            assert_eq!(start(broken), None, "{broken}");
        }
    }
}
