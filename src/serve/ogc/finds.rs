//! What questions have found, kept for their next page: a walk sorts once.

use crate::publish::Collection;
use crate::publish::ogc::Found;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Most answers kept.
const KEPT: usize = 64;
/// Most features in all of them: four bytes each.
const MOST_FEATURES: usize = 8 << 20;

/// What was asked: a version, a collection, and the question, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Asked {
    pub(super) version: String,
    pub(super) collection: Collection,
    pub(super) question: String,
}

/// The last answers; the last used is last.
#[derive(Debug, Default)]
pub(in crate::serve) struct Finds(Mutex<VecDeque<(Asked, Arc<Found>)>>);

impl Finds {
    /// An answer that is kept.
    pub(super) fn get(&self, asked: &Asked) -> Option<Arc<Found>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(other, _)| other == asked)?;
        let entry = kept.remove(at)?;
        let found = Arc::clone(&entry.1);
        kept.push_back(entry);
        Some(found)
    }

    /// Keeps an answer, and forgets the oldest ones beyond the bounds.
    pub(super) fn keep(&self, asked: Asked, found: &Arc<Found>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != asked);
        kept.push_back((asked, Arc::clone(found)));
        let mut features: usize = kept.iter().map(|(_, found)| found.matched()).sum();
        while kept.len() > KEPT || (features > MOST_FEATURES && kept.len() > 1) {
            let Some((_, oldest)) = kept.pop_front() else { break };
            features -= oldest.matched();
        }
    }
}
