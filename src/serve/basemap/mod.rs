//! The base map of the operator: what it is, whose it is, and which host the page may ask for it.
//!
//! In: what was typed after `--basemap` and `--basemap-attribution`. Out: a [`Basemap`], its description for the page (`/map.json`) and,
//! for a file, the file itself (`/basemap.pmtiles`). Nothing is fetched: only the browser asks the host that the operator named. Must
//! not know: how it is drawn.

mod address;
mod archive;
mod range;
mod served;

pub(super) use served::{ARCHIVE_PATH, PAGE_PATH, PMTILES, archive, page};

use crate::model::Bilingual;
use address::Address;
use archive::Archive;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a base map cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BasemapError {
    /// Neither an address of tiles or of a style, nor a file.
    #[error(
        "--basemap: expected https://HOST/.../{{z}}/{{x}}/{{y}}.png, the https address of a MapLibre style, or a FILE.pmtiles, found {found:?}: {why}"
    )]
    Address {
        /// What was typed, cut to 200 characters.
        found: String,
        /// What does not fit.
        why: &'static str,
    },
    /// The file cannot be read.
    #[error("--basemap: cannot read {file:?}")]
    File {
        /// The file as given.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file is no archive that a map can show.
    #[error(
        "--basemap: expected a PMTiles archive (version 3) of PNG, JPEG, WebP, AVIF or vector tiles, found in {file:?}: {why}"
    )]
    Archive {
        /// The file as given.
        file: PathBuf,
        /// What was found.
        why: String,
    },
    /// Nobody said whose map it is.
    #[error(
        "--basemap: this base map does not say whose it is; expected --basemap-attribution TEXT, such as \"© OpenStreetMap contributors\""
    )]
    NoAttribution,
    /// An attribution without a base map.
    #[error("--basemap-attribution: expected together with --basemap")]
    NoBasemap,
    /// An attribution that is too long for a map.
    #[error("--basemap-attribution: expected 1 to {most} characters without control characters, found {found}")]
    Attribution {
        /// Most characters.
        most: usize,
        /// How many there are.
        found: usize,
    },
}

/// What a file or an address has that does not fit keeps its English words, in brackets: operators look them up.
impl Bilingual for BasemapError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Address { found, why } => format!(
                "--basemap: seharusnya https://HOST/.../{{z}}/{{x}}/{{y}}.png, alamat https gaya MapLibre, atau BERKAS.pmtiles, \
                 ditemukan {found:?} ({why})"
            ),
            Self::File { file, source } => format!("--basemap: tidak dapat membaca {file:?}: {}", source.in_indonesian()),
            Self::Archive { file, why } => format!(
                "--basemap: seharusnya arsip PMTiles versi 3 berisi petak PNG, JPEG, WebP, AVIF, atau vektor; {file:?} lain ({why})"
            ),
            Self::NoAttribution => "--basemap: peta dasar ini tidak menyebut pemiliknya; tambahkan --basemap-attribution TEKS, \
                misalnya \"© kontributor OpenStreetMap\""
                .to_owned(),
            Self::NoBasemap => "--basemap-attribution hanya dapat dipakai bersama --basemap".to_owned(),
            Self::Attribution { most, found } => {
                format!("--basemap-attribution: seharusnya 1 sampai {most} karakter tanpa karakter kendali, ditemukan {found}")
            }
        }
    }
}

/// Most characters of an attribution: it stands in a corner of the map.
const LONGEST_ATTRIBUTION: usize = 400;

/// A base map that can be shown.
#[derive(Clone, Debug)]
pub struct Basemap {
    source: Source,
    /// Whose map it is, as plain text; `None` where its style says so itself.
    attribution: Option<String>,
}

#[derive(Clone, Debug)]
enum Source {
    /// Pictures in a grid of another host.
    Raster(Address),
    /// A MapLibre style of another host.
    Style(Address),
    /// A file of ours.
    Archive(Arc<Archive>),
}

