//! Geometries in a filter: WKT in text, GeoJSON in JSON, boxes in both; in the end always in degrees, longitude first.

use crate::cql2::expr::{FilterError, Node, Place};
use crate::cql2::text::Parser;
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MapCoords, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Rect,
    Validation,
};

/// The coordinate reference system in which a filter writes positions.
#[derive(Clone, Copy)]
pub struct Reference<'a> {
    /// Whether latitude, or northing, is written first.
    pub north_first: bool,
    /// Whether it counts degrees, so that a box may go across 180 degrees.
    pub degrees: bool,
    /// Turns a position, easting first, into longitude and latitude in degrees; `None` where the system does not reach.
    pub to_degrees: &'a dyn Fn(Coord) -> Option<Coord>,
}

impl Reference<'_> {
    /// Longitude and latitude in degrees.
    pub const CRS84: Self = Self { north_first: false, degrees: true, to_degrees: &|at| Some(at) };

    fn position(&self, place: &Place, at: Coord) -> Result<Coord, FilterError> {
        let found = (self.to_degrees)(at).filter(|at| (-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y));
        found.ok_or_else(|| {
            FilterError::new(
                place.clone(),
                format!("a position of the geometry, {} {}, is outside its coordinate reference system", at.x, at.y),
            )
        })
    }

    fn ordered(&self, at: Coord) -> Coord {
        if self.north_first { Coord { x: at.y, y: at.x } } else { at }
    }
}

/// Points on each edge of a box, so that it stays the same area where its edges are not straight in degrees.
const EDGE_POINTS: u32 = 16;

const NAMES: [&str; 8] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "BBOX"];

