//! Schemas of answers for `/openapi.json`.
//!
//! They name every member that an answer has (the tests compare them with real answers) and say what is not plain from its name.

use crate::serve::openapi::{details, features, ogc};
use serde_json::{Map, Value, json};

/// Every schema by its name.
pub(super) fn all() -> Value {
    let mut all = json!({
        "Problem": problem(),
        "NeighbourFeatures": collection(&neighbour()),
        "RegionName": object(REGION_NAME, &[]),
        "Counts": object(COUNTS, &[]),
        "Provenance": with_optional(object(PROVENANCE, &[]), &details::provenance()),
        "Cost": object("priority:integer shortfall:integer crossings:integer metres:integer", &[]),
        "Objective": object("priority:integer reached:integer shortfall:integer crossings:integer metres:integer", &[]),
        "RegionList": object("version:string numberReturned:integer", &[("regions", list(&listed_region()))]),
        "Region": region(),
        "Summary": summary(),
        "Changes": changes(),
        "Assignments": assignments(),
        "Assignment": assignment(),
        "Offices": offices(),
        "Diff": diff(),
        "Findings": findings(),
        "Plan": plan(),
        "TileJson": tilejson(),
        "SearchResults": search_results(),
        "Live": object("", &[("status", json!({ "const": "live" }))]),
        "Ready": ready(),
        "OpenApi": object("openapi:string info:object servers:array paths:object components:object", &[]),
    });
    let collections = features::all(|name| collection(&reference(name)));
    all.as_object_mut().expect("it was written as an object above").extend(collections.into_iter().chain(ogc::all()));
    all
}

const REGION_NAME: &str = "code:string system:string name:string level:string";
const COUNTS: &str = "out_of_scope:integer schools:integer hubs:integer members:integer unreached:integer needs_check:integer";
const MEASURES: &str =
    "coverage:number? distances:object? loads:object? unreached:object by_accreditation:object doubtful_members:integer";
const PROVENANCE: &str = "program:string version:string programme:object synthetic:boolean rules:object audit:object distance_method:string \
    distance_formula:string inputs:array";
const ROW: &str = "npsn:string name:string form:string level:string? status:string? district_code:string? district:string? \
    regency_code:string? regency:string? located:boolean is_hub:boolean state:string state_label:string hub:string? hub_name:string? \
    hub_district:string? hub_located:boolean? distance_m:integer? distance_km:number? distance_method:string? reason:string? \
    reason_text:string? grade:string grade_reason:string? approximate:boolean meeting_place:string? meeting_place_name:string?";

/// An object with these required members, each `name:type` or `name:type?` where it may be null, and others with a schema of their own.
pub(super) fn object(members: &str, others: &[(&str, Value)]) -> Value {
    let plain = members.split_whitespace().map(|member| {
        let (name, kind) = member.split_once(':').expect("members are written name:type");
        let schema = match kind.strip_suffix('?') {
            Some(kind) => json!({ "type": [kind, "null"] }),
            None => json!({ "type": kind }),
        };
        (name.to_owned(), schema)
    });
    let others = others.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone()));
    let properties: Map<String, Value> = plain.chain(others).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// Adds members that an answer may lack.
pub(super) fn with_optional(mut schema: Value, optional: &[(&str, Value)]) -> Value {
    for (name, member) in optional {
        schema["properties"][*name] = member.clone();
    }
    schema
}

fn described(kind: &str, description: &str) -> Value {
    json!({ "type": kind, "description": description })
}

fn problem() -> Value {
    let always = object(
        "title:string status:integer request_id:string",
        &[
            ("type", json!({ "type": "string", "format": "uri" })),
            ("detail", described("string", "In English")),
            ("detail_id", described("string", "In Indonesian")),
        ],
    );
    with_optional(
        always,
        &[
            ("parameter", described("string", "The parameter at fault")),
            ("known", json!({ "type": "array", "items": { "type": "string" }, "description": "What would be taken" })),
            ("limit", json!({ "type": ["integer", "number", "string"], "description": "The limit that was passed" })),
            (
                "found",
                json!({ "type": ["integer", "string"], "description": "What was found; at most 80 characters of the input" }),
            ),
            ("character", described("integer", "The character of the filter at fault, from 1")),
            ("pointer", described("string", "The place in the filter's JSON at fault, as a JSON pointer")),
            ("property", described("string", "The property at fault")),
            ("near", list(&near_region())),
            ("candidates", list(&near_region())),
            ("offered", list(&json!({ "type": "string" }))),
        ],
    )
}

