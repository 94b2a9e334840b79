//! What the operator may set, with the defaults that RELIABILITY names.

use crate::model::Bilingual;
use crate::publish::diff::Compared;
use crate::serve::Basemap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Where answers point to, and how much anybody may ask for.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address that clients use, without a slash at the end; links are built from it and never from the `Host` header.
    pub base_url: String,
    /// Limits.
    pub limits: Limits,
    /// A plan to compare the served one with.
    pub compared: Option<Arc<Compared>>,
    /// A base map under the page's map.
    pub basemap: Option<Basemap>,
}

/// How much one client, and all of them, may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections of one address (IPv6: of one /64). Loopback is free: a proxy on the same machine speaks for many.
    pub connections_per_address: usize,
    /// Longest address in bytes.
    pub address_bytes: usize,
    /// Longest header fields, names and values together, in bytes.
    pub header_bytes: usize,
    /// Most header fields.
    pub header_fields: usize,
    /// From the first byte, or from the start of a connection, to the end of the headers.
    pub headers: Duration,
    /// Between two requests of a connection.
    pub idle: Duration,
    /// Without a byte of the answer taken by the client.
    pub progress: Duration,
    /// From the wish to stop to the end of the last answer.
    pub drain: Duration,
    /// Threads that plan.
    pub planners: usize,
    /// What-if questions that may wait for a planner.
    pub what_if_queue: usize,
    /// What-if plans kept, in bytes.
    pub what_if_bytes: usize,
    /// Tiles of the map kept, drawn and compressed, in bytes.
    pub tile_bytes: usize,
    /// How long a client waits for a what-if plan; the plan goes on and is kept.
    pub what_if_wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            connections: 4_096,
            connections_per_address: 256,
            address_bytes: 8 << 10,
            header_bytes: 16 << 10,
            header_fields: 64,
            headers: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            progress: Duration::from_secs(30),
            drain: Duration::from_secs(15),
            planners: (cores - 1).max(1),
            what_if_queue: 4,
            what_if_bytes: 64 << 20,
            tile_bytes: 64 << 20,
            what_if_wait: Duration::from_secs(60),
        }
    }
}

/// Why a public address cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a public URL like https://imbas.example.id, found {0:?}")]
pub struct PublicUrlError(pub String);

impl Bilingual for PublicUrlError {
    fn in_indonesian(&self) -> String {
        format!("seharusnya alamat umum seperti https://imbas.example.id, ditemukan {:?}", self.0)
    }
}

/// The address for links: the public one, or else the one that is listened on.
///
/// # Errors
/// [`PublicUrlError`] when the public one is not http or https, or has a query, a fragment, blanks or quotes.
pub fn base_url(public: Option<&str>, listening: SocketAddr) -> Result<String, PublicUrlError> {
    let Some(public) = public else { return Ok(format!("http://{}", reachable(listening))) };
    let host = public.strip_prefix("https://").or_else(|| public.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !"?#\"'<>\\".contains(c);
    if host.is_empty() || host.starts_with('/') || !host.chars().all(plain) {
        return Err(PublicUrlError(public.to_owned()));
    }
    Ok(public.trim_end_matches('/').to_owned())
}

/// Listening everywhere is no address to go to; this machine is.
fn reachable(listening: SocketAddr) -> SocketAddr {
    if !listening.ip().is_unspecified() {
        return listening;
    }
    SocketAddr::from(([127, 0, 0, 1], listening.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_point_to_the_public_address_or_the_one_listened_on() {
        let here = SocketAddr::from(([127, 0, 0, 1], 8080));
        assert_eq!(base_url(None, here).unwrap(), "http://127.0.0.1:8080");
        assert_eq!(base_url(None, SocketAddr::from(([0, 0, 0, 0], 80))).unwrap(), "http://127.0.0.1:80");
        assert_eq!(base_url(Some("https://imbas.example.id/api/"), here).unwrap(), "https://imbas.example.id/api");
        for broken in ["", "imbas.example.id", "ftp://x", "http://", "https:///x", "http://a b", "http://a\"b", "http://a?b"] {
            assert!(base_url(Some(broken), here).is_err(), "{broken}");
        }
    }
}
