//! CQL2 (OGC 21-065r2): a filter as text or JSON becomes a typed predicate over records.
//!
//! In: the filter, and the columns that it may name. Out: a [`Predicate`], or an error that says where and what. Must not know:
//! schools, HTTP, what the columns mean.
//!
//! ```text
//! text --scan--> lexer --> text --\
//!                                  expr (untyped) --> compile --> predicate (typed)
//! JSON --scan--> serde_json --> json --/
//! ```
//!
//! A filter comes from anybody, so that its bytes, its nesting, its nodes and its lists are counted before anything recurses:
//! [`MOST_BYTES`], [`MOST_DEPTH`], [`MOST_NODES`], [`MOST_VALUES`].
//!
//! Understood: comparisons, AND, OR, NOT, LIKE, BETWEEN, IN, IS NULL, CASEI, dates and times, all eight spatial predicates with every
//! geometry. Refused with a sentence: arithmetic, functions, temporal and array predicates, ACCENTI.

mod compile;
mod expr;
mod geometry;
mod instant;
mod json;
mod lexer;
mod like;
mod predicate;
mod scan;
mod spatial;
#[cfg(test)]
mod tests;
mod text;

pub use compile::compile;
pub use expr::{Expr, FilterError, Place};
pub use geometry::Reference;
pub use json::parse as parse_json;
pub use predicate::{Condition, Need, Predicate};
pub use text::parse as parse_text;

use geo::Geometry;
use std::borrow::Cow;

/// A longer filter is refused before it is read.
pub const MOST_BYTES: usize = 4 << 10;
/// Brackets, operators and `NOT` may be nested so deep.
pub const MOST_DEPTH: usize = 16;
/// Operators and operands together.
pub const MOST_NODES: usize = 256;
/// Values of all lists together.
pub const MOST_VALUES: usize = 1_000;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A finite number.
    Number,
    /// True or false.
    Boolean,
    /// A geometry, in degrees, longitude first.
    Geometry,
}

/// A column that a filter may name; its place in the list is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// What its values are.
    pub kind: Kind,
}

/// One value of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// There is none.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
}

/// Something that a predicate is asked about.
pub trait Record {
    /// The value of a column that is no geometry.
    fn value(&self, column: usize) -> Value<'_>;

    /// The geometry, where there is one.
    fn geometry(&self) -> Option<Cow<'_, Geometry>>;
}