pub(super) fn is_geometry(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Reads a geometry whose name, followed by a bracket, is next.
pub(super) fn from_text(parser: &mut Parser, name: &str) -> Result<Node, FilterError> {
    if !is_geometry(name) {
        return Err(parser.expected(&format!("the geometry property or one of {}", NAMES.join(", "))));
    }
    if name == "BBOX" {
        let place = parser.place();
        parser.skip(1);
        let numbers = bracketed(parser, Parser::number)?;
        return bbox(place, &numbers);
    }
    wkt(parser, name, true).map(Node::Geometry)
}

/// `collections` is false inside a collection: they do not nest.
fn wkt(parser: &mut Parser, name: &str, collections: bool) -> Result<Geometry, FilterError> {
    let place = parser.place();
    parser.skip(1);
    Ok(match name {
        "POINT" => {
            parser.must("(")?;
            let at = parser.position()?;
            parser.must(")")?;
            Point(at).into()
        }
        "LINESTRING" => line(parser)?.into(),
        "POLYGON" => polygon(&place, bracketed(parser, line)?)?.into(),
        "MULTIPOINT" => MultiPoint(bracketed(parser, point_of_many)?.into_iter().map(Point).collect()).into(),
        "MULTILINESTRING" => MultiLineString(bracketed(parser, line)?).into(),
        "MULTIPOLYGON" => {
            let polygons = bracketed(parser, |parser| polygon(&place, bracketed(parser, line)?))?;
            MultiPolygon(polygons).into()
        }
        "GEOMETRYCOLLECTION" if collections => {
            let member = |parser: &mut Parser| match parser.call() {
                Some(name) if is_geometry(&name) && name != "BBOX" => wkt(parser, &name, false),
                _ => Err(parser.expected("a geometry")),
            };
            Geometry::GeometryCollection(GeometryCollection(bracketed(parser, member)?))
        }
        _ => return Err(FilterError::new(place, "geometry collections do not nest")),
    })
}

fn bracketed<T>(parser: &mut Parser, one: impl Fn(&mut Parser) -> Result<T, FilterError>) -> Result<Vec<T>, FilterError> {
    parser.must("(")?;
    let mut all = vec![one(parser)?];
    while parser.sign(",") {
        all.push(one(parser)?);
    }
    parser.must(")")?;
    Ok(all)
}

fn line(parser: &mut Parser) -> Result<LineString, FilterError> {
    Ok(LineString(bracketed(parser, Parser::position)?))
}

/// `(1 2)` or `1 2`: both are written.
fn point_of_many(parser: &mut Parser) -> Result<Coord, FilterError> {
    let bracket = parser.sign("(");
    let at = parser.position()?;
    if bracket {
        parser.must(")")?;
    }
    Ok(at)
}

fn polygon(place: &Place, mut rings: Vec<LineString>) -> Result<Polygon, FilterError> {
    if let Some(open) = rings.iter().find(|ring| ring.0.len() < 4 || ring.0.first() != ring.0.last()) {
        let found = open.0.len();
        return Err(FilterError::new(
            place.clone(),
            format!("expected rings of four positions or more that end where they begin, found one of {found}"),
        ));
    }
    let outer = rings.remove(0);
    Ok(Polygon::new(outer, rings))
}

/// A box of four numbers, or of six with heights that are left.
pub(super) fn bbox(place: Place, numbers: &[f64]) -> Result<Node, FilterError> {
    match *numbers {
        [x1, y1, x2, y2] | [x1, y1, _, x2, y2, _] => Ok(Node::Bbox([x1, y1, x2, y2])),
        _ => Err(FilterError::new(place, format!("expected a box of four or six numbers, found {}", numbers.len()))),
    }
}

/// Reads a GeoJSON geometry.
pub(super) fn from_geojson(place: Place, value: &serde_json::Value) -> Result<Node, FilterError> {
    let broken = |why: String| FilterError::new(place.clone(), format!("expected a GeoJSON geometry: {why}"));
    let geometry: geojson::Geometry = serde_json::from_value(value.clone()).map_err(|error| broken(error.to_string()))?;
    if let Some(why) = open_ring(&geometry.value) {
        return Err(broken(why));
    }
    Geometry::try_from(geometry).map(Node::Geometry).map_err(|error| broken(error.to_string()))
}

/// Rings that `geo` would close silently.
fn open_ring(value: &geojson::GeometryValue) -> Option<String> {
    use geojson::GeometryValue as V;
    let polygon = |rings: &Vec<Vec<geojson::Position>>| {
        let open = rings.is_empty() || rings.iter().any(|ring| ring.len() < 4 || ring.first() != ring.last());
        open.then(|| "a ring has four positions or more and ends where it begins".to_owned())
    };
    match value {
        V::Polygon { coordinates } => polygon(coordinates),
        V::MultiPolygon { coordinates } => coordinates.iter().find_map(polygon),
        V::GeometryCollection { geometries } => geometries.iter().find_map(|one| match &one.value {
            V::GeometryCollection { .. } => Some("geometry collections do not nest".to_owned()),
            other => open_ring(other),
        }),
        _ => None,
    }
}

/// A geometry of a filter in degrees, checked.
pub(super) fn in_degrees(place: &Place, node: &Node, reference: Reference<'_>) -> Result<Geometry, FilterError> {
    let geometry = match node {
        Node::Geometry(geometry) => geometry.try_map_coords(|at| reference.position(place, reference.ordered(at)))?,
        Node::Bbox([x1, y1, x2, y2]) => {
            let low = reference.ordered(Coord { x: *x1, y: *y1 });
            let high = reference.ordered(Coord { x: *x2, y: *y2 });
            around(place, low, high, reference)?
        }
        _ => return Err(FilterError::new(place.clone(), "expected a geometry")),
    };
    // The relations are defined for valid geometries only, and looking at others may fail.
    geometry
        .check_validation()
        .map_err(|error| FilterError::new(place.clone(), format!("the geometry is not valid: {error}")))?;
    Ok(geometry)
}

/// The area of a box; in degrees, one that begins east of its end goes across 180 degrees.
fn around(place: &Place, low: Coord, high: Coord, reference: Reference<'_>) -> Result<Geometry, FilterError> {
    if low.y > high.y || (low.x > high.x && !reference.degrees) {
        return Err(FilterError::new(place.clone(), "expected a box whose lower corner comes first"));
    }
    if low.x > high.x {
        let left = around(place, low, Coord { x: 180.0, y: high.y }, reference)?;
        let right = around(place, Coord { x: -180.0, y: low.y }, high, reference)?;
        return Ok(Geometry::GeometryCollection(GeometryCollection(vec![left, right])));
    }
    if low == high {
        return Ok(Point(reference.position(place, low)?).into());
    }
    if low.x == high.x || low.y == high.y {
        return Ok(LineString(vec![reference.position(place, low)?, reference.position(place, high)?]).into());
    }
    let points = if reference.degrees { 1 } else { EDGE_POINTS };
    let corners = Rect::new(low, high).to_polygon().exterior().0.clone();
    let step = |from: Coord, to: Coord, at: u32| from + (to - from) * (f64::from(at) / f64::from(points));
    let edges = corners.windows(2).flat_map(|edge| (0..points).map(move |at| step(edge[0], edge[1], at)));
    let mut ring = edges.map(|at| reference.position(place, at)).collect::<Result<Vec<_>, _>>()?;
    ring.push(ring[0]);
    Ok(Polygon::new(LineString(ring), Vec::new()).into())
}
