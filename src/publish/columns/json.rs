//! A record as a JSON object, column by column.
//!
//! Written out because most of what a server sends is made here. Texts without anything to escape, which nearly all are, are copied whole; everything else is left to `serde_json`.

use crate::publish::columns::{Entry, Record, Value, clusters, columns, findings, links, located, regions, schools};

impl Record<'_> {
    /// Appends the record as an object: with all columns, or with those of some places in [`columns`].
    ///
    /// # Errors
    /// None that a vector can have.
    pub(in crate::publish) fn write_json(&self, chosen: Option<&[usize]>, out: &mut Vec<u8>) -> serde_json::Result<()> {
        out.push(b'{');
        if let Some(chosen) = chosen {
            let names = columns(self.collection());
            for (at, place) in chosen.iter().enumerate() {
                member(at == 0, names[*place].name, &self.value(*place), out)?;
            }
            out.push(b'}');
            return Ok(());
        }
        match self {
            Self::School(record) => members(schools::COLUMNS.iter().chain(located::REGIONS), |get| get(record), out)?,
            Self::Cluster(record) => members(clusters::COLUMNS.iter().chain(located::REGIONS), |get| get(record), out)?,
            Self::Link(record) => members(links::COLUMNS.iter().chain(located::REGIONS), |get| get(record), out)?,
            Self::Region(record) => members(regions::COLUMNS.iter(), |get| get(record), out)?,
            Self::Finding(record) => members(findings::COLUMNS.iter(), |get| get(record), out)?,
        }
        out.push(b'}');
        Ok(())
    }
}

fn members<'a, G: 'static>(
    entries: impl Iterator<Item = &'static Entry<G>>,
    value: impl Fn(&G) -> Value<'a>,
    out: &mut Vec<u8>,
) -> serde_json::Result<()> {
    for (at, entry) in entries.enumerate() {
        member(at == 0, entry.column.name, &value(&entry.get), out)?;
    }
    Ok(())
}

fn member(is_first: bool, name: &str, value: &Value<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.extend_from_slice(if is_first { b"\"" } else { b",\"" });
    // Names of columns are plain words.
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Text(text) => write_text(text, out)?,
        Value::Boolean(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        other => serde_json::to_writer(&mut *out, other)?,
    }
    Ok(())
}

/// Appends a text as a JSON string.
pub(in crate::publish) fn write_text(text: &str, out: &mut Vec<u8>) -> serde_json::Result<()> {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        return serde_json::to_writer(out, text);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(text in "(\\PC|[\"\\\\\u{0}-\u{1f}\u{7f}\u{2028}é𝄞]){0,20}") {
            let mut out = Vec::new();
            write_text(&text, &mut out).unwrap();
            prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
