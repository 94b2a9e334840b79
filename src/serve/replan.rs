//! What-if plans: made on threads of their own, waited for in a bounded queue, kept in a bounded cache.
//!
//! In: a snapshot, a region and changed rules. Out: a [`WhatIf`]. Must not know: what is done with it.

use crate::model::{Level, RegionId};
use crate::plan::{Overrides, State};
use crate::serve::problem::Problem;
use crate::serve::{Limits, decisions};
use crate::snapshot::{ReplanError, Snapshot, WhatIf};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OnceCell, Semaphore, oneshot};

/// Most what-if plans kept, whatever their size.
const KEPT: usize = 256;
/// When a client that found the queue full may come back.
const RETRY_AFTER_S: u32 = 5;

/// A what-if question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// Its region.
    pub(super) region: RegionId,
    /// Its levels; empty for all of the programme.
    pub(super) levels: Vec<Level>,
    /// Its rules.
    pub(super) overrides: Overrides,
}

/// Several clients may ask the same at once: the first one plans, all get the answer.
type Answer = Arc<OnceCell<Result<Arc<WhatIf>, ReplanError>>>;

/// The planners with their queue and cache.
pub(super) struct Replans {
    pool: Arc<rayon::ThreadPool>,
    places: Arc<Semaphore>,
    wait: Duration,
    most_bytes: usize,
    /// The last used is last.
    kept: Mutex<VecDeque<(String, Question, Answer)>>,
}

impl Replans {
    /// Makes the threads.
    ///
    /// # Errors
    /// When the system refuses them.
    pub(super) fn new(limits: &Limits) -> std::io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(limits.planners)
            .thread_name(|at| format!("planner-{at}"))
            // Without a handler a panic would end the process; with it the question is answered with our fixed sentence.
            .panic_handler(|_| tracing::error!("a planner failed"))
            .build()
            .map_err(std::io::Error::other)?;
        Ok(Self {
            pool: Arc::new(pool),
            places: Arc::new(Semaphore::new(limits.planners + limits.what_if_queue)),
            wait: limits.what_if_wait,
            most_bytes: limits.what_if_bytes,
            kept: Mutex::default(),
        })
    }

    /// The answer to a question about a snapshot.
    ///
    /// # Errors
    /// A problem when the plan is refused, the queue is full, or planning takes too long.
    pub(super) async fn answer(&self, snapshot: &Arc<Snapshot>, question: Question) -> Result<Arc<WhatIf>, Problem> {
        let answer = self.entry(&snapshot.version, &question);
        let job = self.job(Arc::clone(snapshot), question, Arc::clone(&answer));
        // A task of its own: a client that leaves takes nothing from those who wait for the same plan.
        let made = tokio::time::timeout(self.wait, tokio::spawn(job)).await;
        match made.map_err(|_| Problem::busy(RETRY_AFTER_S))? {
            Ok(planned) => planned?,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
        self.forget_the_oldest();
        let planned = answer.get().ok_or_else(Problem::internal)?;
        planned.clone().map_err(|error| refuse(&error))
    }

    fn entry(&self, version: &str, question: &Question) -> Answer {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|(of, other, _)| of == version && other == question);
        let entry = match found.and_then(|at| kept.remove(at)) {
            Some(entry) => entry,
            None => (version.to_owned(), question.clone(), Answer::default()),
        };
        let answer = Arc::clone(&entry.2);
        kept.push_back(entry);
        answer
    }

    fn job(
        &self,
        snapshot: Arc<Snapshot>,
        question: Question,
        answer: Answer,
    ) -> impl Future<Output = Result<(), Problem>> + use<> {
        let (pool, places) = (Arc::clone(&self.pool), Arc::clone(&self.places));
        async move {
            let plan = || async {
                let place = places.try_acquire_owned().map_err(|_| Problem::busy(RETRY_AFTER_S))?;
                let (send, receive) = oneshot::channel();
                pool.spawn(move || {
                    let planned = snapshot.replan(question.region, &question.levels, &question.overrides);
                    // Nobody waits any more only when the server stops.
                    let _ = send.send(planned.map(Arc::new));
                    drop(place);
                });
                receive.await.map_err(|_| Problem::internal())
            };
            answer.get_or_try_init(plan).await.map(|_| ())
        }
    }

    /// Keeps the cache within its bounds; an answer that somebody still waits for or reads lives on without it.
    fn forget_the_oldest(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes: usize = kept.iter().map(|(_, _, answer)| size(answer)).sum();
        while kept.len() > KEPT || bytes > self.most_bytes {
            let Some((_, _, answer)) = kept.pop_front() else { break };
            bytes -= size(&answer);
        }
    }
}

fn size(answer: &Answer) -> usize {
    match answer.get() {
        Some(Ok(what_if)) => what_if.plan.states.len() * size_of::<State>() + what_if.unreached.len() * 64,
        _ => 0,
    }
}

fn refuse(error: &ReplanError) -> Problem {
    match error {
        ReplanError::TooLarge { limit, found } => Problem::what_if_too_large(*limit, *found),
        ReplanError::Rules(rules) => decisions::refuse(rules),
    }
}
