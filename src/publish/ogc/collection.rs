//! What the collections are called for people.

use crate::publish::Collection;

/// The title of a collection, in Indonesian.
#[must_use]
pub fn title(collection: Collection) -> &'static str {
    match collection {
        Collection::Schools => "Sekolah",
        Collection::Clusters => "Gugus pengimbasan",
        Collection::Links => "Garis penugasan",
        Collection::Regions => "Wilayah",
        Collection::Findings => "Temuan data",
    }
}

/// What one feature of a collection is, in Indonesian.
#[must_use]
pub fn description(collection: Collection) -> &'static str {
    match collection {
        Collection::Schools => {
            "Setiap sekolah dengan peran, hub, jarak garis lurus, dan sebabnya; tanpa titik bila titiknya tidak dapat dipakai."
        }
        Collection::Clusters => "Setiap hub dengan anggotanya sebagai satu bidang, dengan jumlah dan jarak garis lurus.",
        Collection::Links => "Garis lurus dari hub ke setiap anggota, dengan jaraknya; bukan jalan.",
        Collection::Regions => "Setiap wilayah yang mempunyai sekolah atau batas, dengan jumlah sekolah menurut peran.",
        Collection::Findings => "Setiap temuan pemeriksaan data, pada titik yang tertulis di daftar.",
    }
}
