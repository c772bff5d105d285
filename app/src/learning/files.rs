//! Figures, videos and captions of a module, to those who study or teach it. A version never changes, so its files may be kept.

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    learning::store::{self, FileReader},
    policy,
};

use crate::{AppError, Site, visit::Member};

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
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok()).map(|text| range(text, length));
    let mut response = match range {
        None => Body::from(file.content).into_response(),
        Some(Some((first, last))) => {
            let mut part = (StatusCode::PARTIAL_CONTENT, Body::from(file.content[first..=last].to_vec())).into_response();
            part.headers_mut().insert(header::CONTENT_RANGE, text(&format!("bytes {first}-{last}/{length}")));
            part
        }
        Some(None) => {
            let mut refusal = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            refusal.headers_mut().insert(header::CONTENT_RANGE, text(&format!("bytes */{length}")));
            return Ok(refusal);
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, text(&file.media_type));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    Ok(response)
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// First and last byte of a single range; `None` if it cannot be met.
fn range(text: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first.trim(), last.trim()) {
        ("", tail) => (length.saturating_sub(tail.parse::<usize>().ok().filter(|count| *count > 0)?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(end)),
    };
    (first <= last && first < length).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn ranges_are_met_or_refused() {
        assert_eq!(range("bytes=0-3", 10), Some((0, 3)));
        assert_eq!(range("bytes=4-", 10), Some((4, 9)));
        assert_eq!(range("bytes=-2", 10), Some((8, 9)));
        assert_eq!(range("bytes=8-99", 10), Some((8, 9)));
        assert_eq!(range("bytes=10-", 10), None);
        assert_eq!(range("bytes=3-1", 10), None);
        assert_eq!(range("lines=1-2", 10), None);
        assert_eq!(range("bytes=0-0", 0), None);
    }
}
