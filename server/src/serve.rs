//! Serving: the database is opened and migrated, the site put together, and everything brought to its end when the program is told to.

use std::{io, sync::Arc, time::Duration};

use app::{
    Site,
    accounts::passwords::Passwords,
    assets::Assets,
    authoring::media::Archive,
    learning::Drawings,
    residencies::busy::Outside,
    site::{self, SiteParts},
};
use domain::{Clock, authoring::store::Shelf, clock::SystemClock, db::Db, learning::Ledger};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::{Notify, watch},
    task::{JoinHandle, JoinSet},
};

use crate::{
    Failure, arranging, calendars, files, log,
    mail::Mailer,
    net,
    proxy::ClientAddress,
    router, seed,
    settings::{Serving, Storage},
    sweep,
};

/// How long a mail that is being sent may take.
const LAST_JOBS: Duration = Duration::from_secs(10);
/// How long the last acts may take to reach the disk.
const LAST_ACTS: Duration = Duration::from_secs(20);

/// The site in working order: put together, not yet listening.
pub struct Program {
    site: Site,
    client_address: ClientAddress,
    ledger: JoinHandle<()>,
    mailer: Option<Mailer>,
}

impl Program {
    /// Puts the site together on a database that has its tables.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        settings: site::Settings,
        client_address: ClientAddress,
        outside: Outside,
        archive: Archive,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (ledger, writing) = Ledger::start(db.clone(), Arc::clone(&clock));
        let parts = SiteParts {
            db,
            clock,
            assets: assets(),
            settings,
            passwords: Passwords::new(cores),
            shelf: Shelf::default(),
            drawings: Drawings::default(),
            archive,
            ledger,
            outside,
            arranging: Notify::new(),
        };
        Self { site: Site::new(parts), client_address, ledger: writing, mailer: None }
    }

    /// With somebody to send its mail; without, it waits in the database.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Mailer) -> Self {
        self.mailer = Some(mailer);
        self
    }

    /// What its handlers work with.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Answers until `stop` comes, finishes what was begun, writes what was received, and closes the database.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let Self { site, client_address, ledger, mailer } = self;
        let (db, clock) = (site.db.clone(), Arc::clone(&site.clock));
        let (stopping, stopped) = watch::channel(false);
        let mut beside = JoinSet::new();
        beside.spawn(calendars::repeatedly(site.clone(), stopped.clone()));
        beside.spawn(arranging::repeatedly(site.clone(), stopped.clone()));
        let inviting = site.settings.inviting();
        beside.spawn(sweep::repeatedly(db.clone(), Arc::clone(&clock), inviting, stopped.clone()));
        beside.spawn(sweep::media(site.clone(), stopped.clone()));
        if let Some(mailer) = mailer {
            beside.spawn(mailer.run(db.clone(), clock, stopped));
        }
        let cut_off = net::serve(listener, router::site(site, client_address), stop).await;
        if cut_off > 0 {
            tracing::warn!(connections = cut_off, "some requests did not finish in time");
        }
        let _ = stopping.send(true);
        if tokio::time::timeout(LAST_JOBS, beside.join_all()).await.is_err() {
            tracing::warn!("a mail was still on its way; it will be sent again under the same Message-ID");
        }
        if tokio::time::timeout(LAST_ACTS, ledger).await.is_err() {
            tracing::warn!("the last acts did not reach the disk in time; none of them was acknowledged");
        }
        db.close().await;
    }
}

/// Without them every page still works: it is only plain.
fn assets() -> Assets {
    files::assets().unwrap_or_else(|why| {
        tracing::warn!("{why}; pages come without style and islands");
        Assets::default()
    })
}

/// `attending serve`.
///
/// # Errors
/// If a setting is wrong, the database cannot be opened or the address is taken.
pub async fn serve(serving: Serving) -> Result<(), Failure> {
    log::begin(&serving.log)?;
    let client_address = ClientAddress::from_setting(serving.client_address_header.as_deref()).map_err(Failure::Setting)?;
    let mailer = Mailer::from_settings(&serving)?;
    let seal = calendars::seal(serving.address_key(), &serving.storage.data_dir)?;
    let outside = Outside { calendars: calendars::Reader::new()?, seal };
    let archive = serving.media.archive(&serving.storage)?;
    let listener = listen(&serving).await?;
    let (db, applied) = open(&serving.storage).await?;
    if !applied.is_empty() {
        tracing::info!("brought the database to its present form: {}", applied.join(", "));
    }
    if let Some(folder) = mailer.folder() {
        tracing::info!("no SMTP_URL is set: mail is written to {}", folder.display());
    }
    let program = Program::new(db, Arc::new(SystemClock), serving.site(), client_address, outside, archive).with_mailer(mailer);
    let stop = told_to_stop().map_err(|error| Failure::Work(format!("The signals to stop cannot be received: {error}.")))?;
    let address = listener.local_addr().unwrap_or(serving.listen);
    tracing::info!("serving {} on http://{address}", serving.public_url());
    if let Some(sign_ins) = seed::sign_ins(&program.site().db).await? {
        tracing::info!("this is a demo; everybody signs in with the password {}\n{sign_ins}", seed::DEMO_PASSWORD);
    }
    program.run(listener, stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// Opens the database and brings its tables to what this program knows; also returns the migrations that ran.
///
/// # Errors
/// If the setting is wrong, it cannot be reached, or a newer program made it.
pub async fn open(storage: &Storage) -> Result<(Db, Vec<&'static str>), Failure> {
    let db = connect(storage).await?;
    let applied = db.migrate().await?;
    Ok((db, applied))
}

/// Opens the database as it is, for a command that changes nothing in it.
///
/// # Errors
/// If the setting is wrong, it is not there or it cannot be reached.
pub async fn open_as_it_is(storage: &Storage) -> Result<Db, Failure> {
    let url = storage.database()?;
    if url.path().is_some_and(|path| !path.exists()) {
        return Err(Failure::Work(format!("There is no database {url}. DATABASE_URL and DATA_DIR say where it is.")));
    }
    connect(storage).await
}

/// As [`open_as_it_is`], for a command that reads tables as this program knows them.
///
/// # Errors
/// As there; also if the database was not brought to the form this program knows.
pub async fn open_to_read(storage: &Storage) -> Result<Db, Failure> {
    let db = open_as_it_is(storage).await?;
    let lacks = db.lacks().await?;
    if lacks.is_empty() {
        return Ok(db);
    }
    db.close().await;
    let what = lacks.join(", ");
    Err(Failure::Work(format!("The database is older than this program: it lacks {what}. Make a backup, then run `attending migrate`.")))
}

async fn connect(storage: &Storage) -> Result<Db, Failure> {
    let url = storage.database()?;
    Db::open(&url).await.map_err(|error| Failure::Work(format!("The database {url} cannot be opened: {error}.")))
}

async fn listen(serving: &Serving) -> Result<TcpListener, Failure> {
    TcpListener::bind(serving.listen)
        .await
        .map_err(|error| Failure::Setting(format!("LISTEN: nothing can listen on {}: {error}.", serving.listen)))
}

/// Comes with the first SIGTERM or SIGINT.
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("told to stop; finishing what has begun");
    })
}
