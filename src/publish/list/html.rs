//! The officials' answer as a page to print: the annex (*lampiran*) of a decree, as a proposal.

use crate::model::{Grade, School};
use crate::plan::State;
use crate::publish::assignments::reason_text;
use crate::publish::page::frame;
use crate::publish::text::{Html, km, whole};
use crate::publish::{Assignments, sentences};
use crate::snapshot::View;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

/// Writes the answer as a page to print, in Indonesian.
///
/// # Errors
/// Those of the writer.
pub fn write_html(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let view = &answer.view;
    let region = frame::full_name(view, answer.region);
    frame::open(&format!("Usulan penugasan {region}"), out)?;
    title(answer, &region, out)?;
    check_first(answer, out)?;
    counts(answer, out)?;
    annex(answer, out)?;
    unreached(answer, out)?;
    needs_check(answer, out)?;
    frame::provenance(view, out)?;
    frame::close(out)?;
    out.flush()
}

fn title(answer: &Assignments<'_>, region: &str, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let level = answer.level.map_or_else(String::new, |level| format!(" · jenjang {}", level.as_str()));
    writeln!(out, "<p class=\"draft\">USULAN <small>belum ditetapkan</small></p>")?;
    writeln!(
        out,
        "<h1>{} per {}</h1>\n<p class=\"lead\"><bdi>{}</bdi>{level}<br><bdi>{}</bdi></p>",
        Html(&sentences::capital(&view.programme.labels_id.cluster)),
        Html(&view.programme.labels_id.hub),
        Html(region),
        Html(&view.programme.name),
    )
}

fn check_first(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    if answer.check_first.is_empty() {
        return Ok(());
    }
    out.write_all(b"<section class=\"warn\">\n<h2>Periksa lebih dahulu</h2>\n")?;
    writeln!(
        out,
        "<p>Titik {} berikut belum dapat dipercaya. Satu titik keliru menggeser satu {}.</p>\n<ul>",
        Html(&answer.view.programme.labels_id.hub),
        Html(&answer.view.programme.labels_id.cluster),
    )?;
    for at in &answer.check_first {
        let school = answer.view.school(*at);
        let advice = school.grade_reason.map_or("", sentences::advice);
        let place = if school.regions.contain(answer.region) { "" } else { ", di luar wilayah" };
        writeln!(
            out,
            "<li><b><bdi>{}</bdi></b>{place}: titik {}. {}</li>",
            Html(&sentences::named(school)),
            sentences::grade(school.grade),
            Html(advice),
        )?;
    }
    out.write_all(b"</ul>\n</section>\n")
}

fn counts(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = answer.counts;
    let labels = &answer.view.programme.labels_id;
    let rows = [
        (sentences::capital(&labels.hub), counts.hubs),
        (sentences::capital(&labels.member), counts.members),
        ("Belum terjangkau".to_owned(), counts.unreached),
        ("Perlu diperiksa".to_owned(), counts.needs_check),
    ];
    out.write_all(
        b"<h2>Ringkasan sekolah yang berada di wilayah ini</h2>\n<div class=\"wide\"><table class=\"short\">\n<tbody>\n",
    )?;
    for (word, number) in rows {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>", Html(&word), whole(number))?;
    }
    writeln!(
        out,
        "<tr class=\"total\"><th scope=\"row\">Jumlah sekolah</th><td class=\"n\">{}</td></tr>\n</tbody></table></div>",
        whole(counts.schools),
    )?;
    if counts.out_of_scope > 0 {
        writeln!(out, "<p>Di luar cakupan program, tidak dihitung: {} sekolah.</p>", whole(counts.out_of_scope))?;
    }
    Ok(())
}

/// The clusters of the annex: per kecamatan of the hub its hubs, each with the members that concern the region.
type Clusters<'a> = BTreeMap<(&'a str, &'a str), BTreeMap<u32, Vec<u32>>>;

