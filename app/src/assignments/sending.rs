//! A file of an assignment, for its owner, their team once it was handed in, and whoever teaches or runs where it was.

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    Error,
    assignments::{WorkFile, store},
    cohorts::{Reader, store::scope},
    ids::WorkFileId,
    policy,
};

use super::keeping;
use crate::{AppError, Site, error::encoded, visit::Member};

/// `GET /hand-in-files/{file}`: always downloaded, never shown beside our pages, and kept by nobody on the way.
pub async fn file(Shared(site): Shared<Site>, member: Member, Path(file): Path<WorkFileId>) -> Result<Response, AppError> {
    let file = seen(&site, &member, file).await?;
    let content = keeping::read(&site.archive, &file.sha256).await?;
    let headers = [
        (header::CONTENT_TYPE, file.kind.media_type().to_owned()),
        (header::CONTENT_LENGTH, file.size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(content)).into_response())
}

async fn seen(site: &Site, member: &Member, file: WorkFileId) -> Result<WorkFile, AppError> {
    let (db, person, rights) = (&site.db, member.session.person.id, member.rights());
    match store::file_of_student(db, person, file).await {
        Err(Error::NotFound) => {}
        found => return Ok(found?),
    }
    let (file, places) = store::handed_in_file(db, file).await?;
    let staff = if rights.administrator { Reader::Administrator } else { Reader::Staff(person) };
    let readers = [(policy::is_staff(rights), staff), (rights.teaches, Reader::Faculty(person))];
    for (_, reader) in readers.into_iter().filter(|(holds, _)| *holds) {
        for at in &places {
            match scope(db, reader, &at.cohort, Some(&at.module)).await {
                Err(Error::NotFound) => {}
                found => return found.map(|_| file).map_err(AppError::from),
            }
        }
    }
    Err(AppError::NotFound)
}

/// The name in letters that every program reads, and as it is.
fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\%".contains(c) || c == ' ' { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("a \"b\"\r\nx: é.pdf"),
            "attachment; filename=\"a _b___x: _.pdf\"; filename*=UTF-8''a%20%22b%22%0D%0Ax%3A%20%C3%A9.pdf"
        );
    }
}
