//! The site's assets: embedded in the program, precompressed, and named by their content, so that browsers keep them for good.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use app::{AppError, Site, assets::Assets};

/// What the site build left in `target/site`.
#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Embedded;

/// What the worker that draws may do: a worker goes by the policy it came with, and this one loads the simulators.
const WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; \
     base-uri 'none'; form-action 'none'";

/// The names the pages use.
pub fn assets() -> Result<Assets, String> {
    let manifest = Embedded::get("manifest.json").ok_or("the site's assets are missing from this build: build with `make build`")?;
    let text = std::str::from_utf8(&manifest.data).map_err(|error| error.to_string())?;
    Assets::from_manifest(text).map_err(|error| format!("the site's manifest: {error}"))
}

/// `GET /assets/{name}`: the file, brotli where the browser takes it. The name changes with the content, so it never expires.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name.ends_with(".br") || name == "manifest.json" {
        return AppError::NotFound.into_response();
    }
    let takes_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim().split(';').next() == Some("br")));
    let brotli = takes_brotli.then(|| Embedded::get(&format!("{name}.br"))).flatten();
    let is_brotli = brotli.is_some();
    let Some(file) = brotli.or_else(|| Embedded::get(&name)) else {
        return AppError::NotFound.into_response();
    };
    let body = match file.data {
        std::borrow::Cow::Borrowed(bytes) => Body::from(bytes),
        std::borrow::Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = (StatusCode::OK, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if name.starts_with("simulator-worker.") {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER));
    }
    if is_brotli {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// `GET /offline-worker.js`: a service worker. It lies at the root, for it has to see when somebody signs out; it may reach nothing but
/// us, and browsers look for a newer one each time.
pub async fn offline_worker(State(site): State<Site>) -> Response {
    let address = site.assets.address("offline-worker.js");
    let Some(file) = address.strip_prefix("/assets/").and_then(Embedded::get) else {
        return AppError::NotFound.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        ),
    ];
    (headers, file.data.into_owned()).into_response()
}

/// `GET /robots.txt`: the public front may be read; everything else asks for a sign-in anyway.
pub async fn robots() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")], "User-agent: *\nDisallow:\n")
}

/// The media type of an asset, by its ending.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
