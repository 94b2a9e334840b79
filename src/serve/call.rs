//! One request with everything that its handler may need, read and checked; and the answer to it.
//!
//! In: the request and the shared state. Out: a [`Call`] with typed parameters and one snapshot for the whole answer.

use crate::model::{Npsn, RegionId};
use crate::plan::Overrides;
use crate::publish::words::{self, Reader};
use crate::serve::negotiate::{self, Encoding};
use crate::serve::parameters::{self, NEXT_TOKEN, PAGE, Parameter, VERSION};
use crate::serve::problem::Problem;
use crate::serve::query::{self, Query};
use crate::serve::replan::Question;
use crate::serve::resource::{self, Resource, Schema};
use crate::serve::tiles::Encoded;
use crate::serve::{App, body, decisions};
use crate::snapshot::{Practice, Snapshot, View, WhatIf};
use axum::body::Body;
use axum::extract::{FromRequestParts, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use std::io::{self, Write};
use std::sync::Arc;

/// The header that tells the version of the data behind an answer.
pub(super) const SERVED_VERSION: HeaderName = HeaderName::from_static("x-imbas-version");

/// A request, read and checked.
pub(super) struct Call {
    /// The shared state.
    pub(super) app: App,
    /// The snapshot of the whole answer, also when a reload swaps it meanwhile.
    pub(super) snapshot: Arc<Snapshot>,
    /// The parameters.
    pub(super) query: Query,
    /// What the router knows about the address.
    pub(super) resource: &'static Resource,
    address: String,
    segments: Vec<String>,
    headers: HeaderMap,
    encoding: Encoding,
}

/// What an answer shows: the served plan or a what-if beside it, proven or as practice would have it.
#[derive(Clone)]
pub(super) struct Shown {
    /// The data and the served plan.
    pub(super) snapshot: Arc<Snapshot>,
    /// Another plan of the same data.
    pub(super) what_if: Option<Arc<WhatIf>>,
    /// What practice would do, in place of the proven plan.
    pub(super) practice: Option<Practice>,
}

impl Shown {
    /// What the outputs read.
    pub(super) fn view(&self) -> View<'_> {
        let proven = self.what_if.as_ref().map_or_else(|| self.snapshot.view(), |what_if| what_if.view(&self.snapshot));
        self.practice.map_or(proven, |practice| proven.under(practice))
    }
}

impl FromRequestParts<App> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let resource = *parts.extensions.get::<&'static Resource>().expect("the router tells every handler its resource");
        let segments = Path::<Vec<String>>::from_request_parts(parts, app).await;
        let segments = segments.map_err(|_| Problem::broken_encoding(parts.uri.path()))?.0;
        let snapshot = app.snapshot();
        let raw = parts.uri.query().unwrap_or_default();
        let query = Query::read(raw, resource.parameters, &snapshot.data.regions)?;
        Ok(Self {
            app: app.clone(),
            snapshot,
            query,
            resource,
            address: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            segments,
            headers: std::mem::take(&mut parts.headers),
            encoding: parts.extensions.get().copied().unwrap_or(Encoding::Identity),
        })
    }
}

impl Call {
    /// What stands in the path at the place of a name in brackets, counted from 0.
    pub(super) fn segment(&self, place: usize) -> &str {
        self.segments.get(place).map_or("", String::as_str)
    }

    /// The encoding that the answer should have.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The address of the request, for links.
    pub(super) fn own_address(&self) -> String {
        format!("{}{}", self.app.base_url(), self.address)
    }

    /// The address of the request with another value of a parameter; one that begins at another place has no offset.
    pub(super) fn address_with(&self, parameter: &Parameter, value: &str) -> String {
        let path = self.address.split('?').next().unwrap_or_default();
        let other = |pair: &&str| {
            // The names have been read before, so that they can be.
            let name = query::decode(pair.split('=').next().unwrap_or_default()).unwrap_or_default();
            name != parameter.name && !(parameter.name == PAGE.name && name == "offset")
        };
        let kept: String = pairs(&self.address).filter(other).flat_map(|pair| [pair, "&"]).collect();
        format!("{}{path}?{kept}{}={value}", self.app.base_url(), parameter.name)
    }

    /// The region whose code is in the path.
    pub(super) fn region(&self) -> Result<RegionId, Problem> {
        query::region(None, self.segment(0), &self.snapshot.data.regions)
    }

