//! CQL2 JSON: the document becomes expressions; places are JSON pointers.

use crate::cql2::expr::{Budget, Comparison, Expr, FilterError, Node, Place, Relation, not_understood};
use crate::cql2::{geometry, instant, scan};
use serde_json::{Map, Value};

/// Reads a filter in CQL2 JSON.
///
/// # Errors
/// [`FilterError`] with the place at which it stops to be CQL2, or where it passes a limit.
pub fn parse(filter: &str) -> Result<Expr, FilterError> {
    scan::json(filter)?;
    let document: Value =
        serde_json::from_str(filter).map_err(|error| FilterError::new(Place::Whole, format!("expected JSON: {error}")))?;
    Reader { budget: Budget::default() }.condition(&document, "", 0)
}

struct Reader {
    budget: Budget,
}

fn refuse<T>(at: &str, what: impl Into<String>) -> Result<T, FilterError> {
    Err(FilterError::new(Place::Pointer(at.to_owned()), what))
}

impl Reader {
    fn node(&mut self, at: &str, node: Node) -> Result<Expr, FilterError> {
        self.budget.node(Place::Pointer(at.to_owned()), node)
    }

    fn condition(&mut self, value: &Value, at: &str, depth: usize) -> Result<Expr, FilterError> {
        let object = match value {
            Value::Bool(is) => return self.node(at, Node::Boolean(*is)),
            Value::Object(object) => object,
            _ => return refuse(at, "expected a condition: an object with op and args, or true or false"),
        };
        let (op, args) = call(object, at)?;
        let depth = Budget::deeper(depth, || Place::Pointer(at.to_owned()))?;
        let node = match op {
            "and" | "or" => {
                let parts = some(args, at, 2, usize::MAX)?.iter().enumerate();
                let parts = parts.map(|(place, part)| self.condition(part, &format!("{at}/args/{place}"), depth));
                let parts = parts.collect::<Result<_, _>>()?;
                if op == "and" { Node::And(parts) } else { Node::Or(parts) }
            }
            "not" => Node::Not(self.condition(&some(args, at, 1, 1)?[0], &format!("{at}/args/0"), depth)?.into()),
            "like" => Node::Like(Box::new(self.operands(args, at, depth)?)),
            "between" => Node::Between(Box::new(self.operands(args, at, depth)?)),
            "in" => self.list(args, at, depth)?,
            "isNull" => {
                let [value] = self.operands(args, at, depth)?;
                Node::IsNull(value.into())
            }
            _ => match (Comparison::from_sign(op), Relation::from_name(op)) {
                (Some(comparison), _) => Node::Compare(comparison, Box::new(self.operands(args, at, depth)?)),
                (_, Some(relation)) => Node::Spatial(relation, Box::new(self.operands(args, at, depth)?)),
                _ => return refuse(at, not_understood(op)),
            },
        };
        self.node(at, node)
    }

    fn operands<const COUNT: usize>(&mut self, args: &[Value], at: &str, depth: usize) -> Result<[Expr; COUNT], FilterError> {
        let args = some(args, at, COUNT, COUNT)?.iter().enumerate();
        let read = args.map(|(place, arg)| self.operand(arg, &format!("{at}/args/{place}"), depth));
        let read: Vec<Expr> = read.collect::<Result<_, _>>()?;
        Ok(read.try_into().expect("their number was checked"))
    }

    fn list(&mut self, args: &[Value], at: &str, depth: usize) -> Result<Node, FilterError> {
        let args = some(args, at, 2, 2)?;
        let value = self.operand(&args[0], &format!("{at}/args/0"), depth)?;
        let Value::Array(list) = &args[1] else { return refuse(&format!("{at}/args/1"), "expected a list of values") };
        let one = |(place, one): (usize, &Value)| {
            let at = format!("{at}/args/1/{place}");
            match one {
                Value::String(text) => self.budget.value(Place::Pointer(at), Node::Text(text.clone())),
                Value::Number(_) => {
                    let node = number(one, &at)?;
                    self.budget.value(Place::Pointer(at), node)
                }
                _ => self.operand(one, &at, depth),
            }
        };
        let list = list.iter().enumerate().map(one).collect::<Result<_, _>>()?;
        Ok(Node::In(value.into(), list))
    }

    fn operand(&mut self, value: &Value, at: &str, depth: usize) -> Result<Expr, FilterError> {
        let node = match value {
            Value::String(text) => Node::Text(text.clone()),
            Value::Bool(is) => Node::Boolean(*is),
            Value::Number(_) => number(value, at)?,
            Value::Object(object) => return self.object(value, object, at, depth),
            Value::Null | Value::Array(_) => return refuse(at, "expected a property or a value"),
        };
        self.node(at, node)
    }

    fn object(&mut self, value: &Value, object: &Map<String, Value>, at: &str, depth: usize) -> Result<Expr, FilterError> {
        let place = || Place::Pointer(at.to_owned());
        let text = |member: &str| object.get(member).map(|value| value.as_str().unwrap_or_default());
        let node = if let Some(name) = text("property") {
            only(object, at, &["property"])?;
            Node::Property(name.to_owned())
        } else if let Some(day) = text("date") {
            only(object, at, &["date"])?;
            instant::date(day).map_or_else(|| refuse(at, "expected a day like 2026-11-24"), Ok)?
        } else if let Some(time) = text("timestamp") {
            only(object, at, &["timestamp"])?;
            instant::timestamp(time).map_or_else(|| refuse(at, "expected a time in UTC like 2026-11-24T18:30:00Z"), Ok)?
        } else if let Some(numbers) = object.get("bbox").filter(|_| !object.contains_key("type")) {
            only(object, at, &["bbox"])?;
            let numbers = numbers.as_array().and_then(|all| all.iter().map(Value::as_f64).collect::<Option<Vec<_>>>());
            let Some(numbers) = numbers else { return refuse(at, "expected a box of four or six numbers") };
            geometry::bbox(place(), &numbers)?
        } else if object.contains_key("type") {
            geometry::from_geojson(place(), value)?
        } else {
            let (op, args) = call(object, at)?;
            if !op.eq_ignore_ascii_case("casei") {
                return refuse(at, not_understood(op));
            }
            let [inner] = self.operands(args, at, Budget::deeper(depth, place)?)?;
            Node::Casei(inner.into())
        };
        self.node(at, node)
    }
}

fn number(value: &Value, at: &str) -> Result<Node, FilterError> {
    match value.as_f64().filter(|number| number.is_finite()) {
        Some(number) => Ok(Node::Number(number)),
        None => refuse(at, "expected a finite number"),
    }
}

fn call<'a>(object: &'a Map<String, Value>, at: &str) -> Result<(&'a str, &'a [Value]), FilterError> {
    only(object, at, &["op", "args"])?;
    match (object.get("op").and_then(Value::as_str), object.get("args").and_then(Value::as_array)) {
        (Some(op), Some(args)) => Ok((op, args)),
        _ => refuse(at, "expected an object with op and args"),
    }
}

fn only(object: &Map<String, Value>, at: &str, known: &[&str]) -> Result<(), FilterError> {
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(other) => {
            let other: String = other.chars().take(40).collect();
            refuse(at, format!("unknown member {other:?}; known are {}", known.join(", ")))
        }
        None => Ok(()),
    }
}

fn some<'a>(args: &'a [Value], at: &str, least: usize, most: usize) -> Result<&'a [Value], FilterError> {
    if (least..=most).contains(&args.len()) {
        return Ok(args);
    }
    let more = if most == least { "" } else { " or more" };
    refuse(&format!("{at}/args"), format!("expected {least}{more} arguments, found {}", args.len()))
}
