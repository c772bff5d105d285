//! Calendars at addresses are read again in the background. What was known stays until a better answer comes.

use std::time::Duration;

use app::{Site, residencies::busy};
use domain::{
    Result,
    residencies::store::{self, DueSource},
};
use futures::{StreamExt, stream};
use tokio::sync::watch;

/// How often one looks whether a calendar is due.
const PAUSE: Duration = Duration::from_secs(60);
/// How many are read in one turn: they take ten seconds each at most, and their lease is longer than all of them.
const BATCH: i64 = 12;
/// How many at once, so that visitors who wait for theirs have a turn.
const AT_ONCE: usize = 3;

/// Begins now and goes on until `stop` comes. Any number of processes may do so on one database.
pub async fn repeatedly(site: Site, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow_and_update() {
        // Whatever is on its way when the program stops is left: its lease runs out, and the next process reads it.
        tokio::select! {
            read = refresh(&site) => if let Err(error) = read {
                tracing::warn!(%error, "calendars could not be read again; the next minute tries again");
            },
            _ = stop.changed() => continue,
        }
        let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
    }
}

/// Reads what is due, one turn of it; returns how many.
///
/// # Errors
/// Those of the database. What is wrong with a calendar is noted with it.
pub async fn refresh(site: &Site) -> Result<usize> {
    let due = store::lease_busy_sources(&site.db, site.clock.now(), BATCH).await?;
    let count = due.len();
    let mut reading = stream::iter(due).map(|source| read_again(site, source)).buffer_unordered(AT_ONCE);
    while let Some(done) = reading.next().await {
        done?;
    }
    Ok(count)
}

async fn read_again(site: &Site, source: DueSource) -> Result<()> {
    let (id, now) = (source.id, site.clock.now());
    let read = match site.outside.seal.open(&id.to_string(), &source.address) {
        Ok(address) => busy::read_address(site, &address, now, source.time_zone).await,
        Err(wrong_key) => Err(wrong_key.to_string()),
    };
    site.db
        .write(move |tx| {
            Box::pin(async move {
                match read {
                    Ok(reading) => store::keep_busy_reading(tx, now, id, &reading).await,
                    Err(why) => store::keep_busy_failure(tx, now, id, &why).await,
                }
            })
        })
        .await
}
