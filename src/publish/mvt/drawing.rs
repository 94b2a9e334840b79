//! One source layer of a tile, feature by feature.
//!
//! It hides that the writer hands its builder back and forth, and what it could refuse: a name that is empty, more values than 32 bits
//! number.

use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtValueRef};

/// Why the writer refuses nothing that is drawn here.
const TAKEN: &str = "a tile is bounded, and its shapes have the type that they are added to";

/// A source layer that is being drawn.
pub(super) struct Drawing {
    // `None` only while a feature is open.
    layer: Option<MvtLayerBuilder>,
}

/// What a feature looks like, on the tile's grid.
pub(super) enum Shape<'s> {
    Point([i64; 2]),
    Line([[i64; 2]; 2]),
    /// Rings without a repeated last corner, an outer one and then its holes, for each polygon.
    Areas(&'s [Vec<Vec<[i64; 2]>>]),
}

/// The properties of a feature.
pub(super) struct Tags(MvtFeatureBuilder);

impl Tags {
    pub(super) fn text<'v>(&mut self, key: &str, value: impl Into<Option<&'v str>>) {
        self.tag(key, value.into().map(MvtValueRef::String));
    }

    pub(super) fn number(&mut self, key: &str, value: impl Into<Option<u64>>) {
        self.tag(key, value.into().map(MvtValueRef::UInt));
    }

    pub(super) fn decimal(&mut self, key: &str, value: impl Into<Option<f64>>) {
        self.tag(key, value.into().map(MvtValueRef::Double));
    }

    pub(super) fn yes_no(&mut self, key: &str, value: bool) {
        self.tag(key, Some(MvtValueRef::Bool(value)));
    }

    fn tag(&mut self, key: &str, value: Option<MvtValueRef<'_>>) {
        if let Some(value) = value {
            self.0.tag_ref(key, value).expect(TAKEN);
        }
    }
}

impl Drawing {
    pub(super) fn new(name: &str) -> Self {
        Self { layer: Some(MvtLayerBuilder::new(name).expect("source layers have names")) }
    }

    pub(super) fn add(&mut self, id: Option<u64>, shape: &Shape<'_>, tags: impl FnOnce(&mut Tags)) {
        let layer = self.layer.take().expect("a feature is closed before the next one");
        let kind = match shape {
            Shape::Point(_) => MvtGeomType::Point,
            Shape::Line(_) => MvtGeomType::LineString,
            Shape::Areas(_) => MvtGeomType::Polygon,
        };
        let mut feature = layer.feature_of(kind);
        feature.id(id);
        match shape {
            Shape::Point(at) => {
                feature.points([coordinate(*at)]).expect(TAKEN);
            }
            Shape::Line(ends) => {
                feature.line(ends.iter().map(|end| coordinate(*end))).expect(TAKEN);
            }
            Shape::Areas(areas) => {
                for (place, ring) in areas.iter().flat_map(|rings| rings.iter().enumerate()) {
                    feature.ring(ring.iter().map(|corner| coordinate(*corner)), place == 0).expect(TAKEN);
                }
            }
        }
        let mut open = Tags(feature);
        tags(&mut open);
        self.layer = Some(open.0.end());
    }

    /// The bytes of the layer; none when nothing was drawn, because a layer without features is no layer.
    pub(super) fn finish(self) -> Vec<u8> {
        let layer = self.layer.expect("every feature is closed");
        if layer.num_features() == 0 { Vec::new() } else { layer.encode() }
    }
}

/// What is drawn lies on the tile or in its buffer, so that the cast loses nothing.
fn coordinate([x, y]: [i64; 2]) -> MvtCoord {
    MvtCoord { x: x as i32, y: y as i32 }
}
