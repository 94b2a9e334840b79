//! An address on another host that the operator allows the page to ask.

/// Placeholders of a tile's place, all of which a template has.
const PLACE: [&str; 3] = ["{z}", "{x}", "{y}"];
/// What else the map library fills in: `@2x` on fine screens.
const RATIO: &str = "{ratio}";

/// An address that was read and checked: its origin goes into a header, the rest to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The address as typed.
    pub(super) text: String,
    /// Scheme, host and port.
    pub(super) origin: String,
    /// Whether it has the placeholders of tiles.
    pub(super) is_template: bool,
}

impl Address {
    /// Reads an address; the error says what does not fit.
    pub(super) fn read(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or("no scheme")?;
        if !matches!(scheme, "http" | "https") {
            return Err("only http and https can be asked");
        }
        if !text.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\`".contains(c)) {
            return Err("blanks, quotes and letters beyond ASCII have to be percent-encoded");
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        if host.contains('@') {
            return Err("user names and passwords would be seen by every visitor");
        }
        // The host stands in a header: a placeholder, a `*` or a `;` would allow more than this one.
        if !is_host(host) {
            return Err("expected one plain host, with {s} written out");
        }
        let is_template = is_template(path)?;
        Ok(Self { text: text.to_owned(), origin: format!("{scheme}://{host}"), is_template })
    }
}

fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let six = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let named = match six {
        Some(six) => six.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)),
    };
    named && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// Whether a path has all placeholders of a tile, or none of them.
fn is_template(path: &str) -> Result<bool, &'static str> {
    let found = PLACE.iter().filter(|part| path.contains(**part)).count();
    let rest = PLACE.iter().chain([&RATIO]).fold(path.to_owned(), |rest, part| rest.replace(part, ""));
    match found {
        _ if rest.contains(['{', '}']) => Err("the placeholders are {z}, {x}, {y} and {ratio}"),
        3 => Ok(true),
        0 if !path.contains(RATIO) => Ok(false),
        _ => Err("tiles need all of {z}, {x} and {y}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_scheme_host_and_port_alone() {
        for (text, origin, is_template) in [
            ("https://a.example/{z}/{x}/{y}{ratio}.png", "https://a.example", true),
            ("https://a.example:8443/g?z={z}&x={x}&y={y}", "https://a.example:8443", true),
            ("http://[::1]:8080/style.json", "http://[::1]:8080", false),
            ("http://localhost", "http://localhost", false),
        ] {
            let expected = Address { text: text.to_owned(), origin: origin.to_owned(), is_template };
            assert_eq!(Address::read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_would_allow_more_than_one_host_or_show_a_secret_is_refused() {
        for text in [
            "ftp://a.example/{z}/{x}/{y}",
            "https://{s}.a.example/{z}/{x}/{y}.png",
            "https://*.a.example/style.json",
            "https://a.example;script-src *",
            "https://a.example; script-src */x",
            "https://name:word@a.example/style.json",
            "https://a.example:port/style.json",
            "https://a.example:99999/style.json",
            "https:///style.json",
            "https://a.example/{z}/{x}.png",
            "https://a.example/{z}/{x}/{-y}.png",
            "https://a.example/{quadkey}.png",
            "https://a.example/é.json",
            "https://[::g]/style.json",
        ] {
            assert!(Address::read(text).is_err(), "{text}");
        }
    }
}
