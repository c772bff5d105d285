//! Powers and access, by administrators. Each change is written to the audit log and signs the person out everywhere.

use axum::{extract::Path, response::Redirect};
use domain::{
    accounts::{
        Power,
        store::{self},
    },
    ids::PersonId,
};

use crate::{AppError, forms::Typed, visit::Administrator};

/// `POST /people/{id}/grants`.
pub async fn grant(administrator: Administrator, Path(person): Path<PersonId>, typed: Typed) -> Result<Redirect, AppError> {
    let (power, by, now) = (power(&typed)?, administrator.session.person.id, administrator.now);
    store::known(&administrator.site.db, person).await?;
    administrator.site.db.write(move |tx| Box::pin(async move { store::grant(tx, person, power, Some(by), now).await })).await?;
    Ok(back(person, "granted"))
}

/// `POST /people/{id}/revocations`.
pub async fn revoke(administrator: Administrator, Path(person): Path<PersonId>, typed: Typed) -> Result<Redirect, AppError> {
    let (power, by, now) = (power(&typed)?, administrator.session.person.id, administrator.now);
    store::known(&administrator.site.db, person).await?;
    administrator.site.db.write(move |tx| Box::pin(async move { store::revoke(tx, person, power, by, now).await })).await?;
    Ok(back(person, "revoked"))
}

/// `POST /people/{id}/deactivation`.
pub async fn deactivate(administrator: Administrator, Path(person): Path<PersonId>) -> Result<Redirect, AppError> {
    let (by, now) = (administrator.session.person.id, administrator.now);
    store::known(&administrator.site.db, person).await?;
    administrator.site.db.write(move |tx| Box::pin(async move { store::deactivate(tx, person, by, now).await })).await?;
    Ok(back(person, "deactivated"))
}

/// `POST /people/{id}/reactivation`.
pub async fn reactivate(administrator: Administrator, Path(person): Path<PersonId>) -> Result<Redirect, AppError> {
    let (by, now) = (administrator.session.person.id, administrator.now);
    store::known(&administrator.site.db, person).await?;
    administrator.site.db.write(move |tx| Box::pin(async move { store::reactivate(tx, person, by, now).await })).await?;
    Ok(back(person, "reactivated"))
}

/// `POST /people/{id}/second-factor-removal`: for somebody who lost phone and recovery codes. One's own is turned off with a code.
pub async fn remove_lost_factor(administrator: Administrator, Path(person): Path<PersonId>) -> Result<Redirect, AppError> {
    let (by, now) = (administrator.session.person.id, administrator.now);
    if person == by {
        return Err(AppError::Forbidden);
    }
    store::known(&administrator.site.db, person).await?;
    administrator.site.db.write(move |tx| Box::pin(async move { store::remove_second_factor(tx, person, by, None, now).await })).await?;
    Ok(back(person, "factor"))
}

fn power(typed: &Typed) -> Result<Power, AppError> {
    typed.get("power").parse().map_err(|_| AppError::Malformed("There is no such power. Go back and choose one of the page.".into()))
}

fn back(person: PersonId, done: &str) -> Redirect {
    Redirect::to(&format!("/people/{person}?done={done}"))
}
