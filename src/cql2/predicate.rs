//! A filter that has been understood: typed, over numbered columns, in SQL's logic of true, false and unknown.

use crate::cql2::expr::{Comparison, Relation};
use crate::cql2::like::Pattern;
use crate::cql2::spatial::{self, Area};
use crate::cql2::{Record, Value};
use geo::Rect;
use std::borrow::Cow;
use std::cmp::Ordering;

/// A filter over records.
#[derive(Clone, Debug)]
pub struct Predicate(pub(super) Test);

/// A condition without which nothing passes, for whoever has an index.
#[derive(Clone, Debug, PartialEq)]
pub enum Need<'a> {
    /// The column's text is one of these.
    OneOf(usize, Vec<&'a str>),
    /// The column's text begins so.
    Begins(usize, String),
    /// The geometry's box meets this one.
    Meets(Rect),
}

#[derive(Clone, Debug)]
pub(super) enum Test {
    Constant(bool),
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    Text(Comparison, Text, Text),
    Number(Comparison, Number, Number),
    Boolean(Comparison, Boolean, Boolean),
    Like(Text, Pattern),
    /// Literals in order.
    TextIn(Text, Vec<Box<str>>),
    IsNull(usize),
    IsNullGeometry,
    Spatial {
        relation: Relation,
        area: Area,
        record_first: bool,
    },
    Self_(Relation),
}

#[derive(Clone, Debug)]
pub(super) enum Text {
    Column { column: usize, fold: bool },
    Literal(Box<str>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Column(usize),
    Literal(f64),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Boolean {
    Column(usize),
    Literal(bool),
}

impl Predicate {
    /// Whether a record passes: what is unknown does not.
    pub fn passes(&self, record: &impl Record) -> bool {
        self.0.of(record) == Some(true)
    }

    /// How many single tests it has: what one record costs at most.
    #[must_use]
    pub fn tests(&self) -> usize {
        self.0.count()
    }

    /// The conditions that must all hold.
    pub fn conditions(&self) -> impl Iterator<Item = Condition<'_>> {
        let parts = match &self.0 {
            Test::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        parts.iter().map(Condition)
    }
}

/// A condition of a filter, all of which must hold.
#[derive(Clone, Copy, Debug)]
pub struct Condition<'f>(&'f Test);

impl<'f> Condition<'f> {
    /// Whether a record meets it.
    pub fn passes(self, record: &impl Record) -> bool {
        self.0.of(record) == Some(true)
    }

    /// What every record that meets it has; `None` when nothing simple is known.
    #[must_use]
    pub fn need(self) -> Option<Need<'f>> {
        self.0.need()
    }

    /// The column, when it speaks of one alone and not of the geometry: then records with the same value there are all alike to it.
    #[must_use]
    pub fn column(self) -> Option<usize> {
        let mut columns = Vec::new();
        let plain = self.0.speaks_of(&mut columns);
        columns.dedup();
        if let (true, [column]) = (plain, columns.as_slice()) { Some(*column) } else { None }
    }

    /// Whether it is about the geometry too.
    #[must_use]
    pub fn is_spatial(self) -> bool {
        !self.0.speaks_of(&mut Vec::new())
    }
}

