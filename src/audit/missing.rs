//! Missing positions: one axis or both are blank.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::scene::Scene;
use crate::import::Column;
use crate::model::{Code, Said};

const NEITHER: Said = Said::fixed("lintang dan bujur tidak diisi", "expected latitude and longitude, found neither");
const NO_LATITUDE: Said = Said::fixed("lintang tidak diisi", "expected latitude and longitude, found no latitude");
const NO_LONGITUDE: Said = Said::fixed("bujur tidak diisi", "expected latitude and longitude, found no longitude");

/// Condemns positions with a blank axis.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open_odd(ledger) {
        let (found, column) = match (&case.lat, &case.lon) {
            (Axis::Missing, Axis::Missing) => (NEITHER, Column::Latitude),
            (Axis::Missing, _) => (NO_LATITUDE, Column::Latitude),
            (_, Axis::Missing) => (NO_LONGITUDE, Column::Longitude),
            _ => continue,
        };
        ledger.condemn(at, scene.finding(at, Code::MissingPosition, Some(column), found));
    }
}
