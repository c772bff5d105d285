//! The site map: the website's routes, the assets, and what stands before all of them.

use std::time::Duration;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode},
    middleware::{from_fn, from_fn_with_state, map_request},
    routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
    timeout::TimeoutLayer,
};

use app::{
    AppError, Site, error,
    routes::{self, Route},
    viewing,
};

use crate::{files, health, log, proxy::ClientAddress, security};

/// The largest form: a case response of 20,000 characters, encoded, with room to spare.
const LARGEST_BODY: usize = 256 * 1024;
/// Longer than any request of ours takes; a client that trickles is let go.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// Every route there is, for `attending routes` and the access table of the tests.
pub fn list() -> Vec<Route> {
    let (_, mut list) = routes::all().finish();
    list.extend([
        Route { method: Method::GET, path: "/assets/{name}", purpose: "style sheet, scripts and islands" },
        Route { method: Method::GET, path: "/robots.txt", purpose: "what search engines may read" },
        Route { method: Method::GET, path: "/health", purpose: "whether the program and its database answer" },
    ]);
    list
}

/// The whole site.
pub fn site(site: Site, client_address: ClientAddress) -> Router {
    let (pages, _) = routes::all().finish();
    let all =
        pages.route("/assets/{name}", get(files::asset)).route("/robots.txt", get(files::robots)).route("/health", get(health::check));
    around(all, site, client_address)
}

/// Routes with everything that stands before them; the last layer is the first to see a request.
pub fn around(routes: Router<Site>, site: Site, client_address: ClientAddress) -> Router {
    routes
        .fallback(|| async { AppError::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(site.clone(), viewing::nothing_changes))
        .layer(from_fn_with_state(site.clone(), security::same_site_only))
        .layer(CatchPanicLayer::custom(|_| axum::response::IntoResponse::into_response(AppError::Broken)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST))
        .layer(from_fn_with_state(site.clone(), error::pages))
        .layer(compression())
        .layer(from_fn_with_state(site.clone(), security::headers))
        .layer(map_request(move |request: Request| client_address.clone().name(request)))
        .layer(from_fn(log::request))
        .with_state(site)
}

/// Pages are compressed as they go, at a level that costs little; assets come compressed, media as it is.
fn compression() -> CompressionLayer<impl Predicate> {
    let worthwhile = SizeAbove::new(512)
        .and(NotForContentType::new("application/wasm"))
        .and(NotForContentType::new("video/"))
        .and(NotForContentType::new("image/png"))
        .and(NotForContentType::new("image/jpeg"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worthwhile)
}
