//! The query parameters of OGC API - Features.

use crate::cql2::MOST_BYTES;
use crate::serve::parameters::{Kind, Parameter};

/// The form of the answer.
pub(in crate::serve) const F: Parameter = Parameter {
    name: "f",
    kind: Kind::Word(&["json", "html"]),
    about: "Form of the answer; without it the Accept header decides.",
};
/// Only what meets a box.
pub(super) const BBOX: Parameter = Parameter {
    name: "bbox",
    kind: Kind::Numbers,
    about: "Four numbers of a box in the axis order of bbox-crs (west,south,east,north without it), or six with heights. West above east crosses 180 degrees.",
};
/// The system of the box.
pub(super) const BBOX_CRS: Parameter =
    Parameter { name: "bbox-crs", kind: Kind::Crs, about: "URI of the coordinate reference system of bbox; CRS84 without it." };
/// The system of the answer.
pub(super) const CRS: Parameter =
    Parameter { name: "crs", kind: Kind::Crs, about: "URI of the coordinate reference system of the answer; CRS84 without it." };
/// The system of geometries in the filter.
pub(super) const FILTER_CRS: Parameter = Parameter {
    name: "filter-crs",
    kind: Kind::Crs,
    about: "URI of the coordinate reference system of geometries in the filter; CRS84 without it.",
};
/// An instant or interval.
pub(super) const DATETIME: Parameter = Parameter {
    name: "datetime",
    kind: Kind::Text(80),
    about: "An instant or interval of RFC 3339. No feature has a time, so that every one matches.",
};
/// A filter.
pub(super) const FILTER: Parameter = Parameter {
    name: "filter",
    kind: Kind::Text(MOST_BYTES),
    about: "CQL2 over the queryables, for example level = 'SMP' AND region LIKE '13.%'. At most 4096 bytes, 16 levels, 256 operators and operands, 1000 values in lists.",
};
/// Its language.
pub(super) const FILTER_LANG: Parameter = Parameter {
    name: "filter-lang",
    kind: Kind::Word(&["cql2-text", "cql2-json"]),
    about: "Language of the filter; cql2-text without it.",
};
/// An order.
pub(super) const SORTBY: Parameter = Parameter {
    name: "sortby",
    kind: Kind::Text(400),
    about: "Sortables with commas between, each with - before it for downwards: level,-distance_m. Nothing comes last.",
};
/// Some columns.
pub(super) const PROPERTIES: Parameter =
    Parameter { name: "properties", kind: Kind::Text(2_000), about: "Only these columns, with commas between; all without it." };
/// Where a page begins, by number.
pub(super) const OFFSET: Parameter = Parameter {
    name: "offset",
    kind: Kind::Integer { least: 0, most: 4_000_000_000, clamped: true },
    about: "Features before the page. A next link holds its place better while the data is renewed.",
};
