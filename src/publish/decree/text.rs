//! The words of the draft, from the programme, the plan and the area.

use crate::model::{DecreeWords, Level, RegionId, RegionLevel};
use crate::plan::{Rules, State};
use crate::publish::text::whole;
use crate::publish::{Area, Assignments, sentences};
use crate::snapshot::View;
use std::collections::BTreeSet;

/// The parts of the draft that depend on programme, plan and area.
pub(super) struct Decree {
    pub(super) government: String,
    pub(super) office: String,
    pub(super) address: String,
    /// Who signs.
    pub(super) signer: String,
    /// Where it is signed.
    pub(super) place: String,
    pub(super) title: String,
    pub(super) considering: Vec<String>,
    pub(super) recalling: Vec<String>,
    pub(super) noting: Vec<String>,
    pub(super) rulings: Vec<String>,
}

impl Decree {
    pub(super) fn new(answer: &Assignments<'_>) -> Self {
        let view = &answer.view;
        let own = &view.programme.decree;
        let filled = |text: &String| fill(text, answer);
        // What the office says, or what the program proposes.
        let items = |own: &[String], proposed: Vec<String>| {
            if own.is_empty() { proposed } else { own.iter().map(filled).collect() }
        };
        let (government, office) = authority(view, answer.area.region());
        let office = own.office.as_ref().map_or(office, |own| filled(own).to_uppercase());
        Self {
            government: own.government.as_ref().map_or(government, |own| filled(own).to_uppercase()),
            address: own.address.as_ref().map_or_else(|| "[alamat, telepon, surel]".to_owned(), filled),
            signer: own.signer.as_ref().map_or_else(|| format!("KEPALA {office}"), |own| filled(own).to_uppercase()),
            place: own.place.as_ref().map_or_else(|| "[..........]".to_owned(), filled),
            office,
            title: title(answer),
            considering: items(&own.considering, considering(answer)),
            recalling: items(&own.recalling, recalling(view)),
            noting: items(&own.noting, noting(view)),
            rulings: items(&own.rulings, rulings(answer)),
        }
    }

    /// What must be checked before anybody signs.
    pub(super) fn checks(&self, answer: &Assignments<'_>) -> Vec<String> {
        let view = &answer.view;
        let mut checks = vec![
            "Nomor, tanggal, tempat, nama dan NIP penanda tangan, serta alamat kantor.".to_owned(),
            "Keberlakuan setiap dasar hukum pada Mengingat: peraturan dapat diubah atau dicabut.".to_owned(),
        ];
        if answer.level.is_some_and(|level| !decides(view, answer.area.region(), level)) {
            checks.push(
                "Kewenangan: jenjang ini diputuskan pemerintah daerah lain (PAUD, SD, SMP kabupaten/kota; SMA, SMK, SLB provinsi)."
                    .to_owned(),
            );
        }
        let others = named(levels(view, answer.area).into_iter().filter(|level| !decides(view, answer.area.region(), *level)));
        if answer.level.is_none() && !others.is_empty() {
            checks.push(format!(
                "Kewenangan: jenjang {others} di wilayah ini diputuskan pemerintah daerah lain (PAUD, SD, SMP kabupaten/kota; SMA, SMK, SLB \
                 provinsi) dan tidak tercantum di sini."
            ));
        }
        if !answer.check_first.is_empty() {
            checks.push(format!(
                "Titik {} {} belum dapat dipercaya; perbaiki dahulu di Verval SP.",
                whole(answer.check_first.len() as u64),
                view.programme.labels_id.hub
            ));
        }
        checks
    }
}

/// The levels that a decree for an area lists unless one is asked for: those that its government decides.
pub(super) fn decided_levels(view: &View<'_>, area: Area) -> Vec<Level> {
    levels(view, area).into_iter().filter(|level| decides(view, area.region(), *level)).collect()
}

/// Puts the words of programme and plan where a text has a place for them.
fn fill(text: &str, answer: &Assignments<'_>) -> String {
    let (labels, counts) = (&answer.view.programme.labels_id, answer.counts);
    let word = |place: &str| match place {
        "hub" => labels.hub.clone(),
        "member" => labels.member.clone(),
        "cluster" => labels.cluster.clone(),
        "region" => answer.area.name(&answer.view),
        "period" => period(&answer.view).to_owned(),
        "hubs" => whole(counts.hubs),
        "members" => whole(counts.members),
        other => unreachable!("programmes with {other} are refused when they are read"),
    };
    DecreeWords::PLACES.into_iter().fold(text.to_owned(), |text, place| text.replace(&format!("{{{place}}}"), &word(place)))
}

fn period<'a>(view: &View<'a>) -> &'a str {
    view.programme.period.as_deref().unwrap_or("[tahun]")
}

fn title(answer: &Assignments<'_>) -> String {
    let (view, labels) = (&answer.view, &answer.view.programme.labels_id);
    let located: BTreeSet<Level> = answer.located.iter().filter_map(|at| view.school(*at).level()).collect();
    let levels = named(answer.level.map_or_else(|| located.into_iter().collect(), |level| vec![level]).into_iter());
    let levels = if levels.is_empty() { levels } else { format!(" JENJANG {levels}") };
    format!(
        "PENETAPAN {}, {} DAN {}{levels} DI {} PERIODE {}",
        labels.cluster.to_uppercase(),
        labels.hub.to_uppercase(),
        labels.member.to_uppercase(),
        answer.area.name(view).to_uppercase(),
        period(view).to_uppercase(),
    )
}

