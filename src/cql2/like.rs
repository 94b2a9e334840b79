//! Patterns of `LIKE`: `%` any text, `_` one character, `\` takes the next one as it is.

/// A pattern that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Any,
    One,
    Exactly(char),
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut parts = Vec::with_capacity(text.len());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                // Two in a row say what one says.
                '%' if parts.last() == Some(&Part::Any) => {}
                '%' => parts.push(Part::Any),
                '_' => parts.push(Part::One),
                '\\' => parts.push(Part::Exactly(chars.next().unwrap_or('\\'))),
                c => parts.push(Part::Exactly(c)),
            }
        }
        Self(parts)
    }

    /// The text with which everything that fits begins.
    pub(super) fn prefix(&self) -> String {
        let letter = |part: &Part| match part {
            Part::Exactly(c) => Some(*c),
            Part::Any | Part::One => None,
        };
        self.0.iter().map_while(letter).collect()
    }

    /// Whether a text fits.
    ///
    /// Cost: the length of the text times that of the pattern at worst; it goes back to the last `%` only, which suffices because an
    /// earlier one could not do what the last one cannot.
    pub(super) fn fits(&self, text: impl Iterator<Item = char> + Clone) -> bool {
        let parts = &self.0;
        let (mut at, mut rest) = (0, text);
        let mut back: Option<(usize, _)> = None;
        loop {
            let mut next = rest.clone();
            match (parts.get(at), next.next()) {
                (Some(Part::Any), _) => {
                    at += 1;
                    back = Some((at, rest.clone()));
                }
                (Some(Part::One), Some(_)) => (at, rest) = (at + 1, next),
                (Some(Part::Exactly(c)), Some(found)) if *c == found => (at, rest) = (at + 1, next),
                (None, None) => return true,
                (_, None) => return false,
                _ => {
                    let Some((after, from)) = &mut back else { return false };
                    // The `%` takes one character more.
                    from.next();
                    (at, rest) = (*after, from.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, fitting: &[&str], others: &[&str]) {
        let read = Pattern::new(pattern);
        for text in fitting {
            assert!(read.fits(text.chars()), "{text:?} LIKE {pattern:?}");
        }
        for text in others {
            assert!(!read.fits(text.chars()), "{text:?} NOT LIKE {pattern:?}");
        }
    }

    #[test]
    fn percent_is_any_text_and_underscore_one_character() {
        check("13.%", &["13.", "13.75.02"], &["13", "113.75", "14.1"]);
        check("%SD%", &["SD", "xSDy", "SSD"], &["S D", ""]);
        check("S_", &["SD", "Sé"], &["S", "SDN"]);
        check("", &[""], &["x"]);
        check("%", &["", "anything"], &[]);
        check("%%a%%", &["a", "ba"], &["b"]);
        check("%ab%ab", &["abab", "xabyab", "ababab"], &["ab", "aba"]);
        check("a%_b", &["axb", "axxb"], &["ab"]);
    }

    #[test]
    fn a_backslash_takes_the_next_character_as_it_is() {
        check(r"50\%", &["50%"], &["500"]);
        check(r"a\_b", &["a_b"], &["axb"]);
        check(r"a\\b", &[r"a\b"], &["ab"]);
        check(r"a\", &[r"a\"], &["a"]);
    }

    #[test]
    fn the_prefix_ends_at_the_first_wildcard() {
        for (pattern, prefix) in [("13.%", "13."), ("%a", ""), ("a_b", "a"), (r"a\%b%", "a%b"), ("abc", "abc")] {
            assert_eq!(Pattern::new(pattern).prefix(), prefix);
        }
    }

    #[test]
    fn a_hostile_pattern_takes_no_longer_than_text_times_pattern() {
        let pattern = Pattern::new(&"%a".repeat(1_000));
        assert!(!pattern.fits("a".repeat(999).chars().chain(['b'])));
    }
}
