//! Slow and simple: the best plan of a tiny case by trying every one, random tiny cases, and the only way a test gets a plan.

use imbas::geodesy::{distance_m, whole_metres};
use imbas::model::{
    Accreditation, Form, Grade, HubStatus, LonLat, Npsn, PositionOrigin, RegionId, RegionLevel, School, SchoolRegions,
};
use imbas::plan::file::InputFile;
use imbas::plan::{
    AccreditationWeights, Checked, LevelMap, Objective, Plan, PlanFile, PlanParts, PriorityRule, Problem, Rules, check, reasons,
    solve_with_baselines,
};
use imbas::regions::Regions;

/// Splitmix64: small, seeded, and the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u32) -> u32 {
        (self.next() % u64::from(sides)) as u32
    }

    /// A number from 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.roll(1 << 30)) / f64::from(1 << 30)
    }

    /// Whether one of `sides` comes up.
    pub(crate) fn one_in(&mut self, sides: u32) -> bool {
        self.roll(sides) == 0
    }
}

/// A school that wants a hub: an SD at a place, of no region.
pub(crate) fn school(number: u32, lon: f64, lat: f64) -> School {
    let position = LonLat::new(lon, lat).unwrap();
    School {
        npsn: Npsn::new(&format!("{:08}", 10_000_000 + number)).unwrap(),
        name: format!("SD {number}").into(),
        form: Form::new("SD"),
        status: None,
        address: None,
        village: None,
        regions: SchoolRegions::default(),
        given: Some(position),
        position: Some(position),
        origin: PositionOrigin::Given,
        grade: Grade::Ok,
        grade_reason: None,
        abroad: false,
        hub: None,
        priority: 1,
        accreditation: None,
        trained_teachers: None,
        pupils: None,
    }
}

/// The same as a hub with this many places of its own.
pub(crate) fn hub(number: u32, lon: f64, lat: f64, capacity: Option<u32>) -> School {
    School { hub: Some(Box::new(HubStatus { cohort: None, capacity })), ..school(number, lon, lat) }
}

/// Rules for the whole country, without any limit.
pub(crate) fn country() -> Rules {
    Rules { within: LevelMap::all(RegionLevel::Country), ..Rules::default() }
}

/// The four numbers that decide between two plans, better ones smaller; `reached` may differ between equally good plans.
pub(crate) fn rank(objective: &Objective) -> (std::cmp::Reverse<i64>, u64, u64, u64) {
    (std::cmp::Reverse(objective.priority), objective.shortfall, objective.crossings, objective.metres)
}

/// One more place at a hub, and every other hub as it is: neither its own capacity nor the rules' maximum keeps the place away.
pub(crate) fn give_a_place(schools: &mut [School], rules: &mut Rules, plan: &Plan, at: u32) {
    for hub in &plan.hubs {
        let own = schools[hub.school as usize].hub.as_mut().expect("it is a hub");
        own.capacity = hub.places.map(|places| places + u32::from(hub.school == at));
    }
    rules.max = LevelMap::all(None);
}

/// Makes the plan, writes it, reads it back, and lets the independent checker accept it.
pub(crate) fn solve_and_check(schools: &[School], regions: &Regions, rules: &Rules) -> (Plan, PlanFile, Checked) {
    let problem = Problem::new(schools, regions, rules).expect("the rules do not contradict each other");
    let (plan, baselines) = solve_with_baselines(&problem).expect("the work is small");
    let file = PlanFile::new(PlanParts {
        inputs: vec![InputFile { name: "sekolah.csv".to_owned(), sha256: "0".repeat(64) }],
        programme: "netral",
        rows: schools.len() as u64,
        refused: 0,
        schools,
        regions,
        settings: &imbas::audit::Settings::default(),
        rules,
        plan: &plan,
        reasons: &reasons(&problem, &plan),
        baselines: &baselines,
    });
    let mut bytes = Vec::new();
    file.write(&mut bytes).expect("a vector takes every byte");
    let read = PlanFile::read(&bytes).expect("what was written can be read");
    assert_eq!(read, file);
    assert_eq!(&read.rules(regions).expect("the rules can be read"), rules);
    let checked = check(schools, regions, rules, &file).expect("our own plan is accepted");
    (plan, file, checked)
}

