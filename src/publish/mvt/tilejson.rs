//! TileJSON 3.0: what a layer's tiles hold, from which zoom on, and what is not on the map.

use crate::model::Level;
use crate::publish::mvt::sources::{self, Source};
use crate::publish::mvt::{Atlas, MOST_BYTES, MapLayer};
use crate::snapshot::View;
use serde_json::{Map, Value, json};

/// Deeper tiles show nothing that these do not, so that clients stretch these.
const DEEPEST_NEEDED: u8 = 16;

/// Describes the tiles of a layer; `template` is their address with `{z}`, `{x}` and `{y}`.
#[must_use]
pub fn tilejson(view: &View<'_>, atlas: &Atlas, layer: MapLayer, level: Option<Level>, template: &str) -> Value {
    let placed = atlas.placed(view, level);
    let sources = sources::of(layer, atlas.singly_from(layer, level)).into_iter();
    let mut document = json!({
        "tilejson": "3.0.0",
        "name": layer.as_str(),
        "description": description(layer),
        "version": env!("CARGO_PKG_VERSION"),
        "scheme": "xyz",
        "tiles": [template],
        "minzoom": 0,
        "maxzoom": DEEPEST_NEEDED,
        "vector_layers": sources.map(|source| vector_layer(view, atlas, source)).collect::<Vec<_>>(),
        "data_version": view.version,
        "level": level.map(Level::as_str),
        "singly_from": atlas.singly_from(layer, level),
        "most_features": layer.most(),
        "most_bytes": MOST_BYTES,
        "schools": {
            "on_map": placed.schools,
            "needs_check_at_given_point": placed.needs_check_at_given,
            "not_on_map": placed.nowhere,
            "out_of_scope": placed.out_of_scope,
        },
    });
    if let Some([west, south, east, north]) = atlas.extent() {
        document["bounds"] = json!([west, south, east, north]);
        document["center"] = json!([west.midpoint(east), south.midpoint(north), 5]);
    }
    document
}

fn description(layer: MapLayer) -> &'static str {
    match layer {
        MapLayer::Schools => {
            "Schools. Below singly_from, and in any tile that would hold more than most_features, counts for each cell of 16 by 16 \
             (school_cells) instead of schools; the counts of the cells add up to the schools on the map. Schools that need a check \
             stand in a source layer of their own, at the point that their list gives and that cannot be used; those without a point \
             are not on the map."
        }
        MapLayer::Clusters => {
            "Areas of hubs with their members. Below singly_from, and in any tile that would hold more than most_features, sums for \
             each cell of 16 by 16 (cluster_cells), counted at the hub."
        }
        MapLayer::Links => {
            "Straight lines from hubs to members; no roads. Below singly_from, and in any tile that would hold more than \
             most_features, sums for each cell of 16 by 16 (link_cells), counted at the member."
        }
        MapLayer::Regions => {
            "Regions whose boundary is loaded, and a point for the label of each. Lower ranks come in at the zoom of rank_from; \
             borders are simplified to half a pixel, and more in a tile that would be larger than most_bytes."
        }
    }
}

/// A source layer, with what each of its fields says.
fn vector_layer(view: &View<'_>, atlas: &Atlas, source: Source) -> Value {
    let fields: Map<String, Value> = source.fields.iter().map(|field| (field.name.to_owned(), json!(field.about))).collect();
    let mut layer = json!({
        "id": source.id,
        "description": source.about,
        "minzoom": source.from,
        "maxzoom": DEEPEST_NEEDED,
        "fields": fields,
    });
    if source.id == sources::REGIONS {
        let ranks = atlas.ranks(view).into_iter().map(|(rank, from)| (rank.as_str().to_owned(), json!(from)));
        layer["rank_from"] = Value::Object(ranks.collect());
    }
    layer
}