    /// The school whose NPSN is in the path, as an index.
    pub(super) fn school(&self) -> Result<u32, Problem> {
        let text = self.segment(0);
        let npsn = Npsn::new(text).map_err(|_| Problem::unknown_school(text))?;
        self.snapshot.find(npsn).ok_or_else(|| Problem::unknown_school(text))
    }

    /// The served plan, or the what-if that the parameters ask for in a region and at a level.
    pub(super) async fn shown(&self, region: Option<RegionId>) -> Result<Shown, Problem> {
        let what_if = match self.what_if_parameter() {
            Some(parameter) => {
                let region = region.ok_or_else(|| Problem::what_if_needs_region(parameter))?;
                let levels = self.query.level(&parameters::LEVEL).into_iter().collect();
                let question = Question { region, levels, overrides: self.overrides()? };
                Some(self.app.replans().answer(&self.snapshot, question).await?)
            }
            None => None,
        };
        let practice = self.query.word(&parameters::PRACTICE).and_then(Practice::from_word);
        let shown = Shown { snapshot: Arc::clone(&self.snapshot), what_if, practice };
        if practice.is_some() {
            // A practice is made when first looked at, for a country in some tenths of a second.
            let looked_at = shown.clone();
            tokio::task::spawn_blocking(move || {
                let _ = looked_at.view();
            })
            .await
            .map_err(|_| Problem::internal())?;
        }
        Ok(shown)
    }

    /// The rules that the parameters put in place of the served ones.
    pub(super) fn overrides(&self) -> Result<Overrides, Problem> {
        Ok(Overrides {
            within: self.query.word(&parameters::WITHIN).and_then(parameters::rank),
            reach_km: self.query.kilometres(&parameters::REACH_KM),
            min: self.query.integer(&parameters::MIN),
            max: self.query.integer(&parameters::MAX),
            pairs: decisions::pairs(&self.query, &self.snapshot)?,
            ..Overrides::default()
        })
    }