fn clusters<'a>(answer: &Assignments<'a>) -> Clusters<'a> {
    let view = &answer.view;
    let mut clusters = Clusters::new();
    let hubs_and_members = answer.located.iter().chain(&answer.outside);
    for at in hubs_and_members {
        let Some(place) = view.hub_place(*at) else { continue };
        let district = view.school(view.hub(place).school).regions.district;
        let named = district.map_or(("", ""), |id| (&*view.regions().get(id).code.text, &*view.regions().get(id).name));
        let rows = clusters.entry(named).or_default().entry(place).or_default();
        if matches!(view.state(*at), State::Member { .. }) {
            rows.push(*at);
        }
    }
    for rows in clusters.values_mut().flat_map(BTreeMap::values_mut) {
        rows.sort_by_key(|at| (metres(view, *at), *at));
    }
    clusters
}

fn metres(view: &View<'_>, at: u32) -> u32 {
    match view.state(at) {
        State::Member { metres, .. } => metres,
        _ => 0,
    }
}

fn annex(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    let (hub, member) = (&labels.hub, &labels.member);
    writeln!(out, "<h2>Lampiran</h2>\n<div class=\"wide\"><table class=\"annex\">")?;
    let columns = [
        "No",
        "Kecamatan",
        &format!("NPSN {hub}"),
        &sentences::capital(hub),
        "No. urut",
        &format!("NPSN {member}"),
        &sentences::capital(member),
        "Bentuk",
        "Status",
        &format!("Kecamatan {member}"),
        "Jarak (km, garis lurus)",
        "Keterangan",
    ];
    frame::table_head(&columns, out)?;
    let clusters = clusters(answer);
    let mut number = 0;
    let (mut members, mut total_m) = (0, 0);
    for ((_, district), hubs) in &clusters {
        let count: usize = hubs.values().map(Vec::len).sum();
        writeln!(
            out,
            "<tbody class=\"group\"><tr><th colspan=\"12\" scope=\"rowgroup\">Kecamatan <bdi>{}</bdi> · {} {} · {} {}</th></tr></tbody>",
            Html(if district.is_empty() { "tidak tertulis" } else { district }),
            whole(hubs.len() as u64),
            Html(&labels.cluster),
            whole(count as u64),
            Html(member),
        )?;
        for (place, rows) in hubs {
            number += 1;
            cluster(answer, number, district, *place, rows, out)?;
            members += rows.len();
            total_m += rows.iter().map(|at| u64::from(metres(&answer.view, *at))).sum::<u64>();
        }
    }
    writeln!(
        out,
        "<tbody><tr class=\"total\"><th colspan=\"4\" scope=\"row\">Jumlah: {number} {}</th><td colspan=\"6\">{} {}</td><td class=\"n\">{}</td><td></td></tr></tbody>\n</table></div>",
        Html(&labels.cluster),
        whole(members as u64),
        Html(member),
        km(total_m),
    )
}

fn cluster(
    answer: &Assignments<'_>,
    number: usize,
    district: &str,
    place: u32,
    rows: &[u32],
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = &answer.view;
    let plan = view.hub(place);
    let hub = view.school(plan.school);
    let outside = if hub.regions.contain(answer.region) { "" } else { "<br><small>di luar wilayah</small>" };
    let meeting = answer
        .meetings
        .get(&place)
        .map_or_else(String::new, |school| format!("<br><small>Tempat pertemuan: <bdi>{}</bdi></small>", Html(&school.name)));
    writeln!(
        out,
        "<tbody>\n<tr><td class=\"n\" rowspan=\"{span}\">{number}</td><td rowspan=\"{span}\"><bdi>{}</bdi></td>\
         <td rowspan=\"{span}\">{}</td><th scope=\"rowgroup\" rowspan=\"{span}\"><bdi>{}</bdi>{outside}{meeting}</th>",
        Html(district),
        hub.npsn,
        Html(&hub.name),
        span = rows.len().max(1),
    )?;
    if rows.is_empty() {
        writeln!(out, "<td colspan=\"8\">belum ada {}</td></tr>", Html(&view.programme.labels_id.member))?;
    }
    for (order, at) in rows.iter().enumerate() {
        out.write_all(if order == 0 { b"" } else { b"<tr>" })?;
        member_cells(answer, order + 1, *at, hub, out)?;
    }
    out.write_all(b"</tbody>\n")
}

