//! Missing positions: one axis or both are blank.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::scene::Scene;
use crate::import::Column;
use crate::model::Code;

/// Condemns positions with a blank axis.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open(ledger) {
        let (found, column) = match (&case.lat, &case.lon) {
            (Axis::Missing, Axis::Missing) => ("expected latitude and longitude, found neither", Column::Latitude),
            (Axis::Missing, _) => ("expected latitude and longitude, found no latitude", Column::Latitude),
            (_, Axis::Missing) => ("expected latitude and longitude, found no longitude", Column::Longitude),
            _ => continue,
        };
        ledger.condemn(at, scene.finding(at, Code::MissingPosition, Some(column), found));
    }
}
