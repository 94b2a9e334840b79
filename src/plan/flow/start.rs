//! From near prices to a start that is exact as far as it goes.
//!
//! Every school takes the hub that is cheapest at the given prices; those for whom no place is left at that price wait. Places that
//! the prices hold to be taken and are not are *wanting*: a chain may end there at their price, and `wanting` sees to the others.

use crate::plan::effort::TooLarge;
use crate::plan::flow::auction::{Guess, NOWHERE};
use crate::plan::flow::{Flow, Seat, unreached};
use crate::plan::packed::Packed;
use crate::plan::problem::index;

impl<P: Packed> Flow<'_, P> {
    /// Takes up prices and seats everybody who has a place at them; the schools that wait.
    pub(super) fn start(&mut self, guess: &Guess<P>) -> Result<Vec<u32>, TooLarge> {
        for (hub, price) in self.hubs.iter_mut().zip(&guess.prices) {
            // A new hub's price is the least that there can be.
            hub.price = hub.price.max(*price);
        }
        self.find_floor();
        for school in 0..index(self.seats.len()) {
            self.seat_at_prices(school, guess.seats[school as usize])?;
        }
        let mut waiting = Vec::new();
        for hub in 0..self.hubs.len() {
            waiting.extend(self.without_place(hub, &guess.seats));
        }
        waiting.sort_unstable();
        Ok(waiting)
    }

    /// Seats a school at its cheapest hub, if that is cheaper than to stay unreached; of equal ones at the guessed one.
    fn seat_at_prices(&mut self, school: u32, guessed: u32) -> Result<(), TooLarge> {
        let alone = unreached::<P>(self.group, school);
        let best = loop {
            let mut best = (alone, guessed != NOWHERE, None);
            let mut looks = 0;
            for arc in self.candidates.known(school) {
                looks += 1;
                let cost = arc.cost.pack::<P>();
                if cost + self.price_floor > best.0 {
                    break;
                }
                let value = (cost + self.hubs[arc.hub as usize].price, arc.hub != guessed);
                if value < (best.0, best.1) {
                    best = (value.0, value.1, Some(Seat { hub: arc.hub, cost: arc.cost }));
                }
            }
            self.candidates.effort().spend(looks)?;
            match self.candidates.rest(school) {
                Some(rest) if rest.pack::<P>() + self.price_floor < best.0 => self.candidates.extend(school)?,
                _ => break best.2,
            }
        };
        if let Some(seat) = best {
            let hub = &mut self.hubs[seat.hub as usize];
            hub.members.push(school);
            hub.load += 1;
        }
        self.seats[school as usize] = best;
        Ok(())
    }

    /// Takes the members from a hub that have no place at its price.
    fn without_place(&mut self, at: usize, guessed: &[u32]) -> Vec<u32> {
        let hub = &mut self.hubs[at];
        let most = if hub.price < P::ZERO { hub.min.max(hub.required) } else { hub.places };
        let excess = hub.load.saturating_sub(most) as usize;
        if excess == 0 {
            return Vec::new();
        }
        // Those whom the auction had elsewhere have another hub that is nearly as cheap.
        hub.members.sort_by_key(|school| guessed[*school as usize] != index(at));
        hub.load -= index(excess);
        let waiting = hub.members.split_off(hub.members.len() - excess);
        for school in &waiting {
            self.seats[*school as usize] = None;
        }
        waiting
    }
}
