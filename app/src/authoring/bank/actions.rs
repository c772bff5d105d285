//! What can be done with the bank: one POST each.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{
        drafts::file_of,
        store::{bank, drafts::Desk},
    },
};

use super::{
    address,
    pages::{of_unit_again, question_again},
};
use crate::{
    AppError,
    authoring::{desk, text_of, unit_address},
    forms::Typed,
    visit::Author,
};

/// `POST /studio/bank/{question}`
pub async fn make(author: Author, Path(question): Path<String>, form: Typed) -> Result<Response, AppError> {
    let (writer, now, block) = (author.writer(), author.now, text_of(form.get("block")));
    let (slug, seen) = (question.clone(), form.get("seen").parse().unwrap_or(0));
    let made = author.site.db.write(move |tx| Box::pin(async move { bank::make(tx, now, writer, (&slug, seen), &block).await })).await;
    match made {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=made", address(&question))).into_response()),
        Err(Error::Invalid(errors)) => Ok(question_again(author, &question, form.with(errors)).await?.into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            let message = "Somebody made another version since you began. It stands above; yours is still here: look at what is different, then send it again.";
            let wrong = vec![FieldError { field: "block", message: message.to_owned() }];
            Ok(question_again(author, &question, form.with(wrong)).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/bank/{question}/retirement`
pub async fn retire(author: Author, Path(question): Path<String>, form: Typed) -> Result<Redirect, AppError> {
    let (writer, now, slug, retired) = (author.writer(), author.now, question.clone(), form.get("offer") != "again");
    author.site.db.write(move |tx| Box::pin(async move { bank::retire(tx, now, writer, &slug, retired).await })).await?;
    Ok(Redirect::to(&format!("{}?done={}", address(&question), if retired { "retired" } else { "offered" })))
}

/// Back to the page of the unit, or the same page with what is wrong.
async fn answered<T>(
    (author, desk, unit): (Author, Desk, String),
    result: Result<T, Error>,
    (done, form): (&str, Typed),
) -> Result<Response, AppError> {
    let errors = match result {
        Ok(_) => return Ok(Redirect::to(&format!("{}/bank?done={done}", unit_address(&desk.slug, &unit))).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::Closed)) if desk.draft.is_some() => {
            let message = "The bank does not offer this question any more. Bring it back there first, or take the line `bank:` out.";
            vec![FieldError { field: "block", message: message.to_owned() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(of_unit_again(author, desk, &unit, form.with(errors)).await?.into_response())
}

/// `POST /studio/{module}/units/{unit}/bank`
pub async fn put(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (writer, now, here, file, id) = (author.writer(), author.now, desk.clone(), file_of(&unit), form.get("question").to_owned());
    let put = author.site.db.write(move |tx| Box::pin(async move { bank::put(tx, now, writer, &here, (&file, &id)).await })).await;
    answered((author, desk, unit), put, ("put", form)).await
}

/// `POST /studio/{module}/units/{unit}/bank/taken`
pub async fn take(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now, here, file) = (author.session.person.id, author.now, desk.clone(), file_of(&unit));
    let slugs: Vec<String> = form.all("take").map(str::to_owned).collect();
    let taken = author.site.db.write(move |tx| Box::pin(async move { bank::take(tx, now, actor, &here, (&file, &slugs)).await })).await;
    answered((author, desk, unit), taken, ("taken", form)).await
}

/// `POST /studio/{module}/units/{unit}/bank/newer`
pub async fn take_newer(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now, here, file, id) =
        (author.session.person.id, author.now, desk.clone(), file_of(&unit), form.get("question").to_owned());
    let taken = author.site.db.write(move |tx| Box::pin(async move { bank::take_newer(tx, now, actor, &here, (&file, &id)).await })).await;
    answered((author, desk, unit), taken, ("newer", form)).await
}
