//! Where to go after signing in.

use axum::response::Redirect;
use domain::policy::Session;

use crate::visit::Visit;

/// The longest address that is carried through a sign-in.
const LONGEST: usize = 2000;

/// The address, if it is one of this site: a path from its root. Browsers take `//host` and `/\host` for another site.
pub fn local(address: &str) -> Option<&str> {
    let of_this_site = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    let plain = address.chars().all(|letter| !letter.is_control());
    let elsewhere = !["/sign-in", "/sign-out"]
        .iter()
        .any(|own| address == *own || address.starts_with(&format!("{own}?")) || address.starts_with(&format!("{own}/")));
    (of_this_site && plain && elsewhere && address.len() <= LONGEST).then_some(address)
}

/// Where someone begins who asked for nothing in particular.
pub fn home(visit: &Visit, session: &Session) -> &'static str {
    visit.signed_in(session.clone()).navigation().first().map_or("/account", |(_, address)| *address)
}

/// To the address asked for, or to where they begin.
pub fn go_on(visit: &Visit, session: &Session, next: &str) -> Redirect {
    Redirect::to(local(next).unwrap_or_else(|| home(visit, session)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_followed() {
        for other in [
            "https://elsewhere.example/",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/a\\b",
            "today",
            "",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: a=b",
            "/sign-in",
            "/sign-in?next=/a",
            "/sign-out",
            "/sign-in/second-factor",
        ] {
            assert_eq!(local(other), None, "{other:?}");
        }
        for own in ["/", "/today", "/modules/health-economics/2?from=today#top", "/sign-ins"] {
            assert_eq!(local(own), Some(own));
        }
    }
}
