//! The source layers that tiles of a layer may have: what their features are, and what these say about themselves.

use crate::publish::mvt::drawing::{Field, numbers};
use crate::publish::mvt::{MapLayer, clusters, links, regions, schools};

/// The source layer whose features come in rank by rank.
pub(super) const REGIONS: &str = "regions";

/// A source layer.
pub(super) struct Source {
    pub(super) id: &'static str,
    /// What one feature is; for developers.
    pub(super) about: &'static str,
    /// The least zoom at which it may occur.
    pub(super) from: u8,
    pub(super) fields: Vec<Field>,
}

/// The source layers of a layer whose features stand singly from a zoom on.
pub(super) fn of(layer: MapLayer, singly: u8) -> Vec<Source> {
    match layer {
        MapLayer::Schools => {
            let fields = || schools::FIELDS.about().chain(numbers(schools::MORE)).collect();
            let (located, unlocated) = (
                "One point a school at its usable position; id is parseInt(npsn, 36)",
                "One point a school that needs a check, where its list puts it",
            );
            let cells = "Counts of the schools of a cell, at their middle";
            vec![
                Source { id: "schools", about: located, from: singly, fields: fields() },
                Source { id: "needs_check", about: unlocated, from: singly, fields: fields() },
                Source { id: "school_cells", about: cells, from: 0, fields: numbers(schools::SUMS).collect() },
            ]
        }
        MapLayer::Clusters => {
            let fields = clusters::FIELDS.about().chain(numbers(clusters::MORE)).collect();
            let areas = "One area a hub with its members; id is parseInt(hub, 36)";
            let cells = "Sums over the clusters of a cell, at the middle of their hubs";
            vec![
                Source { id: "clusters", about: areas, from: singly, fields },
                Source { id: "cluster_cells", about: cells, from: 0, fields: numbers(clusters::SUMS).collect() },
            ]
        }
        MapLayer::Links => {
            let lines = "One line from hub to member; id is parseInt(npsn, 36)";
            let cells = "Sums over the links of a cell, at the middle of their members";
            vec![
                Source { id: "links", about: lines, from: singly, fields: links::FIELDS.about().collect() },
                Source { id: "link_cells", about: cells, from: 0, fields: numbers(links::SUMS).collect() },
            ]
        }
        MapLayer::Regions => {
            let fields = || regions::FIELDS.about().chain(regions::COUNTS.about()).collect();
            let areas = "One area a region; id is its code without points, read in base 36";
            vec![
                Source { id: REGIONS, about: areas, from: 0, fields: fields() },
                Source { id: "region_labels", about: "One point a region, inside its area", from: 0, fields: fields() },
            ]
        }
    }
}
