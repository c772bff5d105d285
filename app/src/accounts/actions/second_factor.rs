//! The second factor: setting it up, new recovery codes, turning it off.

use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    FieldError,
    accounts::{
        rules::CODES,
        store::{self, Proof, SecondFactor},
    },
};

use super::{too_often, wrong};
use crate::{
    AppError,
    accounts::{
        authenticator, limits,
        own_password::{Shown, own_password},
        pages::{self, Setup},
        session::Token,
    },
    forms::{Filled, Typed},
    visit::Member,
};

/// `POST /account/second-factor`: in force once a first code has shown that the app has the secret.
pub async fn set_second_factor(member: Member, typed: Typed) -> Result<Response, AppError> {
    let secret = typed.get("secret").to_owned();
    let Some(step) = authenticator::step_of(&secret, typed.get("code"), member.now)? else {
        let message = "This code does not fit. Check that the phone's clock is right, and enter the code it shows now.";
        return Ok(pages::set_up_page(&member, Setup { secret, form: typed.with(wrong("code", message)) })?.into_response());
    };
    let (codes, hashes) = new_codes(&member);
    let (token, here, now) = (Token::new(), member.session.clone(), member.now);
    let hash = token.hash.clone();
    let set = member.site.db.write(move |tx| {
        Box::pin(async move {
            store::set_second_factor(tx, (here.person.id, here.id), (&secret, step), &hashes, now).await?;
            store::rotate_session(tx, here.id, &hash, true).await
        })
    });
    set.await?;
    Ok((token.cookie(&member.site.settings), pages::codes_page(&member, codes)).into_response())
}

/// `POST /account/second-factor/recovery-codes`.
pub async fn new_recovery_codes(member: Member, typed: Typed) -> Result<Response, AppError> {
    let (factor, proof) = match shown(&member, &typed).await? {
        Ok(shown) => shown,
        Err(page) => return Ok(page),
    };
    let (codes, hashes) = new_codes(&member);
    let now = member.now;
    let person = factor.person_id;
    let replaced = member.site.db.write(move |tx| {
        Box::pin(async move {
            let holds = store::take_proof(tx, person, &proof, now).await?;
            if holds {
                store::replace_recovery_codes(tx, person, &hashes).await?;
            }
            Ok(holds)
        })
    });
    let holds = replaced.await?;
    Ok(if holds { pages::codes_page(&member, codes).into_response() } else { refused(&member, &factor, wrong("code", WRONG)) })
}

/// `POST /account/second-factor/removal`.
pub async fn remove_second_factor(member: Member, typed: Typed) -> Result<Response, AppError> {
    let (factor, proof) = match shown(&member, &typed).await? {
        Ok(shown) => shown,
        Err(page) => return Ok(page),
    };
    let (token, here, now) = (Token::new(), member.session.clone(), member.now);
    let hash = token.hash.clone();
    let removed = member.site.db.write(move |tx| {
        Box::pin(async move {
            let holds = store::take_proof(tx, here.person.id, &proof, now).await?;
            if holds {
                store::remove_second_factor(tx, here.person.id, here.person.id, Some(here.id), now).await?;
                store::rotate_session(tx, here.id, &hash, false).await?;
            }
            Ok(holds)
        })
    });
    if !removed.await? {
        return Ok(refused(&member, &factor, wrong("code", WRONG)));
    }
    Ok((token.cookie(&member.site.settings), Redirect::to("/account/second-factor?done=removed")).into_response())
}

const WRONG: &str = "This code does not fit, or was used already. Wait for the next one your app shows.";

/// Password and code, shown once more; or the page that says what is wrong with them.
async fn shown(member: &Member, typed: &Typed) -> Result<Result<(SecondFactor, Proof), Response>, AppError> {
    let person = member.session.person.id;
    let Some(factor) = store::second_factor(&member.site.db, person).await? else { return Err(AppError::NotFound) };
    if let Shown::Wrong(message) = own_password(member, typed.get("password")).await? {
        return Ok(Err(refused(member, &factor, wrong("password", message))));
    }
    match limits::count(member, CODES, &person.to_string()).await {
        Err(AppError::TooOften(seconds)) => return Ok(Err(refused(member, &factor, wrong("code", too_often(seconds))))),
        counted => counted?,
    }
    match authenticator::proof(person, &factor.secret, typed.get("code"), member.now)? {
        Some(proof) => Ok(Ok((factor, proof))),
        None => Ok(Err(refused(member, &factor, wrong("code", WRONG)))),
    }
}

fn refused(member: &Member, factor: &SecondFactor, errors: Vec<FieldError>) -> Response {
    pages::settings_page(member, factor, Filled { typed: Typed::default(), errors }).into_response()
}

fn new_codes(member: &Member) -> (Vec<String>, Vec<String>) {
    let codes = authenticator::recovery_codes();
    let hashes = codes.iter().map(|code| authenticator::recovery_hash(member.session.person.id, code)).collect();
    (codes, hashes)
}
