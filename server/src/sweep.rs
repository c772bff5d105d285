//! What is over is cleared away once an hour. Any number of processes may do so on one database: a deletion twice is a deletion.

use std::{sync::Arc, time::Duration};

use domain::{Clock, Result, db::Db};

const HOUR: Duration = Duration::from_secs(3600);

/// Sweeps now and every hour, until aborted.
pub async fn hourly(db: Db, clock: Arc<dyn Clock>) {
    let mut hours = tokio::time::interval(HOUR);
    loop {
        hours.tick().await;
        if let Err(error) = sweep(&db, clock.as_ref()).await {
            tracing::warn!(%error, "what is over could not be cleared away; the next hour tries again");
        }
    }
}

async fn sweep(db: &Db, clock: &dyn Clock) -> Result<()> {
    let now = clock.now();
    let gone = domain::accounts::sweep::clear(db, now).await?;
    let forgotten = domain::mail::forget(db, now).await?;
    tracing::debug!(gone, forgotten, "cleared away what is over");
    Ok(())
}
