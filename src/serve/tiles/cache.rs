//! Tiles of the current version: each drawn once, also when many ask for it at the same time, and kept within a bound of bytes.
//!
//! In: a snapshot and what is asked for. Out: bytes. Drawing happens on threads that may block, as many at a time as there are cores.
//! What a version made goes with it. Must not know: addresses.

use crate::model::Level;
use crate::publish::mvt::{self, Atlas, MapLayer};
use crate::serve::Limits;
use crate::serve::negotiate::Encoding;
use crate::serve::problem::Problem;
use crate::serve::tiles::compress::Encoded;
use crate::snapshot::Snapshot;
use crate::tile::Tile;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, Semaphore};

/// What a kept tile costs beside its bytes: its key, its cell and its place in the table.
const OVERHEAD: usize = 256;

/// Which tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) layer: MapLayer,
    pub(super) tile: Tile,
    pub(super) level: Option<Level>,
}

type Cell = Arc<OnceCell<Encoded>>;

/// The tiles that the server has drawn.
pub(in crate::serve) struct Tiles {
    most_bytes: usize,
    cores: Arc<Semaphore>,
    current: Mutex<Arc<Version>>,
}

/// What belongs to one version.
#[derive(Default)]
struct Version {
    name: String,
    atlas: OnceCell<Arc<Atlas>>,
    kept: Mutex<Kept>,
}

/// Two generations: when the young one has half of the bytes it becomes the old one, and the old one goes.
#[derive(Default)]
struct Kept {
    young: HashMap<(Key, Encoding), Cell>,
    old: HashMap<(Key, Encoding), Cell>,
    young_bytes: usize,
}

impl Tiles {
    pub(in crate::serve) fn new(limits: &Limits) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { most_bytes: limits.tile_bytes, cores: Arc::new(Semaphore::new(cores)), current: Mutex::default() }
    }

    /// What all tiles of a snapshot need.
    pub(super) async fn atlas(&self, snapshot: &Arc<Snapshot>) -> Result<Arc<Atlas>, Problem> {
        self.version(snapshot).atlas(snapshot, &self.cores).await
    }

    /// Makes ready what the first tile of a snapshot needs, so that nobody waits for it.
    pub(in crate::serve) async fn warm(&self, snapshot: Arc<Snapshot>) {
        // Whoever asks next meets the same failure, and is told.
        let _ = self.atlas(&snapshot).await;
    }

    /// A tile in an encoding, or as it is where it is small.
    pub(super) async fn bytes(&self, snapshot: &Arc<Snapshot>, key: Key, encoding: Encoding) -> Result<Encoded, Problem> {
        let version = self.version(snapshot);
        let plain = version.cell(key, Encoding::Identity);
        let made = match plain.get() {
            Some(made) => made.clone(),
            None => {
                let atlas = version.atlas(snapshot, &self.cores).await?;
                let snapshot = Arc::clone(snapshot);
                let draw = move || Encoded::plain(mvt::tile(&snapshot.view(), &atlas, key.layer, key.tile, key.level));
                let made = self.once(&plain, draw).await?;
                version.keep(&made, self.most_bytes);
                made
            }
        };
        if encoding == Encoding::Identity {
            return Ok(made);
        }
        let packed = version.cell(key, encoding);
        if let Some(made) = packed.get() {
            return Ok(made.clone());
        }
        let packed = self.once(&packed, move || made.compressed(encoding)).await?;
        version.keep(&packed, self.most_bytes);
        Ok(packed)
    }

    /// Fills a cell; a task of its own, so that a client that leaves takes nothing from those who wait for the same tile.
    async fn once(&self, cell: &Cell, make: impl FnOnce() -> Encoded + Send + 'static) -> Result<Encoded, Problem> {
        let (cell, cores) = (Arc::clone(cell), Arc::clone(&self.cores));
        let job = async move {
            let make = || on_a_core(&cores, make);
            cell.get_or_try_init(make).await.cloned()
        };
        tokio::spawn(job).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    fn version(&self, snapshot: &Snapshot) -> Arc<Version> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.name != snapshot.version {
            *current = Arc::new(Version { name: snapshot.version.clone(), ..Version::default() });
        }
        Arc::clone(&current)
    }
}

