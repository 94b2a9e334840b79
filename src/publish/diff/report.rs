//! The difference as a report at a terminal.

use super::html::{KINDS, word};
use super::{Diff, Tally};
use crate::plan::Standing;
use crate::publish::text::{Plain, km, signed_km, whole};
use std::io::{self, Write};

/// Changed schools that are listed; the other forms list all.
const LISTED: usize = 20;

/// Writes the report, in Indonesian.
///
/// # Errors
/// Those of the writer.
pub fn write_report(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Dari {} ke {} (jarak garis lurus)", Plain(diff.names[0]), Plain(diff.names[1]))?;
    tally("Jumlah", &diff.total, out)?;
    for (id, one) in &diff.regions {
        tally(diff.region_name(Some(*id))[1], one, out)?;
    }
    for change in diff.changes.iter().take(LISTED) {
        let side = |standing: Standing| match standing {
            Standing::Member { hub, metres } => format!("{hub} {} km", km(metres)),
            other => word(other).to_owned(),
        };
        let (before, after) = (side(change.before), side(change.after));
        writeln!(
            out,
            "  {} {}: {}; {before} -> {after}",
            change.npsn,
            Plain(diff.name(change.npsn)),
            KINDS[change.kind as usize]
        )?;
    }
    let rest = diff.changes.len().saturating_sub(LISTED);
    if rest > 0 {
        writeln!(out, "  ... dan {} sekolah lain (semuanya: --format csv atau json)", whole(rest as u64))?;
    }
    Ok(())
}

fn tally(name: &str, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{}: anggota {} -> {}, {} km",
        Plain(name),
        whole(tally.before.members),
        whole(tally.after.members),
        signed_km(tally.metres()),
    )?;
    for (kind, number) in KINDS.iter().zip(tally.kinds).filter(|(_, number)| *number > 0) {
        write!(out, ", {kind} {}", whole(number))?;
    }
    writeln!(out)
}
