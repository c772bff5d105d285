//! What is over is brought to its end, and what is due is told. Attempts whose time ran out, digests, invitations and offers of seats every
//! minute; sessions, links, counts, old mail, drafts, who had them open, links to them, rosters, logistics, busy times and searches every hour. Every hour, too,
//! those who come to a residency get a code, and what was missed in one is proposed to be made up for. Any number of processes may do so on
//! one database.

use std::{sync::Arc, time::Duration};

use app::Site;
use chrono::{DateTime, Utc};
use domain::{
    Clock, Result,
    authoring::store::drafts::forget_presence,
    db::Db,
    residencies::{
        coming::invitation::Inviting,
        store::{erase_due, forget_arrangements, forget_busy, keep_invitations, presence, remind_to_ask, settle},
    },
};
use tokio::sync::watch;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const MINUTES_OF_AN_HOUR: u64 = 60;

/// Begins now and goes on until `stop` comes. `inviting` is what mail of it needs to know of the site.
pub async fn repeatedly(db: Db, clock: Arc<dyn Clock>, inviting: Inviting, mut stop: watch::Receiver<bool>) {
    let mut minutes = 0;
    while !*stop.borrow_and_update() {
        if let Err(error) = sweep(&db, clock.as_ref(), &inviting, minutes % MINUTES_OF_AN_HOUR == 0).await {
            tracing::warn!(%error, "what is over could not be brought to its end; the next minute tries again");
        }
        minutes += 1;
        let _ = tokio::time::timeout(MINUTE, stop.changed()).await;
    }
}

/// Every hour: media that nothing has any more, and what was left behind of files that did not arrive. It goes by the machine's own time,
/// as the times of files do.
pub async fn media(site: Site, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow_and_update() {
        match site.archive.clear(&site.db, chrono::Utc::now()).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "deleted media that nothing uses"),
            Err(error) => tracing::warn!(%error, "unused media could not be deleted; the next hour tries again"),
        }
        let _ = tokio::time::timeout(HOUR, stop.changed()).await;
    }
}

async fn sweep(db: &Db, clock: &dyn Clock, inviting: &Inviting, hour_begins: bool) -> Result<()> {
    let now = clock.now();
    let closed = domain::learning::store::close_overdue(db, now).await?;
    if closed > 0 {
        tracing::info!(closed, "handed in attempts whose time was over");
    }
    let digests = domain::messages::store::send_digests(db, &inviting.base_url, now).await?;
    if digests > 0 {
        tracing::info!(digests, "made digests of what waited");
    }
    let invitations = keep_invitations(db, now, inviting).await?;
    if invitations > 0 {
        tracing::info!(invitations, "told calendars what changed");
    }
    let seats = settle(db, &inviting.base_url, now).await?;
    if seats > 0 {
        tracing::info!(sessions = seats, "brought seats in order");
    }
    if hour_begins {
        clear_away(db, now).await?;
        residencies(db, &inviting.base_url, now).await?;
    }
    Ok(())
}

/// Every hour: what nobody needs any more.
async fn clear_away(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let erased = db.write(move |tx| Box::pin(async move { erase_due(tx, now).await })).await?;
    let left = db.write(move |tx| Box::pin(async move { forget_presence(tx, now).await })).await?;
    if erased > 0 {
        tracing::info!(erased, "erased logistics of residencies that are over");
    }
    let gone = domain::accounts::sweep::clear(db, now).await?;
    let forgotten = domain::mail::forget(db, now).await?;
    let drafts = domain::messages::store::clear_drafts(db, now).await?;
    let rosters = domain::cohorts::store::forget_imports(db, now).await?;
    let links = domain::authoring::store::drafts::forget_links(db, now).await?;
    let busy = forget_busy(db, now).await?;
    let arrangements = forget_arrangements(db, now).await?;
    tracing::debug!(gone, forgotten, drafts, rosters, links, busy, arrangements, left, "cleared away what is over");
    Ok(())
}

/// Every hour: what residencies bring with them.
async fn residencies(db: &Db, base_url: &str, now: DateTime<Utc>) -> Result<()> {
    let codes = presence::make_codes(db, now, app::residencies::presence::fresh_code).await?;
    let make_ups = presence::propose_make_ups(db, base_url, now).await?;
    if codes + make_ups > 0 {
        tracing::info!(codes, make_ups, "made codes for the roll, and proposed how what was missed is made up for");
    }
    let reminded = remind_to_ask(db, base_url, now).await?;
    if reminded > 0 {
        tracing::info!(reminded, "reminded of the last day to ask for days off");
    }
    Ok(())
}
