//! Reads the small values of a row: yes or no, whole numbers, accreditation.
//!
//! In: the text of a cell that is not empty. Out: the value, or `None` when it is not understood. Must not know: rows, findings.

use crate::model::Accreditation;

const YES: [&str; 14] = ["1", "1.0", "ya", "y", "yes", "true", "benar", "x", "v", "✓", "hub", "inti", "penggerak", "pengimbas"];
const NO: [&str; 12] = ["0", "0.0", "tidak", "t", "tdk", "no", "n", "false", "salah", "bukan", "-", "imbas"];

/// Reads yes or no.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let known = |text: &str| if YES.contains(&text) { Some(true) } else { NO.contains(&text).then_some(false) };
    // Nearly every list writes 1 and 0.
    known(text).or_else(|| known(&text.to_lowercase()))
}

/// Reads a whole number; a spreadsheet's `120.0` is 120, while `1.234` is refused, because it may mean 1,234.
pub(super) fn whole_number(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_whole = fraction.len() < 3 && fraction.bytes().all(|b| b == b'0');
    (is_whole && whole.bytes().all(|b| b.is_ascii_digit())).then(|| whole.parse().ok())?
}

/// Reads a mark: `A`, `Unggul`, `Terakreditasi B`, `A (Unggul)`, `TT`, `Belum Terakreditasi`.
///
/// A bare "Terakreditasi" tells no mark and is not understood.
pub(super) fn accreditation(text: &str) -> Option<Accreditation> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| matches!(*word, "belum" | "tidak" | "tt")) {
        return Some(Accreditation::None);
    }
    let rest = words.into_iter().filter(|word| !matches!(*word, "terakreditasi" | "akreditasi" | "peringkat" | "nilai"));
    let mut marks = rest.map(|word| match word {
        "a" | "unggul" => Some(Accreditation::A),
        "b" | "baik" => Some(Accreditation::B),
        "c" | "cukup" => Some(Accreditation::C),
        _ => None,
    });
    let first = marks.next()??;
    // "A (Unggul)" says it twice; "A/B" says two things.
    marks.all(|mark| mark == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_have_many_spellings() {
        assert!(["1", "Ya", "TRUE", "x"].iter().all(|text| yes_or_no(text) == Some(true)));
        assert!(["0", "Tidak", "False", "-"].iter().all(|text| yes_or_no(text) == Some(false)));
        assert!(["2", "mungkin"].iter().all(|text| yes_or_no(text).is_none()));
    }

    #[test]
    fn a_whole_number_may_carry_a_spreadsheets_decimals() {
        assert_eq!(whole_number("120"), Some(120));
        assert_eq!(whole_number("120.0"), Some(120));
        for text in ["1.234", "1.000", "-1", "12.5", "99999999999", "", ".", "a", "1e3"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn accreditation_has_marks_and_words() {
        let cases = [
            ("A", Some(Accreditation::A)),
            ("Unggul", Some(Accreditation::A)),
            ("A (Unggul)", Some(Accreditation::A)),
            ("Terakreditasi B", Some(Accreditation::B)),
            ("Cukup", Some(Accreditation::C)),
            ("TT", Some(Accreditation::None)),
            ("Belum Terakreditasi", Some(Accreditation::None)),
            ("Terakreditasi", None),
            ("A/B", None),
            ("D", None),
        ];
        for (text, expected) in cases {
            assert_eq!(accreditation(text), expected, "{text}");
        }
    }
}
