//! What a plan achieves, for people at a terminal, in Indonesian.

use crate::model::{Code, Grade};
use crate::plan::{Baseline, Objective, Reason, Summary};
use crate::publish::text::{Plain, km, percent, whole};
use crate::publish::{findings, sentences};
use crate::snapshot::View;
use std::io::{self, Write};

/// So many hubs below their minimum are named.
const SHOWN: usize = 20;

/// Writes the account of a plan: what went in, who is what, how far, why not, and what practice would give.
///
/// # Errors
/// Those of the writer.
pub fn write_plan_report(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let summary = Summary::new(view.schools(), view.plan, view.unreached, |_| true);
    writeln!(out, "{}", Plain(&view.programme.name))?;
    account(view, out)?;
    doubtful_hubs(view, out)?;
    unknown_hubs(view, out)?;
    findings::write_unused(view.data, out)?;
    reached(view, &summary, out)?;
    unreached(view, &summary, out)?;
    practice(view, out)?;
    choices(view, out)
}

fn account(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (counts, audit, labels) = (view.plan.counts, &view.data.audit, &view.programme.labels_id);
    let rows = [
        (0, "baris", audit.rows),
        (1, "ditolak", audit.refused.len() as u64),
        (1, "di luar cakupan", counts.out_of_scope),
        (1, "sekolah dalam rencana", counts.schools),
        (2, &labels.hub, counts.hubs),
        (2, &labels.member, counts.members),
        (2, "belum terjangkau", counts.unreached),
        (2, "perlu diperiksa", counts.needs_check),
    ];
    for (depth, word, number) in rows {
        let word = format!("{:1$}{word}", "", depth * 2);
        writeln!(out, "  {:<32}{:>12}", Plain(&word).to_string(), whole(number))?;
    }
    Ok(())
}

/// One wrong hub misplaces a cluster, so that hubs come before everything else that is doubtful.
fn doubtful_hubs(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count =
        |grade: Grade| view.schools().iter().filter(|school| school.hub.is_some() && school.grade == grade).count() as u64;
    let (doubtful, unusable) = (count(Grade::Doubtful), count(Grade::Unusable));
    if doubtful + unusable == 0 {
        return Ok(());
    }
    let hub = Plain(&view.programme.labels_id.hub);
    let (doubtful, unusable) = (whole(doubtful), whole(unusable));
    writeln!(out, "Periksa lebih dahulu titik {hub}: {unusable} tidak dapat dipakai, {doubtful} meragukan (lihat imbas audit).")
}

/// Every line of the hub list that names no school of the lists; names without NPSN are counted, because they are only proposals.
fn unknown_hubs(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = || view.data.audit.findings.iter();
    for finding in findings().filter(|finding| finding.code == Code::UnknownHub) {
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        writeln!(out, "Hub tidak ditemukan: {}: {}", Plain(&place), Plain(finding.found.indonesian()))?;
    }
    let proposed = findings().filter(|finding| finding.code == Code::HubNameProposal).count() as u64;
    if proposed > 0 {
        let proposed = whole(proposed);
        writeln!(out, "{proposed} baris daftar hub hanya memuat nama dan tidak dipakai: tuliskan NPSN-nya (usul: imbas audit).")?;
    }
    Ok(())
}

fn reached(view: &View<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if let Some(coverage) = summary.coverage {
        writeln!(out, "Terjangkau {} dari sekolah yang bukan hub.", percent(coverage))?;
    }
    if let Some(far) = &summary.distances {
        let [median, p90, max, total] =
            [far.median_m.into(), far.p90_m.into(), far.max_m.into(), far.total_m].map(|metres: u64| km(metres));
        writeln!(out, "Jarak garis lurus: median {median} km, p90 {p90} km, terjauh {max} km, jumlah {total} km.")?;
    }
    if let Some(loads) = &summary.loads {
        let labels = &view.programme.labels_id;
        let (member, hub) = (Plain(&labels.member), Plain(&labels.hub));
        writeln!(out, "Beban: {} sampai {} {member} per {hub}, median {}.", loads.min, loads.max, loads.median)?;
        if loads.below_minimum > 0 {
            writeln!(out, "{} {hub} di bawah jumlah minimum:", whole(loads.below_minimum))?;
            below_minimum(view, out)?;
        }
    } else {
        writeln!(out, "Tidak ada {} dalam daftar: semua sekolah belum terjangkau.", Plain(&view.programme.labels_id.hub))?;
    }
    Ok(())
}

/// The hubs below their minimum by name; after some of them the rest is a matter for the lists.
fn below_minimum(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let below = || view.plan.hubs.iter().filter(|hub| (hub.members.len() as u64) < u64::from(hub.min));
    for hub in below().take(SHOWN) {
        let school = view.school(hub.school);
        writeln!(out, "  {} {}: {} dari {}", school.npsn, Plain(&school.name), hub.members.len(), hub.min)?;
    }
    let count = below().count();
    if count > SHOWN {
        writeln!(out, "  dan {} lagi: lihat /regions/KODE/summary", whole((count - SHOWN) as u64))?;
    }
    Ok(())
}

fn unreached(view: &View<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.unreached.is_empty() {
        return Ok(());
    }
    writeln!(out, "Belum terjangkau menurut sebab:")?;
    for (reason, count) in &summary.unreached {
        writeln!(out, "  {:>8}  {}", whole(*count), Plain(&sentence(*reason, view)))?;
    }
    Ok(())
}

fn sentence(reason: Reason, view: &View<'_>) -> String {
    sentences::unreached(reason, &view.programme.labels_id.hub)
}

fn practice(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let baselines = view.baselines();
    let hub = Plain(&view.programme.labels_id.hub);
    writeln!(out, "Pembanding dengan aturan yang sama:")?;
    line("rencana ini (terbukti terbaik)", &view.plan.objective, out)?;
    line("urut NPSN ke yang terdekat yang masih ada tempat", &baselines.greedy.objective, out)?;
    line("ke yang terdekat tanpa menghitung tempat", &baselines.nearest.objective, out)?;
    let Baseline { overloaded, .. } = baselines.nearest;
    if overloaded > 0 {
        writeln!(out, "  (yang terakhir melebihi tempat pada {} {hub})", whole(overloaded))?;
    }
    Ok(())
}

/// What the programme's derived rules cost against plain ones.
fn choices(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.choices.is_empty() {
        return Ok(());
    }
    writeln!(out, "Pilihan program, dan rencana terbaik tanpa pilihan itu:")?;
    for choice in view.choices {
        let rule = if choice.rule == "priority" { "prioritas" } else { "tempat" };
        line(&format!("tanpa {rule} dari kolom {}", choice.column), &choice.without.objective, out)?;
    }
    Ok(())
}

fn line(word: &str, objective: &Objective, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {word:<50}{:>10} sekolah{:>16} km", whole(objective.reached), km(objective.metres))
}
