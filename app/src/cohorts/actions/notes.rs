//! Notes of staff on a student.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    cohorts::{NewNote, store},
    ids::{EnrollmentId, NoteId},
};

use crate::{
    AppError, Site,
    cohorts::{as_staff, pages},
    forms::Typed,
    visit::Staff,
};

/// `POST /cohorts/{cohort}/students/{enrollment}/notes`. Sent twice, a note is kept once.
pub async fn write_note(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let id = typed.get("note").parse().map_err(|_| {
        AppError::Malformed("The form did not arrive whole. Open the page anew and send it again; nothing was kept.".into())
    })?;
    let note = match NewNote::checked(id, enrollment, typed.get("body")) {
        Ok(note) => note,
        Err(Error::Invalid(errors)) => {
            return Ok(pages::student_page(&staff, scope, enrollment, typed.with(errors)).await?.into_response());
        }
        Err(other) => return Err(other.into()),
    };
    let (now, author) = (staff.now, staff.session.person.id);
    site.db.write(move |tx| Box::pin(async move { store::write_note(tx, now, &scope, author, &note).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/students/{enrollment}#note-{id}")).into_response())
}

/// `POST /cohorts/{cohort}/students/{enrollment}/notes/{note}/striking`.
pub async fn strike_note(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment, note)): Path<(String, EnrollmentId, NoteId)>,
) -> Result<Redirect, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let (now, actor) = (staff.now, staff.session.person.id);
    site.db.write(move |tx| Box::pin(async move { store::strike_note(tx, now, &scope, actor, (enrollment, note)).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/students/{enrollment}#note-{note}")))
}
