//! Making a link, and revoking it.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    authoring::store::drafts::{self, NewLink},
    ids::LinkId,
    policy::store::token_hash,
};

use super::address_of;
use crate::{
    AppError,
    accounts::cookie,
    authoring::{
        desk,
        review::{overview_again, overview_with},
    },
    forms::{Filled, Typed},
    visit::Author,
};

/// `POST /studio/{module}/links`: `for_whom`, which may be empty. The address is in the answer and nowhere else.
pub async fn make(author: Author, Path(module): Path<String>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let token = cookie::new_token();
    let new = NewLink { id: LinkId::new(), token_hash: token_hash(&token), note: form.get("for_whom").to_owned() };
    let (actor, now) = (author.session.person.id, author.now);
    let made = author.site.db.write(move |tx| Box::pin(async move { drafts::make_link(tx, now, actor, &desk, &new).await }));
    match made.await {
        Ok(()) => {
            let address = format!("{}{}", author.site.settings.base_url, address_of(&token));
            Ok(overview_with(author.into(), &module, Some(address), Filled::default()).await?.into_response())
        }
        Err(Error::Invalid(errors)) => Ok(overview_again(author.into(), &module, form.with(errors)).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /studio/{module}/links/{link}/revocation`. A link of another module is not there.
pub async fn revoke(author: Author, Path((module, link)): Path<(String, String)>) -> Result<Redirect, AppError> {
    let desk = desk(&author, &module).await?;
    let link: LinkId = link.parse().map_err(|_| AppError::NotFound)?;
    let (actor, now) = (author.session.person.id, author.now);
    author.site.db.write(move |tx| Box::pin(async move { drafts::revoke_link(tx, now, actor, &desk, link).await })).await?;
    Ok(Redirect::to(&format!("/studio/{module}/review?done=link-revoked#links")))
}
