//! The columns of a school.

use crate::geodesy::METHOD;
use crate::model::{Accreditation, Code, Level, Status};
use crate::plan::State;
use crate::publish::columns::Entry;
use crate::publish::columns::Kind::{Boolean, Integer, Number, Text};
use crate::publish::columns::located::Get;
use crate::publish::sentences;
use crate::publish::text::kilometres;
use crate::snapshot::View;

/// What a school became: its stable word.
pub(in crate::publish) fn role(state: State) -> &'static str {
    match state {
        State::OutOfScope(_) => "out_of_scope",
        State::NeedsCheck => "needs_check",
        State::Hub(_) => "hub",
        State::Member { .. } => "member",
        State::Unreached => "unreached",
    }
}

/// The stable code of why a school has no hub; hubs and members have none.
pub(in crate::publish) fn reason(view: &View<'_>, at: u32) -> Option<&'static str> {
    match view.state(at) {
        State::Hub(_) | State::Member { .. } => None,
        State::OutOfScope(reason) => Some(reason.as_str()),
        State::NeedsCheck => view.school(at).grade_reason.map(Code::as_str),
        State::Unreached => view.reason(at).map(|unreached| unreached.reason.as_str()),
    }
}

pub(super) const COLUMNS: &[Entry<Get>] = &[
    Entry::always("npsn", Text, "National school number, eight characters.", |r| r.school.npsn.as_str().into()),
    Entry::always("name", Text, "Name as the list has it.", |r| (&*r.school.name).into()),
    Entry::always("form", Text, "Official form: SD, MI, SMP ...", |r| r.school.form.as_str().into()),
    Entry::maybe("level", Text, "Group of equivalent forms: PAUD, SD, SMP, SMA, SMK, SLB.", |r| {
        r.school.level().map(Level::as_str).into()
    }),
    Entry::maybe("status", Text, "Negeri (public) or Swasta (private).", |r| r.school.status.map(Status::as_str).into()),
    Entry::always("role", Text, "What became of it: hub, member, unreached, needs_check, out_of_scope.", |r| {
        role(r.state).into()
    }),
    Entry::always("role_label", Text, "The same in Indonesian; hubs and members in the programme's words.", |r| {
        sentences::state(&r.view, r.state).into()
    }),
    Entry::always("is_hub", Boolean, "Whether the list names it as a hub, whatever became of it.", |r| {
        r.school.hub.is_some().into()
    }),
    Entry::maybe("hub", Text, "NPSN of the hub that it is or has.", |r| r.hub().map(|hub| hub.npsn.as_str()).into()),
    Entry::maybe("hub_name", Text, "Name of that hub.", |r| r.hub().map(|hub| &*hub.name).into()),
    Entry::maybe("distance_m", Integer, "A member's distance to its hub in whole metres.", |r| r.metres().into()),
    Entry::maybe("distance_km", Number, "The same in kilometres with two decimals.", |r| r.metres().map(kilometres).into()),
    Entry::maybe("distance_method", Text, "How the distance was measured.", |r| r.metres().map(|_| METHOD).into()),
    Entry::maybe("crosses_tier", Boolean, "Whether a member's hub lies in another tier region.", |r| match r.state {
        State::Member { crosses, .. } => crosses.into(),
        _ => None::<bool>.into(),
    }),
    Entry::maybe("required", Boolean, "Whether people have decided a member's hub.", |r| match r.state {
        State::Member { required, .. } => required.into(),
        _ => None::<bool>.into(),
    }),
    Entry::maybe("reason", Text, "Code of why it has no hub.", |r| reason(&r.view, r.at).into()),
    Entry::always("grade", Text, "Whether its position can be trusted: ok, doubtful, unusable.", |r| {
        r.school.grade.as_str().into()
    }),
    Entry::maybe("grade_reason", Text, "Code of the finding that decided the grade.", |r| {
        r.school.grade_reason.map(Code::as_str).into()
    }),
    Entry::always("approximate", Boolean, "Whether it is planned at the middle of its kecamatan.", |r| {
        r.school.is_approximate().into()
    }),
    Entry::maybe("accreditation", Text, "A, B, C, or TT (not accredited).", |r| {
        r.school.accreditation.map(Accreditation::as_str).into()
    }),
    Entry::maybe("cohort", Text, "The hub's cohort (angkatan).", |r| {
        r.school.hub.as_ref().and_then(|hub| hub.cohort.as_deref()).into()
    }),
    Entry::maybe("address", Text, "Address as the list has it.", |r| r.school.address.as_deref().into()),
    Entry::maybe("village", Text, "Name of the desa or kelurahan.", |r| r.school.village.as_deref().into()),
];
