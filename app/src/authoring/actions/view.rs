//! Beginning to look at a draft as a student of a cohort would.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    FieldError,
    cohorts::store::{begin_draft_view, viewable},
};

use crate::{
    AppError,
    authoring::{desk, pages::view_again},
    cohorts::viewed_day,
    forms::Typed,
    visit::Author,
};

/// `POST /studio/{module}/view`: `cohort` and `day`. It ends as every look does, at `/view-end`.
pub async fn begin_view(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let draft = desk.draft()?.id;
    let cohorts = viewable(&author.site.db, (author.session.person.id, author.rights()), desk.module()).await?;
    let Some(cohort) = cohorts.into_iter().find(|one| one.slug == form.get("cohort")) else {
        let errors = vec![FieldError { field: "cohort", message: "Choose the cohort as whose student you want to see it.".into() }];
        return Ok(view_again(author, &module, form.with(errors)).await?.into_response());
    };
    let day = match viewed_day(&form, (cohort.starts_on, cohort.ends_on)) {
        Ok(day) => day,
        Err(error) => return Ok(view_again(author, &module, form.with(vec![error])).await?.into_response()),
    };
    let (session, now) = (author.session.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { begin_draft_view(tx, session, (cohort.id, day), draft, now).await })).await?;
    Ok(Redirect::to(&format!("/learn/{module}")).into_response())
}
