//! The query string as typed values: what is unknown, repeated, broken or out of range is refused by name.
//!
//! In: the raw query, the parameters that the address takes, the regions of the snapshot. Out: a [`Query`]. Must not know: what a
//! parameter is for.

use crate::crs::Crs;
use crate::model::{Level, Npsn, RegionId};
use crate::publish::BBox;
use crate::regions::{Lookup, Regions};
use crate::serve::parameters::{FARTHEST_KM, Kind, Parameter};
use crate::serve::problem::Problem;
use serde_json::{Value as Json, json};

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Region(RegionId),
    Level(Level),
    Npsn(Npsn),
    Pairs(Vec<(Npsn, Npsn)>),
    Npsns(Vec<Npsn>),
    Bbox(BBox),
    Integer(u64),
    Kilometres(f64),
    Word(&'static str),
    Numbers(Vec<f64>),
    Crs(Crs),
    Text(String),
}

/// The typed parameters of one request.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    values: Vec<(&'static str, Value)>,
}

impl Query {
    /// Reads a raw query; `known` are the parameters that the address takes.
    pub(super) fn read(raw: &str, known: &[&'static Parameter], regions: &Regions) -> Result<Self, Problem> {
        let mut query = Self::default();
        for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name)?;
            let parameter =
                known.iter().find(|parameter| parameter.name == name).ok_or_else(|| Problem::unknown_parameter(&name, known))?;
            if query.has(parameter) {
                return Err(Problem::repeated_parameter(parameter.name));
            }
            let value = value(parameter, &decode(text)?, regions)?;
            query.values.push((parameter.name, value));
        }
        Ok(query)
    }

    fn get(&self, parameter: &Parameter) -> Option<&Value> {
        self.values.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value)
    }

    /// Whether a parameter is given.
    pub(super) fn has(&self, parameter: &Parameter) -> bool {
        self.get(parameter).is_some()
    }

    /// A region.
    pub(super) fn region(&self, parameter: &Parameter) -> Option<RegionId> {
        match self.get(parameter) {
            Some(Value::Region(region)) => Some(*region),
            _ => None,
        }
    }

    /// A level of schools.
    pub(super) fn level(&self, parameter: &Parameter) -> Option<Level> {
        match self.get(parameter) {
            Some(Value::Level(level)) => Some(*level),
            _ => None,
        }
    }

    /// A school's number.
    pub(super) fn npsn(&self, parameter: &Parameter) -> Option<Npsn> {
        match self.get(parameter) {
            Some(Value::Npsn(npsn)) => Some(*npsn),
            _ => None,
        }
    }

    /// Pairs of a member's and a hub's number, as written; empty where not given.
    pub(super) fn pairs(&self, parameter: &Parameter) -> &[(Npsn, Npsn)] {
        match self.get(parameter) {
            Some(Value::Pairs(pairs)) => pairs,
            _ => &[],
        }
    }

    /// Numbers of schools, as written; empty where not given.
    pub(super) fn npsns(&self, parameter: &Parameter) -> &[Npsn] {
        match self.get(parameter) {
            Some(Value::Npsns(npsns)) => npsns,
            _ => &[],
        }
    }

    /// A box.
    pub(super) fn bbox(&self, parameter: &Parameter) -> Option<BBox> {
        match self.get(parameter) {
            Some(Value::Bbox(bbox)) => Some(*bbox),
            _ => None,
        }
    }

    /// A whole number; 32 bits suffice for every parameter of the table.
    pub(super) fn integer(&self, parameter: &Parameter) -> Option<u32> {
        match self.get(parameter) {
            Some(Value::Integer(number)) => u32::try_from(*number).ok(),
            _ => None,
        }
    }

    /// Kilometres.
    pub(super) fn kilometres(&self, parameter: &Parameter) -> Option<f64> {
        match self.get(parameter) {
            Some(Value::Kilometres(number)) => Some(*number),
            _ => None,
        }
    }

    /// One of the parameter's words.
    pub(super) fn word(&self, parameter: &Parameter) -> Option<&'static str> {
        match self.get(parameter) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// Numbers.
    pub(super) fn numbers(&self, parameter: &Parameter) -> Option<&[f64]> {
        match self.get(parameter) {
            Some(Value::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// A coordinate reference system.
    pub(super) fn crs(&self, parameter: &Parameter) -> Option<Crs> {
        match self.get(parameter) {
            Some(Value::Crs(crs)) => Some(*crs),
            _ => None,
        }
    }

    /// Free text.
    pub(super) fn text(&self, parameter: &Parameter) -> Option<&str> {
        match self.get(parameter) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

fn value(parameter: &Parameter, text: &str, regions: &Regions) -> Result<Value, Problem> {
    let of = |found: &str| Problem::bad_value(parameter, &parameter.kind.expected(), found);
    let refuse = || of(text);
    match &parameter.kind {
        Kind::Region => region(Some(parameter.name), text, regions).map(Value::Region),
        Kind::Level => Level::from_word(text).map(Value::Level).ok_or_else(refuse),
        Kind::Npsn => Npsn::new(text).map(Value::Npsn).map_err(|_| refuse()),
        Kind::Pairs => text.split(',').map(pair).collect::<Result<_, _>>().map(Value::Pairs).map_err(of),
        Kind::Npsns => {
            let npsns = text.split(',').map(|item| Npsn::new(item).map_err(|_| item));
            npsns.collect::<Result<_, _>>().map(Value::Npsns).map_err(of)
        }
        Kind::Bbox => bbox(text).map(Value::Bbox).ok_or_else(refuse),
        Kind::Integer { least, most, clamped } => integer(text, *least, *most, *clamped).map(Value::Integer).ok_or_else(refuse),
        Kind::Kilometres => kilometres(text).map(Value::Kilometres).ok_or_else(refuse),
        Kind::Word(words) => {
            let word = words.iter().find(|word| word.eq_ignore_ascii_case(text));
            word.map(|word| Value::Word(word)).ok_or_else(refuse)
        }
        Kind::Numbers => numbers(text).map(Value::Numbers).ok_or_else(refuse),
        Kind::Crs => Crs::from_uri(text).map(Value::Crs).ok_or_else(refuse),
        Kind::Text(most) if text.trim().is_empty() || text.chars().count() > *most => Err(refuse()),
        Kind::Text(_) => Ok(Value::Text(text.trim().to_owned())),
    }
}

/// The region that a code means; `parameter` is `None` for a code in the path.
pub(super) fn region(parameter: Option<&str>, code: &str, regions: &Regions) -> Result<RegionId, Problem> {
    let named = |ids: Vec<RegionId>| ids.into_iter().map(|id| name_of(id, regions)).collect();
    match regions.lookup(code) {
        Lookup::Found(region) => Ok(region),
        Lookup::Ambiguous(candidates) => Err(Problem::ambiguous_region(parameter, code, named(candidates))),
        Lookup::Unknown(near) => Err(Problem::unknown_region(parameter, code, named(near))),
    }
}

fn name_of(id: RegionId, regions: &Regions) -> Json {
    let region = regions.get(id);
    json!({
        "code": &*region.code.text,
        "system": region.code.system.as_str(),
        "name": &*region.name,
        "level": region.level.as_str(),
        "parent": region.parent.map(|parent| &*regions.get(parent).name),
    })
}

fn integer(text: &str, least: u64, most: u64, clamped: bool) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More digits than 64 bits hold is only ever too large.
    let number = text.parse().unwrap_or(u64::MAX);
    let number = if clamped { number.min(most) } else { number };
    (least..=most).contains(&number).then_some(number)
}

fn kilometres(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (0.0..=FARTHEST_KM).contains(&number).then_some(number)
}

/// A member's and a hub's number with a colon between them, or the text that is none.
fn pair(text: &str) -> Result<(Npsn, Npsn), &str> {
    let numbers = text.split_once(':').and_then(|(school, hub)| Some((Npsn::new(school).ok()?, Npsn::new(hub).ok()?)));
    numbers.ok_or(text)
}

fn bbox(text: &str) -> Option<BBox> {
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    BBox::new(numbers.try_into().ok()?).ok()
}

/// More numbers than any parameter takes are not read.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let one = |part: &str| part.trim().parse().ok().filter(|number: &f64| number.is_finite());
    text.split(',').take(32).map(one).collect()
}

/// Takes percent-encoding and `+` off; what is not UTF-8 or holds control characters is refused.
pub(super) fn decode(text: &str) -> Result<String, Problem> {
    let broken = || Problem::broken_encoding(text);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (high, low) = (rest.next().and_then(hex), rest.next().and_then(hex));
                high.zip(low).map(|(high, low)| high << 4 | low).ok_or_else(broken)?
            }
            other => other,
        });
    }
    let decoded = String::from_utf8(bytes).map_err(|_| broken())?;
    if decoded.chars().any(char::is_control) { Err(broken()) } else { Ok(decoded) }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_finite_and_upright_but_may_cross_180() {
        assert!(bbox("95,-11,141,6").is_some());
        assert!(bbox("170,-11,-170,6").is_some());
        for broken in
            ["", "1,2,3", "1,2,3,4,5", "nan,0,1,1", "inf,0,1,1", "1e400,0,1,1", "0,5,1,4", "0,0,1,91", "a,b,c,d", "181,0,1,1"]
        {
            assert_eq!(bbox(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_limit_is_clamped_above_and_refused_at_zero() {
        assert_eq!(integer("1", 1, 10, true), Some(1));
        assert_eq!(integer("11", 1, 10, true), Some(10));
        assert_eq!(integer("99999999999999999999999", 1, 10, true), Some(10));
        assert_eq!(integer("11", 1, 10, false), None);
        for broken in ["", "0", "-1", "+1", "1.0", "1e3", " 1", "١"] {
            assert_eq!(integer(broken, 1, 10, true), None, "{broken}");
        }
    }

    #[test]
    fn kilometres_are_finite_and_on_earth() {
        assert_eq!(kilometres("2.5"), Some(2.5));
        for broken in ["nan", "inf", "-1", "1e400", "20039", "", "2,5"] {
            assert_eq!(kilometres(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_pair_has_two_numbers_and_a_colon() {
        let npsn = |text| Npsn::new(text).unwrap();
        assert_eq!(pair("10300001:NP352819"), Ok((npsn("10300001"), npsn("NP352819"))));
        for broken in ["", ":", "1", "1:", ":2", "1:2:3", "1;2"] {
            assert_eq!(pair(broken), Err(broken));
        }
    }

    #[test]
    fn encoding_is_taken_off_or_refused() {
        assert_eq!(decode("Kota+Padang%20Panjang").unwrap(), "Kota Padang Panjang");
        assert_eq!(decode("%E2%82%AC").unwrap(), "€");
        for broken in ["%", "%4", "%zz", "%ff", "%c3%28", "%00", "a%0d%0ab"] {
            assert!(decode(broken).is_err(), "{broken}");
        }
    }
}
