//! Secret addresses of one's own calendar.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    cohorts::store::{self, MOST_FEEDS, Older},
    ids::FeedId,
    policy::store::token_hash,
};

use crate::{
    AppError, Site,
    accounts::cookie,
    cohorts::pages::{NewAddress, own_calendar_page},
    forms::{Filled, Typed},
    visit::{Member, Scheduled},
};

/// `POST /calendar/feeds`: the address is in the answer and nowhere else.
pub async fn make_feed(Shared(site): Shared<Site>, reader: Scheduled, typed: Typed) -> Result<Response, AppError> {
    let (token, person, now) = (cookie::new_token(), reader.session.person.id, reader.now);
    let older = if typed.get("older") == "stop" { Older::Stop } else { Older::Stay };
    let hash = token_hash(&token);
    let made = site.db.write(move |tx| Box::pin(async move { store::make_feed(tx, now, person, (FeedId::new(), &hash), older).await }));
    match made.await {
        Ok(()) => {
            let address = NewAddress(format!("{}/feeds/{token}.ics", site.settings.base_url));
            Ok(own_calendar_page(&site, &reader, Some(address), Filled::default()).await?.into_response())
        }
        Err(Error::Conflict(Conflict::Closed)) => {
            let message = format!("You have {MOST_FEEDS} addresses, which is all one can have. Stop one of them, or tick that they stop.");
            let form = typed.with(vec![FieldError { field: "older", message }]);
            Ok(own_calendar_page(&site, &reader, None, form).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /calendar/feeds/{feed}/revocation`. Somebody else's address is not there.
pub async fn revoke_feed(Shared(site): Shared<Site>, member: Member, Path(feed): Path<String>) -> Result<Redirect, AppError> {
    let feed: FeedId = feed.parse().map_err(|_| AppError::NotFound)?;
    let (person, now) = (member.session.person.id, member.now);
    site.db.write(move |tx| Box::pin(async move { store::revoke_feed(tx, now, person, feed).await })).await?;
    Ok(Redirect::to("/calendar#feeds"))
}
