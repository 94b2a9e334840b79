//! A filter that has been read and not yet understood: the same for text and JSON.

use crate::cql2::{MOST_DEPTH, MOST_NODES, MOST_VALUES};
use geo::Geometry;
use std::fmt;

/// Where something stands in a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The filter as a whole.
    Whole,
    /// The character of this number, from 1.
    Character(usize),
    /// A JSON pointer.
    Pointer(String),
}

/// Why a filter is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}{place}")]
pub struct FilterError {
    /// Where.
    pub place: Place,
    /// What was expected and found, in lower case without full stop.
    pub what: String,
    /// The property at fault, where it is one.
    pub property: Option<String>,
}

impl FilterError {
    pub(super) fn new(place: Place, what: impl Into<String>) -> Self {
        Self { place, what: what.into(), property: None }
    }

    pub(super) fn about(mut self, property: Option<&str>) -> Self {
        self.property = property.map(str::to_owned);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Character(number) => write!(f, " at character {number}"),
            Self::Pointer(pointer) if pointer.is_empty() => f.write_str(" at the top of the document"),
            Self::Pointer(pointer) => write!(f, " at {pointer}"),
        }
    }
}

/// A part of a filter and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub(super) place: Place,
    pub(super) node: Node,
}

/// What a part of a filter is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Property(String),
    Text(String),
    Number(f64),
    Boolean(bool),
    /// A day, as days since 1970.
    Date(i64),
    /// An instant, as nanoseconds since 1970.
    Timestamp(i128),
    Geometry(Geometry),
    /// West, south, east, north.
    Bbox([f64; 4]),
    Casei(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Comparison, Box<[Expr; 2]>),
    Like(Box<[Expr; 2]>),
    Between(Box<[Expr; 3]>),
    In(Box<Expr>, Vec<Expr>),
    IsNull(Box<Expr>),
    Spatial(Relation, Box<[Expr; 2]>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(super) fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "<>" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }
}

/// How two geometries lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Intersects,
    Disjoint,
    Equals,
    Touches,
    Crosses,
    Within,
    Contains,
    Overlaps,
}

impl Relation {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Some(match name.strip_prefix("s_")? {
            "intersects" => Self::Intersects,
            "disjoint" => Self::Disjoint,
            "equals" => Self::Equals,
            "touches" => Self::Touches,
            "crosses" => Self::Crosses,
            "within" => Self::Within,
            "contains" => Self::Contains,
            "overlaps" => Self::Overlaps,
            _ => return None,
        })
    }
}

/// What CQL2 knows and imbas does not, for a message that helps.
pub(super) fn not_understood(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let what = match lower.as_str() {
        "accenti" => "ACCENTI is not supported, CASEI is",
        _ if lower.starts_with("t_") => "temporal predicates are not supported: no property is a time",
        _ if lower.starts_with("a_") => "array predicates are not supported",
        "+" | "-" | "*" | "/" | "^" | "%" | "div" => "arithmetic is not supported",
        _ => return format!("unknown function or operator {name:?}"),
    };
    what.to_owned()
}

/// Counts the parts of a filter while it is read.
#[derive(Debug, Default)]
pub(super) struct Budget {
    nodes: usize,
    values: usize,
}

impl Budget {
    pub(super) fn node(&mut self, place: Place, node: Node) -> Result<Expr, FilterError> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(FilterError::new(place, format!("more than {MOST_NODES} operators and operands")));
        }
        Ok(Expr { place, node })
    }

    pub(super) fn value(&mut self, place: Place, node: Node) -> Result<Expr, FilterError> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(FilterError::new(place, format!("more than {MOST_VALUES} values in lists")));
        }
        Ok(Expr { place, node })
    }

    pub(super) fn deeper(depth: usize, place: impl FnOnce() -> Place) -> Result<usize, FilterError> {
        if depth >= MOST_DEPTH {
            return Err(FilterError::new(place(), format!("nested deeper than {MOST_DEPTH} levels")));
        }
        Ok(depth + 1)
    }
}
