//! How far a collection reaches.

use crate::model::LonLat;
use crate::plan::State;
use crate::publish::Collection;
use crate::publish::findings;
use crate::publish::geojson::{CLUSTER_MARGIN_M, seven_decimals};
use crate::snapshot::View;
use geo::BoundingRect;

/// Metres of a degree at least, so that the margin of clusters is wide enough.
const METRES_A_DEGREE: f64 = 110_000.0;

/// West, south, east and north of a collection; `None` when it has no place on the map.
pub(super) fn of(view: &View<'_>, collection: Collection) -> Option<[f64; 4]> {
    let bounds = match collection {
        Collection::Regions => {
            let drawn = view.regions().iter().filter_map(|(id, _)| view.data.boundaries.polygon(id)?.bounding_rect());
            joined(drawn.map(|own| [own.min().x, own.min().y, own.max().x, own.max().y]))
        }
        Collection::Findings => {
            let given = findings::all(view.data).filter_map(|finding| findings::school(view.data, finding)?.given);
            joined(given.map(point))
        }
        Collection::Schools | Collection::Links => joined(schools(view)),
        Collection::Clusters => joined(schools(view)).map(|[west, south, east, north]| {
            let margin = CLUSTER_MARGIN_M / METRES_A_DEGREE;
            let wide = margin / south.abs().max(north.abs()).to_radians().cos().max(0.01);
            [(west - wide).max(-180.0), (south - margin).max(-90.0), (east + wide).min(180.0), (north + margin).min(90.0)]
        }),
    };
    bounds.map(|bounds| bounds.map(seven_decimals))
}

fn schools(view: &View<'_>) -> impl Iterator<Item = [f64; 4]> {
    let part = view.plan.states.iter().filter(|(_, state)| !matches!(state, State::OutOfScope(_)));
    part.filter_map(|(at, _)| view.school(at).position.map(point))
}

fn point(at: LonLat) -> [f64; 4] {
    [at.lon(), at.lat(), at.lon(), at.lat()]
}

fn joined(bounds: impl Iterator<Item = [f64; 4]>) -> Option<[f64; 4]> {
    bounds.reduce(|[west, south, east, north], other| {
        [west.min(other[0]), south.min(other[1]), east.max(other[2]), north.max(other[3])]
    })
}
