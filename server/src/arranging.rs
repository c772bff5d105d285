//! Searches that somebody asked for, to arrange a residency. They run here, one at a time in a process, beside the site that answers. A run is
//! a row that is leased, so any number of processes may share them, and one that died is begun anew by another.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use app::Site;
use domain::{
    Result,
    residencies::{
        arrange::{Arrangement, Effort, Found, arrange, draft::Draft},
        store::{Begun, Beside, Reached, begin_arrangement, end_arrangement, fail_arrangement, give_back_arrangement, reach, schedule},
    },
};
use tokio::{sync::watch, time::MissedTickBehavior};

/// How often one looks for runs that another process was asked for, or left behind. Those of this process ring a bell.
const PAUSE: Duration = Duration::from_secs(10);
/// How often it is told how far a run is, and asked whether it is to end.
const TELLING: Duration = Duration::from_secs(1);
/// The most walks at a time: more of them better a plan hardly.
const MOST_WALKS: usize = 2;

/// Begins now and goes on until `stop` comes. A run that is on its way then is given back.
pub async fn repeatedly(site: Site, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow_and_update() {
        match next(&site, &stop).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a residency could not be arranged; its lease runs out, and it is begun anew"),
        }
        tokio::select! {
            () = site.arranging.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Does the run that waits longest; whether there was one.
async fn next(site: &Site, stop: &watch::Receiver<bool>) -> Result<bool> {
    let Some(begun) = begin_arrangement(&site.db, site.clock.now()).await? else { return Ok(false) };
    let residency = begun.residency_id;
    let known = schedule(&site.db, residency, Beside::of(&site.db, residency).await?).await?;
    let draft = Draft::of(&known, begun.scope);
    let search = Search { draft, revision: known.revision, begun, cancel: AtomicBool::new(false), better: Mutex::default() };
    Arc::new(search).run(site, stop.clone()).await?;
    Ok(true)
}

/// How many walks run side by side. A core is left to the site, which answers all the while: on two cores that is one walk, and half of the
/// moves in the same time. Who wants a better plan gives it more time; who visits the site cannot give it another core.
fn walks() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.saturating_sub(1).clamp(1, MOST_WALKS)
}

/// A search, as the thread sees it that searches and the task that tells of it.
struct Search {
    draft: Draft,
    revision: i64,
    begun: Begun,
    cancel: AtomicBool,
    /// The best plan that was not told yet.
    better: Mutex<Option<Found>>,
}

/// Why a search came to its end.
enum End {
    /// By itself, or because somebody asked for it.
    Own,
    /// The program stops.
    Stopping,
    /// Another process has begun it anew.
    Lost,
}

impl Search {
    async fn run(self: Arc<Self>, site: &Site, stop: watch::Receiver<bool>) -> Result<()> {
        let searching = Arc::clone(&self);
        let mut thread = tokio::task::spawn_blocking(move || searching.search());
        let end = tokio::select! {
            end = self.tell(site, stop) => end,
            done = &mut thread => return self.end(site, done).await,
        };
        self.cancel.store(true, Ordering::Relaxed);
        let done = thread.await;
        match end {
            End::Own => self.end(site, done).await,
            End::Stopping => {
                let turn = self.begun.turn();
                site.db.write(move |tx| Box::pin(async move { give_back_arrangement(tx, turn).await })).await
            }
            End::Lost => Ok(()),
        }
    }

    /// Searches; takes as long as it may.
    fn search(&self) -> Result<Arrangement, Vec<String>> {
        let (begun, limit) = (Instant::now(), self.begun.seconds.max(1) as f64);
        let spent = || begun.elapsed().as_secs_f64() / limit;
        let progress = |found: &Found| *self.waiting() = Some(found.clone());
        // Each run has chances of its own: asked for again, it finds another plan.
        let seed = self.begun.id.0.as_u64_pair().1;
        let effort = Effort { seed, walks: walks(), moves: None, spent: &spent, cancel: &self.cancel, progress: &progress };
        arrange(&self.draft.problem, &effort)
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Option<Found>> {
        self.better.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells every second how far it is, until it is to end.
    async fn tell(&self, site: &Site, mut stop: watch::Receiver<bool>) -> End {
        let mut seconds = tokio::time::interval(TELLING);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = seconds.tick() => {}
                _ = stop.wait_for(|stop| *stop) => return End::Stopping,
            }
            let better = self.waiting().take();
            let (now, turn, reached) = (site.clock.now(), self.begun.turn(), self.reached(better.as_ref()));
            match site.db.write(move |tx| Box::pin(async move { reach(tx, now, turn, &reached).await })).await {
                Ok(Some(false)) => {}
                Ok(Some(true)) => return End::Own,
                Ok(None) => return End::Lost,
                Err(error) => {
                    tracing::warn!(%error, "how far a search is could not be told; the next second tries again");
                    let mut waiting = self.waiting();
                    *waiting = waiting.take().or(better);
                }
            }
        }
    }

    fn reached(&self, better: Option<&Found>) -> Reached {
        let better = better.map(|found| self.draft.plan(&found.placement));
        Reached { revision: self.revision, sessions: self.draft.sessions() as i64, better }
    }

    async fn end(&self, site: &Site, done: Result<Result<Arrangement, Vec<String>>, tokio::task::JoinError>) -> Result<()> {
        let (now, turn) = (site.clock.now(), self.begun.turn());
        let fault = match done {
            Ok(Ok(arrangement)) => {
                tracing::info!(run = %self.begun.id, unplaced = arrangement.found.unplaced, tried = arrangement.tried, "arranged a residency");
                let (reached, outcome) = (self.reached(Some(&arrangement.found)), arrangement.outcome);
                return site.db.write(move |tx| Box::pin(async move { end_arrangement(tx, now, turn, (&reached, &outcome)).await })).await;
            }
            Ok(Err(faults)) => faults.join(" "),
            Err(error) => {
                tracing::error!(%error, run = %self.begun.id, "the search broke off");
                "The search broke off. The log says why.".to_owned()
            }
        };
        site.db.write(move |tx| Box::pin(async move { fail_arrangement(tx, now, turn, &fault).await })).await
    }
}
