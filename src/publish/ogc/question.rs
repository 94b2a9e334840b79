//! Which features are asked for, and in which order.

use crate::cql2::{self, Condition, Need, Predicate};
use crate::publish::Layer;
use crate::publish::columns::{Record, Value, columns};
use crate::publish::geojson::{Geometry, Position, geometry};
use crate::publish::ogc::facts::{Fact, Known};
use crate::publish::ogc::index::{candidates, in_box};
use crate::publish::ogc::{Population, Window};
use geo::{LineString, MultiPolygon, Point, Polygon};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::cmp::Ordering;
use std::time::{Duration, Instant};

/// How many features are looked at between two looks at the clock.
const BETWEEN_LOOKS: usize = 256;

/// So many schools are listed without a second thought.
const FEW: usize = 4_096;
/// So many single tests of a filter, on all of them together, take about a millisecond.
const FEW_TESTS: usize = 16_384;

/// A question about a collection; everything given must hold.
#[derive(Debug, Default)]
pub struct Question {
    /// What meets this box.
    pub window: Option<Window>,
    /// What passes this filter.
    pub filter: Option<(Predicate, Vec<Option<usize>>)>,
    /// Columns to sort by, and whether downwards; ties stay in the lasting order.
    pub order: Vec<(usize, bool)>,
}

/// The keys of the features that answer a question, in the order asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found(pub(super) Vec<u32>);

impl Found {
    /// How many there are.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.0.len()
    }
}

impl Question {
    /// Finds the features; `None` when it is not done at the deadline.
    ///
    /// Cost: one pass over the features, or over those that an index finds; sorting on top.
    #[must_use]
    pub fn answer(&self, population: &Population<'_>, deadline: Instant) -> Option<Found> {
        let candidates = candidates(population, self).unwrap_or_else(|| population.keys());
        let mut found = self.fitting(population, candidates, deadline)?;
        if !self.order.is_empty() {
            self.sort(population, &mut found);
        }
        Some(Found(found))
    }

    /// The features, where an index shows that few can fit and each is quickly looked at: this takes less than going to another
    /// thread and back.
    #[must_use]
    pub fn answer_at_once(&self, population: &Population<'_>) -> Option<Found> {
        if !self.order.is_empty() || self.conditions().any(|(condition, _)| condition.is_spatial()) {
            return None;
        }
        let schools = population.layer() == Some(Layer::Schools);
        if let Some(window) = self.window {
            // A box in metres is asked for each school.
            let bbox = window.exact().filter(|_| schools)?;
            let few = population.view().count_in(bbox.bounds(), None)? <= FEW;
            if !few || self.filter.is_none() {
                return few.then(|| in_box(population, &bbox).map(Found)).flatten();
            }
        }
        let tests = self.filter.as_ref().map_or(1, |(filter, _)| filter.tests());
        let few = candidates(population, self).filter(|found| found.len() <= FEW && found.len() * tests <= FEW_TESTS)?;
        // So few are done long before any deadline.
        self.fitting(population, few, Instant::now() + Duration::from_secs(1)).map(Found)
    }

    /// The conditions of the filter, all of which must hold, with the columns that its numbers mean.
    fn conditions(&self) -> impl Iterator<Item = (Condition<'_>, &[Option<usize>])> {
        self.filter.iter().flat_map(|(filter, columns)| filter.conditions().map(move |one| (one, columns.as_slice())))
    }

