//! Mistakes in what was typed, in Indonesian: `clap` finds them, this says them.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The sentence for a mistake; `None` for what is no mistake: help and version.
pub(super) fn mistake(error: &clap::Error) -> Option<String> {
    let said = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => format!("argumen {argument:?} tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!("perintah {:?} tidak dikenal", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "perintah belum ditulis".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("argumen wajib belum ditulis: {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} memerlukan nilai"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("nilai {value:?} tidak dapat dipakai untuk {argument}"),
        ErrorKind::NoEquals => format!("tulis tanda sama dengan sesudah {argument}"),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == argument => format!("{argument} tertulis lebih dari sekali"),
            prior => format!("{argument} tidak dapat dipakai bersama {prior}"),
        },
        ErrorKind::TooManyValues => format!("nilai {value:?} berlebih untuk {argument}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("banyaknya nilai {argument} tidak sesuai"),
        ErrorKind::InvalidUtf8 => "argumen harus berupa teks UTF-8".to_owned(),
        _ => format!("perintah tidak dapat dimengerti ({})", error.kind()),
    };
    let hints = [hint(error), suggestion(error)];
    let hints: String = hints.into_iter().flatten().map(|hint| format!("; {hint}")).collect();
    Some(format!("{sentence}{hints}\nPemakaian dan pilihan: imbas --help"))
}

/// What would be taken.
fn hint(error: &clap::Error) -> Option<String> {
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        return Some(format!("yang dapat dipakai: {}", values.join(", ")));
    }
    let source = std::error::Error::source(error)?;
    Some(expected(&source.to_string()))
}

/// What a parser of this program or of the standard library wants, by its own words.
fn expected(reason: &str) -> String {
    if let Some((_, range)) = reason.split_once(" is not in ") {
        return format!("seharusnya bilangan bulat dalam {range}");
    }
    match reason {
        super::args::KM_EXPECTED => "seharusnya jarak 0 km atau lebih".to_owned(),
        "invalid digit found in string" | "cannot parse integer from empty string" => "seharusnya bilangan bulat".to_owned(),
        "number too large to fit in target type" => "bilangannya terlalu besar".to_owned(),
        super::args::LISTEN_EXPECTED => "seharusnya HOST:PORT, misalnya 127.0.0.1:8080".to_owned(),
        _ => reason.to_owned(),
    }
}

/// What may have been meant.
fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = kinds.into_iter().find_map(|kind| error.get(kind)).map(shown).filter(|meant| !meant.is_empty())?;
    Some(format!("mungkin maksud Anda {meant}"))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(is) => is.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let error = Cli::try_parse_from([&["imbas"], words].concat()).expect_err("the test types mistakes");
        let text = mistake(&error).expect("it is a mistake");
        assert!(text.lines().next().is_some_and(|first| first == expected), "{text}");
        assert!(error.exit_code() == 2 && text.ends_with("imbas --help"), "{text}");
    }

    #[test]
    fn mistakes_are_told_in_indonesian_with_what_was_meant() {
        check(&["plan", "x.csv", "--reach-kn", "3"], "argumen \"--reach-kn\" tidak dikenal; mungkin maksud Anda --reach-km");
        check(&["plann"], "perintah \"plann\" tidak dikenal; mungkin maksud Anda plan");
        check(&["audit"], "argumen wajib belum ditulis: <DAFTAR>...");
        check(
            &["plan", "x.csv", "--within", "village"],
            "nilai \"village\" tidak dapat dipakai untuk --within <TINGKAT>; yang dapat dipakai: country, province, regency, district",
        );
        check(
            &["plan", "x.csv", "--reach-km", "nan"],
            "nilai \"nan\" tidak dapat dipakai untuk --reach-km <KM>; seharusnya jarak 0 km atau lebih",
        );
        check(
            &["plan", "x.csv", "--max", "tiga"],
            "nilai \"tiga\" tidak dapat dipakai untuk --max <N>; seharusnya bilangan bulat",
        );
        check(&["plan", "x.csv", "--max", "3", "--max", "4"], "--max <N> tertulis lebih dari sekali");
        check(&["plan", "x.csv", "--max"], "--max <N> memerlukan nilai");
    }

    #[test]
    fn help_and_version_are_no_mistakes() {
        for word in ["--help", "--version"] {
            assert!(mistake(&Cli::try_parse_from(["imbas", word]).expect_err("it is shown")).is_none());
        }
    }
}
