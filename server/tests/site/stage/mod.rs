//! A running site for one test: a fresh database with the school in it, a clock that can be moved, and people to visit it.
//!
//! ```ignore
//! site_test!(a_student_sees_today, |stage| {
//!     let answer = stage.student().await.get("/today").await;
//!     assert_eq!(answer.one("h1"), "Today");
//! });
//! ```

mod answer;
mod calendars;
mod clock;
mod school;
mod visitor;

use std::{net::SocketAddr, sync::Arc};

use app::{
    Site,
    authoring::media::Archive,
    residencies::busy::{KEY_LENGTH, Outside, Seal},
    site::Settings,
};
use chrono::{DateTime, Datelike, Days, Utc, Weekday};
use domain::{
    Clock,
    authoring::media::Limits,
    cohorts::{Residency, store::add_residency},
    db::{Db, testing},
    ids::ResidencyId,
    mail,
    residencies::coming::invitation::Organizer,
};
use object_store::memory::InMemory;
use server::{proxy::ClientAddress, serve::Program};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub use answer::Answer;
use calendars::Calendars;
pub use clock::StageClock;
pub use school::School;
pub use visitor::{Kind, Visitor};

/// A test of the whole site on SQLite. It fails if a mail is left that the test did not look at.
macro_rules! site_test {
    ($(#[$meta:meta])* $name:ident, |$stage:ident| $body:expr) => {
        $(#[$meta])*
        #[test]
        fn $name() {
            crate::stage::on_sqlite(async |$stage: &mut crate::stage::Stage| $body);
        }
    };
}

/// The same on both engines: a module with the tests `sqlite` and `postgres`.
macro_rules! site_test_on_both {
    ($(#[$meta:meta])* $name:ident, |$stage:ident| $body:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn check($stage: &mut crate::stage::Stage) {
                $body
            }

            #[test]
            fn sqlite() {
                crate::stage::on_sqlite(check);
            }

            #[test]
            fn postgres() {
                crate::stage::on_postgres(check);
            }
        }
    };
}

/// The site, running.
pub struct Stage {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database, to look behind the pages.
    pub db: Db,
    /// What time it is for the site.
    pub clock: StageClock,
    /// Who is there.
    pub school: School,
    archive: Archive,
    has_database: bool,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

/// Plays a test on SQLite.
pub fn on_sqlite(test: impl AsyncFnOnce(&mut Stage)) {
    runtime().block_on(async {
        let mut stage = Stage::on(&testing::sqlite_url().await).await;
        test(&mut stage).await;
        stage.finish().await;
    });
}

/// Plays a test on PostgreSQL.
pub fn on_postgres(test: impl AsyncFnOnce(&mut Stage)) {
    runtime().block_on(async {
        let url = testing::postgres_url().await;
        let mut stage = Stage::on(&url).await;
        test(&mut stage).await;
        stage.finish().await;
        testing::drop_postgres(&url).await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

impl Stage {
    /// Starts the site on a database that has its tables and nothing else.
    async fn on(url: &str) -> Self {
        let clock = StageClock::default();
        let db = Db::open(&url.parse().unwrap()).await.unwrap();
        let school = school::build(&db, clock.now()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let archive = archive();
        let program = program(&db, &clock, address, archive.clone());
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(program.run(listener, async move { drop(stopped.await) }));
        Self { address, db, clock, school, archive, has_database: true, stop, running }
    }

    /// What the handlers of this site would work with, for a router that is only this test's.
    pub async fn another_site(&self) -> Site {
        program(&self.db, &self.clock, self.address, self.archive.clone()).site().clone()
    }

    /// The mail written so far and not looked at before: recipient, subject and body.
    pub async fn mail(&self) -> Vec<mail::Mail> {
        let now = self.clock.now();
        let mut found = Vec::new();
        for leased in mail::lease(&self.db, now, 1000).await.unwrap() {
            mail::sent(&self.db, leased.id, now).await.unwrap();
            found.push(mail::Mail { recipient: leased.recipient, subject: leased.subject, body: leased.body });
        }
        found
    }

    /// The HTML parts of the mail that is due and was not looked at before, by recipient.
    pub async fn letters(&self) -> Vec<mail::Leased> {
        let now = self.clock.now();
        let mut found = mail::lease(&self.db, now, 1000).await.unwrap();
        for leased in &found {
            mail::sent(&self.db, leased.id, now).await.unwrap();
        }
        found.sort_by(|one, two| one.recipient.cmp(&two.recipient));
        found
    }

    /// The one mail written since the last look.
    pub async fn the_mail(&self) -> mail::Mail {
        let mut found = self.mail().await;
        assert_eq!(found.len(), 1, "one mail was expected: {found:?}");
        found.remove(0)
    }

    /// Gives the cohort a residency, its first: four days from the first Saturday in thirty days' time or later.
    pub async fn residency(&self) -> Residency {
        let (cohort, now) = (self.school.cohort, self.now());
        let from = now.date_naive() + Days::new(30);
        let starts_on = from.iter_days().find(|day| day.weekday() == Weekday::Sat).unwrap();
        let (title, place) = ("Opening residency".to_owned(), "Main campus".to_owned());
        let residency = Residency { id: ResidencyId::new(), position: 1, title, place, starts_on, ends_on: starts_on + Days::new(3) };
        let new = residency.clone();
        let added = self.db.write(move |tx| Box::pin(async move { add_residency(tx, now, None, cohort, &new).await }));
        added.await.unwrap();
        residency
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Nobody in particular.
    pub fn anonymous(&self) -> Visitor {
        Visitor::new(self.address)
    }

    /// Amara, who studies in the cohort.
    pub async fn student(&self) -> Visitor {
        self.visitor(Kind::Student).await
    }

    /// Ines, who teaches a module of the cohort.
    pub async fn faculty(&self) -> Visitor {
        self.visitor(Kind::Faculty).await
    }

    /// Ruth, who runs the program, with her second factor shown.
    pub async fn staff(&self) -> Visitor {
        self.visitor(Kind::Staff).await
    }

    /// Omar, who grants powers, with his second factor shown.
    pub async fn administrator(&self) -> Visitor {
        self.visitor(Kind::Administrator).await
    }

    /// A visitor of a kind, with a session of their own.
    pub async fn visitor(&self, kind: Kind) -> Visitor {
        let Some((person, second_factor)) = self.school.who(kind) else { return self.anonymous() };
        Visitor::signed_in(self, person, second_factor).await
    }

    /// Takes the database away from under the site, for good.
    pub async fn close_database(&mut self) {
        self.assert_no_mail().await;
        self.db.close().await;
        self.has_database = false;
    }

    async fn assert_no_mail(&self) {
        let left = self.mail().await;
        assert!(left.is_empty(), "mail was left that nobody expected: {left:?}");
    }

    async fn finish(self) {
        if self.has_database {
            self.assert_no_mail().await;
        }
        self.stop.send(()).expect("the site has stopped by itself");
        self.running.await.unwrap();
    }
}

fn program(db: &Db, clock: &StageClock, address: SocketAddr, archive: Archive) -> Program {
    let client_address = ClientAddress::from_setting(Some("X-Forwarded-For")).unwrap();
    Program::new(db.clone(), Arc::new(clock.clone()), settings(address), client_address, outside(), archive)
}

/// Media in memory, with limits that tests can reach; what arrives is on the disk.
fn archive() -> Archive {
    let arriving = std::env::temp_dir().join(format!("attending-site-tests-{}", std::process::id()));
    let limits = Limits { file: 4_000_000, picture: 3_000_000, module: 6_000_000 };
    Archive::new(Arc::new(InMemory::new()), arriving, limits).unwrap()
}

fn outside() -> Outside {
    Outside { calendars: Arc::new(Calendars), seal: Seal::new([7; KEY_LENGTH]).unwrap() }
}

fn settings(address: SocketAddr) -> Settings {
    Settings {
        name: "Attending".into(),
        base_url: format!("http://{address}"),
        second_factor_for_staff: true,
        review_before_publishing: false,
        admissions_email: None,
        organizer: Organizer {
            name: "Attending".into(),
            address: "office@school.example".into(),
            answers_to: Some("rsvp@school.example".into()),
        },
    }
}
