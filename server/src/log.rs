//! What the log says: one line for each request, without queries, bodies or people; a defect once, with the reference its page shows.

use std::{backtrace::Backtrace, io::IsTerminal, panic, time::Instant};

use app::error::Reference;
use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

use crate::Failure;

/// Begins to log to standard error what the filter lets through.
///
/// # Errors
/// If the filter is not understood.
pub fn begin(filter: &str) -> Result<(), Failure> {
    let filter =
        EnvFilter::try_new(filter).map_err(|why| Failure::Setting(format!("LOG: {why}; write it like info or server=debug,sqlx=warn.")))?;
    // A second subscriber in one process is a test's; the first one stays.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .try_init();
    panic::set_hook(Box::new(|about| {
        let place = about.location().map(ToString::to_string).unwrap_or_default();
        let backtrace = Backtrace::capture();
        tracing::error!(place, why = about.payload_as_str().unwrap_or("no words"), %backtrace, "a panic");
    }));
    Ok(())
}

/// One line for each request: the route, not the path, for paths can hold the tokens of mailed links.
pub async fn request(mut request: Request, answer: impl AsyncFnOnce(Request) -> Response) -> Response {
    let reference = Reference::new();
    request.extensions_mut().insert(reference.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %reference, method = %request.method(), route);
    let begun = Instant::now();
    async move {
        let response = answer(request).await;
        let (status, milliseconds) = (response.status().as_u16(), begun.elapsed().as_millis() as u64);
        if is_routine(&route) {
            tracing::debug!(status, milliseconds, "answered");
        } else {
            tracing::info!(status, milliseconds, "answered");
        }
        response
    }
    .instrument(span)
    .await
}

/// What every page load and every monitor asks for says nothing new.
fn is_routine(route: &str) -> bool {
    matches!(route, "/assets/{name}" | "/health")
}
