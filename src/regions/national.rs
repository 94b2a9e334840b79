//! The tables of `data/regions`, embedded; its README tells where each comes from.
//!
//! In: nothing. Out: the national regions, sorted by code, and what was added by hand. Must not know: lists.

use crate::model::{RegionCode, RegionId};
use crate::regions::Region;
use crate::regions::codes::dotted_level;
use std::sync::LazyLock;

const WRITTEN_BY_SCRIPT: &str = "data/regions/build.py writes two columns";
const CHECKED_BY_TEST: &str = "the tables made by hand have three columns";

/// The codes that one region has in other systems.
pub(super) struct Crosswalk {
    pub(super) kemendagri: &'static str,
    pub(super) kemdikbud: &'static str,
    /// More than one where published lists conflict.
    pub(super) bps: Vec<&'static str>,
}

/// Codes of other systems, as far as they are known.
pub(super) static CROSSWALK: LazyLock<Vec<Crosswalk>> = LazyLock::new(|| {
    let rows = three_columns(include_str!("../../data/regions/crosswalk.csv"));
    rows.map(|[kemendagri, kemdikbud, bps]| Crosswalk { kemendagri, kemdikbud, bps: bps.split_whitespace().collect() }).collect()
});

/// Official code and another name of the same region.
pub(super) static ALIASES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = three_columns(include_str!("../../data/regions/alias.csv"));
    rows.map(|[code, alias, _source]| (code, alias)).collect()
});

/// A former province and one that was split from it.
pub(super) static SPLITS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = three_columns(include_str!("../../data/regions/splits.csv"));
    rows.map(|[former, new, _law]| (former, new)).collect()
});

fn three_columns(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().skip(1).map(|line| {
        let mut columns = line.splitn(3, ',');
        std::array::from_fn(|_| columns.next().expect(CHECKED_BY_TEST))
    })
}

/// The 38 provinces, 514 regencies and 7,285 districts; a region comes before those that lie in it.
pub(super) fn regions() -> Vec<Region> {
    let mut above: Vec<RegionId> = Vec::new();
    let lines = include_str!("../../data/regions/wilayah.csv").lines();
    let read = |(at, line): (usize, &str)| {
        let (code, name) = line.split_once(',').expect(WRITTEN_BY_SCRIPT);
        above.truncate(code.len() / 3);
        let parent = above.last().copied();
        above.push(RegionId::from_index(at));
        Region { code: RegionCode::kemendagri(code), name: name.into(), level: dotted_level(code), parent }
    };
    lines.enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RegionLevel::{District, Province, Regency};

    #[test]
    fn the_table_is_the_whole_country() {
        let regions = regions();
        let count = |level| regions.iter().filter(|region| region.level == level).count();
        assert_eq!([count(Province), count(Regency), count(District)], [38, 514, 7285]);
        assert!(regions.is_sorted_by(|a, b| a.code.text < b.code.text));
        for region in regions.iter().filter(|region| region.level != Province) {
            let parent = &regions[region.parent.unwrap().index()];
            assert_eq!(region.code.text.rsplit_once('.').unwrap().0, &*parent.code.text);
        }
    }

    #[test]
    fn what_was_added_by_hand_names_regions_of_the_table() {
        let regions = regions();
        let known = |code: &str| regions.iter().any(|region| &*region.code.text == code);
        assert_eq!(CROSSWALK.len(), 20);
        assert!(CROSSWALK.iter().all(|row| known(row.kemendagri) && row.kemdikbud.len() == 6));
        assert!(ALIASES.iter().all(|(code, alias)| known(code) && !alias.is_empty()));
        assert!(SPLITS.iter().all(|(former, new)| known(former) && known(new)));
    }
}
