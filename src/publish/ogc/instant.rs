//! The syntax of `datetime`: an instant, or an interval with open ends, of RFC 3339.

/// Whether a text is an instant or an interval.
#[must_use]
pub fn is_time(text: &str) -> bool {
    let open = |end: &str| matches!(end, "" | "..");
    match text.split_once('/') {
        None => is_instant(text),
        Some((from, to)) => (open(from) || is_instant(from)) && (open(to) || is_instant(to)) && !(open(from) && open(to)),
    }
}

/// `2026-11-24` or `2026-11-24T18:30:00Z`, with parts of a second or an offset.
fn is_instant(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else { return is_day(text) };
    let offset = time.find(['Z', 'z', '+', '-']).map(|at| time.split_at(at));
    let Some((clock, offset)) = offset else { return false };
    let (whole, parts) = clock.split_once('.').unwrap_or((clock, "0"));
    let of_day = numbers(whole, &[23, 59, 60]);
    let zone = matches!(offset, "Z" | "z") || numbers(&offset[1..], &[23, 59]);
    is_day(day) && of_day && zone && !parts.is_empty() && parts.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(text: &str) -> bool {
    let (year, rest) = text.split_at_checked(4).unwrap_or_default();
    let month_and_day = rest.strip_prefix('-').unwrap_or_default().replace('-', ":");
    year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && numbers(&month_and_day, &[12, 31])
        && !month_and_day.split(':').any(|part| part == "00")
}

/// Two digits each, with colons between, none above its limit.
fn numbers(text: &str, most: &[u32]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let fits = |(part, most): (&&str, &u32)| {
        part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u32>().is_ok_and(|part| part <= *most)
    };
    parts.len() == most.len() && parts.iter().zip(most).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_intervals_are_told_from_other_texts() {
        for good in [
            "2026-11-24",
            "2026-11-24T18:30:00Z",
            "2026-11-24T18:30:00.25+07:00",
            "2026-11-24T00:00:00Z/..",
            "../2026-11-24T00:00:00Z",
            "/2026-11-24",
            "2026-01-01/2026-12-31",
        ] {
            assert!(is_time(good), "{good}");
        }
        for broken in [
            "",
            "..",
            "../..",
            "/",
            "today",
            "2026",
            "2026-13-01",
            "2026-00-01",
            "2026-11-24T18:30:00",
            "2026-11-24T25:00:00Z",
            "a/b",
            "2026-11-24/x",
            "2026-11-24T18:30:00+é",
        ] {
            assert!(!is_time(broken), "{broken}");
        }
    }
}
