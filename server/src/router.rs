//! The site map: the website's routes, the assets, and what stands before all of them.

use std::{panic::AssertUnwindSafe, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use futures::FutureExt;
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{NotForContentType, Predicate, SizeAbove},
};

use app::{
    AppError, Site, authoring, error,
    routes::{self, Route},
    viewing,
};

use crate::{files, health, log, proxy::ClientAddress, security};

/// The largest form: a case response of 20,000 characters, encoded, with room to spare.
const LARGEST_BODY: usize = 256 * 1024;
/// Longer than any request of ours takes; a client that trickles is let go.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);
/// A file may take longer than a form; whoever reads it lets a client go that sends nothing for half a minute.
const LONGEST_UPLOAD: Duration = Duration::from_secs(2 * 3600);

/// Every route there is, for `attending routes` and the access table of the tests.
pub fn list() -> Vec<Route> {
    let (_, mut list) = routes::all().finish();
    list.extend([
        Route { method: Method::GET, path: "/assets/{name}", purpose: "style sheet, scripts and islands" },
        Route { method: Method::GET, path: "/offline-worker.js", purpose: "what keeps the itinerary and rolls on a device" },
        Route { method: Method::GET, path: "/robots.txt", purpose: "what search engines may read" },
        Route { method: Method::GET, path: "/health", purpose: "whether the program and its database answer" },
    ]);
    list
}

/// The whole site.
pub fn site(site: Site, client_address: ClientAddress) -> Router {
    let (pages, _) = routes::all().finish();
    let all = pages
        .route("/assets/{name}", get(files::asset))
        .route("/offline-worker.js", get(files::offline_worker))
        .route("/robots.txt", get(files::robots))
        .route("/health", get(health::check));
    around(all, site, client_address)
}

/// Routes with everything that stands before them.
pub fn around(routes: Router<Site>, site: Site, client_address: ClientAddress) -> Router {
    routes
        .fallback(|| async { AppError::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state((site.clone(), client_address), every_request))
        .layer(compression())
        .with_state(site)
}

/// What happens with every request, from the outside to the inside. One layer and not one for each: axum boxes and copies each of
/// them with all that is within, for every request.
async fn every_request(State((site, client_address)): State<(Site, ClientAddress)>, request: Request, next: Next) -> Response {
    let request = client_address.name(request);
    let secret = authoring::links::is_secret(request.uri().path());
    log::request(request, async |request| {
        let mut response = error::pages(&site, request, async |request| {
            let longest = if authoring::media::brings_a_file(request.uri().path()) { LONGEST_UPLOAD } else { LONGEST_REQUEST };
            whole(admitted(&site, request, next), longest).await
        })
        .await;
        security::add_headers(&site, secret, response.headers_mut());
        response
    })
    .await
}

/// A request that may do what it wants to.
async fn admitted(site: &Site, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    if !security::comes_from_here(request.headers(), &site.settings.base_url) {
        return AppError::CrossSite.into_response();
    }
    match viewing::may_change(site, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// A response in time, whatever becomes of the one who works on it.
async fn whole(working: impl Future<Output = Response>, longest: Duration) -> Response {
    match tokio::time::timeout(longest, AssertUnwindSafe(working).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => AppError::Broken.into_response(),
        Err(_) => AppError::TookTooLong.into_response(),
    }
}

/// Pages are compressed as they go, at a level that costs little; assets come compressed, media as it is.
fn compression() -> CompressionLayer<impl Predicate> {
    let worthwhile = SizeAbove::new(512)
        .and(NotForContentType::new("application/wasm"))
        .and(NotForContentType::new("video/"))
        .and(NotForContentType::new("audio/"))
        .and(NotForContentType::new("application/pdf"))
        .and(NotForContentType::new("application/zip"))
        .and(NotForContentType::new("image/png"))
        .and(NotForContentType::new("image/jpeg"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worthwhile)
}
