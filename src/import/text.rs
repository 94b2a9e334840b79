//! Bytes become text, and text becomes tidy.
//!
//! In: the bytes of a file, the text of a cell. Out: UTF-8, cells without needless blanks, numbers where a cell is one.
//! Must not know: columns.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many bytes tell UTF-16 without a byte order mark.
const PROBE_BYTES: usize = 4096;

/// Decodes a text file: byte order mark, UTF-8, UTF-16, and what `chardetng` makes of the rest (Windows-1252 as a rule).
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => guess(bytes).decode_without_bom_handling(bytes).0,
    }
}

/// UTF-16 of Latin text has a NUL in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE_BYTES)];
    let nuls = |offset| probe.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let half = probe.len() / 4;
    match (even > half, odd > half) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}

/// Appends a cell, blanks around it taken off and every run of blanks and control characters inside made one blank.
pub(super) fn push_tidy(into: &mut String, cell: &str) {
    if is_tidy(cell) {
        return into.push_str(cell);
    }
    let words = cell.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        if at > 0 {
            into.push(' ');
        }
        into.push_str(word);
    }
}

/// The quick test that nearly every cell passes: printable ASCII, no blank at an end, none doubled.
fn is_tidy(cell: &str) -> bool {
    let mut before = b' ';
    for &byte in cell.as_bytes() {
        if !(b' '..0x7f).contains(&byte) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    cell.is_empty() || before != b' '
}

/// A cell made tidy, for the places where speed does not matter.
pub(super) fn tidy(cell: &str) -> String {
    let mut out = String::new();
    push_tidy(&mut out, cell);
    out
}

/// Takes off the apostrophe that exports put before text that a spreadsheet would run as a formula; ours do so too.
pub(super) fn without_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) => rest,
        _ => cell,
    }
}

/// Whether a cell has a word that people and programs write where there is nothing.
pub(super) fn is_blank_word(cell: &str) -> bool {
    const WORDS: [&str; 5] = ["-", "--", "null", "n/a", "#n/a"];
    // Nearly every cell of a national list is told by its length or its first letter.
    let may_be = cell.len() < 8 && matches!(cell.as_bytes().first(), Some(b'-' | b'n' | b'N' | b'#' | b' '));
    may_be && WORDS.iter().any(|word| cell.trim().eq_ignore_ascii_case(word))
}

/// The text of an NPSN without what spreadsheets made of it: blanks, an apostrophe before it, the formula `="10300001"`, the number
/// `10300001.0`, thousands `10.300.001`, the power `1.0300001E7` with all its digits.
///
/// Dashes and zeros alone are how lists write that there is none, so that they become empty.
pub(super) fn npsn(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim().trim_start_matches('\'');
    let cell = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
    let cell = if cell.contains(char::is_whitespace) {
        Cow::Owned(cell.split_whitespace().collect::<String>())
    } else {
        Cow::Borrowed(cell)
    };
    if cell.bytes().all(|byte| matches!(byte, b'-' | b'0')) {
        return Cow::Borrowed("");
    }
    let Some((whole, rest)) = cell.split_once(['.', ',']).filter(|(whole, rest)| is_digits(whole) && !rest.is_empty()) else {
        return cell;
    };
    if rest.bytes().all(|byte| byte == b'0') {
        return Cow::Owned(whole.to_owned());
    }
    if let Some(digits) = power(&cell).filter(|digits| digits.len() >= NPSN_DIGITS) {
        let (npsn, more) = digits.split_at(NPSN_DIGITS);
        return if more.bytes().all(|byte| byte == b'0') { Cow::Owned(npsn.to_owned()) } else { cell };
    }
    match rest.split_once(['.', ',']) {
        Some((middle, last)) if [whole.len(), middle.len(), last.len()] == [2, 3, 3] && is_digits(middle) && is_digits(last) => {
            Cow::Owned(format!("{whole}{middle}{last}"))
        }
        _ => cell,
    }
}

/// Digits of an official NPSN.
const NPSN_DIGITS: usize = 8;

/// Whether an NPSN was written as a power of ten with fewer digits than it has: what is missing may be zeros, or rounded away.
pub(super) fn is_rounded(npsn: &str) -> bool {
    power(npsn).is_some_and(|digits| digits.len() < NPSN_DIGITS)
}

/// The digits of `1.0300001E7`: a number of eight digits as a power of ten.
fn power(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let is_power = exponent.parse() == Ok(NPSN_DIGITS - 1) && whole.len() == 1 && is_digits(whole);
    (is_power && fraction.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{whole}{fraction}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is surely an NPSN: eight characters, nearly all of them digits.
pub(super) fn looks_like_npsn(text: &str) -> bool {
    text.len() == 8
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// A decimal number, with point or comma, where the cell is one and nothing else.
pub(super) fn decimal(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let shaped = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b','));
    if !shaped {
        return None;
    }
    let number = if cell.contains(',') { cell.replacen(',', ".", 1).parse() } else { cell.parse::<f64>() };
    number.ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_read() {
        let text = "npsn;nama\n10300001;SD Ñandú\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
        };
        let marked: Vec<u8> = b"\xEF\xBB\xBF".iter().copied().chain(text.bytes()).collect();
        let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let cases = [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with mark", marked),
            ("utf-16le with mark", utf16(u16::to_le_bytes, &[0xFF, 0xFE])),
            ("utf-16be with mark", utf16(u16::to_be_bytes, &[0xFE, 0xFF])),
            ("utf-16le", utf16(u16::to_le_bytes, &[])),
            ("utf-16be", utf16(u16::to_be_bytes, &[])),
            ("windows-1252", windows),
        ];
        for (name, bytes) in cases {
            assert_eq!(decode(&bytes), text, "{name}");
        }
    }

    #[test]
    fn blanks_are_tidied() {
        for (cell, expected) in [
            ("SDN 04", "SDN 04"),
            ("  SD  NEGERI\t04\r\nX ", "SD NEGERI 04 X"),
            ("a\u{a0}\u{a0}b", "a b"),
            ("", ""),
            (" ", ""),
            ("é ", "é"),
        ] {
            assert_eq!(tidy(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn only_the_guard_of_a_formula_is_taken_off() {
        assert_eq!(without_guard("'=1+1"), "=1+1");
        assert_eq!(without_guard("'-"), "-");
        assert_eq!(without_guard("'Aisyiyah"), "'Aisyiyah");
    }

    #[test]
    fn an_npsn_loses_what_spreadsheets_added() {
        for (cell, expected) in [
            ("20254860.0", "20254860"),
            ("20254860,00", "20254860"),
            (" 2025 4860 ", "20254860"),
            ("'01234567", "01234567"),
            ("NP352819", "NP352819"),
            ("20254860.5", "20254860.5"),
            ("=\"10000010\"", "10000010"),
            ("1.0000011E7", "10000011"),
            ("1,0000011e+07", "10000011"),
            ("1.030000100E+07", "10300001"),
            ("1.03E+07", "1.03E+07"),
            ("10.300.155", "10300155"),
            ("10,300,155", "10300155"),
            ("1.030.015", "1.030.015"),
            ("-", ""),
            ("0", ""),
        ] {
            assert_eq!(npsn(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn decimals_have_a_point_or_a_comma() {
        assert_eq!(decimal("-.9077000"), Some(-0.9077));
        assert_eq!(decimal("-0,9077"), Some(-0.9077));
        for cell in ["", "abc", "nan", "inf", "1e400", "1,2,3", "1.2.3"] {
            assert_eq!(decimal(cell), None, "{cell}");
        }
    }
}