fn near_region() -> Value {
    object(&format!("{REGION_NAME} parent:string?"), &[])
}

/// A collection of such features.
fn collection(feature: &Value) -> Value {
    let collection = object("", &[("type", json!({ "const": "FeatureCollection" })), ("features", list(feature))]);
    let optional = [
        ("numberMatched", described("integer", "Features on all pages together; absent where not known")),
        ("numberReturned", described("integer", "Features in this answer")),
        ("version", described("string", "The version of the data")),
        ("provenance", object("program:string programme:object synthetic:boolean distance_method:string inputs:array", &[])),
        ("links", list(&json!({ "type": "object" }))),
    ];
    with_optional(collection, &optional)
}

const NEIGHBOUR: &str = "npsn:string name:string form:string level:string? status:string? role:string is_hub:boolean rank:integer \
    of:string distance_m:integer distance_km:number distance_method:string grade:string approximate:boolean region:string? \
    province_code:string? province:string? regency_code:string? regency:string? district_code:string? district:string?";

fn neighbour() -> Value {
    object("id:string geometry:object?", &[("type", json!({ "const": "Feature" })), ("properties", object(NEIGHBOUR, &[]))])
}

fn listed_region() -> Value {
    let parents = ("parents", list(&reference("RegionName")));
    object(&format!("{REGION_NAME} coverage:number?"), &[parents, ("counts", reference("Counts"))])
}

fn region() -> Value {
    let child = object(&format!("{REGION_NAME} schools:integer"), &[]);
    object(
        &format!("version:string {REGION_NAME} coverage:number? has_boundary:boolean"),
        &[
            ("bbox", bbox()),
            ("parents", list(&reference("RegionName"))),
            ("counts", reference("Counts")),
            ("children", list(&child)),
        ],
    )
}

/// West, south, east and north of a region's boundary or, without one, of its schools.
fn bbox() -> Value {
    numbers()
}

fn numbers() -> Value {
    json!({ "type": ["array", "null"], "items": { "type": "number" } })
}

fn summary() -> Value {
    let counts = || ("counts", reference("Counts"));
    let of_level = object(&format!("level:string {MEASURES}"), &[counts()]);
    let of_region = measured(object(MEASURES, &[counts(), ("region", reference("RegionName"))]));
    let summary = object(
        &format!("level:string? equity:object {MEASURES}"),
        &[
            counts(),
            ("region", or_null(reference("RegionName"))),
            ("levels", list(&measured(of_level))),
            ("below_minimum", list(&object("npsn:string name:string members:integer minimum:integer", &[]))),
            ("regions", list(&of_region)),
            ("districts", list(&of_region)),
            ("compared", details::compared()),
            ("provenance", reference("Provenance")),
        ],
    );
    measured(summary)
}

/// Says what the measures hold.
fn measured(schema: Value) -> Value {
    with_optional(schema, &details::measures())
}

fn changes() -> Value {
    let counts = || ("counts", reference("Counts"));
    let objective = |name| (name, reference("Objective"));
    let cost = || or_null(details::cost());
    let side = || measured(object(&format!("overloaded_hubs:integer {MEASURES}"), &[objective("objective"), counts()]));
    let difference = "priority:integer reached:integer unreached:integer shortfall:integer crossings:integer metres:integer \
        median_m:integer? p90_m:integer? max_m:integer?";
    let planned = object("schools:integer closed:boolean", &[objective("before"), objective("after"), ("cost", cost())]);
    let decision =
        object("kind:string npsn:string name:string hub:string? hub_name:string? applies:boolean", &[("cost", cost())]);
    let place = || object("state:string reason:string? hub:string? hub_name:string? distance_m:integer?", &[]);
    let moved = object("npsn:string name:string level:string? located:boolean", &[("before", place()), ("after", place())]);
    let answer = object(
        "version:string version_before:string level:string? practice:string? decisions_weighed:boolean numberMatched:integer \
         numberReturned:integer",
        &[
            ("region", reference("RegionName")),
            ("before", side()),
            ("after", side()),
            ("difference", object(difference, &[])),
            ("planned", planned),
            ("decisions", list(&decision)),
            ("changes", list(&moved)),
            ("provenance", reference("Provenance")),
        ],
    );
    with_optional(answer, &[("next", described("string", "Address of the next page"))])
}

