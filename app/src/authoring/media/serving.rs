//! A file by its hash. The address carries no session: whoever knows the hash may read the file, and nobody finds a hash by trying. So
//! players ask for parts of it without a cookie, and it may be kept by anybody for good.

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::authoring::media::{MediaKind, named};

use super::examining::failure;
use crate::{
    AppError, Site,
    error::AsItIs,
    ranges::{self, Asked},
};

/// Nothing in it runs, loads or is framed, whatever it is.
const POLICY: &str = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `GET /media/{sha256}.{kind}`, whole or in part. What cannot be sent is said in a line: a page would read the session.
pub async fn file(Shared(site): Shared<Site>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    sent(&site, &name, &headers).await.unwrap_or_else(|error| {
        let mut refusal = (error.status(), error.sentence()).into_response();
        refusal.extensions_mut().insert(AsItIs);
        refusal
    })
}

async fn sent(site: &Site, name: &str, headers: &HeaderMap) -> Result<Response, AppError> {
    let (sha256, kind) = named(name).ok_or(AppError::NotFound)?;
    let length = site.archive.size(sha256, kind).await.map_err(|error| failure(&error))?.ok_or(AppError::NotFound)?;
    let tag = format!("\"{sha256}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return Ok(described(StatusCode::NOT_MODIFIED.into_response(), kind, &tag));
    }
    let (status, part) = match ranges::asked(headers, length, Some(&tag)) {
        Asked::Whole => (StatusCode::OK, 0..length),
        Asked::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Asked::Beyond => {
            let mut refusal = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            refusal.extensions_mut().insert(AsItIs);
            return Ok(with(refusal, header::CONTENT_RANGE, &format!("bytes */{length}")));
        }
    };
    let wanted = (status == StatusCode::PARTIAL_CONTENT).then(|| part.clone());
    let content = site.archive.read(sha256, kind, wanted.clone()).await.map_err(|error| failure(&error))?;
    let mut response = described((status, Body::from_stream(content)).into_response(), kind, &tag);
    response = with(response, header::CONTENT_LENGTH, &(part.end - part.start).to_string());
    Ok(match wanted {
        Some(part) => with(response, header::CONTENT_RANGE, &format!("bytes {}-{}/{length}", part.start, part.end - 1)),
        None => response,
    })
}

/// A response with what is true of the file however much of it is sent.
fn described(response: Response, kind: MediaKind, tag: &str) -> Response {
    let mut response = with(response, header::ETAG, tag);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type()));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if kind == MediaKind::Pdf {
        // A document is downloaded, under the name that the link gives it: what it holds never runs beside our pages.
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    response
}

fn with(mut response: Response, name: header::HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
