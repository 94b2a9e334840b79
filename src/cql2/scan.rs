//! What is counted before anything recurses.

use crate::cql2::expr::{FilterError, Place};
use crate::cql2::{MOST_BYTES, MOST_DEPTH};

/// Brackets of JSON: an operator has two, its own and that of its arguments; six more hold a geometry.
const MOST_BRACKETS: usize = 2 * MOST_DEPTH + 6;

/// Refuses a text that is too long or nested too deep.
pub(super) fn text(filter: &str) -> Result<(), FilterError> {
    length(filter)?;
    depth(filter, b"(", b")", b"'\"", MOST_DEPTH)
}

/// Refuses JSON that is too long or nested too deep.
pub(super) fn json(filter: &str) -> Result<(), FilterError> {
    length(filter)?;
    depth(filter, b"[{", b"]}", b"\"", MOST_BRACKETS)
}

fn length(filter: &str) -> Result<(), FilterError> {
    match filter.len() {
        0..=MOST_BYTES => Ok(()),
        found => Err(FilterError::new(Place::Whole, format!("a filter is limited to {MOST_BYTES} bytes, found {found}"))),
    }
}

/// Counts brackets outside quotes, in which a backslash takes the next byte along.
fn depth(filter: &str, open: &[u8], close: &[u8], quotes: &[u8], most: usize) -> Result<(), FilterError> {
    let (mut depth, mut quoted) = (0_usize, None);
    let mut bytes = filter.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match quoted {
            Some(quote) if byte == quote => quoted = None,
            Some(_) if byte == b'\\' => drop(bytes.next()),
            Some(_) => {}
            None if quotes.contains(&byte) => quoted = Some(byte),
            None if open.contains(&byte) => {
                depth += 1;
                if depth > most {
                    let place = Place::Character(filter[..at].chars().count() + 1);
                    return Err(FilterError::new(place, format!("nested deeper than {MOST_DEPTH} levels")));
                }
            }
            None if close.contains(&byte) => depth = depth.saturating_sub(1),
            None => {}
        }
    }
    Ok(())
}
