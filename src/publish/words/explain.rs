//! Why a school has its hub, or why none, in sentences of the reader's language.

use crate::model::{Language, School};
use crate::plan::file::Mark;
use crate::plan::{Alternative, Cost, State, Why};
use crate::publish::sentences::{capital, named};
use crate::publish::words::Reader;
use crate::snapshot::{Practice, View};

impl Reader {
    /// Why a school has its hub and what the next ones would cost, or why it has none and what would help.
    pub(in crate::publish) fn explain(&self, view: &View<'_>, at: u32, why: Option<&Why>) -> Vec<String> {
        let mut sentences = self.explain_state(view, at, why);
        if matches!(view.state(at), State::Member { .. } | State::Hub(_) | State::Unreached) {
            let hub = view.hub_place(at).map(|place| view.hub(place).school).filter(|hub| *hub != at);
            sentences.extend([Some(at), hub].into_iter().flatten().filter_map(|at| self.mark(view.school(at))));
        }
        sentences
    }

    /// What must be known of a position that is not good.
    fn mark(&self, school: &School) -> Option<String> {
        let text = match Mark::of(school) {
            Mark::Good => return None,
            Mark::Doubtful => self.words().position_doubtful,
            Mark::Approximate => self.words().position_approximate,
        };
        Some(text.replace("{school}", &named(school)))
    }

    fn explain_state(&self, view: &View<'_>, at: u32, why: Option<&Why>) -> Vec<String> {
        let labels = self.labels(view);
        match view.state(at) {
            State::Hub(place) => {
                let members = self.whole(view.hub(place).members.len() as u64);
                vec![match self.language() {
                    Language::Indonesian => format!("Sekolah ini {} dengan {members} {}.", labels.hub, labels.member),
                    Language::English => format!("This school is a {} with {members} {}(s).", labels.hub, labels.member),
                }]
            }
            State::Member { hub, metres, .. } => {
                let hub = named(view.school(view.hub(hub).school));
                let first = self.at_a_distance(&capital(&labels.hub), &hub, metres);
                let Some(why) = why else { return vec![first] };
                let decided = self.decided(view, why.decided, why.rank);
                let others = why.alternatives.iter().map(|other| self.alternative(view, other));
                [first, decided].into_iter().chain(others).collect()
            }
            State::Unreached => self.explain_unreached(view, at),
            State::NeedsCheck | State::OutOfScope(_) => {
                let state = capital(self.state(view, view.state(at)));
                self.no_hub(view, at).map(|text| sentence(&format!("{state}: {text}"))).into_iter().collect()
            }
        }
    }

    /// Says that what is shown is not the served plan, where it is not.
    pub(in crate::publish) fn notice(&self, view: &View<'_>) -> Option<String> {
        let words = self.words();
        match view.practice {
            Some(Practice::Nearest) => Some(format!("{}. {}", words.plan_nearest, words.practice_shown)),
            Some(Practice::Greedy) => Some(format!("{}. {}", words.plan_greedy, words.practice_shown)),
            None => view.part().map(|_| words.what_if_shown.to_owned()),
        }
    }

    /// Why a school has no hub.
    pub(in crate::publish) fn no_hub(&self, view: &View<'_>, at: u32) -> Option<String> {
        match view.state(at) {
            State::Hub(_) | State::Member { .. } => None,
            State::OutOfScope(reason) => Some(self.out_of_scope(reason).to_owned()),
            State::NeedsCheck => view.school(at).grade_reason.map(|code| code.advice(self.language()).to_owned()),
            State::Unreached => view.reason(at).map(|why| self.unreached(view, why.reason)),
        }
    }

    fn explain_unreached(&self, view: &View<'_>, at: u32) -> Vec<String> {
        let Some(why) = view.reason(at) else { return Vec::new() };
        let words = self.words();
        let nearest = why.nearest.map(|nearest| {
            self.at_a_distance(&self.labelled(view, words.nearest_hub), &named(view.school(nearest.school)), nearest.metres)
        });
        let reason = sentence(&format!("{}: {}", words.unreached, self.unreached(view, why.reason)));
        // A practice weighs nothing, so that no way out of it is proven.
        let unlock = view.practice.is_none().then(|| format!("{}: {}.", words.cheapest_unlock, self.unlock(view, why.unlock)));
        [reason].into_iter().chain(nearest).chain(unlock).collect()
    }

    fn at_a_distance(&self, what: &str, name: &str, metres: u32) -> String {
        match self.language() {
            Language::Indonesian => format!("{what}: {name}, {} km garis lurus.", self.km(metres)),
            Language::English => format!("{what}: {name}, {} km straight line.", self.km(metres)),
        }
    }

    /// What another hub would cost, the part of the cost that comes first in the objective.
    fn alternative(&self, view: &View<'_>, other: &Alternative) -> String {
        let hub = named(view.school(view.hub(other.hub).school));
        let (rank, km, cost) = (self.whole(u64::from(other.rank)), self.km(other.metres), self.cost(other.extra));
        match self.language() {
            Language::Indonesian => format!("Pilihan lain terdekat ke-{rank}: {hub}, {km} km; {cost}."),
            Language::English => format!("Another choice, number {rank} by distance: {hub}, {km} km; {cost}."),
        }
    }

    /// A cost of the ordered objective in words: the part that comes first.
    pub(in crate::publish) fn cost(&self, cost: Cost) -> String {
        let Cost { priority, shortfall, crossings, metres } = cost;
        let (indonesian, english, number) = if cost == Cost::ZERO {
            return (if self.language() == Language::Indonesian { "sama baiknya" } else { "just as good" }).to_owned();
        } else if priority != 0 {
            ("prioritas sekolah yang terjangkau berkurang", "priority of the schools reached falls by", priority)
        } else if shortfall != 0 {
            ("kekurangan anggota bertambah", "members missing grow by", shortfall)
        } else if crossings != 0 {
            ("penugasan lintas wilayah bertambah", "assignments across regions grow by", crossings)
        } else {
            ("jumlah jarak bertambah", "total distance grows by", metres)
        };
        let words = if self.language() == Language::Indonesian { indonesian } else { english };
        let unit = if priority == 0 && shortfall == 0 && crossings == 0 { " m" } else { "" };
        format!("{words} {}{unit}", self.signed(number))
    }
}

/// A text with a full stop, unless it has one.
fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}
