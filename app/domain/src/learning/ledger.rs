//! Where acts become durable: one task gathers what arrives while the disk is busy, commits it in one transaction with everything
//! it amounts to, and only then says so to each sender.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use super::{
    evidence::{Evidence, Receipt},
    projection,
};
use crate::{Clock, Error, Result, db::Db};

#[cfg(feature = "acknowledge-before-commit")]
use super::broken::acknowledge_first as before_the_commit;
#[cfg(not(feature = "acknowledge-before-commit"))]
use std::future::ready as before_the_commit;

/// The most acts one transaction takes: more would only make the first of them wait.
const LARGEST_GROUP: usize = 256;
/// How many acts may wait. A sender beyond that waits for its place: slower, but nothing is dropped.
const QUEUE: usize = 4096;

/// Accepts acts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ledger {
    inbox: mpsc::Sender<Entry>,
}

/// An act and who waits for its receipt.
struct Entry {
    evidence: Evidence,
    answer: oneshot::Sender<Result<Receipt>>,
}

impl Ledger {
    /// Starts the writing task. It ends, with everything received written, when the last `Ledger` is dropped.
    pub fn start(db: Db, clock: Arc<dyn Clock>) -> (Self, JoinHandle<()>) {
        let (inbox, entries) = mpsc::channel(QUEUE);
        (Self { inbox }, tokio::spawn(write_forever(db, clock, entries)))
    }

    /// Records an act. When this returns a receipt, the act is on the disk.
    ///
    /// # Errors
    /// [`Error::StorageFull`] or [`Error::Unavailable`] when it could not be kept; nothing of it was.
    pub async fn record(&self, evidence: Evidence) -> Result<Receipt> {
        let (answer, receipt) = oneshot::channel();
        let gone = || Error::Unavailable("the ledger is shutting down".into());
        self.inbox.send(Entry { evidence, answer }).await.map_err(|_| gone())?;
        receipt.await.map_err(|_| gone())?
    }
}

async fn write_forever(db: Db, clock: Arc<dyn Clock>, mut entries: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(LARGEST_GROUP);
    while entries.recv_many(&mut group, LARGEST_GROUP).await > 0 {
        gather(&mut entries, &mut group).await;
        let (batch, answers): (Vec<_>, Vec<_>) = group.drain(..).map(|entry| (entry.evidence, entry.answer)).unzip();
        write_group(&db, clock.now(), batch, answers).await;
    }
}

/// Takes along what is on its way already: senders that are ready to run get their turn before the disk gets its own. Nobody waits for
/// a sender that is not, and a group that was left alone is written at once.
async fn gather(entries: &mut mpsc::Receiver<Entry>, group: &mut Vec<Entry>) {
    let mut before = 0;
    while before < group.len() && group.len() < LARGEST_GROUP {
        before = group.len();
        tokio::task::yield_now().await;
        while group.len() < LARGEST_GROUP
            && let Ok(entry) = entries.try_recv()
        {
            group.push(entry);
        }
    }
}

/// Writes a group whole. Where one of its acts cannot be kept, one by one, so that only its sender is told so; where nothing can be
/// kept now, nobody waits for the others to find out the same.
async fn write_group(db: &Db, now: DateTime<Utc>, batch: Vec<Evidence>, answers: Vec<oneshot::Sender<Result<Receipt>>>) {
    let answers = before_the_commit(answers).await;
    let batch = Arc::new(batch);
    match commit(db, now, Arc::clone(&batch)).await {
        Ok(receipts) => {
            for (answer, receipt) in answers.into_iter().zip(receipts) {
                // Whoever no longer waits will send again under the same id.
                let _ = answer.send(Ok(receipt));
            }
        }
        Err(error) if batch.len() == 1 || matches!(error, Error::StorageFull | Error::Unavailable(_)) => {
            answers.into_iter().for_each(|answer| drop(answer.send(Err(error.clone()))));
        }
        Err(_) => {
            for (answer, evidence) in answers.into_iter().zip(batch.iter()) {
                let receipt = commit(db, now, Arc::new(vec![evidence.clone()])).await;
                let _ = answer.send(receipt.and_then(|receipts| receipts.first().copied().ok_or(Error::NotFound)));
            }
        }
    }
}

async fn commit(db: &Db, now: DateTime<Utc>, batch: Arc<Vec<Evidence>>) -> Result<Vec<Receipt>> {
    db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, now).await })).await
}
