//! The audit for people at a terminal, in Indonesian.

use crate::model::{Code, Finding, Grade, Severity};
use crate::publish::findings::{all, school};
use crate::publish::sentences;
use crate::publish::text::{Plain, whole};
use crate::snapshot::Dataset;
use std::io::{self, Write};

/// So many hubs and single lines are shown; the rest is a matter for the lists.
const SHOWN: usize = 20;
/// So many unused inputs are shown where the audit is not the subject.
const SHOWN_ASIDE: usize = 5;

/// What speaks of something that people gave and that is not used.
const UNUSED: [Code; 8] = [
    Code::UnreadableFile,
    Code::UnknownHub,
    Code::DuplicateHub,
    Code::HubNameProposal,
    Code::UnknownValue,
    Code::RepairUnused,
    Code::PairUnused,
    Code::BoundaryUnused,
];

/// Writes what the audit found in short: the account, the hubs to check first, and what each rule did.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_summary(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    account(data, out)?;
    hubs(data, out)?;
    effects(data, out)
}

/// Writes the audit for people, as a table in Indonesian: the summary, and what is wrong where.
///
/// # Errors
/// Those of the writer.
pub fn write_audit_table(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    write_audit_summary(data, out)?;
    groups(data, out)?;
    unused(data, UNUSED.as_slice(), SHOWN, out)?;
    errors(data, out)
}

/// Writes which lines of the inputs are not used, in short; what a plan tells of hubs that are not found is left out.
///
/// # Errors
/// Those of the writer.
pub(in crate::publish) fn write_unused(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let told = [Code::UnknownHub, Code::HubNameProposal];
    let codes: Vec<Code> = UNUSED.into_iter().filter(|code| !told.contains(code)).collect();
    unused(data, &codes, SHOWN_ASIDE, out)
}

fn account(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let audit = &data.audit;
    let graded = |grade: Grade| audit.schools.iter().filter(|school| school.grade == grade).count() as u64;
    let rows = [
        ("Baris", audit.rows),
        ("  ditolak", audit.refused.len() as u64),
        ("  sekolah", audit.schools.len() as u64),
        ("    titik baik", graded(Grade::Ok)),
        ("    titik meragukan", graded(Grade::Doubtful)),
        ("    titik tidak dapat dipakai", graded(Grade::Unusable)),
    ];
    for (word, number) in rows {
        writeln!(out, "{word:<32}{:>12}", whole(number))?;
    }
    if audit.merged > 0 {
        writeln!(out, "Baris lain tentang sekolah yang sudah ada: {}", whole(audit.merged))?;
    }
    Ok(())
}

fn hubs(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let hubs = || data.audit.schools.iter().filter(|school| school.hub.is_some() && school.grade != Grade::Ok);
    let count = hubs().count();
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\nPeriksa lebih dahulu: titik hub yang belum dapat dipercaya")?;
    for hub in hubs().take(SHOWN) {
        let reason = hub.grade_reason.map_or("", crate::model::Code::as_str);
        writeln!(out, "  {}  {}: {} ({reason})", hub.npsn, Plain(&hub.name), sentences::grade(hub.grade))?;
    }
    others(count, SHOWN, out)
}

/// Says how many were not shown, and where they are.
fn others(count: usize, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    if count > shown {
        writeln!(out, "  dan {} lagi: lihat imbas audit --format csv atau --format json", whole((count - shown) as u64))?;
    }
    Ok(())
}

fn effects(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let spoken = || data.audit.effects.iter().filter(|effect| effect.schools > 0);
    if spoken().next().is_none() {
        return Ok(());
    }
    writeln!(out, "\n{:<22}{:>10}{:>12}{:>16}{:>16}", "Aturan", "Sekolah", "Meragukan", "Tak terpakai", "bila sendiri")?;
    for effect in spoken() {
        let counts = [effect.schools, effect.doubtful, effect.unusable, effect.unusable_alone];
        let [schools, doubtful, unusable, alone] = counts.map(|count| whole(count as u64));
        writeln!(out, "{:<22}{schools:>10}{doubtful:>12}{unusable:>16}{alone:>16}", effect.code.as_str())?;
    }
    Ok(())
}

fn groups(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let mut groups = all(data).filter(|finding| finding.suspect.is_some()).peekable();
    if groups.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\nPeriksa bersama-sama, bukan satu per satu")?;
    for group in groups {
        let suspect = group.suspect.map_or("", sentences::suspect);
        let schools = whole(group.schools.len() as u64);
        // The first part says what was found; the rest is evidence for the lists.
        let found = group.found.indonesian().split(';').next().unwrap_or_default();
        writeln!(out, "  {}: {schools} sekolah, dugaan {suspect}\n    {}", Plain(&region(data, group)), Plain(found))?;
    }
    Ok(())
}

fn unused(data: &Dataset, codes: &[Code], most: usize, out: &mut dyn Write) -> io::Result<()> {
    let unused = || all(data).filter(|finding| finding.severity > Severity::Info && codes.contains(&finding.code));
    let count = unused().count();
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\nMasukan yang tidak terpakai: {}", whole(count as u64))?;
    for finding in unused().take(most) {
        line(data, finding, out)?;
    }
    others(count, most, out)
}

fn errors(data: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let is_single = |finding: &&Finding| finding.suspect.is_none() && !UNUSED.contains(&finding.code);
    let single = || all(data).filter(|finding| finding.severity == Severity::Error).filter(is_single);
    let count = single().count();
    if all(data).all(|finding| finding.severity < Severity::Error) {
        return writeln!(out, "\nTidak ada kesalahan.");
    }
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\nKesalahan: {}", whole(count as u64))?;
    for finding in single().take(SHOWN) {
        line(data, finding, out)?;
    }
    others(count, SHOWN, out)
}

fn line(data: &Dataset, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let mut who = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    if let Some(school) = school(data, finding) {
        who.push(' ');
        who.push_str(&sentences::named(school));
    }
    writeln!(out, "  {} {}: {}", finding.code.as_str(), Plain(&who), Plain(finding.found.indonesian()))?;
    writeln!(out, "    {}", sentences::advice(finding.code))
}

fn region(data: &Dataset, finding: &Finding) -> String {
    finding.region.map_or_else(String::new, |id| {
        let region = data.regions.get(id);
        format!("{} {}", region.code, region.name)
    })
}
