//! Publishing a draft, and giving one up.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::store::drafts::{self, Published, Publishing},
};

use crate::{
    AppError,
    authoring::{
        desk, module_address,
        pages::{module_again, publishing_again},
    },
    forms::Typed,
    visit::Author,
};

/// `POST /studio/{module}/publishing`
pub async fn publish(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    // Without a number it is none that anybody saw: stale.
    let seen = Publishing {
        seen: form.get("seen").parse().unwrap_or(0),
        newest: form.get("newest").parse().ok(),
        approved_only: author.site.settings.review_before_publishing,
    };
    let (actor, now) = (author.session.person.id, author.now);
    let published = author.site.db.write(move |tx| Box::pin(async move { drafts::publish(tx, now, actor, &here, seen).await })).await;
    let (message, status) = match published {
        Ok(Published::As(number)) => {
            return Ok(Redirect::to(&format!("{}?done=published&as={number}", module_address(&module))).into_response());
        }
        Ok(Published::Same(number)) => {
            (format!("Nothing is different from version {number}, so there is nothing to publish."), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Ok(Published::Unapproved) => {
            ("This school publishes what is approved. Ask for a review on the page “Review”; once everybody you asked has approved, publish then.".to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Ok(Published::Missing(_)) => ("Something is still missing: it stands below.".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Ok(Published::Undisclosed(_)) => {
            ("The authors have still to say what there is to disclose: it stands below.".to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Conflict(Conflict::Stale)) => {
            ("The draft was changed while you looked at it. Read what stands here now, and publish then.".to_owned(), StatusCode::CONFLICT)
        }
        Err(Error::Conflict(Conflict::Closed)) => return Ok(Redirect::to(&module_address(&module)).into_response()),
        Err(other) => return Err(other.into()),
    };
    let errors = vec![FieldError { field: "publish", message }];
    Ok(publishing_again(author, &module, Typed::default().with(errors)).await?.status(status).into_response())
}

/// `POST /studio/{module}/discard`: confirmed by the module's name in addresses.
pub async fn discard(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    if form.trimmed("confirm") != here.slug {
        let wrong = FieldError { field: "confirm", message: format!("Type {} to give the draft up.", here.slug) };
        return Ok(module_again(author, &module, form.with(vec![wrong])).await?.into_response());
    }
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { drafts::discard(tx, now, actor, &here).await })).await?;
    Ok(Redirect::to(&format!("{}?done=discarded", module_address(&module))).into_response())
}
