//! People and how they prove who they are.

pub mod cookie;
pub mod passwords;

use chrono::{DateTime, TimeDelta, Utc};
use domain::policy::Session;

use crate::{Site, routes::Routes};

/// How stale a session's last sighting may be before it is renewed: a write a minute at most.
const SIGHTING: TimeDelta = TimeDelta::minutes(1);

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
}

/// Notes that the session was seen, beside the request and not in its way.
pub fn keep_alive(site: &Site, session: &Session, now: DateTime<Utc>) {
    if now - session.seen_at < SIGHTING {
        return;
    }
    let (db, id) = (site.db.clone(), session.id);
    tokio::spawn(async move {
        if let Err(error) = domain::accounts::store::sight_session(&db, id, now).await {
            tracing::warn!(%error, "a session could not be renewed");
        }
    });
}
