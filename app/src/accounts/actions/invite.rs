//! Inviting people.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    accounts::{
        Power, rules,
        store::{self, NewPerson},
    },
    ids::PersonId,
    policy::store::token_hash,
};

use super::{invalid, sender, wrong};
use crate::{
    AppError,
    accounts::{cookie, pages},
    forms::Typed,
    visit::{Administrator, Staff},
};

/// `POST /people`: by staff; with powers by administrators only.
pub async fn invite(staff: Staff, typed: Typed) -> Result<Response, AppError> {
    let (new, powers) = match parse(&staff, &typed) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(pages::new_person_page(&staff, typed.with(invalid(error)?)).into_response()),
    };
    let (token, by, now, person) = (cookie::new_token(), staff.session.person.id, staff.now, new.id);
    let (hash, letter) = (token_hash(&token), sender(&staff).invitation(&new.email, &new.name, &token));
    let invited = staff.site.db.write(move |tx| Box::pin(async move { store::invite(tx, &new, &powers, by, (&hash, letter), now).await }));
    match invited.await {
        Ok(()) if staff.rights().administrator => Ok(Redirect::to(&format!("/people/{person}?done=invited")).into_response()),
        Ok(()) => Ok(Redirect::to("/people/new?done=invited").into_response()),
        Err(Error::Conflict(Conflict::EmailTaken)) => {
            let taken = wrong("email", "There is an account with this address already.");
            Ok(pages::new_person_page(&staff, typed.with(taken)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The person to be made, in the inviter's time zone until they choose their own.
fn parse(staff: &Staff, typed: &Typed) -> domain::Result<(NewPerson, Vec<Power>)> {
    let power = match typed.get("power") {
        "" => None,
        _ if !staff.rights().administrator => return Err(Error::Forbidden),
        word => Some(word.parse::<Power>().map_err(|_| Error::field("power", "Choose one of the powers."))?),
    };
    let (name, email) = (rules::name(typed.get("name")), rules::email(typed.get("email")));
    let (name, email) = match (name, email) {
        (Ok(name), Ok(email)) => (name, email),
        (Err(Error::Invalid(mut errors)), Err(Error::Invalid(more))) => {
            errors.extend(more);
            return Err(Error::Invalid(errors));
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let new = NewPerson {
        id: PersonId::new(),
        email,
        name,
        credentials: String::new(),
        specialty: String::new(),
        time_zone: staff.session.person.time_zone.name().to_owned(),
        password_hash: None,
    };
    Ok((new, power.into_iter().collect()))
}

/// `POST /people/{id}/invitation`: the link sent before works no longer.
pub async fn invite_again(administrator: Administrator, Path(person): Path<PersonId>) -> Result<Redirect, AppError> {
    let known = store::known(&administrator.site.db, person).await?;
    let (token, now) = (cookie::new_token(), administrator.now);
    let (hash, letter) = (token_hash(&token), sender(&administrator).invitation(&known.email, &known.name, &token));
    let sent = administrator.site.db.write(move |tx| Box::pin(async move { store::invite_again(tx, person, (&hash, letter), now).await }));
    sent.await?;
    Ok(Redirect::to(&format!("/people/{person}?done=invited")))
}
