//! Who is connected: a bounded register of connections, in order of arrival.
//!
//! In: addresses. Out: a [`Place`] for each connection that may stay. When it is full the oldest connection that is not being
//! answered has to go, so that clients who only hold connections open cannot keep others out.

use crate::serve::patience::Turn;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// All connections.
#[derive(Debug)]
pub(super) struct Crowd {
    most: usize,
    most_per_address: usize,
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    next: u64,
    by_arrival: BTreeMap<u64, (IpAddr, Arc<Turn>)>,
}

/// The right to be connected; leaving is dropping it.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Arc<Crowd>,
    arrival: u64,
    /// Whose turn it is on this connection.
    pub(super) turn: Arc<Turn>,
}

impl Crowd {
    /// An empty register.
    pub(super) fn new(most: usize, most_per_address: usize) -> Self {
        Self { most, most_per_address, entries: Mutex::default() }
    }

    /// Lets a client in; `None` when it has too many connections already, or all others are being answered.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let network = network(address);
        if !address.is_loopback() && entries.of(network) >= self.most_per_address {
            return None;
        }
        if entries.by_arrival.len() >= self.most && !entries.evict_oldest_waiting() {
            return None;
        }
        let (arrival, turn) = (entries.next, Arc::new(Turn::new()));
        entries.next += 1;
        entries.by_arrival.insert(arrival, (network, Arc::clone(&turn)));
        Some(Place { crowd: Arc::clone(self), arrival, turn })
    }
}

impl Entries {
    fn of(&self, network: IpAddr) -> usize {
        self.by_arrival.values().filter(|(other, _)| *other == network).count()
    }

    fn evict_oldest_waiting(&mut self) -> bool {
        let oldest = self.by_arrival.iter().find(|(_, (_, turn))| !turn.is_answering()).map(|(arrival, _)| *arrival);
        let Some((_, turn)) = oldest.and_then(|arrival| self.by_arrival.remove(&arrival)) else { return false };
        turn.evict();
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut entries = self.crowd.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.by_arrival.remove(&self.arrival);
    }
}

/// One household or office usually has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn one_address_has_a_share_only() {
        let crowd = Arc::new(Crowd::new(10, 2));
        let _first = crowd.enter(address(1)).unwrap();
        let second = crowd.enter(address(1)).unwrap();
        assert!(crowd.enter(address(1)).is_none());
        assert!(crowd.enter(address(2)).is_some());
        drop(second);
        assert!(crowd.enter(address(1)).is_some());
    }

    #[test]
    fn the_oldest_that_only_waits_makes_room() {
        let crowd = Arc::new(Crowd::new(2, 2));
        let busy = crowd.enter(address(1)).unwrap();
        busy.turn.answering();
        let waiting = crowd.enter(address(2)).unwrap();
        let third = crowd.enter(address(3)).unwrap();
        assert!(waiting.turn.is_evicted() && !busy.turn.is_evicted());
        third.turn.answering();
        assert!(crowd.enter(address(4)).is_none());
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let one: IpAddr = "2001:db8::1".parse().unwrap();
        let two: IpAddr = "2001:db8::ffff:2".parse().unwrap();
        let other: IpAddr = "2001:db8:0:1::1".parse().unwrap();
        assert_eq!(network(one), network(two));
        assert_ne!(network(one), network(other));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), address(1));
    }
}