impl Basemap {
    /// Reads what the operator typed; nothing typed is no base map.
    ///
    /// # Errors
    /// When it is none of the three kinds, the file cannot be read, or nobody says whose map it is.
    pub fn read(typed: Option<&str>, attribution: Option<&str>) -> Result<Option<Self>, BasemapError> {
        let Some(typed) = typed else {
            return if attribution.is_some() { Err(BasemapError::NoBasemap) } else { Ok(None) };
        };
        let attribution = attribution.map(checked).transpose()?;
        let source =
            if typed.contains("://") { remote(typed)? } else { Source::Archive(Arc::new(Archive::open(Path::new(typed))?)) };
        let stated = match &source {
            Source::Archive(archive) => archive.attribution.clone(),
            Source::Raster(_) | Source::Style(_) => None,
        };
        let attribution = attribution.or(stated);
        if attribution.is_none() && !matches!(source, Source::Style(_)) {
            return Err(BasemapError::NoAttribution);
        }
        Ok(Some(Self { source, attribution }))
    }

    /// The one other host that the page asks, as a source of a content security policy.
    pub(super) fn host(&self) -> Option<&str> {
        match &self.source {
            Source::Raster(address) | Source::Style(address) => Some(&address.origin),
            Source::Archive(_) => None,
        }
    }

    fn archive(&self) -> Option<&Arc<Archive>> {
        match &self.source {
            Source::Archive(archive) => Some(archive),
            Source::Raster(_) | Source::Style(_) => None,
        }
    }

    /// What the page has to know.
    fn description(&self) -> Value {
        let mut described = match &self.source {
            Source::Raster(address) => json!({ "kind": "raster", "tiles": address.text }),
            Source::Style(address) => json!({ "kind": "style", "url": address.text }),
            Source::Archive(archive) => json!({
                "kind": "archive",
                "url": ARCHIVE_PATH,
                "vector": archive.is_vector,
                "layers": archive.layers,
            }),
        };
        described["attribution"] = self.attribution.clone().into();
        described
    }
}

/// Tiles or a style of another host.
fn remote(typed: &str) -> Result<Source, BasemapError> {
    let refuse = |why| BasemapError::Address { found: typed.chars().take(200).collect(), why };
    let address = Address::read(typed).map_err(refuse)?;
    if address.is_template {
        return Ok(Source::Raster(address));
    }
    if address.text.split(['?', '#']).next().is_some_and(|path| path.ends_with(".pmtiles")) {
        return Err(refuse("a PMTiles archive is served from a file: download it and name the file"));
    }
    Ok(Source::Style(address))
}

fn checked(attribution: &str) -> Result<String, BasemapError> {
    let text = attribution.trim();
    let found = text.chars().count();
    if found == 0 || found > LONGEST_ATTRIBUTION || text.chars().any(char::is_control) {
        return Err(BasemapError::Attribution { most: LONGEST_ATTRIBUTION, found });
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Option<&str> = Some("© Contoh");

    #[test]
    fn a_template_is_tiles_and_another_address_a_style() {
        let tiles = Basemap::read(Some("https://peta.example.id/t/{z}/{x}/{y}.png?kunci=a"), OWNER).unwrap().unwrap();
        assert_eq!(tiles.host(), Some("https://peta.example.id"));
        assert_eq!(tiles.description()["kind"], "raster");
        let style = Basemap::read(Some("http://127.0.0.1:8081/style.json"), None).unwrap().unwrap();
        assert_eq!(style.host(), Some("http://127.0.0.1:8081"));
        assert_eq!(
            style.description(),
            json!({ "kind": "style", "url": "http://127.0.0.1:8081/style.json", "attribution": null })
        );
        assert!(Basemap::read(None, None).unwrap().is_none());
    }

    #[test]
    fn a_map_is_never_shown_without_saying_whose_it_is() {
        let tiles = Some("https://peta.example.id/{z}/{x}/{y}.png");
        assert!(matches!(Basemap::read(tiles, None), Err(BasemapError::NoAttribution)));
        assert!(matches!(Basemap::read(tiles, Some("  ")), Err(BasemapError::Attribution { .. })));
        assert!(matches!(Basemap::read(tiles, Some(&"x".repeat(401))), Err(BasemapError::Attribution { .. })));
        assert!(Basemap::read(tiles, Some(&"x".repeat(400))).is_ok());
        assert!(matches!(Basemap::read(None, OWNER), Err(BasemapError::NoBasemap)));
    }

    #[test]
    fn a_refusal_names_what_is_expected_and_what_was_found() {
        let error = Basemap::read(Some("https://peta.example.id/dunia.pmtiles"), OWNER).unwrap_err().to_string();
        for word in ["{z}/{x}/{y}", "style", "FILE.pmtiles", "dunia.pmtiles", "download"] {
            assert!(error.contains(word), "{word}: {error}");
        }
    }
}
