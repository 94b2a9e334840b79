//! Values that are typed, and what is said of one that is none.

use crate::model::{Level, RegionLevel, Status};
use crate::publish::Locale;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::net::{SocketAddr, ToSocketAddrs};

/// What a distance must be; [`typed`](crate::cli::typed) says it in Indonesian.
pub(in crate::cli) const KM_EXPECTED: &str = "expected a distance of at least 0 km";

/// A distance with a decimal point or, as people here write it, a decimal comma.
pub(super) fn km(text: &str) -> Result<f64, String> {
    let with_point = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
    match with_point.parse::<f64>() {
        Ok(km) if km.is_finite() && km >= 0.0 => Ok(km),
        _ => Err(KM_EXPECTED.to_owned()),
    }
}

/// What an address to listen on must be; [`typed`](crate::cli::typed) says it in Indonesian.
pub(in crate::cli) const LISTEN_EXPECTED: &str = "expected HOST:PORT, for example 127.0.0.1:8080";

/// An address of this computer, by number or by name; of several, IPv4 first.
pub(super) fn listen(text: &str) -> Result<SocketAddr, String> {
    let refused = |_| LISTEN_EXPECTED.to_owned();
    let mut addresses: Vec<SocketAddr> = text.to_socket_addrs().map_err(refused)?.collect();
    addresses.sort_by_key(SocketAddr::is_ipv6);
    addresses.first().copied().ok_or_else(|| LISTEN_EXPECTED.to_owned())
}

pub(super) fn locale() -> impl TypedValueParser<Value = Locale> {
    PossibleValuesParser::new(Locale::WORDS).map(|word| Locale::from_word(&word).expect("only locales are possible"))
}

pub(super) fn level() -> impl TypedValueParser<Value = Level> {
    let words = PossibleValuesParser::new(Level::ALL.map(Level::as_str));
    words.map(|word| Level::from_word(&word).expect("only levels are possible"))
}

pub(super) fn region_level(words: &'static [&'static str]) -> impl TypedValueParser<Value = RegionLevel> {
    PossibleValuesParser::new(words).map(|word| RegionLevel::from_word(&word).expect("only ranks are possible"))
}

pub(super) fn status() -> impl TypedValueParser<Value = Status> {
    let words = PossibleValuesParser::new(["negeri", "swasta"]);
    words.map(|word| Status::from_word(&word).expect("only statuses are possible"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_to_listen_on_is_a_number_or_a_name_with_a_port() {
        assert_eq!(listen("localhost:8080").map(|address| (address.ip().is_loopback(), address.port())), Ok((true, 8080)));
        for text in ["", "8080", "localhost", "localhost:99999", "127.0.0.1:x"] {
            assert!(listen(text).is_err(), "{text}");
        }
    }

    #[test]
    fn distances_that_are_none_are_refused() {
        assert_eq!((km("2.5"), km("2,5")), (Ok(2.5), Ok(2.5)));
        for text in ["-1", "nan", "inf", "1e400", "dekat", "", "1.234,5", "1,2,3"] {
            assert!(km(text).is_err(), "{text}");
        }
    }
}
