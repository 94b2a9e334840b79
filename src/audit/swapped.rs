//! Exchanged axes: outside the country as given, inside when exchanged.
//!
//! Longitudes and latitudes of the country do not overlap, so that exchanged axes are never a matter of taste.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, in_country};
use crate::import::Column;
use crate::model::{Code, Confidence, LonLat, said};

/// Condemns exchanged positions and proposes the exchange.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open_odd(ledger) {
        let Some((lon, lat)) = case.numbers().filter(|(lon, lat)| in_country(*lat, *lon)) else { continue };
        let Ok(exchanged) = LonLat::new(lat, lon) else { continue };
        let outside_m = scene.outside_own_m(at, exchanged);
        let fits = outside_m.is_none_or(|metres| metres <= scene.settings.district_doubtful_m);
        let confidence = if fits { Confidence::High } else { Confidence::Low };
        let found = said!(
            "lintang dan bujur tertukar: tertulis lintang {lat}, bujur {lon}",
            "expected latitude before longitude, found them exchanged: latitude {lat}, longitude {lon}",
        );
        let finding = scene.finding(at, Code::SwappedAxes, Some(Column::Latitude), found);
        ledger.condemn(at, finding.with_proposal(exchanged, confidence));
    }
}
