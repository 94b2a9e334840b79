//! A plan file to bytes and back.

use super::{FORMAT, Format, PlanFile, PlanFileError};
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};

/// Longer files are no plans: one of a million schools has about 200 MB.
const MAX_BYTES: usize = 1 << 29;

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
fn rows(to: &mut impl Write, key: &str, rows: &[impl Serialize]) -> std::io::Result<()> {
    write!(to, ",\n  \"{key}\": [")?;
    for (at, row) in rows.iter().enumerate() {
        to.write_all(if at == 0 { b"\n    " } else { b",\n    " })?;
        serde_json::to_writer(&mut *to, row)?;
    }
    to.write_all(if rows.is_empty() { b"]" } else { b"\n  ]" })
}
