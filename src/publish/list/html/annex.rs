//! The annex as a table to print.

use crate::publish::Assignments;
use crate::publish::list::annex::{self, Cluster, District, Member};
use crate::publish::page::frame;
use crate::publish::text::{Html, km, whole};
use std::io::{self, Write};

/// Writes the annex: per kecamatan of the hub its hubs with their members.
pub(in crate::publish) fn write(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    let districts = annex::districts(answer);
    out.write_all(b"<div class=\"wide\"><table class=\"annex\">\n")?;
    frame::table_head(&annex::columns(labels).each_ref().map(String::as_str), out)?;
    for district in &districts {
        group(answer, district, out)?;
        for cluster in &district.clusters {
            write_cluster(answer, district, cluster, out)?;
        }
    }
    let members: usize = districts.iter().map(District::members).sum();
    writeln!(
        out,
        "<tbody><tr class=\"total\"><th colspan=\"4\" scope=\"row\">Jumlah: {} {}</th><td colspan=\"6\">{} {}</td><td class=\"n\">{}</td><td></td></tr></tbody>\n</table></div>",
        whole(districts.iter().map(|district| district.clusters.len()).sum::<usize>() as u64),
        Html(&labels.cluster),
        whole(members as u64),
        Html(&labels.member),
        km(districts.iter().map(District::metres).sum::<u64>()),
    )
}

fn group(answer: &Assignments<'_>, district: &District<'_>, out: &mut dyn Write) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    writeln!(
        out,
        "<tbody class=\"group\"><tr><th colspan=\"{}\" scope=\"rowgroup\">Kecamatan <bdi>{}</bdi> · {} {} · {} {}</th></tr></tbody>",
        annex::COLUMNS,
        Html(district.title()),
        whole(district.clusters.len() as u64),
        Html(&labels.cluster),
        whole(district.members() as u64),
        Html(&labels.member),
    )
}

fn write_cluster(
    answer: &Assignments<'_>,
    district: &District<'_>,
    cluster: &Cluster<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let outside = if cluster.located { "" } else { "<br><small>di luar wilayah</small>" };
    let meeting = cluster
        .meeting
        .map_or_else(String::new, |school| format!("<br><small>Tempat pertemuan: <bdi>{}</bdi></small>", Html(&school.name)));
    writeln!(
        out,
        "<tbody>\n<tr><td class=\"n\" rowspan=\"{span}\">{}</td><td rowspan=\"{span}\"><bdi>{}</bdi></td>\
         <td rowspan=\"{span}\">{}</td><th scope=\"rowgroup\" rowspan=\"{span}\"><bdi>{}</bdi>{outside}{meeting}</th>",
        cluster.number,
        Html(district.name),
        cluster.hub.npsn,
        Html(&cluster.hub.name),
        span = cluster.members.len().max(1),
    )?;
    if cluster.members.is_empty() {
        writeln!(out, "<td colspan=\"8\">belum ada {}</td></tr>", Html(&answer.view.programme.labels_id.member))?;
    }
    for (order, member) in cluster.members.iter().enumerate() {
        out.write_all(if order == 0 { b"" } else { b"<tr>" })?;
        member_cells(order + 1, member, out)?;
    }
    out.write_all(b"</tbody>\n")
}

fn member_cells(order: usize, member: &Member<'_>, out: &mut dyn Write) -> io::Result<()> {
    let school = member.school;
    writeln!(
        out,
        "<td class=\"n\">{order}</td><td>{}</td><td><bdi>{}</bdi></td><td class=\"form\"><bdi>{}</bdi></td><td>{}</td><td><bdi>{}</bdi></td>\
         <td class=\"n\">{}</td><td>{}</td></tr>",
        school.npsn,
        Html(&school.name),
        Html(school.form.as_str()),
        school.status.map_or("", crate::model::Status::as_str),
        Html(member.district),
        km(member.metres),
        member.notes.join("; "),
    )
}
