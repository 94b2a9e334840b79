//! A PMTiles archive of the operator: what its header says, and its bytes.
//!
//! In: a file. Out: what kind of tiles it has, whose they are, its layers, and parts of it. The file stays open: whoever puts another
//! one in its place restarts the server, and until then the map is the one that was described. Must not know: HTTP.
//!
//! Source: PMTiles specification, version 3, <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

use crate::serve::basemap::BasemapError;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

const HEADER_BYTES: usize = 127;
/// Most bytes of metadata, packed and unpacked: real archives have a few thousand.
const MOST_METADATA: u64 = 4 << 20;
/// Most layers that are described.
const MOST_LAYERS: usize = 200;

/// An archive that can be shown.
#[derive(Debug)]
pub(super) struct Archive {
    file: File,
    /// Its size in bytes.
    pub(super) bytes: u64,
    /// When it was changed last, in milliseconds: with the size it tells one file from another.
    changed_ms: u128,
    /// Vector tiles, or pictures.
    pub(super) is_vector: bool,
    /// Whose it is, by its metadata, as plain text.
    pub(super) attribution: Option<String>,
    /// Names of its vector layers.
    pub(super) layers: Vec<String>,
}

impl Archive {
    /// Opens a file and reads its header and metadata.
    pub(super) fn open(path: &Path) -> Result<Self, BasemapError> {
        let unreadable = |source| BasemapError::File { file: path.to_owned(), source };
        let refuse = |why: String| BasemapError::Archive { file: path.to_owned(), why };
        let file = File::open(path).map_err(unreadable)?;
        let about = file.metadata().map_err(unreadable)?;
        if !about.is_file() {
            return Err(refuse("no file".to_owned()));
        }
        let (bytes, changed) = (about.len(), about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()));
        let mut header = [0; HEADER_BYTES];
        read_at(&file, &mut header, 0).map_err(|_| refuse(format!("{bytes} bytes, fewer than a header has")))?;
        let header = Header::read(&header).map_err(refuse)?;
        let metadata = metadata(&file, &header, bytes).map_err(refuse)?;
        Ok(Self {
            file,
            bytes,
            changed_ms: changed.map_or(0, |since| since.as_millis()),
            is_vector: header.is_vector,
            attribution: metadata["attribution"].as_str().map(plain).filter(|text| !text.is_empty()),
            layers: layers(&metadata),
        })
    }

    /// A name that another content of the file does not have.
    pub(super) fn name(&self) -> String {
        format!("{:x}-{:x}", self.bytes, self.changed_ms)
    }

    /// Reads bytes from a place; fewer than asked for is an error.
    pub(super) fn read(&self, into: &mut [u8], from: u64) -> io::Result<()> {
        read_at(&self.file, into, from)
    }
}

/// Reads without moving a place that other readers share.
#[cfg(unix)]
fn read_at(file: &File, into: &mut [u8], from: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, from)
}

#[cfg(windows)]
fn read_at(file: &File, mut into: &mut [u8], mut from: u64) -> io::Result<()> {
    while !into.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, into, from)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (into, from) = (&mut into[read..], from + read as u64);
    }
    Ok(())
}

/// What the first bytes say.
struct Header {
    metadata_from: u64,
    metadata_bytes: u64,
    is_packed: bool,
    is_vector: bool,
}

impl Header {
    fn read(bytes: &[u8; HEADER_BYTES]) -> Result<Self, String> {
        let number = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| bytes[at + byte]));
        if &bytes[..7] != b"PMTiles" {
            return Err("a file that does not begin with the word PMTiles".to_owned());
        }
        if bytes[7] != 3 {
            return Err(format!("version {}", bytes[7]));
        }
        let is_packed = match bytes[97] {
            1 => false,
            2 => true,
            other => return Err(format!("directories packed by method {other}; browsers unpack gzip alone")),
        };
        let is_vector = match bytes[99] {
            1 => true,
            2..=5 => false,
            other => return Err(format!("tiles of type {other}")),
        };
        Ok(Self { metadata_from: number(24), metadata_bytes: number(32), is_packed, is_vector })
    }
}

