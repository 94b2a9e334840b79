//! What several subjects share: a tiny island with a plan made by hand, where every state of a school occurs once.

use imbas::audit::{Audit, Settings};
use imbas::model::{
    Code, Confidence, DecreeWords, Finding, Form, Grade, Labels, LonLat, Npsn, Place, PositionOrigin, Programme, Said, School,
    SchoolRegions, Status,
};
use imbas::plan::{
    Baseline, Baselines, Cost, Counts, HubPlan, LevelMap, NearestHub, Objective, OutOfScope, Pairs, Plan, Reason, Rules, State,
    Unlock, UnreachedSchool,
};
use imbas::regions::{Boundaries, Names, Regions};
use imbas::snapshot::{Dataset, InputFile, InputRole, Snapshot};

/// A name that must stay text wherever it goes: markup, a formula, a turned direction, an escape sequence of terminals.
pub(crate) const HOSTILE: &str = "=<script>alert(\"x\")</script>&amp;'\u{202e}\u{1b}[31m";

/// Number of a school in [`tiny_snapshot`].
pub(crate) fn npsn(text: &str) -> Npsn {
    Npsn::new(text).expect("tests name schools by letters and digits")
}

/// A school with a usable position and nothing special about it.
pub(crate) fn school(number: &str, form: &str, regions: SchoolRegions, lon: f64, lat: f64) -> School {
    let position = LonLat::new(lon, lat).ok();
    School {
        npsn: npsn(number),
        name: format!("{form} Contoh {number}").into(),
        form: Form::new(form),
        status: Some(Status::Public),
        address: None,
        village: None,
        regions,
        given: position,
        position,
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

/// A school that is a hub.
pub(crate) fn hub(school: School) -> School {
    School { hub: Some(Box::default()), ..school }
}

/// A school whose position cannot be used.
pub(crate) fn unlocated(school: School) -> School {
    School { given: None, position: None, grade: Grade::Unusable, grade_reason: Some(Code::MissingPosition), ..school }
}

/// The made-up island's regions: a kecamatan of regency `99.01` or `99.02`.
pub(crate) fn place(regions: &mut Regions, regency: &str, district: &str) -> SchoolRegions {
    let name = |code: &str| format!("Contoh {code}");
    let (regency_name, district_name) = (name(regency), name(district));
    let names = Names {
        province: ("Provinsi Contoh", "99"),
        regency: (&regency_name, regency),
        district: (&district_name, district),
        code: "",
    };
    let resolved = regions.resolve(names);
    SchoolRegions { province: resolved.province, regency: resolved.regency, district: resolved.district }
}

/// The words of the tests' programme.
pub(crate) fn programme() -> Programme {
    let labels =
        |hub: &str, member: &str, cluster: &str| Labels { hub: hub.into(), member: member.into(), cluster: cluster.into() };
    Programme {
        id: "contoh".into(),
        name: "Program Contoh".into(),
        legal_basis: None,
        period: Some("2026".into()),
        labels_id: labels("sekolah pengampu", "sekolah imbas", "gugus"),
        labels_en: labels("hub", "member", "cluster"),
        decree: DecreeWords::default(),
    }
}

/// A dataset of these schools, which must be in NPSN order.
pub(crate) fn dataset(schools: Vec<School>, regions: Regions, findings: Vec<Finding>) -> Dataset {
    let audit = Audit {
        rows: schools.len() as u64,
        merged: 0,
        schools,
        refused: Vec::new(),
        findings,
        effects: Vec::new(),
        files: Vec::new(),
    };
    let file = InputFile { role: InputRole::List, name: "contoh.csv".into(), sha256: "0".repeat(64), rows: Some(audit.rows) };
    Dataset {
        audit,
        regions,
        boundaries: Boundaries::default(),
        pairs: Pairs::default(),
        pair_lines: Vec::new(),
        files: vec![file],
        synthetic: false,
        settings: Settings::default(),
    }
}

/// An island with two regencies and a plan made by hand. Hub `01000000` of regency `99.01` also serves `02000002` of `99.02`.
///
/// | school | regency | what it is |
/// | --- | --- | --- |
/// | 01000000 | 99.01 | hub, of members 01000001 (hostile name), 01000002 (other kecamatan), 02000002 (other regency) |
/// | 01000003 | 99.01 | unreached SMP |
/// | 01000004 | 99.01 | needs a check |
/// | 01000005 | 99.01 | hub that needs a check |
/// | 01000006 | 99.01 | out of scope, a madrasah |
/// | 02000000 | 99.02 | hub with a doubtful position, of member 02000001 |
/// | 02000003 | 99.02 | hub without members |
pub(crate) fn tiny_snapshot() -> Snapshot {
    let mut regions = Regions::national();
    let a1 = place(&mut regions, "99.01", "99.01.01");
    let a2 = place(&mut regions, "99.01", "99.01.02");
    let b1 = place(&mut regions, "99.02", "99.02.01");
    let schools = vec![
        hub(school("01000000", "SD", a1, 110.0, -3.0)),
        School { name: HOSTILE.into(), ..school("01000001", "SD", a1, 110.01, -3.0) },
        School { name: "Panjang ".repeat(1_250).into(), ..school("01000002", "SD", a2, 110.02, -3.01) },
        school("01000003", "SMP", a1, 110.02, -3.02),
        unlocated(school("01000004", "SD", a1, 0.0, 0.0)),
        hub(unlocated(school("01000005", "SD", a2, 0.0, 0.0))),
        school("01000006", "MI", a1, 110.03, -3.0),
        School {
            grade: Grade::Doubtful,
            grade_reason: Some(Code::OutsideDistrict),
            ..hub(school("02000000", "SD", b1, 110.3, -3.1))
        },
        school("02000001", "SD", b1, 110.3, -3.11),
        school("02000002", "SD", b1, 110.1, -3.05),
        hub(school("02000003", "SD", b1, 110.4, -3.2)),
    ];
    let rules = Rules { max: LevelMap::all(Some(3)), ..Rules::default() };
    let plan = plan(&schools);
    let unreached = vec![UnreachedSchool {
        school: 3,
        reason: Reason::NoHubOfLevelInRegion,
        nearest: Some(NearestHub { school: 0, metres: 3_140 }),
        unlock: Unlock::NewHub,
    }];
    let baseline = Baseline { objective: plan.objective, overloaded: 0, assignments: assignments(&plan) };
    let baselines = Baselines { nearest: baseline.clone(), greedy: baseline };
    Snapshot::assemble(dataset(schools, regions, findings()), programme(), rules, plan, unreached, baselines)
}

fn plan(schools: &[School]) -> Plan {
    let mut states = vec![
        State::Hub(0),
        State::Unreached,
        State::Unreached,
        State::Unreached,
        State::NeedsCheck,
        State::NeedsCheck,
        State::OutOfScope(OutOfScope::Madrasah),
        State::Hub(1),
        State::Unreached,
        State::Unreached,
        State::Hub(2),
    ];
    let hubs: Vec<HubPlan> = [(0, vec![1, 2, 9]), (7, vec![8]), (10, vec![])]
        .into_iter()
        .map(|(school, members)| HubPlan { school, places: Some(3), min: 0, members, price: Cost::ZERO })
        .collect();
    let mut objective = Objective::default();
    for (place, hub) in (0..).zip(&hubs) {
        for member in &hub.members {
            let metres = metres(&schools[*member as usize], &schools[hub.school as usize]);
            states[*member as usize] = State::Member { hub: place, metres, crosses: false, required: false };
            objective.priority += 1;
            objective.reached += 1;
            objective.metres += u64::from(metres);
        }
    }
    let counts = Counts { out_of_scope: 1, schools: 10, hubs: 3, members: 4, unreached: 1, needs_check: 2 };
    Plan { states: states.into(), hubs, objective, counts }
}

fn metres(member: &School, hub: &School) -> u32 {
    let positions = member.position.zip(hub.position).expect("planned schools have positions");
    imbas::geodesy::whole_metres(imbas::geodesy::distance_m(positions.0, positions.1))
}

fn assignments(plan: &Plan) -> Vec<(u32, u32, u32)> {
    let members = plan.states.iter().filter_map(|(at, state)| match state {
        State::Member { hub, metres, .. } => Some((at, plan.hubs[hub as usize].school, metres)),
        _ => None,
    });
    members.collect()
}

fn findings() -> Vec<Finding> {
    let file = "contoh.csv".into();
    let at = |line: u32| Place { spot: line.into(), column: Some("lintang".into()), ..Place::file(&file) };
    let proposal = LonLat::new(110.3, -3.1).expect("in range");
    vec![
        Finding::new(
            Code::DoubtfulHub,
            Said::fixed("titik 4,2 km di luar 99.02.01", "expected a position in 99.02.01, found one 4.2 km outside"),
        )
        .with_npsn(npsn("02000000"))
        .with_place(at(9))
        .with_proposal(proposal, Confidence::Low),
        Finding::new(
            Code::MissingPosition,
            Said::new(format!("lintang tertulis {HOSTILE}"), format!("expected a latitude, found {HOSTILE}")),
        )
        .with_npsn(npsn("01000004"))
        .with_place(at(6)),
        Finding::new(Code::FewDecimals, Said::fixed("hanya 2 desimal", "expected 4 decimals, found 2"))
            .with_npsn(npsn("01000003"))
            .with_place(at(5)),
    ]
}
