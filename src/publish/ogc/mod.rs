//! OGC API - Features: the documents that describe the service, and the features that a question finds.
//!
//! In: a [`View`](crate::snapshot::View), the service's address, and a question that has been read. Out: JSON, GeoJSON and pages.
//! Must not know: HTTP.
//!
//! | resource | JSON | page |
//! | --- | --- | --- |
//! | landing page | [`landing`] | the page that opens the service |
//! | `/conformance` | [`conformance`] | [`write_conformance_page`] |
//! | `/collections`, `/collections/{id}` | [`collections`], [`collection`] | [`write_collections_page`], [`write_collection_page`] |
//! | `.../schema`, `.../queryables`, `.../sortables` | [`schema`] | [`write_schema_page`] |
//! | `.../items` | [`Question`] finds, [`write_items`] | [`write_items_page`] |
//! | `.../items/{id}` | [`write_item`] | [`write_item_page`] |

mod collection;
mod describe;
mod extent;
mod facts;
mod features;
mod index;
mod instant;
mod page;
mod pages;
mod population;
mod question;
mod schema;
mod window;

pub use collection::{description, title};
pub use describe::{CONFORMANCE, collection, collections, conformance, landing};
pub use features::{Form, Links, write_item, write_items};
pub use instant::is_time;
pub use page::{Page, Start};
pub use pages::{
    write_api_page, write_collection_page, write_collections_page, write_conformance_page, write_item_page, write_items_page,
    write_schema_page,
};
pub use population::Population;
pub use question::{Found, Question};
pub use schema::{SchemaKind, column_names, predicate, schema, sort_keys};
pub use window::{Window, WindowError};
