//! Sending messages: a preview, a test, and then to the students.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    FieldError,
    cohorts::{Scope, store as cohorts},
    messages::store,
};

use crate::{
    AppError, Site,
    cohorts::as_staff,
    forms::Typed,
    messages::{
        composed::Composed,
        pages::{Shown, compose_page},
    },
    visit::Staff,
};

async fn read(staff: &Staff, cohort: &str, typed: Typed) -> Result<(Scope, Composed), AppError> {
    let scope = cohorts::scope(&staff.site.db, as_staff(staff), cohort, None).await?;
    let composed = Composed::read(staff, &scope, typed).await?;
    Ok((scope, composed))
}

/// `POST /cohorts/{cohort}/messages/preview`: changes nothing.
pub async fn preview(staff: Staff, Path(cohort): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let (scope, composed) = read(&staff, &cohort, typed).await?;
    let errors = composed.errors();
    let shown = if errors.is_empty() { Shown::Preview } else { Shown::Form };
    Ok(compose_page(&staff, scope, composed, errors, shown).into_response())
}

/// `POST /cohorts/{cohort}/messages/test`: to the one who writes, and the page again.
pub async fn send_test(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let (scope, composed) = read(&staff, &cohort, typed).await?;
    let errors = composed.errors();
    if !errors.is_empty() {
        return Ok(compose_page(&staff, scope, composed, errors, Shown::Form).into_response());
    }
    let message = composed.message(scope.cohort(), staff.session.person.id)?;
    let (cohort, base_url, now) = (scope.cohort().clone(), site.settings.base_url.clone(), staff.now);
    site.db.write(move |tx| Box::pin(async move { store::send_test(tx, &base_url, &cohort, &message, now).await })).await?;
    let address = staff.session.person.email.clone();
    Ok(compose_page(&staff, scope, composed, Vec::new(), Shown::Tested(address)).into_response())
}

/// `POST /cohorts/{cohort}/messages`: what was previewed, to whom it was previewed for; twice is harmless.
pub async fn send(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let (scope, composed) = read(&staff, &cohort, typed).await?;
    let mut errors = composed.errors();
    if !errors.is_empty() {
        return Ok(compose_page(&staff, scope, composed, errors, Shown::Form).into_response());
    }
    let message = composed.message(scope.cohort(), staff.session.person.id)?;
    let id = message.id;
    if composed.typed.get("seen") != composed.seen() && store::message(&site.db, scope.cohort().id, id).await.is_err() {
        let message = "The text, or who is among these students, has changed since the preview. Look at it once more, then send it.";
        errors.push(FieldError { field: "preview", message: message.to_owned() });
        return Ok(compose_page(&staff, scope, composed, errors, Shown::Preview).into_response());
    }
    let (whose, base_url, now) = (scope.cohort().clone(), site.settings.base_url.clone(), staff.now);
    site.db.write(move |tx| Box::pin(async move { store::send(tx, &base_url, &whose, &message, now).await })).await?;
    Ok(Redirect::to(&format!("/cohorts/{cohort}/messages/{id}?done=sent")).into_response())
}
