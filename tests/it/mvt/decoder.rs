//! A second reader of Mapbox Vector Tiles, written from the specification (2.1) and sharing nothing with the writer.
//!
//! It refuses what the specification forbids: unknown wire types, indices without a key or value, commands without their numbers, rings
//! of fewer than three corners, and numbers that are left over.

use std::collections::BTreeMap;

/// A value of a property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    YesNo(bool),
}

/// A layer of a tile.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) name: String,
    pub(crate) extent: u64,
    pub(crate) features: Vec<Feature>,
}

/// A feature, on the tile's grid.
#[derive(Debug, Default)]
pub(crate) struct Feature {
    pub(crate) id: Option<u64>,
    /// 1 for points, 2 for lines, 3 for areas.
    pub(crate) kind: u64,
    /// Points, lines, or closed rings without a repeated last corner.
    pub(crate) parts: Vec<Vec<(i64, i64)>>,
    pub(crate) properties: BTreeMap<String, Value>,
}

impl Feature {
    pub(crate) fn text(&self, name: &str) -> &str {
        match self.properties.get(name) {
            Some(Value::Text(text)) => text,
            other => panic!("expected a text {name}, found {other:?} in {:?}", self.properties),
        }
    }

    pub(crate) fn number(&self, name: &str) -> u64 {
        match self.properties.get(name) {
            Some(Value::Number(number)) => *number as u64,
            other => panic!("expected a number {name}, found {other:?} in {:?}", self.properties),
        }
    }
}

/// Reads a tile.
pub(crate) fn read(bytes: &[u8]) -> Vec<Layer> {
    let layers: Vec<Layer> = fields(bytes)
        .map(|field| match field {
            (3, Field::Bytes(layer)) => read_layer(layer),
            other => panic!("a tile has layers only, found {other:?}"),
        })
        .collect();
    for (at, layer) in layers.iter().enumerate() {
        assert!(layers[..at].iter().all(|other| other.name != layer.name), "{} twice", layer.name);
    }
    layers
}

#[derive(Debug)]
enum Field<'b> {
    Varint(u64),
    Fixed64([u8; 8]),
    Bytes(&'b [u8]),
    Fixed32([u8; 4]),
}

/// The fields of a message.
fn fields(mut rest: &[u8]) -> impl Iterator<Item = (u64, Field<'_>)> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let tag = varint(&mut rest);
        let field = match tag & 7 {
            0 => Field::Varint(varint(&mut rest)),
            1 => Field::Fixed64(take(&mut rest, 8).try_into().unwrap()),
            2 => {
                let length = varint(&mut rest);
                Field::Bytes(take(&mut rest, length as usize))
            }
            5 => Field::Fixed32(take(&mut rest, 4).try_into().unwrap()),
            other => panic!("wire type {other}"),
        };
        Some((tag >> 3, field))
    })
}

fn take<'b>(rest: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (taken, left) = rest.split_at(count);
    *rest = left;
    taken
}

fn varint(rest: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(rest, 1)[0];
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return number;
        }
    }
    panic!("a number of more than 64 bits");
}

fn packed(mut bytes: &[u8]) -> Vec<u64> {
    let mut numbers = Vec::new();
    while !bytes.is_empty() {
        numbers.push(varint(&mut bytes));
    }
    numbers
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("texts are UTF-8")
}

fn read_layer(bytes: &[u8]) -> Layer {
    let (mut layer, mut version) = (Layer { extent: 4096, ..Layer::default() }, 1);
    let (mut keys, mut values, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for field in fields(bytes) {
        match field {
            (15, Field::Varint(number)) => version = number,
            (1, Field::Bytes(name)) => layer.name = text(name),
            (2, Field::Bytes(feature)) => features.push(feature),
            (3, Field::Bytes(key)) => keys.push(text(key)),
            (4, Field::Bytes(value)) => values.push(read_value(value)),
            (5, Field::Varint(number)) => layer.extent = number,
            other => panic!("a layer has no field {other:?}"),
        }
    }
    assert_eq!(version, 2);
    assert!(!layer.name.is_empty() && !features.is_empty(), "a layer has a name and a feature");
    layer.features = features.into_iter().map(|feature| read_feature(feature, &keys, &values)).collect();
    layer
}

fn read_value(bytes: &[u8]) -> Value {
    let mut all = fields(bytes).map(|field| match field {
        (1, Field::Bytes(bytes)) => Value::Text(text(bytes)),
        (2, Field::Fixed32(bytes)) => Value::Number(f32::from_le_bytes(bytes).into()),
        (3, Field::Fixed64(bytes)) => Value::Number(f64::from_le_bytes(bytes)),
        (4 | 5, Field::Varint(number)) => Value::Number(number as f64),
        (6, Field::Varint(number)) => Value::Number(unzigzag(number) as f64),
        (7, Field::Varint(number)) => Value::YesNo(number != 0),
        other => panic!("a value has no field {other:?}"),
    });
    let value = all.next().expect("a value has a field");
    assert!(all.next().is_none(), "a value has one field");
    value
}

fn read_feature(bytes: &[u8], keys: &[String], values: &[Value]) -> Feature {
    let mut feature = Feature::default();
    let (mut tags, mut geometry) = (Vec::new(), Vec::new());
    for field in fields(bytes) {
        match field {
            (1, Field::Varint(id)) => feature.id = Some(id),
            (2, Field::Bytes(bytes)) => tags = packed(bytes),
            (3, Field::Varint(kind)) => feature.kind = kind,
            (4, Field::Bytes(bytes)) => geometry = packed(bytes),
            other => panic!("a feature has no field {other:?}"),
        }
    }
    assert_eq!(tags.len() % 2, 0, "tags come in pairs");
    for pair in tags.chunks(2) {
        let before = feature.properties.insert(keys[pair[0] as usize].clone(), values[pair[1] as usize].clone());
        assert!(before.is_none(), "{} twice", keys[pair[0] as usize]);
    }
    feature.parts = read_geometry(&geometry, feature.kind);
    feature
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn read_geometry(numbers: &[u64], kind: u64) -> Vec<Vec<(i64, i64)>> {
    let (mut parts, mut cursor): (Vec<Vec<(i64, i64)>>, _) = (Vec::new(), (0, 0));
    let mut numbers = numbers.iter().copied();
    while let Some(command) = numbers.next() {
        let (name, count) = (command & 7, command >> 3);
        assert!(count > 0, "a command without numbers");
        match name {
            1 | 2 => {
                for _ in 0..count {
                    let [dx, dy] = [(); 2].map(|()| unzigzag(numbers.next().expect("a command has its numbers")));
                    cursor = (cursor.0 + dx, cursor.1 + dy);
                    if name == 1 {
                        parts.push(vec![cursor]);
                    } else {
                        assert!((dx, dy) != (0, 0), "a step that goes nowhere");
                        parts.last_mut().expect("a line begins with a move").push(cursor);
                    }
                }
            }
            7 => assert!(kind == 3 && count == 1 && parts.last().is_some_and(|ring| ring.len() >= 3), "{parts:?}"),
            other => panic!("command {other}"),
        }
    }
    let least = match kind {
        1 => 1,
        2 => 2,
        3 => 3,
        other => panic!("geometry of type {other}"),
    };
    assert!(
        !parts.is_empty() && parts.iter().all(|part| part.len() >= least && (kind > 1 || part.len() == 1)),
        "{kind}: {parts:?}"
    );
    parts
}
