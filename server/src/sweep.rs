//! What is over is brought to its end: attempts whose time ran out, offers of seats and digests that are due every minute; sessions, links, counts, old
//! mail, drafts and rosters every hour. Any number of processes may do so on one database.

use std::{sync::Arc, time::Duration};

use domain::{Clock, Result, db::Db};
use tokio::sync::watch;

const MINUTE: Duration = Duration::from_secs(60);
const MINUTES_OF_AN_HOUR: u64 = 60;

/// Begins now and goes on until `stop` comes. `base_url` is where people reach the site.
pub async fn repeatedly(db: Db, clock: Arc<dyn Clock>, base_url: String, mut stop: watch::Receiver<bool>) {
    let mut minutes = 0;
    while !*stop.borrow_and_update() {
        if let Err(error) = sweep(&db, clock.as_ref(), &base_url, minutes % MINUTES_OF_AN_HOUR == 0).await {
            tracing::warn!(%error, "what is over could not be brought to its end; the next minute tries again");
        }
        minutes += 1;
        let _ = tokio::time::timeout(MINUTE, stop.changed()).await;
    }
}

async fn sweep(db: &Db, clock: &dyn Clock, base_url: &str, hour_begins: bool) -> Result<()> {
    let now = clock.now();
    let closed = domain::learning::store::close_overdue(db, now).await?;
    if closed > 0 {
        tracing::info!(closed, "handed in attempts whose time was over");
    }
    let digests = domain::messages::store::send_digests(db, base_url, now).await?;
    if digests > 0 {
        tracing::info!(digests, "made digests of what waited");
    }
    let seats = domain::residencies::store::settle(db, base_url, now).await?;
    if seats > 0 {
        tracing::info!(sessions = seats, "brought seats in order");
    }
    if hour_begins {
        let gone = domain::accounts::sweep::clear(db, now).await?;
        let forgotten = domain::mail::forget(db, now).await?;
        let drafts = domain::messages::store::clear_drafts(db, now).await?;
        let rosters = domain::cohorts::store::forget_imports(db, now).await?;
        tracing::debug!(gone, forgotten, drafts, rosters, "cleared away what is over");
    }
    Ok(())
}
