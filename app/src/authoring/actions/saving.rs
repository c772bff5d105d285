//! Saving a unit, with a button or while it is typed, and going back to an earlier text.

use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    authoring::{
        drafts::{file_of, with_minutes},
        store::drafts::{self, Desk, Saved, Saving},
    },
};
use serde_json::json;

use super::begin_draft;
use crate::{
    AppError,
    authoring::{
        desk,
        pages::{conflict, unit_again},
        standing, text_of,
        together::after_save,
        unit_address,
    },
    forms::Typed,
    visit::Author,
};

fn saving(unit: &str, form: &Typed, types_on: bool) -> Saving {
    // Without a number it is none that anybody saw: a conflict, which shows both.
    Saving { path: file_of(unit), seen: form.get("seen").parse().unwrap_or(0), text: text_of(form.get("text")), types_on }
}

/// Saves a text, in a change that its caller cannot cut in half by going away.
pub async fn saved(author: &Author, desk: &Desk, saving: Saving) -> Result<Saved, Error> {
    let (actor, now, desk) = (author.session.person.id, author.now, desk.clone());
    author.site.db.write(move |tx| Box::pin(async move { drafts::save(tx, now, actor, &desk, &saving).await })).await
}

/// `POST /studio/{module}/units/{unit}`
pub async fn save(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let mut desk = desk(&author, &module).await?;
    // Typed into a draft that is over: they asked for a new one to put it in.
    if desk.draft.is_none() && form.get("begin") == "yes" {
        drop(begin_draft(author.clone(), Path(module.clone())).await?);
        desk = super::super::desk(&author, &module).await?;
    }
    let saving = saving(&unit, &form, false);
    match saved(&author, &desk, saving.clone()).await {
        Ok(_) => {
            let address = unit_address(&module, &unit);
            let to = if form.get("then") == "trial" { format!("{address}/trial") } else { format!("{address}?done=saved") };
            Ok(Redirect::to(&to).into_response())
        }
        Err(Error::Invalid(errors)) => Ok(unit_again(author, desk, &unit, form.with(errors)).await?.into_response()),
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => Ok(conflict(author, desk, (unit, saving)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units/{unit}/text`: answers in JSON. In a conflict it says what stands, and by whom.
pub async fn save_typed(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let saving = saving(&unit, &form, true);
    let path = saving.path.clone();
    match saved(&author, &desk, saving).await {
        Ok(saved) => {
            let here = after_save(&author, &desk, &path).await;
            Ok(Json(json!({ "revision": saved.revision, "saved_at": saved.at, "here": here })).into_response())
        }
        Err(Error::Invalid(errors)) => {
            let message = errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" ");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "message": message }))).into_response())
        }
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => {
            let stands = match &desk.draft {
                Some(draft) => drafts::file(&author.site.db, draft.id, &path).await?,
                None => None,
            };
            let answer = match stands {
                Some(stands) => json!({ "revision": stands.revision, "text": stands.text(), "by": stands.changed_by }),
                // The draft is over, or the unit was taken out of it: the page of the form says which.
                None => json!({ "revision": 0, "text": null, "by": null }),
            };
            Ok((StatusCode::CONFLICT, Json(answer)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units/{unit}/minutes`: the estimate that readings suggest is written into the text that was typed, or into what
/// stands; a save as every other.
pub async fn take_minutes(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let mut saving = saving(&unit, &form, false);
    let is_typed = !saving.text.is_empty();
    if !is_typed {
        desk.draft()?;
        saving.text = standing(&author, &desk, &unit).await?.1.text();
    }
    let result = match with_minutes(&saving.text, form.get("minutes")) {
        Ok(text) => {
            saving.text = text;
            saved(&author, &desk, saving.clone()).await
        }
        Err(error) => Err(error),
    };
    match result {
        Ok(_) if form.get("to") == "results" => Ok(Redirect::to(&format!("/modules/{module}/results?done=minutes")).into_response()),
        Ok(_) => Ok(Redirect::to(&format!("{}?done=minutes", unit_address(&module, &unit))).into_response()),
        Err(Error::Invalid(errors)) if is_typed && desk.draft.is_some() => {
            let errors = errors.into_iter().map(|error| FieldError { field: "text", ..error }).collect();
            Ok(unit_again(author, desk, &unit, form.with(errors)).await?.into_response())
        }
        Err(Error::Invalid(errors)) => Err(AppError::Conflict(errors.into_iter().next().ok_or(AppError::Broken)?.message)),
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => Ok(conflict(author, desk, (unit, saving)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units/{unit}/aside`: what the other wrote stands; what this one wrote becomes an earlier text.
pub async fn set_aside(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (actor, now, saving) = (author.session.person.id, author.now, saving(&unit, &form, false));
    let here = desk.clone();
    let kept = author.site.db.write(move |tx| Box::pin(async move { drafts::set_aside(tx, now, actor, &here, &saving).await })).await;
    match kept {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=aside", unit_address(&module, &unit))).into_response()),
        Err(Error::Invalid(errors)) => Ok(unit_again(author, desk, &unit, form.with(errors)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/units/{unit}/saves`
pub async fn restore(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let id = form.id()?;
    let (actor, now, file) = (author.session.person.id, author.now, file_of(&unit));
    let restored = author.site.db.write(move |tx| Box::pin(async move { drafts::restore(tx, now, actor, &desk, (&file, id)).await })).await;
    match restored {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=restored", unit_address(&module, &unit))).into_response()),
        Err(Error::Invalid(errors)) => {
            let FieldError { message, .. } = errors.into_iter().next().ok_or(AppError::Broken)?;
            Err(AppError::Conflict(message))
        }
        Err(other) => Err(other.into()),
    }
}
