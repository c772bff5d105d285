//! What stands before every route: whose posts are taken, and the headers of every response.

use axum::{Router, body::Body, http::Request, routing::get};
use reqwest::{Method, header::HeaderMap};
use tower::ServiceExt;

use crate::stage::{Answer, Visitor};

/// Said by every response, whatever it is.
const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

fn check_headers(what: &str, headers: &HeaderMap) {
    for (name, value) in ALWAYS {
        assert_eq!(headers.get(name).map(|have| have.to_str().unwrap()), Some(value), "{name} of {what}");
    }
    let policy = headers.get("content-security-policy").unwrap_or_else(|| panic!("no policy on {what}")).to_str().unwrap();
    for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part} of {what}: {policy}");
    }
    for part in ["'unsafe-inline'", "'unsafe-eval'", "*"] {
        assert!(!policy.contains(part), "{part} of {what}: {policy}");
    }
}

site_test!(every_response_carries_the_headers, |stage| {
    let visitor = stage.anonymous();
    let sign_in =
        |text: String| visitor.request(Method::POST, "/sign-in").header("content-type", "application/x-www-form-urlencoded").body(text);
    let requests = [
        ("a page", 200, visitor.request(Method::GET, "/sign-in")),
        ("a page's head", 200, visitor.request(Method::HEAD, "/sign-in")),
        ("no page", 404, visitor.request(Method::GET, "/nowhere")),
        ("no page, as JSON", 404, visitor.request(Method::GET, "/nowhere").header("accept", "application/json")),
        ("no asset", 404, visitor.request(Method::GET, "/assets/nothing.css")),
        ("a file", 200, visitor.request(Method::GET, "/robots.txt")),
        ("the worker for pages offline", 200, visitor.request(Method::GET, "/offline-worker.js")),
        ("the health", 200, visitor.request(Method::GET, "/health")),
        ("a wrong method", 405, visitor.request(Method::DELETE, "/sign-in")),
        ("a form that is not in order", 422, sign_in("email=nobody%40school.example&password=x".into())),
        ("a form that is no form", 400, sign_in("\0%ZZ=\u{fffd}%00".into())),
        ("another site's form", 403, sign_in("email=a".into()).header("sec-fetch-site", "cross-site")),
        ("too long a form", 413, sign_in(format!("email={}", "a".repeat(300_000)))),
        ("a redirect", 303, visitor.request(Method::POST, "/sign-out")),
    ];
    for (what, status, request) in requests {
        let answer = visitor.send(request).await;
        assert_eq!(answer.status(), status, "{what}: {}", answer.text());
        check_headers(what, answer.headers());
    }
});

site_test!(a_panic_is_a_page_with_a_reference_and_the_headers, |stage| {
    let panicking = Router::new().route("/breaks", get(async || -> &'static str { panic!("on purpose") }));
    let site = stage.another_site().await;
    let router = server::router::around(panicking, site, Default::default());
    let response = router.oneshot(Request::get("/breaks").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 500);
    check_headers("a panic", response.headers());
    let body = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    let page = Answer::page(&String::from_utf8_lossy(&body));
    assert_eq!(page.one("h1"), "Something went wrong");
    assert_eq!(page.one("main code").len(), 8);
    assert!(!page.text().contains("on purpose"), "{}", page.text());
});

site_test!(scripts_run_only_with_the_nonce_of_their_page, |stage| {
    let visitor = stage.anonymous();
    let policies = [visitor.get("/sign-in").await, visitor.get("/sign-in").await].map(|page| {
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(nonce.len() >= 22, "{nonce}");
        assert!(page.all("script:not([nonce]), [onclick], [style]").is_empty(), "{}", page.text());
        nonce
    });
    assert_ne!(policies[0], policies[1]);
});

async fn sign_out(visitor: &Visitor, headers: &[(&str, &str)]) -> u16 {
    let mut request = visitor.request(Method::POST, "/sign-out").build().unwrap();
    request.headers_mut().remove("sec-fetch-site");
    for (name, value) in headers {
        request.headers_mut().insert(name.parse::<reqwest::header::HeaderName>().unwrap(), value.parse().unwrap());
    }
    visitor.execute(request).await.status()
}

async fn is_signed_in(visitor: &Visitor) -> bool {
    !visitor.get("/nowhere").await.has("a[href='/sign-in']")
}

site_test!(another_site_cannot_post_in_the_name_of_a_visitor, |stage| {
    let visitor = stage.student().await;
    for headers in [
        [("sec-fetch-site", "cross-site")].as_slice(),
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://elsewhere.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:1")],
    ] {
        assert_eq!(sign_out(&visitor, headers).await, 403, "{headers:?}");
        assert!(is_signed_in(&visitor).await);
    }
    let own = format!("http://{}", stage.address);
    assert_eq!(sign_out(&visitor, &[("origin", &own)]).await, 303);
    assert!(!is_signed_in(&visitor).await);
});

site_test!(pages_are_compressed_where_the_browser_takes_it, |stage| {
    let visitor = stage.anonymous();
    for (takes, gets) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
        let request = visitor.request(Method::GET, "/sign-in").header("accept-encoding", takes).build().unwrap();
        let answer = visitor.execute_raw(request).await;
        assert_eq!(answer.headers().get("content-encoding").map_or("", |value| value.to_str().unwrap()), gets);
    }
});

site_test!(an_error_is_a_page_for_people_and_json_for_programs, |stage| {
    let visitor = stage.anonymous();
    let page = visitor.get("/nowhere").await.expect(404);
    assert_eq!(page.one("h1"), "Page not found");
    assert!(page.has("main a.button"));
    let request = visitor.request(Method::GET, "/nowhere").header("accept", "application/json");
    let json: serde_json::Value = serde_json::from_str(visitor.send(request).await.expect(404).text()).unwrap();
    assert_eq!(json["error"], "not_found");
});

site_test!(a_database_that_is_gone_is_a_503_with_a_page, |stage| {
    let visitor = stage.student().await;
    stage.close_database().await;
    let page = visitor.get("/sign-in").await;
    assert_eq!(page.status(), 503, "{}", page.text());
    assert_eq!(page.one("h1"), "Not available at the moment");
});
