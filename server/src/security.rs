//! What stands before every route: who may post, and the headers every response carries.

use app::{Site, page::PERMISSIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Whether another site made a visitor's browser send this, or not: by Fetch Metadata, and by Origin where a browser sends none.
///
/// A request with neither is no browser's, and carries no cookie it was not given.
pub fn comes_from_here(headers: &HeaderMap, base_url: &str) -> bool {
    if headers.contains_key("sec-fetch-site") {
        return headers.get_all("sec-fetch-site").iter().all(|site| site == "same-origin" || site == "none");
    }
    match headers.get(header::ORIGIN) {
        Some(origin) => {
            let host = headers.get(header::HOST).map(HeaderValue::as_bytes).unwrap_or_default();
            let named = origin.as_bytes().split(|byte| *byte == b'/').next_back().unwrap_or_default();
            origin.as_bytes() == base_url.as_bytes() || (!host.is_empty() && named == host)
        }
        None => true,
    }
}

/// The headers of every response, errors and files included. A page brings its own content security policy, and says if it asks for the
/// camera; what says nothing gets the strictest. `secret` is what bears its key in its address: it is kept and found nowhere.
pub fn add_headers(site: &Site, secret: bool, headers: &mut HeaderMap) {
    let fixed: [(HeaderName, &str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, if secret { "no-referrer" } else { "same-origin" }),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if secret {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow, noarchive"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.entry("permissions-policy").or_insert(HeaderValue::from_static(PERMISSIONS));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"));
    if site.settings.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())).collect()
    }

    fn allowed(pairs: &[(&'static str, &str)]) -> bool {
        comes_from_here(&headers(pairs), "https://school.example")
    }

    #[test]
    fn fetch_metadata_decides_where_a_browser_sends_it() {
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[("sec-fetch-site", "none")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site"), ("origin", "https://school.example")]));
    }

    #[test]
    fn the_origin_decides_otherwise() {
        assert!(allowed(&[("origin", "https://school.example")]));
        assert!(!allowed(&[("origin", "https://elsewhere.example")]));
        assert!(!allowed(&[("origin", "null"), ("host", "school.example")]));
        assert!(allowed(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(!allowed(&[("origin", "http://127.0.0.1:4000"), ("host", "127.0.0.1:3000")]));
    }
}