impl Test {
    fn count(&self) -> usize {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::count).sum(),
            Self::Not(part) => part.count(),
            _ => 1,
        }
    }

    /// Adds the columns that it names; false when it is about the geometry too, and then perhaps not all of them.
    fn speaks_of(&self, columns: &mut Vec<usize>) -> bool {
        let text = |text: &Text| if let Text::Column { column, .. } = text { Some(*column) } else { None };
        let number = |number: &Number| if let Number::Column(column) = number { Some(*column) } else { None };
        let boolean = |boolean: &Boolean| if let Boolean::Column(column) = boolean { Some(*column) } else { None };
        match self {
            Self::Constant(_) => {}
            Self::And(parts) | Self::Or(parts) => return parts.iter().all(|part| part.speaks_of(columns)),
            Self::Not(part) => return part.speaks_of(columns),
            Self::Text(_, one, other) => columns.extend(text(one).into_iter().chain(text(other))),
            Self::Number(_, one, other) => columns.extend(number(one).into_iter().chain(number(other))),
            Self::Boolean(_, one, other) => columns.extend(boolean(one).into_iter().chain(boolean(other))),
            Self::Like(one, _) | Self::TextIn(one, _) => columns.extend(text(one)),
            Self::IsNull(column) => columns.push(*column),
            Self::IsNullGeometry | Self::Spatial { .. } | Self::Self_(_) => return false,
        }
        true
    }

    fn need(&self) -> Option<Need<'_>> {
        match self {
            Self::Text(Comparison::Equal, Text::Column { column, fold: false }, Text::Literal(text))
            | Self::Text(Comparison::Equal, Text::Literal(text), Text::Column { column, fold: false }) => {
                Some(Need::OneOf(*column, vec![text]))
            }
            Self::TextIn(Text::Column { column, fold: false }, list) => {
                Some(Need::OneOf(*column, list.iter().map(|text| &**text).collect()))
            }
            Self::Like(Text::Column { column, fold: false }, pattern) => Some(Need::Begins(*column, pattern.prefix())),
            Self::Spatial { relation, area, .. } if *relation != Relation::Disjoint => area.bounds().map(Need::Meets),
            _ => None,
        }
    }

    fn of(&self, record: &impl Record) -> Option<bool> {
        match self {
            Self::Constant(is) => Some(*is),
            Self::And(parts) => all(parts.iter().map(|part| part.of(record))),
            // Or is and with everything turned round.
            Self::Or(parts) => all(parts.iter().map(|part| part.of(record).map(|is| !is))).map(|is| !is),
            Self::Not(part) => part.of(record).map(|is| !is),
            Self::Text(comparison, left, right) => Some(comparison.holds(left.of(record)?.cmp(&right.of(record)?))),
            Self::Number(comparison, left, right) => Some(comparison.holds(left.of(record)?.partial_cmp(&right.of(record)?)?)),
            Self::Boolean(comparison, left, right) => Some(comparison.holds(left.of(record)?.cmp(&right.of(record)?))),
            Self::Like(text, pattern) => Some(pattern.fits(text.of(record)?.chars())),
            Self::TextIn(text, list) => {
                let text = text.of(record)?;
                Some(list.binary_search_by(|one| (**one).cmp(&text)).is_ok())
            }
            Self::IsNull(column) => Some(record.value(*column) == Value::Null),
            Self::IsNullGeometry => Some(record.geometry().is_none()),
            Self::Spatial { relation, area, record_first } => Some(area.is(*relation, &*record.geometry()?, *record_first)),
            Self::Self_(relation) => record.geometry().map(|_| spatial::to_itself(*relation)),
        }
    }
}

/// False when one is false, else unknown when one is unknown.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

impl Comparison {
    pub(super) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Text {
    fn of<'r>(&'r self, record: &'r impl Record) -> Option<Cow<'r, str>> {
        match self {
            Self::Literal(text) => Some(Cow::Borrowed(text)),
            Self::Column { column, fold } => match record.value(*column) {
                Value::Text(text) if *fold => Some(Cow::Owned(folded(&text))),
                Value::Text(text) => Some(text),
                _ => None,
            },
        }
    }
}

impl Number {
    fn of(self, record: &impl Record) -> Option<f64> {
        match self {
            Self::Literal(number) => Some(number),
            Self::Column(column) => match record.value(column) {
                Value::Number(number) => Some(number),
                _ => None,
            },
        }
    }
}

impl Boolean {
    fn of(self, record: &impl Record) -> Option<bool> {
        match self {
            Self::Literal(is) => Some(is),
            Self::Column(column) => match record.value(column) {
                Value::Boolean(is) => Some(is),
                _ => None,
            },
        }
    }
}

/// Text without case: every character by way of its capital, which is how Unicode's full folding treats all but a few letters.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
