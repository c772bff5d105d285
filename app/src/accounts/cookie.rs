//! The session cookie: a random token, which the database knows only by its hash.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::site::Settings;

/// The cookie's name: over https it has the prefix that browsers bind to this very host, to https and to the whole path.
fn name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-session" } else { "session" }
}

/// A new token: 32 random bytes.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// The token a request carries, if it looks like one of ours.
pub fn token(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    named(headers, name(settings))
}

/// The name of the cookie of a second step, between the password and the session.
fn step_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-second-step" } else { "second-step" }
}

/// The token of a second step a request carries.
pub fn step_token(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    named(headers, step_name(settings))
}

/// `Set-Cookie` for a second step that begins.
pub fn begin_step(token: &str, settings: &Settings) -> HeaderValue {
    header_value(&format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600{}", step_name(settings), secure(settings)))
}

/// `Set-Cookie` for a second step that is over.
pub fn end_step(settings: &Settings) -> HeaderValue {
    header_value(&format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", step_name(settings), secure(settings)))
}

fn named(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(have, value)| *have == name && value.len() == 43)
        .map(|(_, value)| value.to_owned())
}

/// `Set-Cookie` for a session that begins. It lives as long as the browser keeps it; the database knows when it is over.
pub fn begin(token: &str, settings: &Settings) -> HeaderValue {
    header_value(&format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000{}", name(settings), secure(settings)))
}

/// `Set-Cookie` for a session that is over.
pub fn end(settings: &Settings) -> HeaderValue {
    header_value(&format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", name(settings), secure(settings)))
}

fn secure(settings: &Settings) -> &'static str {
    if settings.is_https() { "; Secure" } else { "" }
}

fn header_value(text: &str) -> HeaderValue {
    // Base64 and our own words: always a valid header.
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(base_url: &str) -> Settings {
        let organizer = domain::residencies::coming::invitation::Organizer::default();
        Settings {
            name: "Attending".into(),
            base_url: base_url.into(),
            second_factor_for_staff: true,
            review_before_publishing: false,
            admissions_email: None,
            organizer,
        }
    }

    fn carried(cookie: &str, base_url: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())]);
        token(&headers, &settings(base_url))
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let https = begin("token", &settings("https://school.example"));
        assert!(https.to_str().unwrap().starts_with("__Host-session=token; Path=/;"));
        assert!(https.to_str().unwrap().ends_with("; Secure"));
        assert!(!begin("token", &settings("http://localhost")).to_str().unwrap().contains("Secure"));
    }

    #[test]
    fn a_token_is_found_among_other_cookies_and_only_under_its_name() {
        let token = new_token();
        assert_eq!(carried(&format!("a=b; session={token}; c=d"), "http://localhost"), Some(token.clone()));
        assert_eq!(carried(&format!("session={token}"), "https://school.example"), None);
        assert_eq!(carried("session=short", "http://localhost"), None);
    }
}