fn member_cells(answer: &Assignments<'_>, order: usize, at: u32, hub: &School, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let school = view.school(at);
    writeln!(
        out,
        "<td class=\"n\">{order}</td><td>{}</td><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{}</td><td><bdi>{}</bdi></td>\
         <td class=\"n\">{}</td><td>{}</td></tr>",
        school.npsn,
        Html(&school.name),
        Html(school.form.as_str()),
        school.status.map_or("", crate::model::Status::as_str),
        Html(district_name(view, school)),
        km(metres(view, at)),
        notes(answer, at, hub).join("; "),
    )
}

fn district_name<'a>(view: &View<'a>, school: &School) -> &'a str {
    school.regions.district.map_or("", |id| &view.regions().get(id).name)
}

/// What an official must know about a row; constant words only.
fn notes(answer: &Assignments<'_>, at: u32, hub: &School) -> Vec<&'static str> {
    let school = answer.view.school(at);
    let (crosses, required) = match answer.view.state(at) {
        State::Member { crosses, required, .. } => (crosses, required),
        _ => (false, false),
    };
    let notes = [
        (!school.regions.contain(answer.region), "di luar wilayah"),
        (required, "pasangan diwajibkan"),
        (crosses, "lintas wilayah pilihan"),
        (school.grade == Grade::Doubtful, "titik meragukan"),
        (school.is_approximate(), "titik perkiraan (kecamatan)"),
        (hub.grade == Grade::Doubtful, "titik pengampu meragukan"),
        (hub.is_approximate(), "titik pengampu perkiraan"),
    ];
    notes.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect()
}

fn unreached(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let hub = sentences::capital(&view.programme.labels_id.hub);
    let columns = [
        "No",
        "Kecamatan",
        "NPSN",
        "Sekolah",
        "Bentuk",
        "Status",
        "Sebab",
        &format!("{hub} terdekat"),
        "Jarak (km, garis lurus)",
        "Jalan keluar termurah",
    ];
    let schools = of_state(answer, State::Unreached);
    section(
        &schools,
        "Belum terjangkau",
        &columns,
        out,
        |at, out| {
            let reason = view.reason(at);
            let nearest = reason.and_then(|reason| reason.nearest);
            writeln!(
                out,
                "<td>{}</td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td><bdi>{}</bdi></td></tr>",
                Html(&reason_text(view, at).unwrap_or_default()),
                Html(nearest.map_or("", |nearest| &view.school(nearest.school).name)),
                nearest.map_or_else(String::new, |nearest| km(nearest.metres)),
                Html(&reason.map_or_else(String::new, |reason| sentences::unlock(view, reason.unlock))),
            )
        },
        view,
    )
}

fn needs_check(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let columns = ["No", "Kecamatan", "NPSN", "Sekolah", "Bentuk", "Status", "Yang perlu diperiksa"];
    let schools = of_state(answer, State::NeedsCheck);
    section(
        &schools,
        "Perlu diperiksa",
        &columns,
        out,
        |at, out| writeln!(out, "<td>{}</td></tr>", Html(&reason_text(view, at).unwrap_or_default())),
        view,
    )
}

fn of_state(answer: &Assignments<'_>, state: State) -> Vec<u32> {
    answer.located.iter().copied().filter(|at| answer.view.state(*at) == state).collect()
}

/// One table of schools that share the first six columns; `rest` writes the others and ends the row.
fn section(
    schools: &[u32],
    title: &str,
    columns: &[&str],
    out: &mut dyn Write,
    rest: impl Fn(u32, &mut dyn Write) -> io::Result<()>,
    view: &View<'_>,
) -> io::Result<()> {
    if schools.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>{title}</h2>\n<div class=\"wide\"><table>")?;
    frame::table_head(columns, out)?;
    out.write_all(b"<tbody>\n")?;
    for (order, at) in schools.iter().enumerate() {
        let school = view.school(*at);
        write!(
            out,
            "<tr><td class=\"n\">{}</td><td><bdi>{}</bdi></td><td>{}</td><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td><td>{}</td>",
            order + 1,
            Html(district_name(view, school)),
            school.npsn,
            Html(&school.name),
            Html(school.form.as_str()),
            school.status.map_or("", crate::model::Status::as_str),
        )?;
        rest(*at, out)?;
    }
    writeln!(
        out,
        "<tr class=\"total\"><th colspan=\"{}\" scope=\"row\">Jumlah: {} sekolah</th></tr>\n</tbody></table></div>",
        columns.len(),
        whole(schools.len() as u64),
    )
}
