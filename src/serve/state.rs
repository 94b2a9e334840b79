//! What all requests share: one pointer to the current snapshot, swapped whole, and how to make the next one.

use crate::publish::diff::Compared;
use crate::serve::ogc::Finds;
use crate::serve::replan::Replans;
use crate::serve::tiles::Tiles;
use crate::serve::{Basemap, Config, Limits, map};
use crate::snapshot::Snapshot;
use axum::http::HeaderValue;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Why a new snapshot could not be made.
pub type ReloadError = Box<dyn Error + Send + Sync>;

/// The shared state; cloning it is cheap.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    current: RwLock<Arc<Snapshot>>,
    load: Box<dyn Fn() -> Result<Snapshot, ReloadError> + Send + Sync>,
    reloads: Mutex<Reloads>,
    loading: Mutex<()>,
    config: Config,
    map_policy: HeaderValue,
    replans: Replans,
    tiles: Tiles,
    finds: Finds,
    /// The snapshot before the current one, for walks over pages that began in it; at most one, so that memory stays bounded.
    before: Mutex<Option<Arc<Snapshot>>>,
}

/// What became of the reloads so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Reloads {
    /// Snapshots taken over since the start.
    pub(super) done: u64,
    /// Attempts that failed since the start.
    pub(super) failed: u64,
    /// Why the last attempt failed; `None` when it did not.
    pub(super) failure: Option<String>,
}

impl App {
    /// Serves a snapshot; `load` makes the next one when a reload is asked for.
    ///
    /// # Errors
    /// When the threads for planning cannot be made.
    pub fn new(
        snapshot: Snapshot,
        config: Config,
        load: impl Fn() -> Result<Snapshot, ReloadError> + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        snapshot.make_places();
        let (replans, tiles) = (Replans::new(&config.limits)?, Tiles::new(&config.limits));
        Ok(Self(Arc::new(Shared {
            current: RwLock::new(Arc::new(snapshot)),
            load: Box::new(load),
            reloads: Mutex::default(),
            loading: Mutex::default(),
            map_policy: map::content_security_policy(config.basemap.as_ref()),
            config,
            replans,
            tiles,
            finds: Finds::default(),
            before: Mutex::default(),
        })))
    }

    /// The current snapshot; whoever holds it keeps it for a whole answer.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes ready in the background what the first tile and the first search need.
    pub(super) fn warm(&self) {
        let (snapshot, app) = (self.snapshot(), self.clone());
        let named = Arc::clone(&snapshot);
        tokio::task::spawn_blocking(move || {
            named.make_names();
        });
        tokio::spawn(async move { app.tiles().warm(snapshot).await });
    }

    /// The snapshot of a version: the current one, or the one before it, until the reload after the next begins.
    pub(super) fn snapshot_of(&self, version: &str) -> Option<Arc<Snapshot>> {
        let current = self.snapshot();
        if current.version == version {
            return Some(current);
        }
        let before = self.0.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
        before.filter(|snapshot| snapshot.version == version)
    }

    /// Makes a new snapshot beside the current one and swaps; a failure keeps the current one and says so.
    ///
    /// It blocks for as long as loading takes; one at a time.
    pub fn reload(&self) {
        let _alone = self.0.loading.lock().unwrap_or_else(PoisonError::into_inner);
        tracing::info!("reloading");
        // Two snapshots at a time: the one before the current one makes room for the next.
        drop(self.0.before.lock().unwrap_or_else(PoisonError::into_inner).take());
        // A panic while loading is our bug, but no reason to end a server that has good data.
        let loaded = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (self.0.load)()));
        match loaded.unwrap_or_else(|_| Err("the program failed while loading".into())) {
            Ok(snapshot) => self.swap(snapshot),
            Err(error) => self.keep(error.as_ref()),
        }
    }

    fn swap(&self, snapshot: Snapshot) {
        snapshot.make_places();
        snapshot.make_names();
        tracing::info!(version = snapshot.version, "reloaded");
        let next = Arc::new(snapshot);
        let last = std::mem::replace(&mut *self.0.current.write().unwrap_or_else(PoisonError::into_inner), next);
        // It stays for the walks that began in it.
        self.0.before.lock().unwrap_or_else(PoisonError::into_inner).replace(last);
        self.note(|reloads| (reloads.done, reloads.failure) = (reloads.done + 1, None));
    }

    fn keep(&self, error: &dyn Error) {
        let version = &self.snapshot().version;
        tracing::error!(error = chain(error), version, "reload failed; the snapshot before it stays");
        self.note(|reloads| {
            reloads.failed += 1;
            reloads.failure = Some(without_folders(&chain(error)));
        });
    }

    fn note(&self, change: impl FnOnce(&mut Reloads)) {
        change(&mut self.0.reloads.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What became of the reloads so far.
    pub(super) fn reloads(&self) -> Reloads {
        self.0.reloads.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The address for links, without a slash at the end.
    pub(super) fn base_url(&self) -> &str {
        &self.0.config.base_url
    }

    /// The limits.
    pub(super) fn limits(&self) -> &Limits {
        &self.0.config.limits
    }

    /// What questions have found.
    pub(super) fn finds(&self) -> &Finds {
        &self.0.finds
    }

    /// The plan to compare with, where the operator gave one.
    pub(super) fn compared(&self) -> Option<&Arc<Compared>> {
        self.0.config.compared.as_ref()
    }

    /// The base map, where the operator named one.
    pub(super) fn basemap(&self) -> Option<&Basemap> {
        self.0.config.basemap.as_ref()
    }

    /// What the page with the map may load.
    pub(super) fn map_policy(&self) -> HeaderValue {
        self.0.map_policy.clone()
    }

    /// The what-if plans.
    pub(super) fn replans(&self) -> &Replans {
        &self.0.replans
    }

    /// The tiles of the map.
    pub(super) fn tiles(&self) -> &Tiles {
        &self.0.tiles
    }
}

/// An error with what caused it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        // Transparent errors repeat their source.
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    text
}

/// A message without the folders of the paths in it: what is public names files only.
fn without_folders(message: &str) -> String {
    let last = |word: &str| word.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    message.split(' ').map(last).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_messages_name_files_and_no_folders() {
        assert_eq!(without_folders("cannot read /srv/data/list.csv: no such file"), "cannot read list.csv: no such file");
    }
}
