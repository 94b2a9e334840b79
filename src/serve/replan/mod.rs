//! What-if plans: made on threads of their own, waited for in a bounded queue, kept in a bounded cache.
//!
//! In: a snapshot, a region and changed rules. Out: a [`WhatIf`]. Must not know: what is done with it.

mod desk;

use crate::model::{Level, RegionId};
use crate::plan::Overrides;
use crate::serve::problem::Problem;
use crate::serve::{Limits, decisions};
use crate::snapshot::{ReplanError, Snapshot, WhatIf};
use desk::{Asked, Desk};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

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

/// Why a question has no plan.
#[derive(Clone, Debug)]
enum NoPlan {
    /// The rules do not allow one.
    Refused(ReplanError),
    /// We failed; the log has the cause.
    Failed,
}

/// What becomes of a question; nothing yet while it is being planned.
type Answer = Option<Result<Arc<WhatIf>, NoPlan>>;

/// The planners with their queue and cache.
pub(super) struct Replans {
    pool: rayon::ThreadPool,
    wait: Duration,
    desk: Arc<Mutex<Desk>>,
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
            .build()
            .map_err(std::io::Error::other)?;
        let desk = Desk::new(limits.planners + limits.what_if_queue, limits.what_if_bytes);
        Ok(Self { pool, wait: limits.what_if_wait, desk: Arc::new(Mutex::new(desk)) })
    }

    /// The answer to a question about a snapshot.
    ///
    /// Whoever stops waiting takes its question out of the queue, unless others wait for the same one: a slider that asks anew does
    /// not wait for what it no longer wants. A plan that is begun is made, and kept.
    ///
    /// # Errors
    /// A problem when the plan is refused, the queue is full, or planning takes too long.
    pub(super) async fn answer(&self, snapshot: &Arc<Snapshot>, question: Question) -> Result<Arc<WhatIf>, Problem> {
        let mut answer = self.ask(snapshot, question)?;
        let made = tokio::time::timeout(self.wait, answer.wait_for(Option::is_some)).await;
        let made = made.map_err(|_| Problem::busy(RETRY_AFTER_S))?.map_err(|_| Problem::internal())?;
        match made.as_ref().expect("it was waited for") {
            Ok(plan) => Ok(Arc::clone(plan)),
            Err(NoPlan::Refused(error)) => Err(refuse(error)),
            Err(NoPlan::Failed) => Err(Problem::internal()),
        }
    }

    /// Puts a question into the queue, unless its answer is there or on its way.
    fn ask(&self, snapshot: &Arc<Snapshot>, question: Question) -> Result<watch::Receiver<Answer>, Problem> {
        let asked = locked(&self.desk).ask(&snapshot.version, question).ok_or_else(|| Problem::busy(RETRY_AFTER_S))?;
        if asked.is_new {
            let (desk, snapshot) = (Arc::clone(&self.desk), Arc::clone(snapshot));
            self.pool.spawn(move || plan_next(&desk, &snapshot));
        }
        Ok(asked.answer)
    }
}

fn locked(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plans what has waited longest; one turn for each question that came in, so that a turn may find nothing left to do.
fn plan_next(desk: &Mutex<Desk>, snapshot: &Snapshot) {
    let Some(asked) = locked(desk).next(&snapshot.version) else { return };
    let answer = answer_to(&asked, snapshot);
    locked(desk).done(&asked, answer);
}

fn answer_to(asked: &Asked, snapshot: &Snapshot) -> Result<Arc<WhatIf>, NoPlan> {
    let Question { region, levels, overrides } = &asked.question;
    // A panic is our bug, but no reason to end the process or to leave anybody waiting.
    match catch_unwind(AssertUnwindSafe(|| snapshot.replan(*region, levels, overrides))) {
        Ok(planned) => planned.map(Arc::new).map_err(NoPlan::Refused),
        Err(_) => {
            tracing::error!("a planner failed");
            Err(NoPlan::Failed)
        }
    }
}

fn refuse(error: &ReplanError) -> Problem {
    match error {
        ReplanError::TooLarge { limit, found } => Problem::what_if_too_large(*limit, *found),
        ReplanError::Rules(rules) => decisions::refuse(rules),
    }
}
