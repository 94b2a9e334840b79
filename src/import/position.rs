//! A position that stands in one cell: `-0.3038, 100.3650`, `0°18'12" S 100°22'3" E`.
//!
//! In: the text of a cell. Out: its two halves, latitude first. Must not know: what a half is worth.

/// Halves a cell at the first separator that leaves two numbers; what cannot be halved is all latitude, so that the audit shows it.
///
/// The latitude comes first, as maps give it, unless the first number can only be a longitude.
pub(super) fn halves(cell: &str) -> (&str, &str) {
    let cell = cell.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let separators = [";", ", ", "/", "|"].into_iter().map(|separator| at_separator(cell, separator, has_digit));
    let found = separators.flatten().next();
    let found = found.or_else(|| at_separator(cell, ",", |half| has_digit(half) && half.contains(['.', '°'])));
    let found = found.or_else(|| at_separator(cell, " ", has_digit)).or_else(|| after_hemisphere(cell));
    match found {
        Some((first, second)) if is_beyond_a_latitude(first) => (second, first),
        Some(halves) => halves,
        None => (cell, ""),
    }
}

/// The halves where the separator stands once.
fn at_separator<'a>(cell: &'a str, separator: &str, is_half: impl Fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
    let (first, second) = cell.split_once(separator)?;
    let (first, second) = (first.trim(), second.trim());
    (!second.contains(separator) && is_half(first) && is_half(second)).then_some((first, second))
}

fn has_digit(half: &str) -> bool {
    half.bytes().any(|byte| byte.is_ascii_digit())
}

/// `0° 18' 12" S 100° 22' 3" E`: the first half ends with the letter of its hemisphere.
fn after_hemisphere(cell: &str) -> Option<(&str, &str)> {
    let letter = cell.find(|c: char| c.is_ascii_alphabetic())?;
    let end = letter + cell[letter..].find(|c: char| !c.is_ascii_alphabetic())?;
    let (first, second) = (cell[..end].trim(), cell[end..].trim());
    (has_digit(first) && has_digit(second)).then_some((first, second))
}

fn is_beyond_a_latitude(half: &str) -> bool {
    let digits = half.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse::<u32>().is_ok_and(|whole| whole > 90)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_halved_where_two_numbers_meet() {
        for cell in ["-0.3, 100.4", "-0.3,100.4", "(-0.3 , 100.4)", "-0.3;100.4", "-0.3 / 100.4", "100.4, -0.3", "-0.3 100.4"] {
            assert_eq!(halves(cell), ("-0.3", "100.4"), "{cell}");
        }
        for cell in ["-0,3, 100,4", "-0,3; 100,4", "-0,3 100,4"] {
            assert_eq!(halves(cell), ("-0,3", "100,4"), "{cell}");
        }
        assert_eq!(halves("0°18'12\"S 100°22'3\"E"), ("0°18'12\"S", "100°22'3\"E"));
        assert_eq!(halves("0° 18' 12\" LS 100° 22' 3\" BT"), ("0° 18' 12\" LS", "100° 22' 3\" BT"));
        for cell in ["", "-0,3", "-0.3", "x, y", "1, 2, 3"] {
            assert_eq!(halves(cell), (cell, ""), "{cell}");
        }
    }
}
