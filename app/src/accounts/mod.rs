//! People and how they prove who they are.

mod actions;
pub mod cookie;
mod limits;
mod next;
mod pages;
pub mod passwords;

use chrono::{DateTime, TimeDelta, Utc};
use domain::policy::Session;

use crate::{Site, routes::Routes};

/// How stale a session's last sighting may be before it is renewed: a write a minute at most.
const SIGHTING: TimeDelta = TimeDelta::minutes(1);

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/sign-in", "sign in", pages::sign_in)
        .action("/sign-in", "sign in with e-mail and password", actions::sign_in)
        .action("/sign-out", "sign out in this browser", actions::sign_out)
}

/// Notes that the session was seen, beside the request and not in its way.
pub fn keep_alive(site: &Site, session: &Session, now: DateTime<Utc>) {
    if now - session.seen_at < SIGHTING {
        return;
    }
    let (db, session) = (site.db.clone(), session.clone());
    tokio::spawn(async move {
        if let Err(error) = domain::accounts::store::sight_session(&db, &session, now).await {
            tracing::warn!(%error, "a session could not be renewed");
        }
    });
}
