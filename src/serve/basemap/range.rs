//! The part of a file that a client asks for: `Range` and `If-Range` of HTTP.
//!
//! Source: RFC 9110, sections 13.1.5 and 14.

use axum::http::header::{IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderValue};

/// What is sent of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// From the first byte to the last one, both included.
    Bytes {
        /// The first byte.
        first: u64,
        /// The last byte.
        last: u64,
    },
    /// Nothing: the file ends before that.
    Nothing,
}

/// The part of a file with `length` bytes; a range that is none, and several at once, are left out of account, as HTTP allows.
pub(super) fn part(headers: &HeaderMap, length: u64, tag: &HeaderValue) -> Part {
    let Some(range) = headers.get(RANGE) else { return Part::Whole };
    // A part of another content would be mixed with this one.
    if headers.get(IF_RANGE).is_some_and(|known| known != tag) {
        return Part::Whole;
    }
    let text = range.to_str().ok().and_then(|text| text.strip_prefix("bytes="));
    let Some((first, last)) = text.filter(|text| !text.contains(',')).and_then(|text| text.trim().split_once('-')) else {
        return Part::Whole;
    };
    match (first, last) {
        ("", last) => number(last).map_or(Part::Whole, |count| within(length.saturating_sub(count), u64::MAX, length, count > 0)),
        (first, "") => number(first).map_or(Part::Whole, |first| within(first, u64::MAX, length, true)),
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => within(first, last, length, true),
            _ => Part::Whole,
        },
    }
}

fn within(first: u64, last: u64, length: u64, asks_any: bool) -> Part {
    if asks_any && first < length { Part::Bytes { first, last: last.min(length - 1) } } else { Part::Nothing }
}

fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More digits than a number has is a place behind every file.
    Some(digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: HeaderValue = HeaderValue::from_static("\"a\"");

    fn check(range: &'static str, length: u64) -> Part {
        part(&HeaderMap::from_iter([(RANGE, HeaderValue::from_static(range))]), length, &TAG)
    }

    #[test]
    fn a_range_is_cut_to_the_file_and_one_behind_it_is_nothing() {
        for (range, expected) in [
            ("bytes=0-0", Part::Bytes { first: 0, last: 0 }),
            ("bytes=2-5", Part::Bytes { first: 2, last: 5 }),
            ("bytes=2-", Part::Bytes { first: 2, last: 9 }),
            ("bytes=9-99999999999999999999999", Part::Bytes { first: 9, last: 9 }),
            ("bytes=-3", Part::Bytes { first: 7, last: 9 }),
            ("bytes=-30", Part::Bytes { first: 0, last: 9 }),
            ("bytes=10-", Part::Nothing),
            ("bytes=10-12", Part::Nothing),
            ("bytes=99999999999999999999999-", Part::Nothing),
            ("bytes=-0", Part::Nothing),
        ] {
            assert_eq!(check(range, 10), expected, "{range}");
        }
        assert_eq!(check("bytes=0-", 0), Part::Nothing);
    }

    #[test]
    fn what_is_no_single_range_of_bytes_asks_for_the_whole() {
        for range in ["bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=+1-2", "bytes 0-1"] {
            assert_eq!(check(range, 10), Part::Whole, "{range}");
        }
        assert_eq!(part(&HeaderMap::new(), 10, &TAG), Part::Whole);
    }

    #[test]
    fn a_part_of_another_content_is_not_sent() {
        for (known, expected) in [
            ("\"a\"", Part::Bytes { first: 0, last: 1 }),
            ("\"b\"", Part::Whole),
            ("W/\"a\"", Part::Whole),
            ("Tue, 24 Nov 2026 00:00:00 GMT", Part::Whole),
        ] {
            let headers = [(RANGE, HeaderValue::from_static("bytes=0-1")), (IF_RANGE, HeaderValue::from_static(known))];
            assert_eq!(part(&HeaderMap::from_iter(headers), 10, &TAG), expected, "{known}");
        }
    }
}
