//! Region codes: three systems that write different places with the same digits.
//!
//! In: a code as a list or a user writes it. Out: its [`Shape`]; the digits are not looked up here. Must not know: names.

use crate::model::RegionLevel;

/// What a code looks like, before any table is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No code at all: empty, a dash, zeros.
    Empty,
    /// Kemendagri with dots or a bare province: `13`, `13.06`, `13.75.02`; of a village only its district is kept.
    Dotted(String),
    /// Four bare digits: `1306` is Agam or Padang Pariaman.
    Four(String),
    /// Six bare digits, a lost leading zero put back: Kemdikbud, or Kemendagri without dots.
    Six(String),
    /// Anything else.
    Other,
}

impl Shape {
    /// Reads a code; blanks around it do not count.
    pub(super) fn read(code: &str) -> Self {
        let code = code.trim();
        if !code.bytes().any(|byte| byte.is_ascii_alphabetic() || (b'1'..=b'9').contains(&byte)) && code.is_ascii() {
            return Self::Empty;
        }
        if let Some(dotted) = dotted(code) {
            return Self::Dotted(dotted);
        }
        if !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Other;
        }
        match code.len() {
            4 => Self::Four(code.to_owned()),
            5 => Self::Six(format!("0{code}")),
            6 => Self::Six(code.to_owned()),
            _ => Self::Other,
        }
    }
}

/// Two digits in each of one to three parts, and the four of a village after them.
fn dotted(code: &str) -> Option<String> {
    let parts: Vec<&str> = code.splitn(5, '.').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let regular = matches!(lengths.as_slice(), [2] | [2, 2] | [2, 2, 2] | [2, 2, 2, 4]);
    (digits && regular).then(|| parts[..parts.len().min(3)].join("."))
}

/// Kemendagri digits with their dots: `130602` is written `13.06.02`.
pub(super) fn with_dots(digits: &str) -> String {
    let pairs: Vec<&str> = (0..digits.len() / 2).map(|at| &digits[2 * at..2 * at + 2]).collect();
    pairs.join(".")
}

/// The level of a dotted code.
pub(super) fn dotted_level(code: &str) -> RegionLevel {
    match code.len() {
        2 => RegionLevel::Province,
        5 => RegionLevel::Regency,
        _ => RegionLevel::District,
    }
}

/// The level that the dots of a code tell, when it has them; villages have none here.
pub(super) fn stated_level(code: &str) -> Option<RegionLevel> {
    match Shape::read(code) {
        Shape::Dotted(dotted) if dotted.len() == code.trim().len() => Some(dotted_level(&dotted)),
        _ => None,
    }
}

/// The level of six Kemdikbud digits, two for each rank.
pub(super) fn kemdikbud_level(digits: &str) -> RegionLevel {
    match (&digits[2..4], &digits[4..6]) {
        ("00", "00") => RegionLevel::Province,
        (_, "00") => RegionLevel::Regency,
        _ => RegionLevel::District,
    }
}

/// The dotted code one rank above.
pub(super) fn parent_code(dotted: &str) -> Option<&str> {
    dotted.rsplit_once('.').map(|(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: Shape) {
        assert_eq!(Shape::read(code), expected, "{code}");
    }

    #[test]
    fn codes_are_told_apart_by_their_shape() {
        check("13.75.02", Shape::Dotted("13.75.02".into()));
        check(" 13 ", Shape::Dotted("13".into()));
        check("13.75.02.1001", Shape::Dotted("13.75.02".into()));
        check("1306", Shape::Four("1306".into()));
        check("080100  ", Shape::Six("080100".into()));
        check("80100", Shape::Six("080100".into()));
        for code in ["", "-", "0", "000000", " . "] {
            check(code, Shape::Empty);
        }
        for code in ["X000", "13.1", "13.06.", "1.306", "1371010001", "１３", "13.06.02.1001.1"] {
            check(code, Shape::Other);
        }
    }

    #[test]
    fn dots_go_between_pairs() {
        assert_eq!(with_dots("130602"), "13.06.02");
        assert_eq!(parent_code("13.06.02"), Some("13.06"));
        assert_eq!(parent_code("13"), None);
    }
}
