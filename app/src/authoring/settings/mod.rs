//! The settings of a unit or of its module: the first lines of its text, as a form.

mod fields;
mod page;

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    authoring::{
        drafts::{Wanted, setting, with_settings},
        store::drafts::Saving,
    },
};

use super::{actions::saved, desk, pages::conflict, standing, unit_address};
use crate::{AppError, forms::Typed, routes::Routes, visit::Author};

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/studio/{module}/units/{unit}/settings", "title, minutes, objectives and the like of a unit", page::page)
        .action("/studio/{module}/units/{unit}/settings", "change the settings of a unit", save)
}

/// The address of the settings of a unit.
pub(super) fn address(module: &str, unit: &str) -> String {
    format!("{}/settings", unit_address(module, unit))
}

/// Before the name of a setting: under it the form carries what its reader saw.
const SEEN: &str = "seen:";

/// `POST /studio/{module}/units/{unit}/settings`: written into the text as it stands now.
async fn save(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    if desk.draft.is_none() {
        return Err(AppError::Conflict("The draft is over: it was published or given up. Begin a new one, then set this again.".into()));
    }
    let (path, stands) = standing(&author, &desk, &unit).await?;
    let wanted = wanted(&form);
    let text = match with_settings(&path, &stands.text(), &wanted) {
        Ok(text) => text,
        Err(Error::Invalid(errors)) => return Ok(page::again(author, (desk, &unit), (&wanted, errors)).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    let saving = Saving { path, seen: stands.revision, text, types_on: false };
    match saved(&author, &desk, saving.clone()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=settings", unit_address(&module, &unit))).into_response()),
        Err(Error::Invalid(errors)) => Ok(page::again(author, (desk, &unit), (&wanted, errors)).await?.into_response()),
        // Somebody saved between the two lines above: both texts are shown.
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => Ok(conflict(author, desk, (unit, saving)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// What a form wants of the settings that it carries. Boxes that are not ticked are not in it: none of them is wanted.
fn wanted(form: &Typed) -> Vec<Wanted> {
    let seen = form.pairs().filter_map(|(name, seen)| Some((setting(name.strip_prefix(SEEN)?)?, seen.to_owned())));
    let value = |name| match fields::BOXES.contains(&name) {
        true => Some(form.all(name).chain(form.all(&fields::other(name))).collect::<Vec<_>>().join(", ")),
        false => form.all(name).next().map(str::to_owned),
    };
    seen.filter_map(|(name, seen)| Some(Wanted { name, seen, value: value(name)? })).collect()
}
