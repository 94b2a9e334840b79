//! School names made comparable: `SD NEGERI 04 X`, `SD N 4 X`, `SDN 04  X` are one.
//!
//! In: a name. Out: a key that is equal for spellings of one name. Must not know: schools. Names are no identity: two schools may share one.

/// The key of a name: capital words and numbers parted by single blanks; empty when the name has neither.
#[must_use]
pub fn name_key(name: &str) -> String {
    let capitals = capitals(name);
    let mut key = String::with_capacity(capitals.len() + 4);
    for part in capitals.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        // "SMPN1" is a word and a number.
        let mut rest = part;
        while let Some(first) = rest.bytes().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest.bytes().position(|byte| byte.is_ascii_digit() != is_digit).unwrap_or(rest.len());
            push_word(&mut key, &rest[..end]);
            rest = &rest[end..];
        }
    }
    if key.contains("TAMAN KANAK KANAK") { key.replace("TAMAN KANAK KANAK", "TK") } else { key }
}

/// A name in capitals without apostrophes; nearly every name is ASCII, which needs no tables.
fn capitals(name: &str) -> String {
    if name.is_ascii() {
        let mut capitals = name.to_ascii_uppercase();
        capitals.retain(|c| !matches!(c, '\'' | '`'));
        return capitals;
    }
    name.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`')).flat_map(char::to_uppercase).collect()
}

/// The first word of a key, nearly always the form, and its numbers: what two spellings of one name always share.
pub(super) fn name_bones(key: &str) -> String {
    let mut words = key.split(' ');
    let mut bones = words.next().unwrap_or_default().to_owned();
    for number in words.filter(|word| word.bytes().all(|b| b.is_ascii_digit())) {
        bones.push(' ');
        bones.push_str(number);
    }
    bones
}

fn push_word(key: &mut String, word: &str) {
    let words: &[&str] = match word {
        "SDN" => &["SD", "N"],
        "SMPN" => &["SMP", "N"],
        "SMAN" => &["SMA", "N"],
        "SMKN" => &["SMK", "N"],
        "SLBN" => &["SLB", "N"],
        "TKN" => &["TK", "N"],
        "SDS" => &["SD", "S"],
        "SMPS" => &["SMP", "S"],
        "SMAS" => &["SMA", "S"],
        "SMKS" => &["SMK", "S"],
        "SLBS" => &["SLB", "S"],
        "NEGERI" | "NEG" => &["N"],
        "SWASTA" => &["S"],
        // Inserted or left out at will: "SMAN 3 Kota Sawahlunto", "SMAN 3 SAWAHLUNTO".
        "KOTA" | "KAB" | "KABUPATEN" => &[],
        _ => &[word],
    };
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        let number = word.trim_start_matches('0');
        key.push_str(if number.is_empty() || !number.starts_with(|c: char| c.is_ascii_digit()) { word } else { number });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for name in
            ["SD NEGERI 04 Sikabu", "SD N 4 SIKABU", "SDN 04  sikabu", "SDN04 Sikabu", "SD.N 04 Sikabu", "Sd Neg. 004 Sikabu"]
        {
            assert_eq!(name_key(name), "SD N 4 SIKABU", "{name}");
        }
        assert_eq!(name_key("SMAN 3 Kota Sawahlunto"), name_key("SMA NEGERI 3 SAWAHLUNTO"));
        assert_eq!(name_key("Taman Kanak-kanak Aisyiah"), "TK AISYIAH");
        assert_eq!(name_key("SDIT MA'ARIF"), "SDIT MAARIF");
        assert_eq!(name_key(" - "), "");
    }

    #[test]
    fn different_numbers_are_different_names() {
        assert_ne!(name_key("SDN 04 Sikabu"), name_key("SDN 14 Sikabu"));
        assert_eq!(name_bones("SD N 4 SIKABU 7"), "SD 4 7");
    }
}
