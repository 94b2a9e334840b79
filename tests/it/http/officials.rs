//! What officials ask for: lists of an office, the draft of a decree, what changed since another plan.

use super::server::{OFFICE, Server, compared};
use imbas::publish::diff::Compared;
use serde_json::Value;

#[test]
fn an_office_has_the_schools_of_all_its_regions() {
    let server = Server::start();
    let rows = |target: &str| -> Vec<Value> { server.get(target).json()["assignments"].as_array().expect("rows").clone() };
    let located = |rows: &[Value]| rows.iter().filter(|row| row["located"] == true).count();
    let office = rows(&format!("/offices/{OFFICE}/assignments"));
    let (city, regency) = (rows("/regions/13.75/assignments"), rows("/regions/13.06/assignments"));
    assert_eq!(located(&office), located(&city) + located(&regency));
    let sheet = server.get(&format!("/offices/{OFFICE}/assignments.csv?locale=id"));
    assert_eq!(sheet.text_of("content-disposition"), format!("attachment; filename=\"penugasan-{OFFICE}.csv\""));
    let listed = server.get("/offices").json();
    assert_eq!(
        (&listed["offices"][0]["id"], listed["offices"][0]["regions"].as_array().map(Vec::len)),
        (&OFFICE.into(), Some(2))
    );
    let unknown = server.get("/offices/tidak-ada/assignments");
    assert_eq!((unknown.status, &unknown.json()["known"][0]), (404, &OFFICE.into()));
}

#[test]
fn a_decree_is_a_marked_draft_with_its_parts_and_the_annex() {
    let server = Server::start();
    for (target, paper) in [("/regions/13.75/decree", "decree a4"), ("/regions/13.75/decree?paper=f4&level=SD", "decree f4")] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.text_of("content-type")), (200, "text/html; charset=utf-8"), "{target}");
        let page = answer.text();
        for part in [
            "DRAF",
            "PEMERINTAH KOTA BUKITTINGGI",
            "NOMOR: [..........]",
            "TENTANG",
            "Menimbang",
            "Mengingat",
            "Memperhatikan",
            "MEMUTUSKAN:",
            "Menetapkan",
            "KESATU",
            "LAMPIRAN",
            "Jarak (km, garis lurus)",
            paper,
        ] {
            assert!(page.contains(part), "{target}: {part}");
        }
        assert!(!page.contains("<script"), "names stay text");
    }
    let page = server.get("/regions/13.75/decree");
    let page = page.text();
    assert!(page.contains("Kewenangan: jenjang SMA") && page.contains("tidak tercantum"), "the province decides about SMA");
    assert!(!page.contains("SMA Contoh"), "and its schools are in no decree of a regency");
    let other = server.get("/regions/13.75/decree?level=SMA");
    assert!(other.text().contains("diputuskan pemerintah daerah lain") && other.text().contains("JENJANG SMA"));
    assert!(server.get("/regions/13/decree").text().contains("JENJANG SMA"), "the province's own lists them");
    assert_eq!(server.get("/regions/13.75/decree?paper=a3").json()["parameter"], "paper");
}

#[test]
fn the_difference_tells_who_was_added_moved_and_dropped() {
    let server = Server::start();
    let diff = server.get("/regions/13.75/diff").json();
    let kind = |npsn: &str| {
        let changes = diff["changes"].as_array().expect("changes");
        changes.iter().find(|change| change["npsn"] == npsn).map(|change| change["change"].clone())
    };
    assert_eq!(kind("00000011"), Some("dropped".into()), "its position cannot be used");
    assert_eq!(kind("00000002"), Some("moved".into()));
    assert_eq!(kind("00000001"), None, "a hub in both plans");
    assert_eq!(
        (&diff["before"], &diff["members_before"], &diff["metres_before"]),
        (&"lama.json".into(), &2.into(), &2_500.into())
    );
    let counted: u64 = ["added", "moved", "dropped", "measured", "role"].iter().map(|kind| diff[kind].as_u64().unwrap()).sum();
    assert_eq!(counted as usize, diff["changes"].as_array().unwrap().len());
    let regions = diff["regions"].as_array().unwrap();
    assert_eq!(regions.iter().map(|one| one["members_before"].as_u64().unwrap()).sum::<u64>(), 2, "per kecamatan");
    let sheet = server.get_with("/regions/13.75/diff?locale=id", &[("accept", "text/csv")]);
    assert!(sheet.text().starts_with("\u{feff}npsn;nama;"));
    let page = server.get_with("/regions/13.75/diff", &[("accept", "text/html")]);
    assert!(page.text().contains("tidak lagi diimbas") && !page.text().contains("<script"));
}

#[test]
fn the_difference_to_another_plan_has_another_tag() {
    let tag = |compared| Server::compared_with(compared).get("/regions/13.75/diff").text_of("etag").to_owned();
    assert_eq!(tag(compared()), tag(compared()));
    assert_ne!(tag(compared()), tag(Compared { sha256: "1".repeat(64), ..compared() }));
}
