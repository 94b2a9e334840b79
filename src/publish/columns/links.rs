//! The columns of the link from a hub to a member; the record is the member's.

use crate::geodesy::METHOD;
use crate::model::Level;
use crate::plan::State;
use crate::publish::columns::Entry;
use crate::publish::columns::Kind::{Boolean, Integer, Number, Text};
use crate::publish::columns::located::{Get, is_doubtful};
use crate::publish::text::kilometres;

pub(super) const COLUMNS: &[Entry<Get>] = &[
    Entry::always("npsn", Text, "NPSN of the member.", |r| r.school.npsn.as_str().into()),
    Entry::always("name", Text, "Name of the member.", |r| (&*r.school.name).into()),
    Entry::maybe("hub", Text, "NPSN of the hub.", |r| r.hub().map(|hub| hub.npsn.as_str()).into()),
    Entry::maybe("hub_name", Text, "Name of the hub.", |r| r.hub().map(|hub| &*hub.name).into()),
    Entry::maybe("level", Text, "Group of equivalent forms.", |r| r.school.level().map(Level::as_str).into()),
    Entry::maybe("distance_m", Integer, "Length in whole metres.", |r| r.metres().into()),
    Entry::maybe("distance_km", Number, "Length in kilometres with two decimals.", |r| r.metres().map(kilometres).into()),
    Entry::always("distance_method", Text, "How the length was measured.", |_| METHOD.into()),
    Entry::maybe("crosses_tier", Boolean, "Whether the hub lies in another tier region.", |r| match r.state {
        State::Member { crosses, .. } => crosses.into(),
        _ => None::<bool>.into(),
    }),
    Entry::maybe("required", Boolean, "Whether people have decided this pair.", |r| match r.state {
        State::Member { required, .. } => required.into(),
        _ => None::<bool>.into(),
    }),
    Entry::always("doubtful", Boolean, "Whether the position of an end is not trusted.", |r| {
        (is_doubtful(r.school) || r.hub().is_some_and(is_doubtful)).into()
    }),
    Entry::always("approximate", Boolean, "Whether an end is planned at the middle of its kecamatan.", |r| {
        (r.school.is_approximate() || r.hub().is_some_and(crate::model::School::is_approximate)).into()
    }),
];