    /// What the filter needs, in columns of the collection's table.
    pub(super) fn needs(&self) -> impl Iterator<Item = Need<'_>> {
        self.conditions().filter_map(|(condition, columns)| match condition.need()? {
            Need::OneOf(column, texts) => Some(Need::OneOf(columns[column]?, texts)),
            Need::Begins(column, text) => Some(Need::Begins(columns[column]?, text)),
            Need::Meets(bounds) => Some(Need::Meets(bounds)),
        })
    }

    fn fitting(&self, population: &Population<'_>, candidates: Vec<u32>, deadline: Instant) -> Option<Vec<u32>> {
        if self.window.is_none() && self.filter.is_none() {
            return Some(candidates);
        }
        let mut found = Vec::new();
        let mut known: Vec<Option<Known>> = self.conditions().map(|one| fact(population, one).map(Known::new)).collect();
        for part in candidates.chunks(BETWEEN_LOOKS) {
            if Instant::now() > deadline {
                return None;
            }
            found.extend(part.iter().copied().filter(|key| self.fits(population, &mut known, *key)));
        }
        Some(found)
    }

    fn fits(&self, population: &Population<'_>, known: &mut [Option<Known>], key: u32) -> bool {
        // A school is a point, whose record need not be made to see where it is.
        let schools = population.layer() == Some(Layer::Schools);
        let position = || population.view().school(key).position;
        if let (Some(window), true) = (&self.window, schools)
            && !position().is_some_and(|at| window.meets(&Point::new(at.lon(), at.lat()).into()))
        {
            return false;
        }
        let record = LazyCell::new(|| population.record(key));
        let meets = |((condition, columns), known): ((Condition<'_>, &[Option<usize>]), &mut Option<Known>)| {
            let ask = || condition.passes(&Asked { record: &record, columns });
            match known {
                Some(known) => known.is_met(population.view().school(key), ask),
                None => ask(),
            }
        };
        let in_window = |window: &Window| geometry(&record).is_some_and(|own| window.meets(&in_space(&own)));
        self.conditions().zip(known).all(meets) && (schools || self.window.as_ref().is_none_or(in_window))
    }

    fn sort(&self, population: &Population<'_>, found: &mut Vec<u32>) {
        let keyed = |key: &u32| {
            let record = population.record(*key);
            // Values that are made for the record live as long as it; those that are kept are small.
            let values: Vec<Value<'static>> = self.order.iter().map(|(column, _)| kept(record.value(*column))).collect();
            (values, *key)
        };
        let mut keyed: Vec<(Vec<Value<'static>>, u32)> = found.iter().map(keyed).collect();
        keyed.sort_by(|(one, _), (other, _)| self.compare(one, other));
        *found = keyed.into_iter().map(|(_, key)| key).collect();
    }

    fn compare(&self, one: &[Value<'_>], other: &[Value<'_>]) -> Ordering {
        let each = self.order.iter().zip(one.iter().zip(other)).map(|((_, downwards), (one, other))| {
            let order = compare(one, other);
            if *downwards { order.reverse() } else { order }
        });
        each.fold(Ordering::Equal, Ordering::then)
    }
}

/// The fact that decides a condition, when one does.
fn fact(population: &Population<'_>, (condition, names): (Condition<'_>, &[Option<usize>])) -> Option<Fact> {
    let column = names[condition.column()?]?;
    Fact::of(columns(population.layer()?.into())[column].name)
}

/// Two values of one column; nothing comes after everything.
fn compare(one: &Value<'_>, other: &Value<'_>) -> Ordering {
    match (one, other) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => one.total_cmp(other),
        (Value::Boolean(one), Value::Boolean(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}

fn kept(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Null | Value::TextList(_) => Value::Null,
        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        Value::Integer(number) => Value::Integer(number),
        Value::Number(number) => Value::Number(number),
        Value::Boolean(yes) => Value::Boolean(yes),
    }
}

/// A record as the filter asks it: `columns` has for every column of the filter the place in the collection's table, or none for
/// the geometry.
struct Asked<'r, 'a> {
    record: &'r Record<'a>,
    columns: &'r [Option<usize>],
}

impl cql2::Record for Asked<'_, '_> {
    fn value(&self, column: usize) -> cql2::Value<'_> {
        match self.columns[column].map(|column| self.record.value(column)) {
            Some(Value::Text(text)) => cql2::Value::Text(text),
            // Counts and metres are far below the integers that 53 bits do not hold.
            Some(Value::Integer(number)) => cql2::Value::Number(number as f64),
            Some(Value::Number(number)) => cql2::Value::Number(number),
            Some(Value::Boolean(yes)) => cql2::Value::Boolean(yes),
            Some(Value::Null | Value::TextList(_)) | None => cql2::Value::Null,
        }
    }

    fn geometry(&self) -> Option<Cow<'_, geo::Geometry>> {
        geometry(self.record).map(|own| Cow::Owned(in_space(&own)))
    }
}

/// A geometry as `geo` has it.
fn in_space(geometry: &Geometry) -> geo::Geometry {
    let line = |positions: &[Position]| LineString::from(positions.iter().map(|[x, y]| (*x, *y)).collect::<Vec<_>>());
    let polygon = |rings: &[Vec<Position>]| {
        let mut rings = rings.iter().map(|ring| line(ring));
        let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
        Polygon::new(outer, rings.collect())
    };
    match geometry {
        Geometry::Point([x, y]) => Point::new(*x, *y).into(),
        Geometry::LineString(ends) => line(ends).into(),
        Geometry::Polygon(rings) => polygon(rings).into(),
        Geometry::MultiPolygon(polygons) => MultiPolygon(polygons.iter().map(|rings| polygon(rings)).collect()).into(),
    }
}
