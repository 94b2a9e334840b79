//! One source layer of a tile, feature by feature.
//!
//! It hides that the writer hands its builder back and forth, and what it could refuse: a name that is empty, more values than 32 bits
//! number.

use crate::publish::columns::{self, Collection, Column, Kind, Record, Value};
use crate::publish::mvt::short;
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

/// Columns of a collection that a tile has, the others being for the one feature that somebody asks about.
#[derive(Clone, Debug)]
pub(super) struct Fields(Vec<(usize, &'static Column)>);

impl Fields {
    /// The columns of these names.
    ///
    /// # Panics
    /// When the collection has no such column, which is a bug.
    pub(super) fn new(collection: Collection, names: &[&str]) -> Self {
        let all = columns::columns(collection);
        let place =
            |name: &&str| all.iter().position(|column| column.name == *name).expect("tiles have columns of the collection");
        Self(names.iter().map(place).map(|place| (place, all[place])).collect())
    }

    /// What is known about them.
    pub(super) fn about(&self) -> impl Iterator<Item = Field> + '_ {
        self.0.iter().map(|(_, column)| Field { name: column.name, about: column.about, kind: column.kind })
    }
}

/// A property that features of a source layer may have.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) kind: Kind,
}

/// Whole numbers that no column has, from their names and what they say.
pub(super) fn numbers(of: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = Field> {
    of.iter().map(|(name, about)| Field { name, about, kind: Kind::Integer })
}

/// The properties of a feature.
pub(super) struct Tags(MvtFeatureBuilder);

impl Tags {
    /// Adds what a record says in these columns; tiles have no null, so that such a property is absent.
    pub(super) fn record(&mut self, record: &Record<'_>, fields: &Fields) {
        for (place, column) in &fields.0 {
            match record.value(*place) {
                Value::Text(text) => self.text(column.name, short(&text)),
                Value::Integer(number) => self.number(column.name, u64::try_from(number).ok()),
                Value::Number(number) => self.decimal(column.name, number),
                Value::Boolean(yes) => self.yes_no(column.name, yes),
                Value::Null | Value::TextList(_) => {}
            }
        }
    }

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
