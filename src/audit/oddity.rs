//! Values, forms and regions that are not understood: one finding per spelling and file, or per region.

use crate::audit::intake::{Oddities, UnknownRegions};
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, quote};
use crate::import::Column;
use crate::model::{Code, Finding, RegionLevel, Said, said};

/// Reports what was noted while the cells were read.
pub(super) fn judge(scene: &Scene<'_>, oddities: Oddities, unknown_regions: UnknownRegions, ledger: &mut Ledger) {
    for ((code, _, column, text), schools) in oddities {
        let (expected, instead) = (expected(column), instead(column));
        let found = if text.is_empty() {
            said!("seharusnya {expected}, sel kosong", "expected {expected}, found an empty cell", expected = expected)
        } else {
            let text = quote(&text);
            said!(
                "seharusnya {expected}, tertulis {text}{instead}",
                "expected {expected}, found {text}{instead}",
                expected = expected,
                text = text,
                instead = instead,
            )
        };
        ledger.report(finding(scene, code, Some(column), &schools, found));
    }
    // Somebody who brings the polygon of a region knows it, whatever the table says.
    for (region, schools) in unknown_regions.into_iter().filter(|(region, _)| scene.boundaries.polygon(*region).is_none()) {
        let known = scene.regions.get(region);
        let column = region_column(known.level);
        let found = said!(
            "seharusnya {level} dalam daftar Kemendagri, tertulis {name} (kode {code})",
            "expected a {level} of the Kemendagri table, found {name} (code {code})",
            level = rank(known.level),
            name = quote(&known.name),
            code = quote(&known.code.text),
        );
        let finding = finding(scene, Code::UnknownRegion, column, &schools, found);
        ledger.report(finding.with_region(Some(region)));
    }
}

/// One school gives a finding with its number and place, several give one finding that lists them.
fn finding(scene: &Scene<'_>, code: Code, column: Option<Column>, schools: &[usize], found: Said) -> Finding {
    match schools {
        [only] => scene.finding(*only, code, column, found),
        _ => {
            let found = said!("{found}, pada {rows} baris", "{found} in {rows} rows", found = found, rows = schools.len());
            scene.group_finding(code, schools, found)
        }
    }
}

fn rank(level: RegionLevel) -> Said {
    match level {
        RegionLevel::Country => Said::fixed("negara", "country"),
        RegionLevel::Province => Said::fixed("provinsi", "province"),
        RegionLevel::Regency => Said::fixed("kabupaten/kota", "regency"),
        RegionLevel::District => Said::fixed("kecamatan", "district"),
        RegionLevel::Village => Said::fixed("desa/kelurahan", "village"),
    }
}

fn region_column(level: RegionLevel) -> Option<Column> {
    match level {
        RegionLevel::Province => Some(Column::Province),
        RegionLevel::Regency => Some(Column::Regency),
        RegionLevel::District => Some(Column::District),
        RegionLevel::Country | RegionLevel::Village => None,
    }
}

fn expected(column: Column) -> Said {
    match column {
        Column::Form => Said::fixed("bentuk pendidikan yang dikenal", "a known form of school"),
        Column::Status => Said::fixed("N, S, Negeri, atau Swasta", "N, S, Negeri or Swasta"),
        Column::Hub => Said::fixed("1, 0, ya, tidak, true, atau false", "1, 0, ya, tidak, true or false"),
        Column::Priority => Said::fixed("bilangan bulat 1 sampai 1.000", "a whole number from 1 to 1000"),
        Column::Accreditation => Said::fixed("A, B, C, atau TT", "A, B, C or TT"),
        _ => Said::fixed("bilangan bulat", "a whole number"),
    }
}

/// What holds where a value is not understood, when it changes a plan.
fn instead(column: Column) -> Option<Said> {
    match column {
        Column::Hub => Some(Said::fixed("; tidak dibaca sebagai hub", "; not read as a hub")),
        Column::Capacity => {
            Some(Said::fixed("; jumlah tempat menurut program yang berlaku", "; the places of the programme hold"))
        }
        Column::Priority => Some(Said::fixed("; dihitung 1", "; counted as 1")),
        _ => None,
    }
}
