//! `GET /health`: for what watches over the program. It asks nobody who they are.

use std::time::Duration;

use app::Site;
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// A database that takes longer to say anything does not answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// 200 when the database answers, 503 when it does not.
pub async fn check(State(site): State<Site>) -> Response {
    let answers = matches!(tokio::time::timeout(PATIENCE, site.db.check()).await, Ok(Ok(())));
    let (status, word) = if answers { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer") };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({ "status": word }))).into_response()
}
