//! Dates and times of CQL2: RFC 3339, UTC.

use crate::cql2::expr::Node;

/// Reads `2026-11-24`.
pub(super) fn date(text: &str) -> Option<Node> {
    days(text).map(Node::Date)
}

/// Reads `2026-11-24T18:30:00Z`, with or without parts of a second.
pub(super) fn timestamp(text: &str) -> Option<Node> {
    let (day, time) = text.strip_suffix(['Z', 'z'])?.split_once(['T', 't'])?;
    let (whole, parts) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(whole, ':', [2, 2, 2])?;
    if hour > 23 || minute > 59 || second > 60 || parts.is_empty() || parts.len() > 9 {
        return None;
    }
    let digits: i64 = parts.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{parts:0<9}").parse().ok())??;
    let seconds = days(day)? * 86_400 + hour * 3_600 + minute * 60 + second;
    Some(Node::Timestamp(i128::from(seconds) * 1_000_000_000 + i128::from(digits)))
}

/// Days since 1970 of a day of the Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
fn days(text: &str) -> Option<i64> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&day) {
        return None;
    }
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + day_of_era - 719_468)
}

fn numbers(text: &str, between: char, digits: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(between);
    let mut next = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse().ok()
    };
    let found = [next(digits[0])?, next(digits[1])?, next(digits[2])?];
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(date("1970-01-01"), Some(Node::Date(0)));
        assert_eq!(date("2000-02-29"), Some(Node::Date(11_016)));
        assert_eq!(date("1969-12-31"), Some(Node::Date(-1)));
        for broken in
            ["2001-02-29", "1900-02-29", "2001-13-01", "2001-00-01", "2001-1-1", "2001-01-32", "", "2001-01-01-01", "२००१-01-01"]
        {
            assert_eq!(date(broken), None, "{broken}");
        }
    }

    #[test]
    fn times_are_utc() {
        assert_eq!(timestamp("1970-01-01T00:00:01.5Z"), Some(Node::Timestamp(1_500_000_000)));
        for broken in
            ["1970-01-01T00:00:00", "1970-01-01", "1970-01-01T24:00:00Z", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00+07:00"]
        {
            assert_eq!(timestamp(broken), None, "{broken}");
        }
    }
}
