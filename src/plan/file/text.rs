//! A plan file to bytes and back.

use super::{FORMAT, Format, PlanFile, PlanFileError};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};

/// Longer files are no plans: one of a million schools has about 200 MB.
const MAX_BYTES: usize = 1 << 29;

/// Rows that one thread puts into words at a time, and how many such parts are kept before they are written.
const PART_ROWS: usize = 4_096;
const PARTS: usize = 8;

/// No message repeats more of the input than this.
const MAX_REASON: usize = 160;

impl PlanFile {
    /// Writes the file, one line per row.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn write(&self, to: impl Write) -> std::io::Result<()> {
        let mut to = BufWriter::new(to);
        block(&mut to, "{\n", "version", &self.version)?;
        rows(&mut to, "inputs", &self.inputs)?;
        block(&mut to, ",\n", "programme", &self.programme)?;
        block(&mut to, ",\n", "distance", &self.distance)?;
        block(&mut to, ",\n", "audit", &self.audit)?;
        block(&mut to, ",\n", "rules", &self.rules)?;
        block(&mut to, ",\n", "counts", &self.counts)?;
        block(&mut to, ",\n", "objective", &self.objective)?;
        block(&mut to, ",\n", "baselines", &self.baselines)?;
        rows(&mut to, "hubs", &self.hubs)?;
        rows(&mut to, "assignments", &self.assignments)?;
        rows(&mut to, "unreached", &self.unreached)?;
        rows(&mut to, "needs_check", &self.needs_check)?;
        rows(&mut to, "out_of_scope", &self.out_of_scope)?;
        to.write_all(b"\n}\n")?;
        to.flush()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`PlanFileError`] when it is no plan, or one of another format.
    pub fn read(bytes: &[u8]) -> Result<Self, PlanFileError> {
        if bytes.len() > MAX_BYTES {
            return Err(PlanFileError::TooLarge { limit: MAX_BYTES, found: bytes.len() });
        }
        // A byte order mark is what some editors add; it says nothing.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // The version first: the fault of a newer file is its format and not the first key that is new.
        let OnlyVersion { version } = serde_json::from_slice(bytes).map_err(|error| shape(&error))?;
        if version.format != FORMAT {
            let program = version.program.chars().take(MAX_REASON).collect();
            return Err(PlanFileError::Format { found: version.format, program });
        }
        serde_json::from_slice(bytes).map_err(|error| shape(&error))
    }
}

#[derive(Deserialize)]
struct OnlyVersion {
    version: Format,
}

fn shape(error: &serde_json::Error) -> PlanFileError {
    let text = error.to_string();
    // serde_json ends its message with the place, which has fields of its own here.
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    PlanFileError::Shape { line: error.line(), column: error.column(), reason: reason.chars().take(MAX_REASON).collect() }
}

/// One value, spread over lines and indented below its key.
fn block(to: &mut impl Write, before: &str, key: &str, value: &impl Serialize) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(value)?.replace('\n', "\n  ");
    write!(to, "{before}  \"{key}\": {text}")
}

/// A list with one line per row.
fn rows(to: &mut impl Write, key: &str, rows: &[impl Serialize + Sync]) -> std::io::Result<()> {
    write!(to, ",\n  \"{key}\": [")?;
    let mut separator = 1;
    for window in rows.chunks(PART_ROWS * PARTS) {
        let parts: Vec<Vec<u8>> = window.par_chunks(PART_ROWS).map(lines).collect::<serde_json::Result<_>>()?;
        for part in parts {
            // Nothing stands before the first line, so that its comma goes.
            to.write_all(&part[separator..])?;
            separator = 0;
        }
    }
    to.write_all(if rows.is_empty() { b"]" } else { b"\n  ]" })
}