/// The metadata, an object; an archive may have none.
fn metadata(file: &File, header: &Header, file_bytes: u64) -> Result<Value, String> {
    let Header { metadata_from: from, metadata_bytes: length, is_packed, .. } = *header;
    if length == 0 {
        return Ok(Value::Null);
    }
    if length > MOST_METADATA || from.checked_add(length).is_none_or(|end| end > file_bytes) {
        return Err(format!("metadata of {length} bytes at {from} in a file of {file_bytes}"));
    }
    let mut packed = vec![0; length as usize];
    read_at(file, &mut packed, from).map_err(|error| format!("metadata that cannot be read: {error}"))?;
    let mut text = Vec::new();
    if is_packed {
        let unpacked = GzDecoder::new(packed.as_slice()).take(MOST_METADATA + 1).read_to_end(&mut text);
        unpacked.map_err(|error| format!("metadata that cannot be unpacked: {error}"))?;
    } else {
        text = packed;
    }
    if text.len() as u64 > MOST_METADATA {
        return Err(format!("metadata of more than {MOST_METADATA} bytes"));
    }
    serde_json::from_slice(&text).map_err(|error| format!("metadata that is no JSON: {error}"))
}

fn layers(metadata: &Value) -> Vec<String> {
    let listed = metadata["vector_layers"].as_array().map(Vec::as_slice).unwrap_or_default();
    listed.iter().filter_map(|layer| layer["id"].as_str().map(str::to_owned)).take(MOST_LAYERS).collect()
}

/// Text without the tags that attributions often have: the page shows text alone.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag || c.is_control() => {}
            _ => plain.push(c),
        }
    }
    let entities = [("&copy;", "©"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(plain, |text, (entity, letter)| text.replace(entity, letter)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    /// The head of an archive with its metadata, and no tiles.
    fn head(kind: u8, packing: u8, metadata: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; HEADER_BYTES];
        bytes[..8].copy_from_slice(b"PMTiles\x03");
        bytes[24..32].copy_from_slice(&(HEADER_BYTES as u64).to_le_bytes());
        bytes[32..40].copy_from_slice(&(metadata.len() as u64).to_le_bytes());
        (bytes[97], bytes[99]) = (packing, kind);
        [bytes.as_slice(), metadata].concat()
    }

    fn open(bytes: &[u8]) -> Result<Archive, BasemapError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Archive::open(file.path())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn header_and_metadata_tell_kind_owner_and_layers() {
        let metadata = br#"{"attribution":"<a href='https://a'>&copy; Contoh &amp; kawan</a>","vector_layers":[{"id":"water"},{"id":"roads"},{}]}"#;
        for (packing, metadata) in [(1, metadata.to_vec()), (2, gzip(metadata))] {
            let archive = open(&head(1, packing, &metadata)).unwrap();
            assert!(archive.is_vector);
            assert_eq!(archive.attribution.as_deref(), Some("© Contoh & kawan"));
            assert_eq!(archive.layers, ["water", "roads"]);
        }
        let bare = open(&head(2, 2, b"")).unwrap();
        assert_eq!((bare.is_vector, bare.attribution, bare.layers.len()), (false, None, 0));
    }

    #[test]
    fn what_no_browser_could_show_is_refused_with_what_was_found() {
        let long = gzip(&vec![b' '; (MOST_METADATA + 1) as usize]);
        let mut outside = head(1, 1, b"{}");
        outside[32..40].copy_from_slice(&u64::MAX.to_le_bytes());
        let mut second = head(1, 1, b"{}");
        second[7] = 2;
        for (bytes, word) in [
            (b"PMTiles".to_vec(), "fewer than a header"),
            (vec![b'x'; 200], "does not begin with"),
            (second, "version 2"),
            (head(0, 1, b"{}"), "type 0"),
            (head(6, 1, b"{}"), "type 6"),
            (head(1, 4, b"{}"), "method 4"),
            (head(1, 1, b"{"), "no JSON"),
            (head(1, 2, b"{}"), "unpacked"),
            (head(1, 2, &long), "more than"),
            (outside, "metadata of"),
        ] {
            let error = open(&bytes).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains("expected a PMTiles archive"), "{word}: {error}");
        }
        assert!(matches!(Archive::open(Path::new("no/such.pmtiles")), Err(BasemapError::File { .. })));
        assert!(matches!(Archive::open(Path::new("src")), Err(BasemapError::Archive { .. } | BasemapError::File { .. })));
    }
}