fn named(levels: impl Iterator<Item = Level>) -> String {
    levels.map(Level::as_str).collect::<Vec<_>>().join(", ")
}

/// The government and its office that sign for a region: of the kabupaten or kota, or of the province.
fn authority(view: &View<'_>, region: Option<RegionId>) -> (String, String) {
    let Some(region) = region else {
        return ("PEMERINTAH [PROVINSI/KABUPATEN/KOTA]".to_owned(), "DINAS PENDIDIKAN [..........]".to_owned());
    };
    let regions = view.regions();
    let own = regions.ancestor(region, RegionLevel::Regency).or_else(|| regions.ancestor(region, RegionLevel::Province));
    let named = regions.get(own.unwrap_or(region));
    let name = named.name.to_uppercase();
    let name = match named.level {
        RegionLevel::Province if !name.starts_with("PROVINSI") => format!("PROVINSI {name}"),
        _ => name.replace("KAB. ", "KABUPATEN "),
    };
    (format!("PEMERINTAH {name}"), format!("DINAS PENDIDIKAN {name}"))
}

/// The levels of the schools of an area that take part.
fn levels(view: &View<'_>, area: Area) -> BTreeSet<Level> {
    let take_part = |at: &u32| !matches!(view.state(*at), State::OutOfScope(_));
    area.schools(view).into_iter().filter(take_part).filter_map(|at| view.school(at).level()).collect()
}

/// Whether the government that signs for the region decides about a level.
fn decides(view: &View<'_>, region: Option<RegionId>, level: Level) -> bool {
    let of_province = Rules::lawful_regions().get(level) == RegionLevel::Province;
    region.is_none_or(|region| (view.regions().get(region).level == RegionLevel::Province) == of_province)
}

fn considering(answer: &Assignments<'_>) -> Vec<String> {
    let labels = &answer.view.programme.labels_id;
    vec![
        format!(
            "bahwa untuk menyebarluaskan praktik baik antarsatuan pendidikan di {}, {} perlu mengimbaskan praktik baiknya kepada {} di sekitarnya;",
            answer.area.name(&answer.view),
            labels.hub,
            labels.member
        ),
        format!(
            "bahwa pembagian {} telah disusun menurut jenjang, wilayah keputusan, jarak garis lurus, dan daya tampung setiap {}, sehingga dapat \
             dipertanggungjawabkan;",
            labels.cluster, labels.hub
        ),
        format!(
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan {} dengan keputusan;",
            labels.cluster
        ),
    ]
}

/// The programme's legal basis after the laws that bear on every such decree.
fn recalling(view: &View<'_>) -> Vec<String> {
    let mut items = vec![
        "Undang-Undang Nomor 20 Tahun 2003 tentang Sistem Pendidikan Nasional;".to_owned(),
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah, sebagaimana telah beberapa kali diubah [periksa perubahan terakhir];".to_owned(),
    ];
    match &view.programme.legal_basis {
        Some(basis) => items.push(format!("{basis} [periksa keberlakuannya];")),
        None => items.push("[dasar hukum program];".to_owned()),
    }
    items.push("[peraturan daerah dan peraturan kepala daerah yang berlaku];".to_owned());
    items
}

fn noting(view: &View<'_>) -> Vec<String> {
    let inputs: Vec<&str> = view.data.files.iter().map(|file| &*file.name).collect();
    vec![
        format!("{};", view.programme.name),
        format!(
            "rencana versi {} yang disusun dengan imbas {} dari {};",
            view.version,
            env!("CARGO_PKG_VERSION"),
            inputs.join(", ")
        ),
        "[berita acara rapat penetapan].".to_owned(),
    ]
}

fn rulings(answer: &Assignments<'_>) -> Vec<String> {
    let (counts, labels) = (answer.counts, &answer.view.programme.labels_id);
    let mut rulings = vec![
        format!(
            "Menetapkan {} yang terdiri atas {} {} dan {} {} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari \
             Keputusan ini.",
            labels.cluster,
            whole(counts.hubs),
            labels.hub,
            whole(counts.members),
            labels.member
        ),
        format!(
            "{} sebagaimana dimaksud dalam Diktum KESATU melaksanakan pengimbasan praktik baik kepada {} dalam {}-nya.",
            sentences::capital(&labels.hub),
            labels.member,
            labels.cluster
        ),
    ];
    if counts.unreached + counts.needs_check > 0 {
        rulings.push(format!(
            "Satuan pendidikan yang belum terjangkau ({}) dan yang titiknya perlu diperiksa ({}) ditetapkan kemudian setelah datanya dilengkapi.",
            whole(counts.unreached),
            whole(counts.needs_check)
        ));
    }
    rulings.push("Biaya yang timbul akibat Keputusan ini dibebankan pada [sumber anggaran].".to_owned());
    rulings.push("Keputusan ini mulai berlaku pada tanggal ditetapkan.".to_owned());
    rulings
}
