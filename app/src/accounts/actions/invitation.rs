//! Accepting an invitation.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    Conflict, Error,
    accounts::{
        Purpose, rules,
        store::{self, Link},
    },
    cohorts::store as cohorts,
    policy::store::token_hash,
};

use super::{invalid, sign_in::signed_in};
use crate::{
    AppError,
    accounts::{
        pages,
        session::{self, Token},
    },
    forms::Typed,
    visit::Visit,
};

/// `POST /invitations/{token}`: sets the first password, takes the places they were invited to, and signs in.
pub async fn accept_invitation(visit: Visit, headers: HeaderMap, Path(link): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let found = match pages::find_link(&visit, Purpose::Invitation, &link).await? {
        Ok(found) => found,
        Err(page) => return Ok(page.into_response()),
    };
    if let Err(error) = rules::new_password("password", typed.get("password"), &found.email, &found.name) {
        return Ok(pages::invitation_page(&visit, link, &found, typed.with(invalid(error)?)).into_response());
    }
    let password = visit.site.passwords.hash(typed.get("password").to_owned()).await?;
    match accept(&visit, &headers, token_hash(&link), password, &found).await {
        Ok(token) => signed_in(&visit, &token, &Typed::default()).await,
        Err(Error::Conflict(Conflict::Closed)) => Ok(pages::over_page(&visit, Purpose::Invitation, StatusCode::GONE).into_response()),
        Err(other) => Err(other.into()),
    }
}

async fn accept(visit: &Visit, headers: &HeaderMap, link: String, password: String, found: &Link) -> domain::Result<Token> {
    let (token, now) = (Token::new(), visit.now);
    let new = session::new_session(visit, found.person_id, &token, false);
    let before = session::carried(headers, &visit.site.settings);
    let accepted = visit.site.db.write(move |tx| {
        Box::pin(async move {
            let person = store::accept_invitation(tx, &link, &password, now).await?;
            session::begin(tx, before, &new, now).await?;
            cohorts::accept_places(tx, now, person).await.map(drop)
        })
    });
    accepted.await.map(|()| token)
}
