//! Reads one coordinate as people write it.
//!
//! In: the text of a cell. Out: an [`Axis`]: nothing, no number, or degrees with their number of decimals. Must not know: which
//! axis it is, what a sensible value is.

/// Signs that part degrees, minutes and seconds.
const DEGREE_SIGNS: [char; 9] = ['°', 'º', '˚', '⁰', '∘', 'ᵒ', 'o', 'O', ':'];
/// Signs that may follow minutes and seconds.
const MINUTE_SIGNS: [char; 9] = ['\'', '′', '’', '‘', '`', '´', '"', '″', '”'];
/// Words that people and programs write into an empty cell.
const BLANKS: [&str; 7] = ["-", "--", "null", "none", "n/a", "#n/a", "kosong"];
/// Hemispheres, longest first: English, and Indonesian *lintang utara / selatan, bujur timur / barat*; true is negative.
const HEMISPHERES: [(&str, bool); 14] = [
    ("lintang selatan", true),
    ("lintang utara", false),
    ("bujur timur", false),
    ("bujur barat", true),
    ("lu", false),
    ("ls", true),
    ("bt", false),
    ("bb", true),
    ("n", false),
    ("u", false),
    ("s", true),
    ("e", false),
    ("t", false),
    ("w", true),
];

/// What a cell says about one axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Axis {
    /// Nothing.
    Missing,
    /// Something that is no number, as written.
    NotANumber(Box<str>),
    /// A number.
    Number(Coordinate),
}

/// A number of degrees, of any size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Coordinate {
    /// Degrees; finite.
    pub(super) degrees: f64,
    /// Decimals after trailing zeros are taken off; for minutes and seconds those that they are worth.
    pub(super) decimals: u8,
}

impl Axis {
    /// Reads a cell: `-.2443000`, `100,365`, `03°19'03.44" N`, `0.3 LS`.
    pub(super) fn read(cell: &str) -> Self {
        if let Some(number) = plain(cell) {
            return Self::Number(number);
        }
        let text = cell.trim().trim_start_matches('\'');
        if text.is_empty() || BLANKS.iter().any(|blank| text.eq_ignore_ascii_case(blank)) {
            return Self::Missing;
        }
        parse(text).map_or_else(|| Self::NotANumber(cell.into()), Self::Number)
    }

    /// The degrees, where there is a number.
    pub(super) fn degrees(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.degrees),
            Self::Missing | Self::NotANumber(_) => None,
        }
    }

    /// The decimals, where there is a number.
    pub(super) fn decimals(&self) -> Option<u8> {
        match self {
            Self::Number(number) => Some(number.decimals),
            Self::Missing | Self::NotANumber(_) => None,
        }
    }
}

/// Reads digits with a point among them and perhaps a minus before them, as nearly every cell is, and nothing else.
fn plain(text: &str) -> Option<Coordinate> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let point = digits.iter().position(|byte| *byte == b'.')?;
    let (whole, fraction) = (&digits[..point], &digits[point + 1..]);
    if whole.is_empty() || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
        return None;
    }
    let zeros = fraction.iter().rev().take_while(|byte| **byte == b'0').count();
    let decimals = u8::try_from(fraction.len() - zeros).ok()?;
    let degrees: f64 = text.parse().ok()?;
    degrees.is_finite().then_some(Coordinate { degrees, decimals })
}

fn parse(text: &str) -> Option<Coordinate> {
    if let Some(number) = decimal(text) {
        return Some(number);
    }
    let (text, hemisphere) = take_hemisphere(text);
    let (text, minus) = take_sign(text);
    // "0 18 12 S": blanks part the same, where a hemisphere says what the numbers are.
    let is_parted = text.contains(DEGREE_SIGNS) || (hemisphere.is_some() && text.contains(char::is_whitespace));
    let size = if is_parted { sexagesimal(text)? } else { decimal(text)? };
    if size.degrees < 0.0 {
        return None;
    }
    // "-0.3 S" says south twice; it does not mean north.
    let negative = minus || hemisphere == Some(true);
    Some(Coordinate { degrees: if negative { -size.degrees } else { size.degrees }, ..size })
}

fn take_hemisphere(text: &str) -> (&str, Option<bool>) {
    for (word, negative) in HEMISPHERES {
        let Some(split) = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at)) else { continue };
        if text[split..].eq_ignore_ascii_case(word) {
            return (text[..split].trim_end(), Some(negative));
        }
    }
    for (word, negative) in HEMISPHERES {
        let Some(start) = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)) else { continue };
        // "S 0.3", "S: 0.3" and "S0.3", but not "Selatan".
        let rest = text[start.len()..].trim_start_matches([' ', ':', '.']);
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return (rest, Some(negative));
        }
    }
    (text, None)
}

fn take_sign(text: &str) -> (&str, bool) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text).trim_start(), false),
    }
}

