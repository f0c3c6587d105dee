//! Who may ask: programs of this machine that mean this server, and no page of another site in somebody's browser.

use std::net::SocketAddr;

use hyper::{HeaderMap, Method};

use crate::cli::serve::answer::Answer;

/// An answer to what must not be asked.
///
/// A page of another site can send a browser here: under a name of its own that leads to this machine, which the name in `Host` shows, or
/// across sites, which `Origin` and `Sec-Fetch-Site` show.
///
/// An add-on that the command line names may ask for what LanguageTool answers, and for nothing else.
pub(super) fn check(
    (method, path): (&Method, &str),
    headers: &HeaderMap,
    address: SocketAddr,
    add_ons: &[String],
) -> Result<(), Answer> {
    let only = |name: &str| {
        let mut all = headers.get_all(name).iter();
        let first = all.next().map(|value| value.to_str().unwrap_or("?").to_owned());
        if all.next().is_some() { Some("?".to_owned()) } else { first }
    };
    let host = only("host").unwrap_or_default();
    if !is_own(&host, address) {
        return Err(Answer::error(
            403,
            "the Host of the request is not this server; ask http://127.0.0.1 with its port",
        ));
    }
    let refused = || Err(Answer::error(403, "pages of other sites may not ask this server"));
    match only("origin") {
        Some(origin) if add_ons.contains(&origin) && is_for_add_ons(path) => return Ok(()),
        Some(origin) if add_on(&origin).is_ok() && is_for_add_ons(path) => {
            let what = format!("an add-on may ask if the server is started with --add-on {origin}");
            return Err(Answer::error(403, what));
        }
        Some(origin) if !origin.eq_ignore_ascii_case(&format!("http://{host}")) => return refused(),
        _ => {}
    }
    let site = only("sec-fetch-site");
    let may_navigate = method == Method::GET && only("sec-fetch-mode").as_deref() == Some("navigate");
    match site.as_deref() {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if may_navigate => Ok(()),
        Some(_) => refused(),
    }
}

/// Reads the origin of a browser's add-on, as `moz-extension://` and its name: no page can bear one.
pub(super) fn add_on(origin: &str) -> Result<String, String> {
    let plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match origin.split_once("-extension://") {
        Some(("chrome" | "moz" | "safari-web", name)) if plain(name) => Ok(origin.to_owned()),
        _ => Err("an add-on is named as chrome-extension://NAME or moz-extension://NAME".to_owned()),
    }
}

fn is_for_add_ons(path: &str) -> bool {
    path.ends_with("/v2/check") || path.ends_with("/v2/languages")
}

/// Whether a `Host` names this machine and the port that is listened on.
fn is_own(host: &str, address: SocketAddr) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse::<u16>().ok()),
        _ => (host, Some(80)),
    };
    let ip = address.ip();
    let own = if ip.is_ipv6() { format!("[{ip}]") } else { ip.to_string() };
    let names = ["localhost", "127.0.0.1", "[::1]", &own];
    port == Some(address.port()) && names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_add_on_is_no_page() {
        for (origin, fine) in [
            ("moz-extension://1f2e-3d", true),
            ("chrome-extension://oldceeleldhonbafppcapldpdifcinji", true),
            ("https://evil.example", false),
            ("evil-extension://x", false),
            ("moz-extension://", false),
            ("moz-extension://x\r\ny", false),
            ("null", false),
        ] {
            assert_eq!(add_on(origin).is_ok(), fine, "{origin}");
        }
    }

    #[test]
    fn only_names_of_this_machine_and_its_port_are_its_own() {
        let address = "127.0.0.1:8181".parse().expect("an address");
        for (host, own) in [
            ("127.0.0.1:8181", true),
            ("LocalHost:8181", true),
            ("[::1]:8181", true),
            ("127.0.0.1", false),
            ("127.0.0.1:8182", false),
            ("evil.example:8181", false),
            ("127.0.0.1.evil.example:8181", false),
            ("", false),
            ("[::1]", false),
        ] {
            assert_eq!(is_own(host, address), own, "{host}");
        }
    }
}
