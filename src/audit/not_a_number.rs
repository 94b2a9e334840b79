//! Coordinates that are no finite number.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, quote};
use crate::import::Column;
use crate::model::{Code, Said, said};

/// Condemns positions with an axis that cannot be read.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open_odd(ledger) {
        let (text, column) = match (&case.lat, &case.lon) {
            (Axis::NotANumber(text), _) => (text, Column::Latitude),
            (_, Axis::NotANumber(text)) => (text, Column::Longitude),
            _ => continue,
        };
        ledger.condemn(at, scene.finding(at, Code::NotANumber, Some(column), found(text)));
    }
}

/// A cell that is no number.
pub(super) fn found(text: &str) -> Said {
    said!("seharusnya derajat desimal, tertulis {text}", "expected decimal degrees, found {text}", text = quote(text))
}
