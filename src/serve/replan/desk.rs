//! The questions that wait, and the answers that are kept: bounded both, and nothing but book-keeping.

use super::{Answer, NoPlan, Question};
use crate::plan::{HubPlan, State};
use crate::snapshot::WhatIf;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::watch;

/// Most what-if plans kept, whatever their size.
const KEPT: usize = 256;

/// A question with its answer.
#[derive(Debug)]
pub(super) struct Asked {
    /// The version of the snapshot that it is about.
    version: String,
    pub(super) question: Question,
    answer: watch::Sender<Answer>,
}

/// A place to wait for an answer.
pub(super) struct Waiting {
    pub(super) answer: watch::Receiver<Answer>,
    /// Whether a planner has to be called.
    pub(super) is_new: bool,
}

/// Questions and answers.
#[derive(Debug)]
pub(super) struct Desk {
    /// Questions that may be planned or wait at once.
    places: usize,
    most_bytes: usize,
    /// Asked first is first.
    queue: VecDeque<Arc<Asked>>,
    planning: usize,
    /// Last used is last; those in the queue are among them.
    kept: VecDeque<Arc<Asked>>,
}

impl Desk {
    pub(super) fn new(places: usize, most_bytes: usize) -> Self {
        Self { places, most_bytes, queue: VecDeque::new(), planning: 0, kept: VecDeque::new() }
    }

    /// A place to wait for the answer to a question; `None` when too many wait already.
    pub(super) fn ask(&mut self, version: &str, question: Question) -> Option<Waiting> {
        let found = self.kept.iter().position(|kept| kept.version == version && kept.question == question);
        if let Some(kept) = found.and_then(|at| self.kept.remove(at)) {
            let answer = kept.answer.subscribe();
            self.kept.push_back(kept);
            return Some(Waiting { answer, is_new: false });
        }
        self.drop_abandoned();
        if self.planning + self.queue.len() >= self.places {
            return None;
        }
        let (sender, answer) = watch::channel(None);
        let asked = Arc::new(Asked { version: version.to_owned(), question, answer: sender });
        self.queue.push_back(Arc::clone(&asked));
        self.kept.push_back(asked);
        Some(Waiting { answer, is_new: true })
    }

    /// The question about a snapshot that has waited longest, for a planner to begin.
    pub(super) fn next(&mut self, version: &str) -> Option<Arc<Asked>> {
        self.drop_abandoned();
        let at = self.queue.iter().position(|asked| asked.version == version)?;
        self.planning += 1;
        self.queue.remove(at)
    }

    /// Takes a planner's answer and keeps the cache within its bounds; whoever still reads a plan keeps it.
    pub(super) fn done(&mut self, asked: &Arc<Asked>, answer: Result<Arc<WhatIf>, NoPlan>) {
        self.planning -= 1;
        if let Err(NoPlan::Failed) = answer {
            self.forget(asked);
        }
        asked.answer.send_replace(Some(answer));
        let mut bytes: usize = self.kept.iter().map(|kept| size(&kept.answer.borrow())).sum();
        while self.kept.len() > KEPT || bytes > self.most_bytes {
            let Some(at) = self.kept.iter().position(|kept| kept.answer.borrow().is_some()) else { break };
            let oldest = self.kept.remove(at).expect("it was found there");
            bytes -= size(&oldest.answer.borrow());
        }
    }

    /// Takes out of the queue what nobody waits for any more.
    fn drop_abandoned(&mut self) {
        let queue = std::mem::take(&mut self.queue).into_iter();
        let (wanted, abandoned): (VecDeque<_>, VecDeque<_>) = queue.partition(|asked| asked.answer.receiver_count() > 0);
        self.queue = wanted;
        abandoned.iter().for_each(|asked| self.forget(asked));
    }

    fn forget(&mut self, asked: &Arc<Asked>) {
        self.kept.retain(|kept| !Arc::ptr_eq(kept, asked));
    }
}

/// Bytes for a planned school: its index and state, and its place in a hub and in both practices.
const A_SCHOOL: usize = size_of::<(u32, State)>() + 7 * size_of::<u32>();

fn size(answer: &Answer) -> usize {
    match answer {
        Some(Ok(what_if)) => {
            let WhatIf { plan, unreached, .. } = &**what_if;
            what_if.part().len() * A_SCHOOL + plan.hubs.len() * size_of::<HubPlan>() + size_of_val(&**unreached)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RegionId;
    use crate::plan::Overrides;
    use crate::snapshot::ReplanError;

    fn question(km: f64) -> Question {
        let overrides = Overrides { reach_km: Some(km), ..Overrides::default() };
        Question { region: RegionId::from_index(0), levels: Vec::new(), overrides }
    }

    fn refused() -> Result<Arc<WhatIf>, NoPlan> {
        Err(NoPlan::Refused(ReplanError::TooLarge { limit: 1, found: 2 }))
    }

    fn reach(asked: &Asked) -> f64 {
        asked.question.overrides.reach_km.unwrap()
    }

    #[test]
    fn what_nobody_waits_for_makes_room_and_is_never_planned() {
        let mut desk = Desk::new(2, 1 << 20);
        let waiting: Vec<_> = (0..2).map(|km| desk.ask("v", question(f64::from(km))).unwrap()).collect();
        assert!(desk.ask("v", question(9.0)).is_none(), "both places are taken");
        drop(waiting);
        let newest = desk.ask("v", question(2.0)).unwrap();
        assert!(newest.is_new);
        assert_eq!(reach(&desk.next("v").unwrap()), 2.0, "the older ones were given up");
        assert!(desk.next("v").is_none());
    }

    #[test]
    fn those_who_ask_the_same_wait_for_one_plan_and_the_first_is_served_first() {
        let mut desk = Desk::new(4, 1 << 20);
        let first = desk.ask("v", question(1.0)).unwrap();
        let same = desk.ask("v", question(1.0)).unwrap();
        let other = desk.ask("v", question(2.0)).unwrap();
        assert_eq!([first.is_new, same.is_new, other.is_new], [true, false, true]);
        drop(first);
        let asked = desk.next("v").unwrap();
        assert_eq!(reach(&asked), 1.0, "somebody still waits for it");
        desk.done(&asked, refused());
        assert!(same.answer.borrow().is_some() && other.answer.borrow().is_none());
        assert!(!desk.ask("v", question(1.0)).unwrap().is_new, "the answer is kept");
        assert!(desk.ask("w", question(1.0)).unwrap().is_new, "for its own version");
        assert_eq!(reach(&desk.next("v").unwrap()), 2.0);
    }

    #[test]
    fn our_own_failure_is_not_kept() {
        let mut desk = Desk::new(1, 1 << 20);
        let waiting = desk.ask("v", question(1.0)).unwrap();
        let asked = desk.next("v").unwrap();
        desk.done(&asked, Err(NoPlan::Failed));
        assert!(waiting.answer.borrow().is_some());
        assert!(desk.ask("v", question(1.0)).unwrap().is_new);
    }
}
