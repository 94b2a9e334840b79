//! The words of the draft, from the programme, the plan and the area.

use crate::model::{Level, RegionId, RegionLevel};
use crate::plan::Rules;
use crate::publish::text::whole;
use crate::publish::{Assignments, sentences};
use crate::snapshot::View;
use std::collections::BTreeSet;

/// The parts of the draft that depend on programme, plan and area.
pub(super) struct Decree {
    pub(super) government: String,
    pub(super) office: String,
    /// Who signs.
    pub(super) signer: String,
    pub(super) title: String,
    pub(super) considering: Vec<String>,
    pub(super) recalling: Vec<String>,
    pub(super) noting: Vec<String>,
    pub(super) rulings: Vec<String>,
}

impl Decree {
    pub(super) fn new(answer: &Assignments<'_>) -> Self {
        let view = &answer.view;
        let (government, office) = authority(view, answer.area.region());
        let labels = &view.programme.labels_id;
        let level = answer.level.map_or_else(String::new, |level| format!(" JENJANG {}", level.as_str()));
        let period = view.programme.period.as_deref().unwrap_or("[tahun]").to_uppercase();
        let title = format!(
            "PENETAPAN {}, {} DAN {}{level} DI {} PERIODE {period}",
            labels.cluster.to_uppercase(),
            labels.hub.to_uppercase(),
            labels.member.to_uppercase(),
            answer.area.name(view).to_uppercase(),
        );
        let signer = format!("KEPALA {office}");
        Self {
            considering: considering(answer),
            recalling: recalling(view),
            noting: noting(view),
            rulings: rulings(answer),
            government,
            office,
            signer,
            title,
        }
    }

    /// What must be checked before anybody signs.
    pub(super) fn checks(&self, answer: &Assignments<'_>) -> Vec<String> {
        let view = &answer.view;
        let mut checks = vec![
            "Nomor, tanggal, tempat, nama dan NIP penanda tangan, serta alamat kantor.".to_owned(),
            "Keberlakuan setiap dasar hukum pada Mengingat: peraturan dapat diubah atau dicabut.".to_owned(),
        ];
        let others: Vec<&str> =
            levels(answer).into_iter().filter(|level| !decides(view, answer.area.region(), *level)).map(Level::as_str).collect();
        if !others.is_empty() {
            checks.push(format!(
                "Kewenangan: jenjang {} diputuskan pemerintah daerah lain (PAUD, SD, SMP kabupaten/kota; SMA, SMK, SLB provinsi); pilih dengan ?level=.",
                others.join(", ")
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

/// The levels of the schools of the answer.
fn levels(answer: &Assignments<'_>) -> Vec<Level> {
    let levels: BTreeSet<Level> = answer.located.iter().filter_map(|at| answer.view.school(*at).level()).collect();
    levels.into_iter().collect()
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
