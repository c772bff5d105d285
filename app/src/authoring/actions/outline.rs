//! Changing the outline of a draft.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{
        drafts::{Change, address, file_of},
        store::drafts,
    },
};

use crate::{
    AppError,
    authoring::{desk, module_address, pages::module_again},
    forms::Typed,
    visit::Author,
};

/// Makes the change and goes back to the outline, to the unit it was about; or shows the outline again with what is wrong.
async fn change(author: Author, module: String, change: Change, (done, form): (&str, Typed)) -> Result<Response, AppError> {
    let here = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    let changed = author.site.db.write(move |tx| Box::pin(async move { drafts::change(tx, now, actor, &here, &change).await })).await;
    match changed {
        Ok(file) => {
            let to = format!("{}?done={done}#unit-{}", module_address(&module), address(&file));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Error::Invalid(errors)) => Ok(module_again(author, &module, form.with(errors)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units`
pub async fn add_unit(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    match form.get("kind").parse() {
        Ok(kind) => change(author, module, Change::Add { kind, title: form.get("title").to_owned() }, ("added", form)).await,
        Err(_) => {
            let wrong = FieldError { field: "kind", message: "Choose what the unit is.".to_owned() };
            Ok(module_again(author, &module, form.with(vec![wrong])).await?.into_response())
        }
    }
}

/// `POST /studio/{module}/units/{unit}/place`: `by` so many places, or `to` a place from 1.
pub async fn move_unit(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let file = file_of(&unit);
    let moved = match (form.get("by").parse::<isize>(), form.get("to").parse::<usize>()) {
        (Ok(by), _) => Change::Shift { file, by: by.clamp(-10_000, 10_000) },
        (_, Ok(to)) if to > 0 => Change::Move { file, to: to - 1 },
        _ => {
            let wrong = FieldError { field: "outline", message: "Write the number of the place the unit goes to, from 1.".to_owned() };
            return Ok(module_again(author, &module, form.with(vec![wrong])).await?.into_response());
        }
    };
    change(author, module, moved, ("moved", form)).await
}

/// `POST /studio/{module}/units/{unit}/title`
pub async fn rename_unit(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let renamed = Change::Rename { file: file_of(&unit), title: form.get("title").to_owned() };
    // On the page, `title` is the field of a new unit: what is wrong here is said of the outline.
    let here = desk(&author, &module).await?;
    let (actor, now) = (author.session.person.id, author.now);
    let change = author.site.db.write(move |tx| Box::pin(async move { drafts::change(tx, now, actor, &here, &renamed).await })).await;
    match change {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=renamed#unit-{unit}", module_address(&module))).into_response()),
        Err(Error::Invalid(errors)) => {
            let errors = errors.into_iter().map(|error| FieldError { field: "outline", ..error }).collect();
            Ok(module_again(author, &module, Typed::default().with(errors)).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units/{unit}/copy`
pub async fn copy_unit(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    change(author, module, Change::Duplicate { file: file_of(&unit) }, ("copied", form)).await
}

/// `POST /studio/{module}/units/{unit}/removal`
pub async fn remove_unit(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    change(author, module, Change::Remove { file: file_of(&unit) }, ("removed", form)).await
}

/// `POST /studio/{module}/units/{unit}/module`
pub async fn hand_over(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let from = desk(&author, &module).await?;
    let to = if form.get("to") == module { Err(AppError::NotFound) } else { desk(&author, form.get("to")).await };
    let again = async |author: Author, message: &str| {
        let wrong = FieldError { field: "outline", message: message.to_owned() };
        module_again(author, &module, Typed::default().with(vec![wrong])).await.map(IntoResponse::into_response)
    };
    let to = match to {
        Ok(to) => to,
        Err(AppError::NotFound) => return again(author, "Choose another module that you write.").await,
        Err(other) => return Err(other),
    };
    let (actor, now, file) = (author.session.person.id, author.now, file_of(&unit));
    let moved = author.site.db.write(move |tx| Box::pin(async move { drafts::move_to(tx, now, actor, (&from, &to), &file).await })).await;
    match moved {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=handed-over", module_address(&module))).into_response()),
        Err(Error::Conflict(Conflict::Closed)) => {
            again(author, "That module has no open draft. Begin one first, then move the unit.").await
        }
        Err(Error::Invalid(errors)) => again(author, &errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" ")).await,
        Err(other) => Err(other.into()),
    }
}
