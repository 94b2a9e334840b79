//! One shortest-path search on the graph of hubs, kept between searches for its memory.

use crate::plan::packed::Packed;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What the search may come to next; the order breaks ties between equal keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// A hub has its final distance.
    Hub(u32),
    /// Exchanges of a hub that are not in its table yet begin to matter.
    RestOfHub(u32),
    /// Arcs of a school that are not in its list yet begin to matter.
    RestOfSchool(u32),
    /// Free places and schools that stay unreached have their final distance.
    Sink,
}

/// Who stands before a hub in a chain: the school that comes, and the hub that it leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) school: u32,
    pub(super) leaves: Option<u32>,
}

/// The state of one search, kept between searches for its memory.
#[derive(Debug)]
pub(super) struct Search<P> {
    round: u32,
    marks: Vec<Mark<P>>,
    pub(super) heap: BinaryHeap<Reverse<(P, Event)>>,
    pub(super) settled: Vec<(u32, P)>,
}

#[derive(Clone, Copy, Debug)]
struct Mark<P> {
    round: u32,
    is_settled: bool,
    distance: P,
    step: Step,
}

impl<P: Packed> Search<P> {
    pub(super) fn new(hubs: usize) -> Self {
        let step = Step { school: 0, leaves: None };
        let mark = Mark { round: 0, is_settled: false, distance: P::ZERO, step };
        Self { round: 0, marks: vec![mark; hubs], heap: BinaryHeap::new(), settled: Vec::new() }
    }

    pub(super) fn begin(&mut self) {
        self.round += 1;
        self.heap.clear();
        self.settled.clear();
    }

    /// The distance of a hub that was reached.
    pub(super) fn distance(&self, hub: u32) -> P {
        self.marks[hub as usize].distance
    }

    /// Whether a way to a hub is shorter than the best so far.
    pub(super) fn is_shorter(&self, hub: u32, distance: P) -> bool {
        let mark = &self.marks[hub as usize];
        mark.round != self.round || distance < mark.distance
    }

    /// Notes a way to a hub if it is the best so far.
    pub(super) fn reach(&mut self, hub: u32, distance: P, key: P, bound: P, step: Step) {
        if key < bound && self.is_shorter(hub, distance) {
            self.marks[hub as usize] = Mark { round: self.round, is_settled: false, distance, step };
            self.heap.push(Reverse((key, Event::Hub(hub))));
        }
    }

    /// Makes a hub's distance final; false when it is already.
    pub(super) fn settle(&mut self, hub: u32, key: P) -> bool {
        let mark = &mut self.marks[hub as usize];
        let is_first = !mark.is_settled;
        if is_first {
            mark.is_settled = true;
            self.settled.push((hub, key));
        }
        is_first
    }

    /// How a hub was reached.
    pub(super) fn step(&self, hub: u32) -> Step {
        self.marks[hub as usize].step
    }
}
