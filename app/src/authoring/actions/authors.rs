//! Who writes a module is said by administrators.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Error, authoring::store::drafts, ids::PersonId};

use crate::{
    AppError,
    authoring::{desk, pages::authors_again},
    forms::Typed,
    visit::Author,
};

/// Authors see who else writes; only administrators change it.
fn decides(author: &Author) -> Result<(), AppError> {
    if author.rights().administrator { Ok(()) } else { Err(AppError::NotFound) }
}

/// `POST /studio/{module}/authors`
pub async fn add_author(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    decides(&author)?;
    let here = desk(&author, &module).await?;
    let (actor, now, email) = (author.session.person.id, author.now, form.trimmed("email"));
    let added = author
        .site
        .db
        .write(move |tx| Box::pin(async move { drafts::add_author(tx, now, Some(actor), (here.module(), &email)).await }))
        .await;
    match added {
        Ok(()) => Ok(Redirect::to(&format!("/studio/{module}/authors?done=added")).into_response()),
        Err(Error::Invalid(errors)) => Ok(authors_again(author, &module, form.with(errors)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/authors/{person}/removal`
pub async fn remove_author(author: Author, Path((module, person)): Path<(String, PersonId)>) -> Result<Redirect, AppError> {
    decides(&author)?;
    let here = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { drafts::remove_author(tx, now, actor, (here.module(), person)).await })).await?;
    Ok(Redirect::to(&format!("/studio/{module}/authors?done=removed")))
}
