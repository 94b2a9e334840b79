//! Offices that answer for several regions.

use crate::import::OfficeEntry;
use crate::model::{Bilingual, Place, RegionId, Said, said};
use crate::regions::{Lookup, Regions};

/// An office and the regions it answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its word in addresses: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its regions, as the file lists them; none twice.
    pub regions: Vec<RegionId>,
}

/// Why the offices of a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// A code that means no region, or several.
    #[error("{place}: office {office}: expected the code of one region, found {code:?}{}", .near.english())]
    Region {
        /// Where it was read; boxed, because an error is handed on through many results.
        place: Box<Place>,
        /// The office.
        office: String,
        /// The code, cut to 80 characters.
        code: String,
        /// What may have been meant, as the end of the sentence; boxed as well.
        near: Box<Said>,
    },
    /// Two offices with one id.
    #[error("{place}: two offices have the id {id}; give one of them another")]
    Twice {
        /// Where the second one was read.
        place: Place,
        /// The id.
        id: String,
    },
}

impl Bilingual for OfficeError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Region { place, office, code, near } => {
                format!("{place}: kantor {office}: seharusnya kode satu wilayah, ditemukan {code:?}{}", near.indonesian())
            }
            Self::Twice { place, id } => format!("{place}: dua kantor ber-ID {id}; beri salah satunya ID lain"),
        }
    }
}

/// Finds the regions of the offices of a file.
///
/// # Errors
/// The first code that is not one region, and the first id that two offices have.
pub(super) fn resolve(entries: Vec<OfficeEntry>, regions: &Regions) -> Result<Vec<Office>, OfficeError> {
    let mut offices: Vec<Office> = Vec::new();
    for entry in entries {
        let id = slug(entry.id.as_deref().unwrap_or(&entry.name));
        if offices.iter().any(|office| office.id == id) {
            return Err(OfficeError::Twice { place: entry.place, id });
        }
        let mut ids: Vec<RegionId> = Vec::new();
        for code in &entry.regions {
            let region = region(&entry, code, regions)?;
            if !ids.contains(&region) {
                ids.push(region);
            }
        }
        offices.push(Office { id, name: entry.name, regions: ids });
    }
    Ok(offices)
}

fn region(entry: &OfficeEntry, code: &str, regions: &Regions) -> Result<RegionId, OfficeError> {
    let near = match regions.lookup(code) {
        Lookup::Found(region) => return Ok(region),
        Lookup::Ambiguous(near) | Lookup::Unknown(near) => near,
    };
    let named: Vec<String> = near.iter().map(|id| format!("{} {}", regions.get(*id).code, regions.get(*id).name)).collect();
    let named = named.join(", ");
    let near = if named.is_empty() { Said::default() } else { said!("; mungkin {named}", "; perhaps {named}") };
    let near = Box::new(near);
    let (office, code) = (entry.name.chars().take(80).collect(), code.chars().take(80).collect());
    Err(OfficeError::Region { place: Box::new(entry.place.clone()), office, code, near })
}

/// A name as a word of addresses: `Cabdin Wilayah I` is `cabdin-wilayah-i`.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "kantor".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, codes: &[&str]) -> OfficeEntry {
        let place = Place::file(&"kantor.csv".into());
        OfficeEntry { id: None, name: name.to_owned(), regions: codes.iter().map(|code| (*code).to_owned()).collect(), place }
    }

    #[test]
    fn codes_become_regions_and_names_become_words() {
        let regions = Regions::national();
        let offices = resolve(vec![entry("Cabdin Wilayah I", &["13.06", "13.75", "13.06"])], &regions).unwrap();
        assert_eq!((offices[0].id.as_str(), offices[0].regions.len()), ("cabdin-wilayah-i", 2));
    }

    #[test]
    fn a_code_that_means_nothing_or_two_things_is_refused_by_name() {
        let regions = Regions::national();
        for code in ["98.76", "1306", ""] {
            let error = resolve(vec![entry("A", &[code])], &regions).unwrap_err();
            assert!(error.to_string().contains(&format!("found {code:?}")), "{error}");
        }
        let error = resolve(vec![entry("A b", &["13"]), entry("a-B", &["14"])], &regions).unwrap_err();
        assert!(error.to_string().contains("two offices have the id a-b"));
    }
}
