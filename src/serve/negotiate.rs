//! What the client accepts: form and encoding of an answer, and whether it has that answer already.
//!
//! In: request headers. Out: the one form and encoding to send, and its tag. Must not know: what is answered.

use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};

/// The encoding of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    /// Brotli.
    Br,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The content coding of HTTP.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Br => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The best one that the client accepts; ours first where it does not care.
    fn of(headers: &HeaderMap) -> Self {
        let weights = weights(headers, &ACCEPT_ENCODING);
        let weight = |coding: &str| weight(&weights, |name| name == coding).or_else(|| weight(&weights, |name| name == "*"));
        let offered = [Self::Br, Self::Gzip].into_iter().filter_map(|encoding| Some((encoding, weight(encoding.as_str())?)));
        let best = offered.filter(|(_, weight)| *weight > 0).rev().max_by_key(|(_, weight)| *weight);
        best.map_or(Self::Identity, |(encoding, _)| encoding)
    }
}

/// Decides the encoding once, outside compression, so that tag and bytes cannot disagree.
pub(super) async fn choose_encoding(mut request: Request, next: Next) -> Response {
    let encoding = Encoding::of(request.headers());
    request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(encoding.as_str()));
    request.extensions_mut().insert(encoding);
    next.run(request).await
}

/// The place in `offered` of the media type that the client likes best; the first one where it does not care.
pub(super) fn media_type(headers: &HeaderMap, offered: &[&'static str]) -> Option<usize> {
    let weights = weights(headers, &axum::http::header::ACCEPT);
    if weights.is_empty() {
        return Some(0);
    }
    let best = offered.iter().enumerate().filter_map(|(at, media)| Some((at, media_weight(&weights, media)?)));
    // The first of equals wins, so that `rev` lets `max_by_key`, which keeps the last, find it last.
    best.filter(|(_, weight)| *weight > 0)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .max_by_key(|(_, weight)| *weight)
        .map(|(at, _)| at)
}

fn media_weight(weights: &[(String, u16)], media: &str) -> Option<u16> {
    let bare = media.split(';').next().unwrap_or(media).trim();
    let (group, _) = bare.split_once('/')?;
    weight(weights, |name| name == bare)
        .or_else(|| weight(weights, |name| name.strip_suffix("/*") == Some(group)))
        .or_else(|| weight(weights, |name| name == "*/*"))
}

fn weight(weights: &[(String, u16)], fits: impl Fn(&str) -> bool) -> Option<u16> {
    weights.iter().find(|(name, _)| fits(name)).map(|(_, weight)| *weight)
}

/// The names of an `Accept` header in lower case with their weights in thousandths; what cannot be read counts as 1.
fn weights(headers: &HeaderMap, name: &HeaderName) -> Vec<(String, u16)> {
    let lists = headers.get_all(name).iter().filter_map(|list| list.to_str().ok());
    let one = |item: &str| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality: f32 = quality.and_then(|q| q.parse().ok()).filter(|q| (0.0..=1.0).contains(q)).unwrap_or(1.0);
        (name, (quality * 1000.0) as u16)
    };
    lists.flat_map(|list| list.split(',')).map(one).filter(|(name, _)| !name.is_empty()).collect()
}

/// The tag of the bytes of an answer: it differs by version, address, media type and encoding.
pub(super) fn tag(version: &str, address: &str, media_type: &str, encoding: Encoding) -> HeaderValue {
    let digest = Sha256::digest(format!("{version}\n{address}\n{media_type}"));
    let short = u64::from_be_bytes(std::array::from_fn(|at| digest[at]));
    let tag = format!("\"{version}-{short:016x}-{}\"", encoding.as_str());
    HeaderValue::from_str(&tag).expect("versions are hexadecimal digits, and the rest is visible ASCII")
}

/// Whether `If-None-Match` names the tag, or anything; the comparison is the weak one, as for every GET.
pub(super) fn has_already(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let mut lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    lists.any(|list| {
        let mut tags = list.split(',').map(str::trim);
        tags.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one).as_bytes() == tag.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_tag_differs_by_version_address_format_and_encoding() {
        let tags = [
            tag("v", "/a", "json", Encoding::Br),
            tag("w", "/a", "json", Encoding::Br),
            tag("v", "/a?b", "json", Encoding::Br),
            tag("v", "/a", "html", Encoding::Br),
            tag("v", "/a", "json", Encoding::Identity),
        ];
        for (at, one) in tags.iter().enumerate() {
            assert!(tags[at + 1..].iter().all(|other| one != other));
        }
        assert_eq!(tags[0], tag("v", "/a", "json", Encoding::Br));
    }

    #[test]
    fn a_list_of_tags_names_each_of_them() {
        let known = headers(IF_NONE_MATCH, "\"a\", W/\"b\"");
        for (tag, expected) in [("\"a\"", true), ("\"b\"", true), ("\"c\"", false), ("\"b-br\"", false)] {
            assert_eq!(has_already(&known, &HeaderValue::from_static(tag)), expected, "{tag}");
        }
        assert!(has_already(&headers(IF_NONE_MATCH, "*"), &HeaderValue::from_static("\"a\"")));
    }

    #[test]
    fn the_encoding_is_the_best_that_the_client_accepts() {
        for (accepts, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Br),
            ("gzip, deflate", Encoding::Gzip),
            ("br;q=0.5, gzip;q=0.9", Encoding::Gzip),
            ("br;q=0, *", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("gzip;q=0", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            assert_eq!(Encoding::of(&headers(ACCEPT_ENCODING, accepts)), expected, "{accepts}");
        }
        assert_eq!(Encoding::of(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn the_form_is_the_best_that_the_client_accepts() {
        let offered = ["application/json", "text/csv; charset=utf-8", "text/html; charset=utf-8"];
        for (accepts, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(2)),
            ("text/csv", Some(1)),
            ("text/*", Some(1)),
            ("*/*", Some(0)),
            ("application/json;q=0.1, text/csv;q=0.2", Some(1)),
            ("image/png", None),
            ("application/json;q=0", None),
        ] {
            assert_eq!(media_type(&headers(axum::http::header::ACCEPT, accepts), &offered), expected, "{accepts}");
        }
        assert_eq!(media_type(&HeaderMap::new(), &offered), Some(0));
    }
}
