//! Zero in one axis or both, which is how lists write "not filled in"; also as text, `.0000000`.
//!
//! A school may stand on the equator, but not to the last decimal.

use crate::audit::ledger::Ledger;
use crate::audit::scene::Scene;
use crate::import::Column;
use crate::model::{Code, Said, said};

/// Condemns positions with an axis that is exactly zero.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open_odd(ledger) {
        let Some((lon, lat)) = case.numbers() else { continue };
        let (axes, column) = match (lon == 0.0, lat == 0.0) {
            (true, true) => (Said::fixed("pada lintang dan bujur", "in both axes"), Column::Latitude),
            (true, false) => (Said::fixed("pada bujur", "in the longitude"), Column::Longitude),
            (false, true) => (Said::fixed("pada lintang", "in the latitude"), Column::Latitude),
            (false, false) => continue,
        };
        let found = said!(
            "seharusnya derajat, tertulis nol {axes}: lintang {lat}, bujur {lon}",
            "expected degrees, found zero {axes}: latitude {lat}, longitude {lon}",
            axes = axes,
        );
        ledger.condemn(at, scene.finding(at, Code::ZeroPosition, Some(column), found));
    }
}
