//! Going on with a newer version of a module.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    cohorts::{VersionMove, store as cohorts},
    ids::VersionId,
    learning::store as learning,
};
use uuid::Uuid;

use crate::{
    AppError, Site,
    cohorts::{as_staff, pages::version_again},
    forms::Typed,
    visit::Staff,
};

/// `POST /cohorts/{cohort}/modules/{module}/version`
pub async fn move_version(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, module)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, Some(&module)).await?;
    let Some(pinned) = scope.modules().first().cloned() else { return Err(AppError::NotFound) };
    let seen = |name: &str| form.get(name).parse::<VersionId>().ok();
    let (Some(from), Some(to)) = (seen("from"), seen("to")) else {
        return Ok(version_again(&staff, scope).await?.into_response());
    };
    let step = VersionMove { id: Uuid::now_v7(), cohort: pinned.cohort_id, module: pinned.module_id, from, to };
    let (actor, now) = (staff.session.person.id, staff.now);
    let moved = site.db.write(move |tx| Box::pin(async move { learning::move_version(tx, now, actor, &step).await })).await;
    let moved = match moved {
        Ok(moved) => moved,
        Err(Error::Conflict(Conflict::Stale)) => return Ok(version_again(&staff, scope).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    // What was on its way while the cohort moved: told to the old version a moment ago, and not in what was read before.
    let again = site.db.write(move |tx| Box::pin(async move { learning::carry_cohort(tx, step.cohort, (from, to), now).await })).await;
    if let Err(error) = again {
        tracing::warn!(%error, "what was on its way while a cohort changed versions was not looked for");
    }
    Ok(Redirect::to(&format!("/cohorts/{cohort}/modules/{module}?moved={}", moved.students)).into_response())
}
