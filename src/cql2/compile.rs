//! Expressions become tests: every name is looked up, every type is checked, and what does not fit is named.

use crate::cql2::expr::{Comparison, Expr, FilterError, Node, Place, Relation};
use crate::cql2::geometry::{Reference, in_degrees};
use crate::cql2::like::Pattern;
use crate::cql2::predicate::{Boolean, Number, Predicate, Test, Text, folded};
use crate::cql2::spatial::{Area, related};
use crate::cql2::{Column, Kind};

/// Understands a filter over columns; its geometries are written in a coordinate reference system.
///
/// # Errors
/// [`FilterError`] naming the property that is unknown or of another type, or the geometry that cannot be used.
pub fn compile(expr: &Expr, columns: &[Column<'_>], reference: Reference<'_>) -> Result<Predicate, FilterError> {
    Compiler { columns, reference }.test(expr).map(Predicate)
}

struct Compiler<'a> {
    columns: &'a [Column<'a>],
    reference: Reference<'a>,
}

/// What an operand is.
enum Operand {
    Text(Text),
    Number(Number),
    Boolean(Boolean),
    Date(i64),
    Timestamp(i128),
}

impl Operand {
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::Date(_) => "a day",
            Self::Timestamp(_) => "a time",
        }
    }
}

impl Compiler<'_> {
    fn test(&self, expr: &Expr) -> Result<Test, FilterError> {
        match &expr.node {
            Node::Boolean(is) => Ok(Test::Constant(*is)),
            Node::And(parts) => Ok(Test::And(self.tests(parts)?)),
            Node::Or(parts) => Ok(Test::Or(self.tests(parts)?)),
            Node::Not(part) => Ok(Test::Not(self.test(part)?.into())),
            Node::Compare(comparison, sides) => self.comparison(*comparison, &sides[0], &sides[1]),
            Node::Like(sides) => self.like(&sides[0], &sides[1]),
            Node::Between(sides) => {
                let [value, low, high] = &**sides;
                let above = self.comparison(Comparison::GreaterOrEqual, value, low)?;
                Ok(Test::And(vec![above, self.comparison(Comparison::LessOrEqual, value, high)?]))
            }
            Node::In(value, list) => self.list(value, list),
            Node::IsNull(value) => self.is_null(value),
            Node::Spatial(relation, sides) => self.spatial(*relation, &sides[0], &sides[1]),
            _ => Err(FilterError::new(expr.place.clone(), "expected a condition, found a value").about(name(expr))),
        }
    }

    fn tests(&self, parts: &[Expr]) -> Result<Vec<Test>, FilterError> {
        parts.iter().map(|part| self.test(part)).collect()
    }

    fn column(&self, place: &Place, wanted: &str) -> Result<(usize, Kind), FilterError> {
        let found = self.columns.iter().position(|column| column.name == wanted);
        found.map(|at| (at, self.columns[at].kind)).ok_or_else(|| {
            let known: Vec<_> = self.columns.iter().map(|column| column.name).collect();
            let what = format!("unknown property {:?}; known are {}", shorten(wanted), known.join(", "));
            FilterError::new(place.clone(), what).about(Some(wanted))
        })
    }

    fn operand(&self, expr: &Expr) -> Result<Operand, FilterError> {
        Ok(match &expr.node {
            Node::Property(name) => match self.column(&expr.place, name)? {
                (column, Kind::Text) => Operand::Text(Text::Column { column, fold: false }),
                (column, Kind::Number) => Operand::Number(Number::Column(column)),
                (column, Kind::Boolean) => Operand::Boolean(Boolean::Column(column)),
                (_, Kind::Geometry) => {
                    let what =
                        format!("{name} is a geometry: use it in a spatial predicate, for example S_INTERSECTS({name}, ...)");
                    return Err(FilterError::new(expr.place.clone(), what).about(Some(name)));
                }
            },
            Node::Text(text) => Operand::Text(Text::Literal(text.as_str().into())),
            Node::Number(number) => Operand::Number(Number::Literal(*number)),
            Node::Boolean(is) => Operand::Boolean(Boolean::Literal(*is)),
            Node::Date(day) => Operand::Date(*day),
            Node::Timestamp(instant) => Operand::Timestamp(*instant),
            Node::Casei(inner) => Operand::Text(self.without_case(inner)?),
            _ => return Err(FilterError::new(expr.place.clone(), "expected a property or a value")),
        })
    }

    fn without_case(&self, inner: &Expr) -> Result<Text, FilterError> {
        match self.operand(inner)? {
            Operand::Text(Text::Literal(text)) => Ok(Text::Literal(folded(&text).into())),
            Operand::Text(Text::Column { column, .. }) => Ok(Text::Column { column, fold: true }),
            other => {
                let what = format!("CASEI takes text, found {}", other.kind());
                Err(FilterError::new(inner.place.clone(), what).about(name(inner)))
            }
        }
    }

    fn comparison(&self, comparison: Comparison, left: &Expr, right: &Expr) -> Result<Test, FilterError> {
        Ok(match (self.operand(left)?, self.operand(right)?) {
            (Operand::Text(one), Operand::Text(other)) => Test::Text(comparison, one, other),
            (Operand::Number(one), Operand::Number(other)) => Test::Number(comparison, one, other),
            (Operand::Boolean(one), Operand::Boolean(other)) => Test::Boolean(comparison, one, other),
            (Operand::Date(one), Operand::Date(other)) => Test::Constant(comparison.holds(one.cmp(&other))),
            (Operand::Timestamp(one), Operand::Timestamp(other)) => Test::Constant(comparison.holds(one.cmp(&other))),
            (one, other) => return Err(mismatch(left, &one, right, &other)),
        })
    }

    fn like(&self, value: &Expr, pattern: &Expr) -> Result<Test, FilterError> {
        let text = match self.operand(value)? {
            Operand::Text(text) => text,
            other => {
                let what = format!("LIKE takes text, found {}{}", named(value), other.kind());
                return Err(FilterError::new(value.place.clone(), what).about(name(value)));
            }
        };
        match self.operand(pattern)? {
            Operand::Text(Text::Literal(pattern)) => Ok(Test::Like(text, Pattern::new(&pattern))),
            _ => Err(FilterError::new(pattern.place.clone(), "expected a pattern in quotes after LIKE").about(name(pattern))),
        }
    }

    fn list(&self, value: &Expr, list: &[Expr]) -> Result<Test, FilterError> {
        let equal = |one: &Expr| self.comparison(Comparison::Equal, value, one);
        let tests = list.iter().map(equal).collect::<Result<Vec<_>, _>>()?;
        let literal = |test: &Test| match test {
            Test::Text(_, Text::Column { .. }, Text::Literal(text)) => Some(text.clone()),
            _ => None,
        };
        match (tests.first(), tests.iter().map(literal).collect::<Option<Vec<_>>>()) {
            (Some(Test::Text(_, text, _)), Some(mut texts)) => {
                texts.sort_unstable();
                Ok(Test::TextIn(text.clone(), texts))
            }
            _ => Ok(Test::Or(tests)),
        }
    }

    fn is_null(&self, value: &Expr) -> Result<Test, FilterError> {
        let property = match &value.node {
            Node::Casei(inner) => inner,
            _ => value,
        };
        match &property.node {
            Node::Property(name) => match self.column(&property.place, name)? {
                (_, Kind::Geometry) => Ok(Test::IsNullGeometry),
                (column, _) => Ok(Test::IsNull(column)),
            },
            Node::Geometry(_) | Node::Bbox(_) => Ok(Test::Constant(false)),
            _ => self.operand(value).map(|_| Test::Constant(false)),
        }
    }

    fn spatial(&self, relation: Relation, first: &Expr, second: &Expr) -> Result<Test, FilterError> {
        let area = |expr: &Expr| in_degrees(&expr.place, &expr.node, self.reference);
        let record = |expr: &Expr| -> Result<bool, FilterError> {
            let Node::Property(name) = &expr.node else { return Ok(false) };
            match self.column(&expr.place, name)? {
                (_, Kind::Geometry) => Ok(true),
                _ => {
                    let what = format!("a spatial predicate takes geometries, and {name} is none");
                    Err(FilterError::new(expr.place.clone(), what).about(Some(name)))
                }
            }
        };
        Ok(match (record(first)?, record(second)?) {
            (true, true) => Test::Self_(relation),
            (true, false) => Test::Spatial { relation, area: Area::new(area(second)?), record_first: true },
            (false, true) => Test::Spatial { relation, area: Area::new(area(first)?), record_first: false },
            (false, false) => Test::Constant(related(relation, &area(first)?, &area(second)?)),
        })
    }
}

/// Two sides of different types, told from the property's point of view.
fn mismatch(left: &Expr, one: &Operand, right: &Expr, other: &Operand) -> FilterError {
    // The property is named, and the place is that of what does not fit it.
    let (property, kind, value, found) = if name(left).is_some() { (left, one, right, other) } else { (right, other, left, one) };
    let what = match name(property) {
        Some(name) => format!("{name} is {}, found {}{}", kind.kind(), named(value), found.kind()),
        None => format!("cannot compare {} with {}", one.kind(), other.kind()),
    };
    FilterError::new(value.place.clone(), what).about(name(property))
}

/// The property that an operand names.
fn name(expr: &Expr) -> Option<&str> {
    match &expr.node {
        Node::Property(name) => Some(name),
        Node::Casei(inner) => name(inner),
        _ => None,
    }
}

fn named(expr: &Expr) -> String {
    name(expr).map_or_else(String::new, |name| format!("{name}, "))
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
