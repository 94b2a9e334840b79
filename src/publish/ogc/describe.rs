//! The documents that lead to the features: landing page, conformance, collections.

use crate::crs::Crs;
use crate::publish::Collection;
use crate::publish::ogc::{description, extent, title};
use crate::snapshot::View;
use serde_json::{Value, json};

/// The conformance classes that are complete; `tests/it/http/ogc` and `src/cql2/tests.rs` have tests for each.
///
/// Part 5 and Part 8 are drafts, named as its reference implementation names them. `properties` has no class: Part 6 is not there yet.
pub const CONFORMANCE: [&str; 24] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
    "http://www.opengis.net/spec/ogcapi-features-8/0.0/conf/sorting",
    "http://www.opengis.net/spec/ogcapi-features-8/0.0/conf/features-sorting",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
];

const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";
const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/";

fn link(rel: &str, kind: &str, title: &str, href: String) -> Value {
    json!({ "rel": rel, "type": kind, "title": title, "href": href })
}

/// The links of a resource to itself as JSON and to its page.
fn own(href: &str, title: &str) -> [Value; 2] {
    [
        link("self", "application/json", title, format!("{href}?f=json")),
        link("alternate", "text/html", &format!("{title} (HTML)"), format!("{href}?f=html")),
    ]
}

/// The landing page; `base` is the service's address without a slash at the end.
#[must_use]
pub fn landing(view: &View<'_>, base: &str) -> Value {
    let [own, alternate] = own(&format!("{base}/"), "Landing page");
    json!({
        "title": "imbas",
        "description": format!("{}: sekolah, gugus, penugasan, wilayah, dan temuan data.", view.programme.name),
        "attribution": view.programme.name,
        "version": view.version,
        "links": [
            own,
            alternate,
            link("service-desc", OPENAPI, "API definition (OpenAPI 3.0)", format!("{base}/api?f=json")),
            link("service-doc", "text/html", "API definition (HTML)", format!("{base}/api?f=html")),
            link("conformance", "application/json", "Conformance classes", format!("{base}/conformance")),
            link(&format!("{REL}conformance"), "application/json", "Conformance classes", format!("{base}/conformance")),
            link("data", "application/json", "Collections", format!("{base}/collections")),
            link(&format!("{REL}data"), "application/json", "Collections", format!("{base}/collections")),
        ],
    })
}

/// The declaration of conformance.
#[must_use]
pub fn conformance(base: &str) -> Value {
    json!({ "conformsTo": CONFORMANCE, "links": own(&format!("{base}/conformance"), "Conformance classes") })
}

/// All collections.
#[must_use]
pub fn collections(view: &View<'_>, base: &str) -> Value {
    let all: Vec<Value> = Collection::ALL.into_iter().map(|one| collection(view, base, one)).collect();
    json!({ "links": own(&format!("{base}/collections"), "Collections"), "crs": systems(), "collections": all })
}

/// One collection.
#[must_use]
pub fn collection(view: &View<'_>, base: &str, collection: Collection) -> Value {
    let (name, title) = (collection.as_str(), title(collection));
    let href = format!("{base}/collections/{name}");
    let [own, alternate] = own(&href, title);
    let schema = |rel: &str, kind: &str, about: &str| {
        link(&format!("{REL}{rel}"), "application/schema+json", about, format!("{href}/{kind}?f=json"))
    };
    let mut document = json!({
        "id": name,
        "title": title,
        "description": description(collection),
        "itemType": "feature",
        "crs": systems(),
        "storageCrs": Crs::Crs84.to_string(),
        "links": [
            own,
            alternate,
            link("items", "application/geo+json", title, format!("{href}/items?f=json")),
            link("items", "text/html", &format!("{title} (HTML)"), format!("{href}/items?f=html")),
            schema("schema", "schema", "Schema"),
            link("describedby", "application/schema+json", "Schema", format!("{href}/schema?f=json")),
            schema("queryables", "queryables", "Queryables"),
            schema("sortables", "sortables", "Sortables"),
        ],
    });
    if let Some(bounds) = extent::of(view, collection) {
        document["extent"] = json!({ "spatial": { "bbox": [bounds], "crs": Crs::Crs84.to_string() } });
    }
    document
}

fn systems() -> Vec<String> {
    Crs::all().map(|crs| crs.to_string()).collect()
}
