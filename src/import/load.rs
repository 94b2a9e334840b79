//! Sources become files: folders are opened, nothing is read twice.
//!
//! In: a [`Source`]. Out: its files by name, read one at a time. Must not know: what is in them.

use super::{ImportError, Limits, Source, What};
use crate::model::Place;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file's name without folders, and its content.
pub type LoadedFile<'a> = (Arc<str>, Cow<'a, [u8]>);

/// A file of a source, before it is read.
pub(super) struct Listed<'a> {
    /// The name without folders, or with those that tell it from others of the same name.
    pub(super) name: Arc<str>,
    /// Whether it was found in a folder, and so was not named by anybody.
    pub(super) in_folder: bool,
    content: Content<'a>,
}

enum Content<'a> {
    Path(PathBuf),
    Bytes(&'a [u8]),
}

impl Source {
    /// The path or name, for reports.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Bytes { name, .. } => name.to_string(),
        }
    }

    /// Reads all files of the source: name and content, files of a folder by name, hidden ones and folders inside it left out.
    ///
    /// # Errors
    /// [`ImportError::Io`] when something cannot be read, [`ImportError::Limit`] when a file is too large.
    pub fn load(&self) -> Result<Vec<LoadedFile<'_>>, ImportError> {
        let limits = Limits::default();
        let files = self.list()?;
        files.into_iter().map(|file| Ok((Arc::clone(&file.name), file.read(&limits)?))).collect()
    }

    /// Lists the files of the source, those of a folder by name.
    pub(super) fn list(&self) -> Result<Vec<Listed<'_>>, ImportError> {
        match self {
            Self::Bytes { name, bytes } => {
                Ok(vec![Listed { name: Arc::clone(name), in_folder: false, content: Content::Bytes(bytes) }])
            }
            Self::Path(path) if path.is_dir() => list_folder(path),
            Self::Path(path) => Ok(vec![Listed::path(path.clone(), false)]),
        }
    }
}

/// Gives files of one name as much of their folders as makes them distinct; the same file named twice stays the same.
pub(super) fn make_names_distinct(files: &mut [Listed<'_>]) {
    for depth in 2.. {
        let mut paths: BTreeMap<Arc<str>, BTreeSet<PathBuf>> = BTreeMap::new();
        for file in files.iter() {
            if let Content::Path(path) = &file.content {
                paths.entry(Arc::clone(&file.name)).or_default().insert(path.clone());
            }
        }
        let mut is_done = true;
        for file in files.iter_mut() {
            let Content::Path(path) = &file.content else { continue };
            if paths.get(&file.name).is_some_and(|paths| paths.len() > 1) {
                let name = end_of(path, depth);
                is_done &= name == *file.name;
                file.name = name.as_str().into();
            }
        }
        if is_done {
            return;
        }
    }
}

/// The last parts of a path.
fn end_of(path: &Path, parts: usize) -> String {
    let all: Vec<_> = path.components().collect();
    let end: PathBuf = all[all.len().saturating_sub(parts)..].iter().collect();
    end.to_string_lossy().into_owned()
}

impl Source {
    /// The names of the folders inside a folder, which are not opened.
    pub(super) fn skipped_folders(&self) -> Result<Vec<Arc<str>>, ImportError> {
        let Self::Path(folder) = self else { return Ok(Vec::new()) };
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let paths = visible(folder)?.into_iter().filter(|path| path.is_dir());
        Ok(paths.map(|path| Listed::path(path, true).name).collect())
    }
}

fn list_folder(folder: &Path) -> Result<Vec<Listed<'static>>, ImportError> {
    let paths = visible(folder)?.into_iter().filter(|path| path.is_file());
    Ok(paths.map(|path| Listed::path(path, true)).collect())
}

/// What is in a folder by name, hidden entries left out.
fn visible(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let io = |source| ImportError::Io { file: folder.display().to_string(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

impl<'a> Listed<'a> {
    fn path(path: PathBuf, in_folder: bool) -> Self {
        let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        Self { name: name.as_ref().into(), in_folder, content: Content::Path(path) }
    }

    /// Reads the content.
    pub(super) fn read(&self, limits: &Limits) -> Result<Cow<'a, [u8]>, ImportError> {
        let bytes = match &self.content {
            Content::Bytes(bytes) => Cow::Borrowed(*bytes),
            Content::Path(path) => {
                let io = |source| ImportError::Io { file: path.display().to_string(), source };
                Cow::Owned(read_at_most(path, limits.file_bytes).map_err(io)?)
            }
        };
        if bytes.len() as u64 > limits.file_bytes {
            let (limit, found) = (limits.file_bytes, bytes.len() as u64);
            return Err(ImportError::Limit { place: Place::file(&self.name), what: What::FileBytes, limit, found });
        }
        Ok(bytes)
    }
}

/// Reads one byte more than the limit at most: a file may grow while it is read, and a device never ends.
fn read_at_most(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
