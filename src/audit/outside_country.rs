//! Points outside the country's box: longitude 94 to 142, latitude -12 to 7.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, axis_outside, in_country};
use crate::model::{Code, Said, said};

/// Condemns what lies outside the box and has no simpler explanation.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for (at, case) in scene.open_odd(ledger) {
        let Some((lon, lat)) = case.numbers().filter(|(lon, lat)| !in_country(*lon, *lat)) else { continue };
        ledger.condemn(at, scene.finding(at, Code::OutsideCountry, Some(axis_outside(lon)), found(lon, lat)));
    }
}

/// Two numbers outside the box, beside the box.
pub(super) fn found(lon: f64, lat: f64) -> Said {
    said!(
        "seharusnya bujur 94 sampai 142 dan lintang -12 sampai 7, tertulis bujur {lon}, lintang {lat}",
        "expected longitude 94 to 142 and latitude -12 to 7, found longitude {lon}, latitude {lat}",
    )
}