    /// The first parameter that asks for another plan.
    pub(super) fn what_if_parameter(&self) -> Option<&'static str> {
        parameters::WHAT_IF.into_iter().find(|parameter| self.query.has(parameter)).map(|parameter| parameter.name)
    }

    /// Who reads the answer, where it is a page.
    pub(super) fn reader(&self) -> Reader {
        let language = self.query.word(&parameters::LANG).and_then(words::language);
        Reader::new(language.unwrap_or_default(), &self.address)
    }

    /// The place in `offered` of the media type that the client likes best.
    pub(super) fn form(&self, offered: &[&'static str]) -> Result<usize, Problem> {
        negotiate::media_type(&self.headers, offered).ok_or_else(|| Problem::not_acceptable(offered))
    }

    /// The media type among these forms that the client likes best.
    pub(super) fn liked(&self, forms: &[(&'static str, Schema)]) -> Result<&'static str, Problem> {
        let offered: Vec<&'static str> = forms.iter().map(|(media_type, _)| *media_type).collect();
        Ok(offered[self.form(&offered)?])
    }

    /// The form that a parameter of the address names, or else the one of some that the client likes best.
    pub(super) fn asked(&self, parameter: &Parameter, forms: &[(&'static str, Schema)]) -> Result<&'static str, Problem> {
        match self.query.word(parameter) {
            Some(word) => Ok(resource::media_type(word)),
            None => self.liked(forms),
        }
    }

    /// A function from the last item of a page to the address of the next one.
    pub(super) fn next_pages(&self, version: &str) -> impl Fn(&str) -> String + Send + 'static {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(PAGE.name));
        let query: String = kept.flat_map(|pair| [pair, "&"]).collect();
        let start = format!("{}{path}?{query}{}={version}.", self.app.base_url(), PAGE.name);
        move |after| format!("{start}{after}")
    }

    /// Where the page that is asked for begins.
    ///
    /// # Errors
    /// When its token is of another version, or none of ours.
    pub(super) fn page(&self, version: &str) -> Result<Option<&str>, Problem> {
        let Some(token) = self.query.text(&PAGE) else { return Ok(None) };
        match token.split_once('.') {
            Some((of, after)) if of == version => Ok(Some(after)),
            Some(_) => Err(Problem::page_expired()),
            None => Err(Problem::bad_value(&PAGE, &NEXT_TOKEN, token)),
        }
    }

    /// Refuses a question about another version of the data than the one that is served.
    pub(super) fn check_version(&self) -> Result<(), Problem> {
        let current = &self.snapshot.version;
        match self.query.text(&VERSION) {
            Some(asked) if asked != current => Err(Problem::version_gone(asked, current)),
            _ => Ok(()),
        }
    }

    /// Answers with bytes that are there or have yet to be made, or with 304 when the client has them already.
    pub(super) async fn answer_made(
        &self,
        media_type: &'static str,
        make: impl Future<Output = Result<Encoded, Problem>>,
    ) -> Result<Response, Problem> {
        let tag = negotiate::tag(&self.snapshot.version, &self.address, media_type, self.encoding);
        if negotiate::has_already(&self.headers, &tag) {
            return Ok(self.not_modified(tag));
        }
        let made = make.await?;
        let mut response = self.tagged(tag, media_type, Body::from(made.bytes));
        if made.encoding != Encoding::Identity {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(made.encoding.as_str()));
        }
        Ok(response)
    }

    /// How many items come before the page that is asked for.
    pub(super) fn page_number(&self, version: &str) -> Result<usize, Problem> {
        let Some(after) = self.page(version)? else { return Ok(0) };
        after.parse().map_err(|_| Problem::bad_value(&PAGE, &NEXT_TOKEN, after))
    }

    /// Answers with what a function writes, or with 304 when the client has it already.
    pub(super) async fn answer(
        &self,
        version: &str,
        media_type: &'static str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
    ) -> Result<Response, Problem> {
        let tag = negotiate::tag(version, &self.address, media_type, self.encoding);
        if negotiate::has_already(&self.headers, &tag) {
            return Ok(self.not_modified(tag));
        }
        Ok(self.tagged(tag, media_type, body::written(write, self.app.limits().progress).await?))
    }

    /// The answer to a client that has this version already, before anything is looked for.
    pub(super) fn unchanged(&self, version: &str, media_type: &'static str) -> Option<Response> {
        let tag = negotiate::tag(version, &self.address, media_type, self.encoding);
        negotiate::has_already(&self.headers, &tag).then(|| self.not_modified(tag))
    }

    /// As [`Call::answer`], for what is written in less than a millisecond.
    pub(super) fn answer_shortly(
        &self,
        version: &str,
        media_type: &'static str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Response, Problem> {
        let tag = negotiate::tag(version, &self.address, media_type, self.encoding);
        if negotiate::has_already(&self.headers, &tag) {
            return Ok(self.not_modified(tag));
        }
        Ok(self.tagged(tag, media_type, body::short(write)?))
    }

    /// Answers from the served plan.
    pub(super) async fn answer_served(
        &self,
        media_type: &'static str,
        write: impl FnOnce(&View<'_>, &mut dyn Write) -> io::Result<()> + Send + 'static,
    ) -> Result<Response, Problem> {
        let snapshot = Arc::clone(&self.snapshot);
        self.answer(&self.snapshot.version, media_type, move |out| write(&snapshot.view(), out)).await
    }

    /// The client has it already.
    fn not_modified(&self, tag: HeaderValue) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        self.with_validators(response, tag)
    }

    fn tagged(&self, tag: HeaderValue, media_type: &'static str, body: Body) -> Response {
        let mut response = Response::new(body);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.with_validators(response, tag)
    }

    /// What every answer tells caches, and the version of the data that pages watch for a change.
    fn with_validators(&self, mut response: Response, tag: HeaderValue) -> Response {
        let headers = response.headers_mut();
        headers.insert(ETAG, tag);
        headers.insert(VARY, HeaderValue::from_static("accept, accept-encoding"));
        // Stored by anybody, but asked for again each time: a reload shows at once. What names its version never changes.
        let lasts = if self.query.has(&VERSION) { "public, max-age=86400, immutable" } else { "public, no-cache" };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(lasts));
        if let Ok(version) = HeaderValue::from_str(&self.snapshot.version) {
            headers.insert(SERVED_VERSION, version);
        }
        response
    }
}

/// The parameters of an address as they stand there.
fn pairs(address: &str) -> impl Iterator<Item = &str> {
    address.split_once('?').map_or("", |(_, query)| query).split('&').filter(|pair| !pair.is_empty())
}
