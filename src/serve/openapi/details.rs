//! Schemas of what stands inside several answers: measures, provenance, and the parts of an assignment's reasons.

use crate::serve::openapi::schemas::{list, object, or_null, reference, with_optional};
use serde_json::{Value, json};

/// Of each baseline beside the proven plan.
const ACHIEVED: &str = "priority:integer reached:integer metres:integer overloaded_hubs:integer";

/// The members of [`super::schemas::MEASURES`] that are objects.
pub(super) fn measures() -> Vec<(&'static str, Value)> {
    let distances = "method:string median_m:integer p90_m:integer max_m:integer total_m:integer gini:number";
    let loads = "min:integer median:integer max:integer full:integer below_minimum:integer gini:number";
    let of_mark = object("members:integer unreached:integer", &[]);
    vec![
        ("distances", or_null(object(distances, &[]))),
        ("loads", or_null(object(loads, &[]))),
        ("unreached", json!({ "type": "object", "additionalProperties": { "type": "integer" }, "description": "By reason" })),
        ("by_accreditation", json!({ "type": "object", "additionalProperties": of_mark })),
    ]
}

/// The proven plan beside practice.
pub(super) fn compared() -> Value {
    let gain = || object("priority:integer reached:integer metres:integer", &[]);
    let achieved = || object(ACHIEVED, &[]);
    let choice = object("rule:string column:string", &[("without", achieved()), ("gain", gain())]);
    let practices = [("proven", achieved()), ("greedy", achieved()), ("nearest", achieved())];
    let others = [("gain_over_greedy", gain()), ("choices", list(&choice))];
    object("", &[&practices[..], &others[..]].concat())
}

/// The members of the provenance that are objects.
pub(super) fn provenance() -> Vec<(&'static str, Value)> {
    let level = object("level:string within:string reach_km:number? min:integer max:integer?", &[]);
    let rules =
        object("tier:string? exact_form:boolean madrasah:boolean priority:string capacity:string", &[("levels", list(&level))]);
    vec![
        ("programme", object(PROGRAMME, &[])),
        ("rules", rules),
        ("inputs", list(&object("role:string name:string sha256:string rows:integer?", &[]))),
    ]
}

/// A programme with its own words, in Indonesian and English.
const PROGRAMME: &str = "id:string name:string legal_basis:string? period:string? hub:string member:string cluster:string \
    hub_en:string member_en:string cluster_en:string";

/// Why a school has its hub, or why none.
pub(super) fn assignment() -> Vec<(&'static str, Value)> {
    let alternative = object("rank:integer", &[("hub", named()), ("extra", cost())]);
    let why = object("rank:integer decided:string", &[("alternatives", list(&alternative))]);
    let cluster = object("places:integer? minimum:integer", &[("members", list(&named())), ("price", cost())]);
    let unlock = object("code:string", &[("hub", or_null(named())), ("gain", or_null(cost()))]);
    let unreached = object("", &[("nearest", or_null(named())), ("unlock", unlock)]);
    vec![
        ("school", named()),
        ("hub", or_null(named())),
        ("why", or_null(why)),
        ("cluster", or_null(cluster)),
        ("unreached", or_null(unreached)),
        ("sentences", list(&json!({ "type": "string" }))),
    ]
}

/// A school named in an answer, with its distance where that says something.
fn named() -> Value {
    let distance = [
        ("distance_m", json!({ "type": "integer" })),
        ("distance_km", json!({ "type": "number" })),
        ("distance_method", json!({ "type": "string" })),
    ];
    with_optional(object("npsn:string name:string", &[]), &distance)
}

/// A cost of the ordered objective: the first part that is not zero decides.
pub(super) fn cost() -> Value {
    reference("Cost")
}
