//! Everything that the pages say, in each language, and who reads it.
//!
//! One field is one thing to say: a language that lacks one does not compile. A programme's own words (hub, member, cluster) are not
//! here but in its record; places for them are marked `{hub}`, `{member}`, `{cluster}`. Must not know: schools, markup.

mod en;
mod explain;
mod id;
mod reader;
mod sentences;

pub use reader::Reader;

use crate::model::Language;

/// What the pages say in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "the Indonesian text beside each name says what it is")]
pub struct Words {
    pub code: &'static str,
    pub skip: &'static str,
    pub main_menu: &'static str,
    pub regions: &'static str,
    pub findings: &'static str,
    pub other_language: &'static str,
    pub home: &'static str,
    pub home_title: &'static str,
    pub home_lead: &'static str,
    pub for_maps: &'static str,
    pub clusters_geojson: &'static str,
    pub schools_geojson: &'static str,
    pub links_geojson: &'static str,
    pub all_gpkg: &'static str,
    pub all_xlsx: &'static str,
    pub api: &'static str,
    pub search_label: &'static str,
    pub search: &'static str,
    pub search_results: &'static str,
    pub all: &'static str,
    pub all_regions: &'static str,
    pub no_region_found: &'static str,
    pub no_hubs: &'static str,
    pub summary: &'static str,
    pub rows_read: &'static str,
    pub rows_refused: &'static str,
    pub out_of_scope: &'static str,
    pub schools_in_scope: &'static str,
    pub unreached: &'static str,
    pub needs_check: &'static str,
    pub reached: &'static str,
    pub code_word: &'static str,
    pub region: &'static str,
    pub school: &'static str,
    pub schools: &'static str,
    pub form: &'static str,
    pub level: &'static str,
    pub status: &'static str,
    pub district: &'static str,
    pub places: &'static str,
    pub no_limit: &'static str,
    pub position: &'static str,
    pub distance_km: &'static str,
    pub farthest_km: &'static str,
    pub reason: &'static str,
    pub nearest_hub: &'static str,
    pub cheapest_unlock: &'static str,
    pub what_was_found: &'static str,
    pub what_to_do: &'static str,
    pub none_here: &'static str,
    pub findings_lead: &'static str,
    pub finding: &'static str,
    pub severity: &'static str,
    pub count: &'static str,
    pub findings_by_code: &'static str,
    pub findings_by_region: &'static str,
    pub only: &'static str,
    pub all_again: &'static str,
    pub findings_of_school: &'static str,
    pub school_or_region: &'static str,
    pub given_point: &'static str,
    pub proposed_point: &'static str,
    pub place_in_file: &'static str,
    pub schools_meant: &'static str,
    pub on_the_map: &'static str,
    pub first_rows: &'static str,
    pub findings_files: &'static str,
    pub repairs_csv_id: &'static str,
    pub repairs_csv: &'static str,
    pub findings_geojson: &'static str,
    pub findings_json: &'static str,
    pub repairs_note: &'static str,
    pub files: &'static str,
    pub annex_to_print: &'static str,
    pub annex_xlsx: &'static str,
    pub decree: &'static str,
    pub annex_csv_id: &'static str,
    pub annex_csv: &'static str,
    pub annex_json: &'static str,
    pub measures_json: &'static str,
    pub map_sheet: &'static str,
    pub map_alt: &'static str,
    pub show_map: &'static str,
    pub measures: &'static str,
    pub measure: &'static str,
    pub value: &'static str,
    pub this_plan: &'static str,
    pub served_plan: &'static str,
    pub median_km: &'static str,
    pub p90_km: &'static str,
    pub max_km: &'static str,
    pub members_per_hub: &'static str,
    pub hubs_full: &'static str,
    pub hubs_overloaded: &'static str,
    pub hubs_below_minimum: &'static str,
    pub why_unreached: &'static str,
    pub hubs_here: &'static str,
    pub members_here: &'static str,
    pub regions_below: &'static str,
    pub rows_of: &'static str,
    pub show_all: &'static str,
    pub next_rows: &'static str,
    pub back_to_region: &'static str,
    pub plan_proven: &'static str,
    pub plan_nearest: &'static str,
    pub plan_greedy: &'static str,
    pub compare: &'static str,
    pub what_if_shown: &'static str,
    pub practice_shown: &'static str,
    pub provenance: &'static str,
    pub programme: &'static str,
    pub legal_basis: &'static str,
    pub period: &'static str,
    pub version: &'static str,
    pub distance: &'static str,
    pub distance_method: &'static str,
    pub formula: &'static str,
    pub thresholds: &'static str,
    pub thresholds_text: &'static str,
    pub unlocated: &'static str,
    pub unlocated_excluded: &'static str,
    pub unlocated_district: &'static str,
    pub synthetic: &'static str,
    pub position_doubtful: &'static str,
    pub position_approximate: &'static str,
    pub formula_text: &'static str,
    pub program: &'static str,
    pub rules_per_level: &'static str,
    pub decision_region: &'static str,
    pub reach_km: &'static str,
    pub minimum: &'static str,
    pub maximum: &'static str,
    pub inputs: &'static str,
    pub file: &'static str,
    pub role: &'static str,
    pub rows: &'static str,
    pub proposal_note: &'static str,
    pub scale_note: &'static str,
    pub straight_line: &'static str,
    pub legend: &'static str,
    pub cluster_area: &'static str,
    pub boundary: &'static str,
    pub north: &'static str,
    pub south: &'static str,
    pub north_latitude: &'static str,
    pub east: &'static str,
    pub west: &'static str,
    pub what_if_short: &'static str,
    pub needs_check_as_given: &'static str,
    pub rest_in_annex: &'static str,
    pub not_on_map: &'static str,
    pub other_school: &'static str,
    pub sheet_title: &'static str,
    pub doubtful_position: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::Indonesian => &id::WORDS,
        Language::English => &en::WORDS,
    }
}

/// The language of a code as addresses write it.
#[must_use]
pub fn language(code: &str) -> Option<Language> {
    [Language::Indonesian, Language::English].into_iter().find(|language| of(*language).code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of a table as `name: text`.
    fn fields(words: &Words) -> Vec<(String, String)> {
        let text = format!("{words:#?}");
        let fields = text.lines().filter_map(|line| line.trim().split_once(": "));
        fields.map(|(name, text)| (name.to_owned(), text.trim_end_matches(',').to_owned())).collect()
    }

    #[test]
    fn every_thing_is_said_in_both_languages_with_the_same_places() {
        let (indonesian, english) = (fields(&id::WORDS), fields(&en::WORDS));
        assert!(indonesian.len() > 100 && indonesian.len() == english.len());
        for ((name, ours), (_, theirs)) in indonesian.iter().zip(&english) {
            assert!(ours != "\"\"" && theirs != "\"\"", "{name} is empty");
            for place in ["{hub}", "{member}", "{cluster}", "{count}", "{total}", "{region}"] {
                assert_eq!(ours.contains(place), theirs.contains(place), "{name}: {place}");
            }
        }
    }

    #[test]
    fn a_language_has_its_code() {
        assert_eq!(language("id"), Some(Language::Indonesian));
        assert_eq!(language("en"), Some(Language::English));
        assert_eq!(language("EN"), None);
    }
}