/// Rows as lines, each with the separator before it.
fn lines(rows: &[impl Serialize]) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(rows.len() * 96);
    for row in rows {
        text.extend_from_slice(b",\n    ");
        serde_json::to_writer(&mut text, row)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;
    use crate::model::Npsn;
    use crate::plan::file::{AssignmentRow, BaselineRow, BaselineRows, InputFile, Mark, PlanCounts, RulesText};
    use crate::plan::{Objective, Rules};
    use crate::regions::Regions;

    fn file() -> PlanFile {
        let baseline = BaselineRow { objective: Objective::default(), overloaded: 0 };
        let npsn = |text| Npsn::new(text).unwrap();
        PlanFile {
            version: Format { format: FORMAT, program: "0.1.0".to_owned() },
            inputs: vec![InputFile { name: "sekolah.csv".to_owned(), sha256: "ab".to_owned() }],
            programme: "netral".to_owned(),
            distance: geodesy::METHOD.into(),
            audit: crate::audit::Settings::default(),
            rules: RulesText::new(&Rules::default(), &Regions::default()),
            counts: PlanCounts {
                rows: 1,
                refused: 0,
                out_of_scope: 0,
                schools: 1,
                hubs: 0,
                members: 1,
                unreached: 0,
                needs_check: 0,
            },
            objective: Objective::default(),
            baselines: BaselineRows { nearest: baseline, greedy: baseline },
            hubs: Vec::new(),
            assignments: vec![
                AssignmentRow {
                    npsn: npsn("10300001"),
                    hub: npsn("NP352819"),
                    metres: 7,
                    crosses: false,
                    required: false,
                    mark: Mark::Good,
                },
                AssignmentRow {
                    npsn: npsn("10300002"),
                    hub: npsn("NP352819"),
                    metres: 0,
                    crosses: true,
                    required: true,
                    mark: Mark::Doubtful,
                },
            ],
            unreached: Vec::new(),
            needs_check: Vec::new(),
            out_of_scope: Vec::new(),
        }
    }

    fn written() -> String {
        let mut bytes = Vec::new();
        file().write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn refused(text: &str) -> String {
        PlanFile::read(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn a_row_is_a_line_and_reads_back() {
        let text = written();
        assert!(text.starts_with("{\n  \"version\": {\n    \"format\": 2,\n"), "{text}");
        assert!(text.contains("\n    {\"npsn\":\"10300001\",\"hub\":\"NP352819\",\"metres\":7},\n"), "{text}");
        assert!(text.ends_with("\"out_of_scope\": []\n}\n"), "{text}");
        assert_eq!(PlanFile::read(text.as_bytes()).unwrap(), file());
        assert_eq!(PlanFile::read(format!("\u{feff}{text}").as_bytes()).unwrap(), file());
    }

    #[test]
    fn rules_come_back_as_they_were() {
        assert_eq!(file().rules(&Regions::default()).unwrap(), Rules::default());
        let mut other = file();
        other.rules.within.sma = "wilayah".to_owned();
        let error = other.rules(&Regions::default()).unwrap_err().to_string();
        assert_eq!(error, "rules.within.SMA: expected country, province, regency or district, found \"wilayah\"");
    }

    #[test]
    fn what_is_no_plan_is_refused_with_its_place() {
        assert_eq!(refused(""), "not a plan: line 1, column 0: EOF while parsing a value");
        assert!(refused("[]").starts_with("not a plan: line 1"), "{}", refused("[]"));
        assert_eq!(
            refused(&written().replace("\"format\": 2", "\"format\": 3")),
            "expected plan format 2, found 3 (written by imbas 0.1.0)"
        );
        let wrong = refused(&written().replace("\"metres\":7", "\"metres\":-7"));
        assert!(wrong.contains("invalid value: integer `-7`, expected u32"), "{wrong}");
        let wrong = refused(&written().replace("10300001", "1030-001"));
        assert!(wrong.contains("expected letters and digits in an NPSN, found '-'"), "{wrong}");
        let unknown = format!("\"{}\":1,\"metres\":7", "x".repeat(500));
        let wrong = refused(&written().replace("\"metres\":7", &unknown));
        assert!(wrong.contains("unknown field") && wrong.len() < 250, "{wrong}");
    }

    #[test]
    fn hostile_bytes_never_panic() {
        let deep = "[".repeat(100_000);
        for text in ["{", "\0", "{\"version\":{\"format\":1,\"program\":\"\"},\"inputs\":", &deep, "1e999", "{\"version\":1e999}"]
        {
            assert!(PlanFile::read(text.as_bytes()).is_err());
        }
        let text = written();
        for end in 0..text.len() - 2 {
            assert!(PlanFile::read(&text.as_bytes()[..end]).is_err(), "cut at {end}");
        }
    }
}