/// Reads `-12.5`, `.5`, `12,5`, `1.25e1`; a second separator, `nan`, `inf` and what overflows are no number.
fn decimal(text: &str) -> Option<Coordinate> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
        None => (text, 0),
    };
    let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let degrees: f64 = if text.contains(',') { text.replace(',', ".").parse().ok()? } else { text.parse().ok()? };
    let decimals = i64::try_from(fraction.trim_end_matches('0').len()).ok()? - i64::from(exponent);
    let decimals = u8::try_from(decimals.clamp(0, 255)).ok()?;
    degrees.is_finite().then_some(Coordinate { degrees, decimals })
}

/// Reads degrees, minutes and perhaps seconds without a sign.
fn sexagesimal(text: &str) -> Option<Coordinate> {
    let is_gap = |c: char| c.is_whitespace() || DEGREE_SIGNS.contains(&c) || MINUTE_SIGNS.contains(&c);
    let mut parts = text.split(is_gap).filter(|part| !part.is_empty()).map(decimal);
    let degrees = parts.next()??;
    let minutes = parts.next().unwrap_or(Some(Coordinate { degrees: 0.0, decimals: 0 }))?;
    let seconds = match parts.next() {
        Some(seconds) => Some(seconds?),
        None => None,
    };
    let whole = degrees.decimals == 0 && (seconds.is_none() || minutes.decimals == 0);
    let is_sixtieth = |part: f64| (0.0..60.0).contains(&part);
    let second = seconds.map_or(0.0, |s| s.degrees);
    if parts.next().is_some() || degrees.degrees < 0.0 || !is_sixtieth(minutes.degrees) || !is_sixtieth(second) {
        return None;
    }
    if minutes.degrees == 0.0 && second == 0.0 {
        // "100.365°" is decimal degrees with a sign behind it.
        return Some(degrees);
    }
    // A minute is worth 1.9 km, about two decimals of a degree; a second 31 m, nearly four.
    let decimals = seconds.map_or(2 + minutes.decimals, |s| 4u8.saturating_add(s.decimals));
    whole.then_some(Coordinate { degrees: degrees.degrees + minutes.degrees / 60.0 + second / 3_600.0, decimals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, degrees: f64, decimals: u8) {
        let Axis::Number(number) = Axis::read(text) else { panic!("{text} should be a number") };
        assert!((number.degrees - degrees).abs() < 1e-9, "{text} is {}", number.degrees);
        assert_eq!(number.decimals, decimals, "{text}");
    }

    #[test]
    fn a_missing_leading_zero_a_comma_and_trailing_zeros_are_read() {
        check("-.2443000", -0.2443, 4);
        check(" 100,365 ", 100.365, 3);
        check(".0000000", 0.0, 0);
        check("-3.", -3.0, 0);
        check("1.00365E+02", 100.365, 3);
        check("'-0.5", -0.5, 1);
        check("\u{2212}0,5", -0.5, 1);
        check("6.9720516", 6.972_051_6, 7);
    }

    #[test]
    fn degrees_minutes_and_seconds_are_read_with_their_hemisphere() {
        check("03°19'03.44\" N", 3.317_622_222_222, 6);
        check("03°19'03,44\" S", -3.317_622_222_222, 6);
        check("0° 18' LS", -0.3, 2);
        check("100:21:54", 100.365, 4);
        check("100.365°", 100.365, 3);
        check("0.5 LU", 0.5, 1);
        check("100.365 BT", 100.365, 3);
        check("-0.5 S", -0.5, 1);
        check("100.365E", 100.365, 3);
        check("S 0°18'12\"", -0.303_333_333_333, 4);
        check("LS: 0,3", -0.3, 1);
        check("0 18 0 S", -0.3, 4);
        check("100o24'0'' BT", 100.4, 4);
        check("0⁰18'0\" LS", -0.3, 4);
        check("0.30333° LS", -0.30333, 5);
        check("0.3 Lintang Selatan", -0.3, 1);
    }

    #[test]
    fn what_is_no_finite_number_is_none() {
        for text in [
            "nan",
            "NaN",
            "inf",
            "-Infinity",
            "1e400",
            "1e99999999",
            "0x10",
            "1_0",
            "100.365.000",
            "1,2,3",
            "1.2,3",
            "abc",
            "5°61'",
            "1°2'3\"4",
            "1.5°30'",
            "°",
            ".",
            "-",
            "--5",
            "- -5",
            "5 6",
            "é",
            "S",
        ] {
            assert!(!matches!(Axis::read(text), Axis::Number(_)), "{text}");
        }
    }

    #[test]
    fn blanks_and_their_words_are_missing() {
        for text in ["", "  ", "null", "NULL", "-", "n/a"] {
            assert_eq!(Axis::read(text), Axis::Missing, "{text:?}");
        }
    }
}