/// The objective of a best plan, found by trying every plan.
pub(crate) fn best(schools: &[School], regions: &Regions, rules: &Rules) -> Objective {
    let is_planned = |school: &&School| rules.takes_part(school, regions).is_ok() && school.position.is_some();
    let hubs: Vec<&School> = schools.iter().filter(is_planned).filter(|school| school.hub.is_some()).collect();
    let members: Vec<&School> = schools.iter().filter(is_planned).filter(|school| school.hub.is_none()).collect();
    let mut trial = Trial { rules, hubs: &hubs, loads: vec![0; hubs.len()], best: None };
    trial.next(&members, Objective::default());
    trial.best.expect("reaching nobody is a plan")
}

struct Trial<'a> {
    rules: &'a Rules,
    hubs: &'a [&'a School],
    loads: Vec<u32>,
    best: Option<Objective>,
}

impl Trial<'_> {
    /// Tries everything for the first member, and then for the others.
    fn next(&mut self, members: &[&School], so_far: Objective) {
        let Some((member, others)) = members.split_first() else {
            return self.end(so_far);
        };
        let required = self.rules.pairs.required.get(&member.npsn);
        if required.is_none() {
            self.next(others, so_far);
        }
        if self.rules.pairs.unassigned.contains(&member.npsn) {
            return;
        }
        for at in 0..self.hubs.len() {
            let hub = self.hubs[at];
            let is_full = self.rules.places(hub, hub.level().unwrap()).is_some_and(|places| self.loads[at] >= places);
            if is_full || !required.map_or_else(|| self.allows(member, hub), |required| *required == hub.npsn) {
                continue;
            }
            self.loads[at] += 1;
            self.next(
                others,
                Objective {
                    priority: so_far.priority + i64::from(self.rules.priority(member)),
                    reached: so_far.reached + 1,
                    crossings: so_far.crossings + u64::from(self.rules.crosses_tier(member, hub)),
                    metres: so_far.metres + u64::from(whole_metres(distance(member, hub))),
                    ..so_far
                },
            );
            self.loads[at] -= 1;
        }
    }

    fn allows(&self, member: &School, hub: &School) -> bool {
        let level = member.level().unwrap();
        let region = self.rules.decision_region(member, level);
        member.level() == hub.level()
            && self.rules.shared_form(member) == self.rules.shared_form(hub)
            && region.is_ok()
            && region == self.rules.decision_region(hub, level)
            && self.rules.reach_m.get(level).is_none_or(|reach_m| distance(member, hub) <= reach_m)
            && !self.rules.forbids(member.npsn, hub.npsn)
    }

    fn end(&mut self, mut objective: Objective) {
        let minimum = |hub: &School| self.rules.minimum(hub, hub.level().unwrap());
        objective.shortfall =
            self.hubs.iter().zip(&self.loads).map(|(hub, load)| u64::from(minimum(hub).saturating_sub(*load))).sum();
        if self.best.is_none_or(|best| rank(&objective) < rank(&best)) {
            self.best = Some(objective);
        }
    }
}

fn distance(a: &School, b: &School) -> f64 {
    distance_m(a.position.unwrap(), b.position.unwrap())
}

/// At most seven schools and three hubs, with every rule there is: ties, equal points, unknown regions, full and empty hubs.
///
/// The region numbers stand for nothing, so that an empty table does.
pub(crate) fn random_case(seed: u64) -> (Vec<School>, Regions, Rules) {
    let mut dice = Dice::new(seed);
    // Mostly large cases: small ones have little to choose.
    let (members, hubs) = (7 - dice.roll(8).min(dice.roll(8)), 3 - dice.roll(4).min(dice.roll(4)));
    let mut schools: Vec<School> = (0..members + hubs).map(|number| random_school(&mut dice, number)).collect();
    // Hubs anywhere in the NPSN order.
    for _ in 0..hubs {
        let at = dice.roll(members + hubs) as usize;
        let capacity = dice.one_in(2).then(|| dice.roll(4));
        schools[at].hub = Some(Box::new(HubStatus { cohort: None, capacity }));
    }
    let mut rules = random_rules(&mut dice);
    random_pairs(&mut dice, &schools, &mut rules);
    (schools, Regions::default(), rules)
}