/// Runs work on a thread that may block, when a core is free for it.
async fn on_a_core<T: Send + 'static>(cores: &Semaphore, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let _core = cores.acquire().await.map_err(|_| Problem::internal())?;
    Ok(tokio::task::spawn_blocking(work).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic())))
}

impl Version {
    async fn atlas(self: &Arc<Self>, snapshot: &Arc<Snapshot>, cores: &Arc<Semaphore>) -> Result<Arc<Atlas>, Problem> {
        let (snapshot, cores) = (Arc::clone(snapshot), Arc::clone(cores));
        let make = || async move { on_a_core(&cores, move || Arc::new(Atlas::new(&snapshot.view()))).await };
        self.atlas.get_or_try_init(make).await.cloned()
    }

    /// The cell of a tile, which its first client fills.
    fn cell(&self, key: Key, encoding: Encoding) -> Cell {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (key, encoding);
        if let Some(cell) = kept.young.get(&key) {
            return Arc::clone(cell);
        }
        let cell = kept.old.remove(&key).unwrap_or_default();
        kept.young_bytes += OVERHEAD + size(&cell);
        kept.young.insert(key, Arc::clone(&cell));
        cell
    }

    /// Counts a tile that has been made, and lets the oldest go when they are too many.
    fn keep(&self, made: &Encoded, most_bytes: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.young_bytes += made.bytes.len();
        if kept.young_bytes > most_bytes / 2 {
            kept.old = std::mem::take(&mut kept.young);
            kept.young_bytes = 0;
        }
    }
}

fn size(cell: &Cell) -> usize {
    cell.get().map_or(0, |made| made.bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(x: u32) -> Key {
        Key { layer: MapLayer::Schools, tile: Tile::new(10, x, 0).unwrap(), level: None }
    }

    fn held(version: &Version) -> usize {
        let kept = version.kept.lock().unwrap();
        kept.young.values().chain(kept.old.values()).map(size).sum()
    }

    #[test]
    fn what_is_kept_stays_within_its_bound_and_what_is_used_stays_longest() {
        let (version, most) = (Version::default(), 100_000);
        for x in 0..200 {
            let cell = version.cell(key(x), Encoding::Identity);
            cell.set(Encoded::plain(vec![0; 1_000])).unwrap();
            version.keep(cell.get().unwrap(), most);
            assert!(version.cell(key(0), Encoding::Identity).get().is_some(), "asked for every time, at {x}");
            assert!(held(&version) <= most, "{} at {x}", held(&version));
        }
        assert!(version.cell(key(1), Encoding::Identity).get().is_none(), "long unused");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn a_tile_is_made_once_for_all_who_ask_at_the_same_time() {
        use std::sync::atomic::{AtomicU32, Ordering};
        static MADE: AtomicU32 = AtomicU32::new(0);
        let tiles = Arc::new(Tiles::new(&Limits::default()));
        let cell = Cell::default();
        let ask = |_| {
            let (tiles, cell) = (Arc::clone(&tiles), Arc::clone(&cell));
            tokio::spawn(async move {
                let make = || {
                    MADE.fetch_add(1, Ordering::Relaxed);
                    std::thread::yield_now();
                    Encoded::plain(vec![7])
                };
                tiles.once(&cell, make).await.map(|made| made.bytes).ok()
            })
        };
        let asked: Vec<_> = (0..64).map(ask).collect();
        for one in asked {
            assert_eq!(one.await.unwrap().unwrap(), vec![7_u8]);
        }
        assert_eq!(MADE.load(Ordering::Relaxed), 1);
    }
}
