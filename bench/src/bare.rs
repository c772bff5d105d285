//! A bare group commit: what saving an answer costs at least, with the same durability. One task gathers what arrives while the disk
//! is busy, inserts it into the table of evidence in one transaction, and says so after the commit. It checks nothing and computes nothing.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use domain::{
    Clock,
    clock::SystemClock,
    db::{Db, Json, rows, sql},
    ids::{AttemptId, EnrollmentId, EvidenceId, PersonId, UnitId, VersionId},
    learning::{
        evidence::{Act, Answered, Evidence, Whereabouts},
        quiz::Response,
    },
};
use tokio::sync::{mpsc, oneshot};

use crate::{Result, about};

/// As many as the program takes at once.
const LARGEST_GROUP: usize = 256;
const QUEUE: usize = 4096;

/// An answer and who waits for its commit.
type Entry = (Evidence, oneshot::Sender<()>);

/// Keeps answers.
#[derive(Clone, Debug)]
pub struct Bare {
    inbox: mpsc::Sender<Entry>,
}

impl Bare {
    /// Starts the writing task.
    pub fn start(db: Db) -> Self {
        let (inbox, entries) = mpsc::channel(QUEUE);
        tokio::spawn(write_forever(db, entries));
        Self { inbox }
    }

    /// Keeps an answer; when this is `Some`, it is on the disk.
    pub async fn keep(&self, evidence: Evidence) -> Option<()> {
        let (told, kept) = oneshot::channel();
        self.inbox.send((evidence, told)).await.ok()?;
        kept.await.ok()
    }
}

async fn write_forever(db: Db, mut entries: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(LARGEST_GROUP);
    while entries.recv_many(&mut group, LARGEST_GROUP).await > 0 {
        let (batch, waiting): (Vec<Evidence>, Vec<_>) = group.drain(..).unzip();
        match insert(&db, batch).await {
            Ok(_) => waiting.into_iter().for_each(|one| {
                // Whoever no longer waits will send again.
                let _ = one.send(());
            }),
            Err(error) => eprintln!("nothing was kept: {error}"),
        }
    }
}

async fn insert(db: &Db, batch: Vec<Evidence>) -> domain::Result<u64> {
    let now = SystemClock.now();
    let insert = rows!(
        "INSERT INTO evidence (id, person_id, enrollment_id, version_id, unit_id, kind, payload, occurred_at, recorded_at) VALUES $rows",
        for evidence in &batch =>
            evidence.id, evidence.at.person, evidence.at.enrollment, evidence.at.version, evidence.at.unit,
            evidence.act.kind(), Json(&evidence.act), evidence.occurred_at, now
    );
    db.write(move |tx| Box::pin(async move { tx.run(insert).await })).await
}

domain::row! {
    struct Open {
        attempt: AttemptId,
        person: PersonId,
        enrollment: EnrollmentId,
        version: VersionId,
        unit: UnitId,
    }
}

/// Where the answers under each open attempt belong.
///
/// # Errors
/// If the database does not answer.
pub async fn open_attempts(db: &Db) -> Result<HashMap<AttemptId, Whereabouts>> {
    let open: Vec<Open> = db
        .all(sql!(
            "SELECT a.id AS attempt, e.person_id AS person, e.id AS enrollment, u.version_id AS version, u.id AS unit
             FROM attempts a JOIN enrollments e ON e.id = a.enrollment_id JOIN units u ON u.id = a.unit_id
             WHERE a.submitted_at IS NULL"
        ))
        .await
        .map_err(about("the open attempts"))?;
    let at = |one: &Open| Whereabouts { person: one.person, enrollment: one.enrollment, version: one.version, unit: one.unit };
    Ok(open.iter().map(|one| (one.attempt, at(one))).collect())
}

/// The same without HTTP and JSON: so many senders in this process, for so long. Gives the answers kept in each second.
///
/// # Errors
/// If there is no open attempt, or the database does not answer.
pub async fn without_http(db: Db, senders: usize, span: Duration) -> Result<f64> {
    let (attempt, at) = open_attempts(&db).await?.into_iter().next().ok_or("there is no open attempt")?;
    let (bare, begun) = (Bare::start(db), Instant::now());
    let end = begun + span;
    let one_sender = |sender: usize| {
        let bare = bare.clone();
        async move {
            let mut kept = 0_usize;
            while Instant::now() < end && bare.keep(act(attempt, at, sender + kept)).await.is_some() {
                kept += 1;
            }
            kept
        }
    };
    let senders = (0..senders).map(|sender| tokio::spawn(one_sender(sender)));
    let kept: usize = futures::future::join_all(senders).await.into_iter().filter_map(std::result::Result::ok).sum();
    Ok(kept as f64 / begun.elapsed().as_secs_f64())
}

fn act(attempt: AttemptId, at: Whereabouts, turn: usize) -> Evidence {
    let response = Response::Options(vec![turn % 4]);
    let act = Act::Answered(Answered {
        attempt: Some(attempt),
        question: domain::ids::QuestionId(at.unit.0),
        response,
        confidence: None,
        late: false,
    });
    Evidence { id: EvidenceId::new(), at, act, occurred_at: SystemClock.now() }
}
