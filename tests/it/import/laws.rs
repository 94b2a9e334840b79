//! What holds for every input: no panic, no row lost, no order that matters.

use super::shapes::workbook;
use super::{check_account, source, spelled};
use imbas::import::{self, Source};
use proptest::prelude::*;

fn read_as_everything(source: &Source) {
    if let Ok(import) = import::read(std::slice::from_ref(source)) {
        check_account(&import);
    }
    if let Ok((report, hubs)) = import::read_hubs(source) {
        assert_eq!(report.rows, hubs.len() as u64);
    }
    if let Ok((report, repairs)) = import::read_repairs(source) {
        assert_eq!(report.rows, repairs.len() as u64);
    }
    let _ = import::read_pairs(source);
}

/// One good file of each shape, to be spoiled.
fn seeds() -> Vec<Vec<u8>> {
    let csv = "judul\nnpsn;nama;bentuk;lintang;bujur\n10300001;\"SDN\n 1\";SD;-0,3;100,3\n10300002;B;SMP;;\n";
    let json = r#"{"086000":[{"npsn":"10300001","nama":"A\u00e9","bentuk":"SD","lintang":-0.3},{"npsn":null}]}"#;
    let point = r#""geometry":{"type":"Point","coordinates":[100.3,-0.3]}"#;
    let geojson =
        format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"npsn":"10300001"}},{point}}}]}}"#);
    let wide = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![csv.into(), json.into(), geojson.into(), wide, workbook(&[("S", &[&["NPSN", "Nama"], &["10300001", "A"]])])]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_as_everything(&source("x", bytes));
    }

    #[test]
    fn any_text_of_the_right_letters_is_read_or_refused(text in "(npsn|nama|hub|aturan|10300001|SD|[,;\\t\\n\"'\\[\\]{}:0-9a]){0,60}") {
        read_as_everything(&source("x", text));
    }

    #[test]
    fn spoiled_files_are_read_or_refused(
        seed in 0..5_usize,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds()[seed].clone();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_as_everything(&source("x", bytes));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in proptest::collection::vec((0..6_u8, 0..3_u8, 0..3_u8), 1..20).prop_shuffle(),
        keys in proptest::collection::vec(any::<u32>(), 20),
    ) {
        let text = |rows: &[(u8, u8, u8)]| -> String {
            let line = |(npsn, name, form): &(u8, u8, u8)| {
                let npsn = if *npsn == 0 { String::new() } else { format!("1030000{npsn}") };
                let form = ["", "SD", "MI"][usize::from(*form)];
                format!("{npsn},SDN {name},{form},{form}\n")
            };
            std::iter::once("npsn,nama,jenjang,bentuk\n".to_owned()).chain(rows.iter().map(line)).collect()
        };
        let mut keyed: Vec<_> = keys.into_iter().zip(rows.clone()).collect();
        keyed.sort();
        let shuffled: Vec<_> = keyed.into_iter().map(|(_, row)| row).collect();
        let later = source("later", "npsn,nama,bentuk\n10300001,SDN 9,SD\n10300009,SDN 9,SD\n");
        let [one, other] = [rows, shuffled].map(|rows| import::read(&[source("x", text(&rows)), later.clone()]).unwrap());
        check_account(&one);
        prop_assert_eq!(spelled(&one), spelled(&other));
        prop_assert_eq!(one.files[0].refused, other.files[0].refused);
    }
}
