//! What became of the schools of a list; where only a part of them is planned, it takes the memory and the time of the part.

use crate::plan::problem::index;
use crate::plan::{Counts, OutOfScope, State};
use rayon::prelude::*;
use std::ops::{Index, IndexMut, Range};

/// One state per school, by its index in the schools.
///
/// A school that is not among the planned ones is out of scope by its region. With a state for each school of a country of 220,000, a
/// what-if of a regency took 7.5 ms; with states of its part alone 4.6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct States {
    /// Schools of the list.
    schools: usize,
    /// Those that are planned, ascending; `None` when all are.
    part: Option<Vec<u32>>,
    /// The states of the planned ones.
    states: Vec<State>,
}

/// What stands for every school that is not planned.
const ELSEWHERE: State = State::OutOfScope(OutOfScope::Region);

impl States {
    /// Gives each planned school the state that `first` tells; `part` is ascending, and `None` means all of `schools`.
    pub(super) fn new(schools: usize, part: Option<Vec<u32>>, first: impl Fn(u32) -> State + Sync) -> Self {
        let states = match &part {
            Some(part) => part.par_iter().map(|school| first(*school)).collect(),
            None => (0..index(schools)).into_par_iter().map(&first).collect(),
        };
        Self { schools, part, states }
    }

    /// The planned schools as indices, ascending; `None` when all are.
    #[must_use]
    pub fn part(&self) -> Option<&[u32]> {
        self.part.as_deref()
    }

    /// The account of all schools.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let elsewhere = self.schools - self.states.len();
        let mut counts = Counts { out_of_scope: elsewhere as u64, ..Counts::default() };
        self.states.iter().for_each(|state| counts.add(*state));
        counts
    }

    /// The number of a school that is a hub of the plan.
    ///
    /// # Panics
    /// For any other school.
    #[must_use]
    pub fn hub_number(&self, school: u32) -> u32 {
        match self[school] {
            State::Hub(number) => number,
            state => panic!("expected a hub of the plan, found {state:?}"),
        }
    }

    /// The planned schools with their states, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, State)> {
        self.between(0..self.states.len())
    }

    /// As [`States::iter`], so many at once for each thread.
    pub(super) fn par_chunks(&self, size: usize) -> impl IndexedParallelIterator<Item = impl Iterator<Item = (u32, State)>> {
        let ends = self.states.len();
        let chunks = (0..ends.div_ceil(size)).into_par_iter();
        chunks.map(move |chunk| self.between(chunk * size..ends.min((chunk + 1) * size)))
    }

    /// The states of the planned schools, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (u32, &mut State)> {
        let part = self.part.as_deref();
        (0..).zip(&mut self.states).map(move |(place, state)| (school(part, place), state))
    }

    fn between(&self, places: Range<usize>) -> impl Iterator<Item = (u32, State)> {
        let part = self.part.as_deref();
        (index(places.start)..).zip(&self.states[places]).map(move |(place, state)| (school(part, place), *state))
    }

    /// Where the state of a school stands; `None` when it is not planned.
    fn place(&self, school: u32) -> Option<usize> {
        match &self.part {
            Some(part) => part.binary_search(&school).ok(),
            None => Some(school as usize),
        }
    }
}

/// The planned school of a place.
fn school(part: Option<&[u32]>, place: u32) -> u32 {
    part.map_or(place, |part| part[place as usize])
}

impl Index<u32> for States {
    type Output = State;

    fn index(&self, school: u32) -> &State {
        self.place(school).map_or(&ELSEWHERE, |place| &self.states[place])
    }
}

/// Panics for a school that is not planned.
impl IndexMut<u32> for States {
    fn index_mut(&mut self, school: u32) -> &mut State {
        let place = self.place(school).expect("only a planned school changes its state");
        &mut self.states[place]
    }
}

/// A state for every school.
impl From<Vec<State>> for States {
    fn from(states: Vec<State>) -> Self {
        Self { schools: states.len(), part: None, states }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_planned_schools_have_a_state_of_their_own() {
        let mut states = States::new(6, Some(vec![1, 4]), |school| if school == 4 { State::Hub(0) } else { State::Unreached });
        states[1] = State::NeedsCheck;
        let found: Vec<State> = (0..6).map(|school| states[school]).collect();
        assert_eq!(found, [ELSEWHERE, State::NeedsCheck, ELSEWHERE, ELSEWHERE, State::Hub(0), ELSEWHERE]);
        assert_eq!(states.iter().collect::<Vec<_>>(), [(1, State::NeedsCheck), (4, State::Hub(0))]);
        assert_eq!(states.counts(), Counts { out_of_scope: 4, schools: 2, hubs: 1, needs_check: 1, ..Counts::default() });
    }

    #[test]
    fn chunks_are_the_whole_in_order() {
        let all = States::new(10, None, State::Hub);
        let part = States::new(30, Some((0..10).map(|at| 3 * at).collect()), State::Hub);
        for states in [all, part] {
            let chunks: Vec<Vec<_>> = states.par_chunks(4).map(Iterator::collect).collect();
            assert_eq!(chunks.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 2]);
            assert_eq!(chunks.concat(), states.iter().collect::<Vec<_>>());
            assert!(states.iter().all(|(school, state)| state == State::Hub(school) && state == states[school]));
        }
    }
}