fn random_school(dice: &mut Dice, number: u32) -> School {
    let mut school = school(number, 100.0 + f64::from(dice.roll(6)) * 0.01, f64::from(dice.roll(6)) * 0.01 - 0.03);
    let region =
        |dice: &mut Dice, first: u32, of: u32| (!dice.one_in(25)).then(|| RegionId::from_index((first + dice.roll(of)) as usize));
    school.regions = SchoolRegions { province: region(dice, 0, 1), regency: region(dice, 1, 2), district: region(dice, 3, 3) };
    school.priority = [1, 1, 1, 2, 5][dice.roll(5) as usize];
    school.accreditation = [None, Some(Accreditation::A), Some(Accreditation::C)][dice.roll(3) as usize];
    school.form = Form::new(["SDTK", "SMP", "MI", "PKBM"].get(dice.roll(24) as usize).unwrap_or(&"SD"));
    if dice.one_in(30) {
        school.position = None;
        school.grade = Grade::Unusable;
    }
    school
}

fn random_rules(dice: &mut Dice) -> Rules {
    let ranks = [RegionLevel::Country, RegionLevel::Country, RegionLevel::Province, RegionLevel::Regency, RegionLevel::District];
    let mut rules = Rules { within: LevelMap::all(ranks[dice.roll(5) as usize]), ..Rules::default() };
    rules.reach_m = LevelMap::all([None, None, Some(1200.0), Some(3500.0)][dice.roll(4) as usize]);
    let min = [0, 0, 1, 2, 3][dice.roll(5) as usize];
    rules.min = LevelMap::all(min);
    rules.max = LevelMap::all((!dice.one_in(3)).then(|| min + dice.roll(3)));
    rules.tier = [None, None, Some(RegionLevel::District)][dice.roll(3) as usize];
    rules.scope.madrasah = dice.one_in(2);
    rules.exact_form = dice.one_in(5);
    rules.priority = [
        PriorityRule::Column,
        PriorityRule::Equal,
        PriorityRule::Accreditation(AccreditationWeights { a: 1, b: 2, c: 3, none: 4, unknown: 2 }),
    ][dice.roll(3) as usize];
    rules
}

/// A forbidden pair or two, a required pair that can be, and a school left unassigned.
fn random_pairs(dice: &mut Dice, schools: &[School], rules: &mut Rules) {
    let (hubs, members): (Vec<&School>, Vec<&School>) = schools.iter().partition(|school| school.hub.is_some());
    if hubs.is_empty() || members.is_empty() {
        return;
    }
    let pick = |dice: &mut Dice| (members[dice.roll(members.len() as u32) as usize], hubs[dice.roll(hubs.len() as u32) as usize]);
    if dice.one_in(3) {
        for _ in 0..2 {
            let (member, hub) = pick(dice);
            rules.pairs.forbidden.insert((member.npsn, hub.npsn));
        }
    }
    let (member, hub) = pick(dice);
    let are_peers =
        member.level().is_some() && member.level() == hub.level() && rules.shared_form(member) == rules.shared_form(hub);
    let are_planned =
        [member, hub].iter().all(|school| school.position.is_some() && (rules.scope.madrasah || !school.form.is_kemenag()));
    let has_place = hub.level().is_some_and(|level| rules.places(hub, level) != Some(0));
    if dice.one_in(3) && are_peers && are_planned && has_place && !rules.forbids(member.npsn, hub.npsn) {
        rules.pairs.required.insert(member.npsn, hub.npsn);
    }
    let left = members[dice.roll(members.len() as u32) as usize].npsn;
    if dice.one_in(4) && !rules.pairs.required.contains_key(&left) {
        rules.pairs.unassigned.insert(left);
    }
}