fn assignments() -> Value {
    let check_first = object("npsn:string name:string located:boolean grade:string grade_reason:string? advice:string?", &[]);
    object(
        "level:string? outside_members:integer",
        &[
            ("region", or_null(reference("RegionName"))),
            ("counts", reference("Counts")),
            ("check_first", list(&check_first)),
            ("assignments", list(&object(ROW, &[]))),
            ("provenance", reference("Provenance")),
        ],
    )
}

fn diff() -> Value {
    let figures = "members_before:integer members_after:integer metres_before:integer metres_after:integer added:integer moved:integer \
        dropped:integer measured:integer role:integer";
    let side = object("role:string hub:string? hub_name:string? distance_m:integer?", &[]);
    let change = object(
        "npsn:string name:string? district_code:string? change:string difference_m:integer?",
        &[("before", side.clone()), ("after", side)],
    );
    object(
        &format!("before:string after:string region:object? {figures}"),
        &[("regions", list(&object(&format!("code:string name:string {figures}"), &[]))), ("changes", list(&change))],
    )
}

fn offices() -> Value {
    let office = object("id:string name:string", &[("regions", list(&reference("RegionName"))), ("counts", reference("Counts"))]);
    object("version:string", &[("offices", list(&office))])
}

fn assignment() -> Value {
    let assignment = object(
        "version:string school:object state:string state_label:string reason:string? grade:string grade_reason:string? \
         hub:object? why:object? cluster:object? unreached:object? sentences:array",
        &[],
    );
    with_optional(assignment, &details::assignment())
}

fn findings() -> Value {
    let finding = with_optional(
        object(
            "code:string severity:string title:string title_en:string place:string? found:string found_id:string advice:string \
                advice_en:string",
            &[],
        ),
        &[
            ("id", described("string", "Stable")),
            ("npsn", described("string", "The school, when it is about one")),
            ("region", described("string", "Code of the region, when it is about one, or of the school's district")),
            ("given", object("lon:number lat:number", &[])),
            ("proposal", object("lon:number lat:number", &[])),
            ("confidence", described("string", "low or high")),
            ("suspect", described("string", "points or polygon")),
            ("schools", list(&json!({ "type": "string" }))),
            ("points", list(&object("npsn:string lon:number lat:number", &[]))),
        ],
    );
    let list = object("numberMatched:integer numberReturned:integer", &[("findings", list(&finding))]);
    with_optional(list, &[("next", described("string", "Address of the next page"))])
}

fn plan() -> Value {
    let achieved = object("overloaded_hubs:integer", &[("objective", reference("Objective"))]);
    let plan = object(
        PROVENANCE,
        &[
            ("counts", object(&format!("rows:integer refused:integer {COUNTS}"), &[])),
            ("objective", reference("Objective")),
            ("baselines", object("", &[("nearest", achieved.clone()), ("greedy", achieved)])),
        ],
    );
    with_optional(plan, &details::provenance())
}

fn search_results() -> Value {
    let region =
        object(&format!("{REGION_NAME} schools:integer"), &[("parents", list(&reference("RegionName"))), ("bbox", bbox())]);
    let school = object(
        "npsn:string name:string form:string level:string? role:string district_code:string? district:string? regency_code:string? \
         regency:string? province:string?",
        &[("position", numbers())],
    );
    object("version:string numberReturned:integer", &[("regions", list(&region)), ("schools", list(&school))])
}

/// TileJSON 3.0, with what it leaves to others.
fn tilejson() -> Value {
    let schools = object("on_map:integer needs_check_at_given_point:integer not_on_map:integer out_of_scope:integer", &[]);
    let layer = object("id:string description:string minzoom:integer maxzoom:integer fields:object", &[]);
    let document = object(
        "tilejson:string name:string description:string version:string scheme:string tiles:array minzoom:integer maxzoom:integer \
         data_version:string level:string? most_features:integer most_bytes:integer",
        &[
            ("singly_from", described("integer", "Least zoom at which features stand singly; below it tiles hold sums")),
            ("schools", schools),
            ("vector_layers", list(&layer)),
        ],
    );
    let numbers = || json!({ "type": "array", "items": { "type": "number" } });
    with_optional(document, &[("bounds", numbers()), ("center", numbers())])
}

fn ready() -> Value {
    object(
        "version:string schools:integer last_reload_failure:string?",
        &[("status", json!({ "const": "ready" })), ("reloads", object("done:integer failed:integer", &[]))],
    )
}
