//! Beginning a module, and a draft of one.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{drafts::NewModule, store::drafts},
};

use crate::{
    AppError,
    authoring::{desk, module_address, pages::studio_again},
    forms::Typed,
    visit::Author,
};

/// `POST /studio`
pub async fn begin_module(author: Author, form: Typed) -> Result<Response, AppError> {
    let new = NewModule { title: form.get("title").to_owned(), slug: form.trimmed("slug") };
    let (actor, now) = (author.session.person.id, author.now);
    let begun = author.site.db.write(move |tx| Box::pin(async move { drafts::begin_module(tx, now, actor, &new).await })).await;
    let errors = match begun {
        Ok(slug) => return Ok(Redirect::to(&format!("{}?done=begun", module_address(&slug))).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::SlugTaken)) => {
            let message = "There is a module with this name in addresses. Write another one; if it is that module you mean, ask an administrator to make you its author.";
            vec![FieldError { field: "slug", message: message.to_owned() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(studio_again(author.into(), form.with(errors)).await?.into_response())
}

/// `POST /studio/{module}/draft`
pub async fn begin_draft(author: Author, Path(module): Path<String>) -> Result<Redirect, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    let begun = author.site.db.write(move |tx| Box::pin(async move { drafts::begin(tx, now, actor, &desk).await })).await;
    match begun {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=begun", module_address(&module)))),
        // Somebody else was faster: it is the same draft for both.
        Err(Error::Conflict(Conflict::PlaceTaken)) => Ok(Redirect::to(&module_address(&module))),
        Err(other) => Err(other.into()),
    }
}
