//! Figures, videos and captions of a module, to those who study or teach it. A version never changes, so its files may be kept.

use axum::{
    body::{Body, Bytes},
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    learning::store::{self, FileReader},
    policy,
};

use crate::{
    AppError, Site,
    error::AsItIs,
    ranges::{self, Asked},
    visit::Member,
};

/// `GET /modules/{module}/versions/{number}/files/{path}`, whole or in part: videos are read in ranges.
pub async fn file(
    Shared(site): Shared<Site>,
    member: Member,
    Path((module, number, path)): Path<(String, i64, String)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    // `module.md` and the units hold the right answers: they are the authors', and are exported, not served.
    if path.ends_with(".md") {
        return Err(AppError::NotFound);
    }
    let viewing = member.viewing().map(|view| view.cohort);
    let reader = FileReader { person: member.session.person.id, sees_all: policy::is_staff(member.rights()), viewing };
    let file = store::file(&site.db, reader, (&module, number), &path).await?;
    let length = file.content.len();
    let mut response = match ranges::asked(&headers, length as u64, None) {
        Asked::Whole => Body::from(file.content).into_response(),
        Asked::Part(part) => {
            let content = Bytes::from(file.content).slice(index(part.start)..index(part.end));
            let mut part_of = (StatusCode::PARTIAL_CONTENT, Body::from(content)).into_response();
            part_of.headers_mut().insert(header::CONTENT_RANGE, text(&format!("bytes {}-{}/{length}", part.start, part.end - 1)));
            part_of
        }
        Asked::Beyond => {
            let mut refusal = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            refusal.headers_mut().insert(header::CONTENT_RANGE, text(&format!("bytes */{length}")));
            refusal.extensions_mut().insert(AsItIs);
            return Ok(refusal);
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, text(&file.media_type));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    Ok(response)
}

/// A place within bytes that are in memory.
fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
