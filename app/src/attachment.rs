//! Files that a browser saves instead of showing them.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// A file to be saved under a name, which is plain ASCII. What it holds may be for its reader alone.
pub fn attachment(kind: &'static str, name: &str, content: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    (headers, content).into_response()
}
