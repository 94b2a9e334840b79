//! How text and numbers are written: escaped for HTML, safe for spreadsheets, Indonesian for people.

use std::borrow::Cow;
use std::fmt;

/// Text of the data inside HTML, in elements and in quoted attributes: the only way in.
///
/// Control characters and marks that turn the direction of the text around become U+FFFD, so that nobody reads something else than
/// the data says.
pub(super) struct Html<'a>(pub(super) &'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' => fmt::Write::write_char(f, ' ')?,
                c if c.is_control() || turns_direction(c) => fmt::Write::write_char(f, char::REPLACEMENT_CHARACTER)?,
                c => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

/// Text of the data at a terminal: control characters and marks that turn the direction around become U+FFFD.
pub(super) struct Plain<'a>(pub(super) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |c: char| if c.is_control() || turns_direction(c) { char::REPLACEMENT_CHARACTER } else { c };
        self.0.chars().try_for_each(|c| fmt::Write::write_char(f, shown(c)))
    }
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text of the data in a cell of a spreadsheet: what would start a formula gets an apostrophe, which import takes off again.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { format!("'{text}").into() } else { text.into() }
}

/// A text as part of an address: everything but letters, digits and `-._~` is escaped.
pub(super) fn address(text: &str) -> String {
    use fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

/// Metres as kilometres with two decimals, half up.
pub(super) fn kilometres(metres: u32) -> f64 {
    kilometres_of(metres.into())
}

/// Any number of metres as kilometres with two decimals, half up.
pub(super) fn kilometres_of(metres: u64) -> f64 {
    // Whole tens of metres first, so that the hundredths are exact.
    #[expect(clippy::cast_precision_loss, reason = "52 bits of ten metres reach farther than all schools together")]
    let tens = ((metres + 5) / 10) as f64;
    tens / 100.0
}

/// A whole number for people: `1.234.567`.
pub(super) fn whole(number: impl TryInto<i64>) -> String {
    let number: i64 = number.try_into().unwrap_or(i64::MAX);
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Metres as kilometres for people: `1.234,56`.
pub(super) fn km(metres: impl Into<u64>) -> String {
    let hundredths = (metres.into() + 5) / 10;
    format!("{},{:02}", whole(hundredths / 100), hundredths % 100)
}

/// More or fewer metres as kilometres for people: `+1,20` or `-1,20`.
pub(super) fn signed_km(metres: i64) -> String {
    let sign = if metres < 0 { "-" } else { "+" };
    format!("{sign}{}", km(metres.unsigned_abs()))
}

/// A share for people: `84,5 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let text = "<script>alert(\"1\")</script> & 'x'\u{202e}gnp.exe\u{0}";
        let escaped = Html(text).to_string();
        assert_eq!(escaped, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;\u{fffd}gnp.exe\u{fffd}");
    }

    #[test]
    fn formulas_are_disarmed_and_nothing_else_is_touched() {
        for text in ["=1+1", "+62", "-x", "@a", "\tx", "\rx", "\0"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["SDN 01", "'x", "", " =1"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn numbers_are_indonesian() {
        assert_eq!(whole(0), "0");
        assert_eq!(whole(999), "999");
        assert_eq!(whole(1_234_567), "1.234.567");
        assert_eq!(whole(-1_000), "-1.000");
        assert_eq!(km(1_234_565_u32), "1.234,57");
        assert_eq!(km(4_u32), "0,00");
        assert_eq!(percent(0.845), "84,5 %");
        assert_eq!(kilometres(1_234), 1.23);
        assert_eq!(kilometres(1_235), 1.24);
    }

    #[test]
    fn addresses_carry_any_code() {
        assert_eq!(address("13.75"), "13.75");
        assert_eq!(address("a/b?c"), "a%2Fb%3Fc");
    }
}
