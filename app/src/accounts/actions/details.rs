//! E-mail and password.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    accounts::{Purpose, rules, store},
    policy::store::token_hash,
};

use super::{invalid, sender, wrong};
use crate::{
    AppError,
    accounts::{
        cookie,
        own_password::{Shown, own_password},
        pages::{self, Wrong},
        session::Token,
    },
    forms::Typed,
    visit::{Member, Visit},
};

/// `POST /account/email`: sends the link to the new address and a notice to the old one.
pub async fn change_email(member: Member, typed: Typed) -> Result<Response, AppError> {
    let refused = |typed: Typed, errors| {
        let wrong = Wrong::Email(typed.with(errors));
        Ok(pages::details_page(&member, &member.session.person.email, Some(wrong)).into_response())
    };
    let email = match rules::email(typed.get("email")) {
        Ok(email) => email,
        Err(error) => return refused(typed, invalid(error)?),
    };
    if rules::fold_email(&email) == rules::fold_email(&member.session.person.email) {
        return refused(typed, wrong("email", "This is your address already."));
    }
    if let Shown::Wrong(message) = own_password(&member, typed.get("password")).await? {
        return refused(typed, wrong("password", message));
    }
    send_link(&member, email).await?;
    Ok(Redirect::to("/account/sign-in-details?done=email").into_response())
}

/// Somebody else's address gets another mail and no link, and the answer is the same: who has an account is nobody's business.
async fn send_link(member: &Member, email: String) -> Result<(), AppError> {
    let (person, now) = (member.session.person.clone(), member.now);
    let (token, sender) = (cookie::new_token(), sender(member));
    let first = match store::other_owner(&member.site.db, &email, person.id).await? {
        Some(name) => sender.email_taken(&email, &name),
        None => sender.email_change(&email, &person.name, &token),
    };
    let letters = vec![first, sender.email_change_notice(&person.email, &person.name)];
    let hash = token_hash(&token);
    let asked =
        member.site.db.write(move |tx| Box::pin(async move { store::ask_for_email(tx, (person.id, &email), &hash, letters, now).await }));
    Ok(asked.await?)
}

/// `POST /email-change/{token}`.
pub async fn confirm_email(visit: Visit, Path(link): Path<String>) -> Result<Response, AppError> {
    if let Err(page) = pages::find_link(&visit, Purpose::EmailChange, &link).await? {
        return Ok(page.into_response());
    }
    let (hash, now) = (token_hash(&link), visit.now);
    let changed = visit.site.db.write(move |tx| Box::pin(async move { store::change_email(tx, &hash, now).await }));
    match changed.await {
        Ok(_) if visit.session.is_some() => Ok(Redirect::to("/account/sign-in-details").into_response()),
        Ok(_) => Ok(Redirect::to("/sign-in?done=email").into_response()),
        Err(Error::Conflict(Conflict::Closed)) => Ok(pages::over_page(&visit, Purpose::EmailChange, StatusCode::GONE).into_response()),
        Err(Error::Conflict(Conflict::EmailTaken)) => Ok(pages::taken_page(&visit).into_response()),
        Err(other) => Err(other.into()),
    }
}

/// `POST /account/password`: a new token for this session, the end for the others.
pub async fn change_password(member: Member, typed: Typed) -> Result<Response, AppError> {
    let person = member.session.person.clone();
    let refused =
        |errors| Ok(pages::details_page(&member, &person.email, Some(Wrong::Password(Typed::default().with(errors)))).into_response());
    if let Err(error) = rules::new_password("new_password", typed.get("new_password"), &person.email, &person.name) {
        return refused(invalid(error)?);
    }
    let old = match own_password(&member, typed.get("old_password")).await? {
        Shown::Right(hash) => hash,
        Shown::Wrong(message) => return refused(wrong("old_password", message)),
    };
    let new = member.site.passwords.hash(typed.get("new_password").to_owned()).await?;
    let notice = sender(&member).password_changed(&person.email, &person.name);
    let (token, here, now) = (Token::new(), member.session.clone(), member.now);
    let hash = token.hash.clone();
    let changed = member.site.db.write(move |tx| {
        Box::pin(async move {
            store::change_password(tx, (here.person.id, here.id), (&old, &new), notice, now).await?;
            store::rotate_session(tx, here.id, &hash, here.second_factor).await
        })
    });
    changed.await?;
    Ok((token.cookie(&member.site.settings), Redirect::to("/account/sign-in-details?done=password")).into_response())
}
