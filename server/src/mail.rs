//! Mail leaves the program here: what the database holds is sent by SMTP, or written to files where no server is set.

mod letter;
mod post;

pub use post::Post;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    Clock, Result,
    db::Db,
    mail::{self, Failure, Leased, Tried},
};
use futures::{StreamExt, stream};
use tokio::sync::watch;

use crate::settings::Serving;
use letter::Sender;

/// How often one looks whether a mail waits: what a person who asked for a link is ready to wait.
const PAUSE: Duration = Duration::from_secs(2);
/// How many are taken at once. Where the server is quick, their outcomes are noted together: two commits for all of them.
const BATCH: i64 = 16;
/// How long an outcome may wait for others to be noted with it.
const TOGETHER: Duration = Duration::from_millis(100);
/// How many are on their way at once. Each is done, one way or the other, well before its lease is over.
const AT_ONCE: usize = 8;
/// How long one mail may take: two of them one after the other are shorter than [`mail::LEASE`].
const PATIENCE: Duration = Duration::from_secs(50);
/// How long a batch of mail to many takes at least: some fifty a second, however fast the server takes them. Pages come first.
const UNHURRIED: Duration = Duration::from_millis(320);

/// Sends what is due, as long as it runs. Any number of processes may do so on one database.
#[derive(Clone, Debug)]
pub struct Mailer {
    post: Post,
    sender: Sender,
}

impl Mailer {
    /// As the settings say.
    ///
    /// # Errors
    /// If MAIL_FROM or SMTP_URL is not understood.
    pub fn from_settings(serving: &Serving) -> Result<Self, crate::Failure> {
        let post = match serving.smtp_url() {
            Some(url) => Post::smtp(url)?,
            None => Post::files(serving.storage.data_dir.join("mail")),
        };
        Self::new(post, &serving.mail_from, &serving.public_url())
    }

    /// Hands mail over there, in this name; Message-IDs end with the host of the site's own address.
    ///
    /// # Errors
    /// If `from` is not an address.
    pub fn new(post: Post, from: &str, public_url: &str) -> Result<Self, crate::Failure> {
        Ok(Self { post, sender: Sender::from_setting(from, public_url)? })
    }

    /// The folder mail is written to, if it is not sent.
    pub fn folder(&self) -> Option<&Path> {
        self.post.folder()
    }

    /// Sends until `stop` comes; what is being sent then is brought to its end.
    pub async fn run(self, db: Db, clock: Arc<dyn Clock>, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow_and_update() {
            let pause = match self.send_batch(&db, clock.as_ref()).await {
                Ok(batch) => batch.pause(),
                Err(error) => {
                    tracing::warn!(%error, "mail has to wait for the database");
                    PAUSE
                }
            };
            if !pause.is_zero() {
                let _ = tokio::time::timeout(pause, stop.changed()).await;
            }
        }
    }

    /// Tries what is due now, a handful at most; returns how many there were.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn send_due(&self, db: &Db, clock: &dyn Clock) -> Result<usize> {
        Ok(self.send_batch(db, clock).await?.tried)
    }

    async fn send_batch(&self, db: &Db, clock: &dyn Clock) -> Result<Batch> {
        let began = Instant::now();
        let due = mail::lease(db, clock.now(), BATCH).await?;
        let batch = Batch { tried: due.len(), many: due.iter().any(|mail| mail.rank > 0), began };
        let mut on_their_way = stream::iter(due).map(|mail| self.send(mail)).buffer_unordered(AT_ONCE);
        let mut tries = Vec::new();
        // A slow one does not keep the outcomes of the others from the disk: what is not noted would be sent again after a crash.
        loop {
            match tokio::time::timeout(TOGETHER, on_their_way.next()).await {
                Ok(Some(tried)) => tries.push(tried),
                Ok(None) => break,
                Err(_) => note(db, clock, std::mem::take(&mut tries)).await?,
            }
        }
        note(db, clock, tries).await?;
        Ok(batch)
    }

    async fn send(&self, mail: Leased) -> Tried {
        let outcome = match tokio::time::timeout(PATIENCE, self.hand_over(&mail)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::Temporary("it took too long".into())),
        };
        Tried { mail, outcome }
    }

    async fn hand_over(&self, mail: &Leased) -> Result<(), Failure> {
        let letter = self.sender.write(mail)?;
        self.post.take(&mail.id.to_string(), letter).await
    }
}

/// Notes what became of some, and says it in the log.
async fn note(db: &Db, clock: &dyn Clock, tries: Vec<Tried>) -> Result<()> {
    let said: Vec<_> = tries.iter().map(|tried| (tried.mail.id, tried.outcome.clone())).collect();
    let again = mail::note(db, tries, clock.now()).await?;
    for ((mail, outcome), again) in said.into_iter().zip(again) {
        match (outcome, again) {
            (Ok(()), _) => tracing::info!(%mail, "sent"),
            (Err(Failure::Permanent(why) | Failure::Temporary(why)), Some(again)) => tracing::warn!(%mail, why, %again, "not sent yet"),
            (Err(Failure::Permanent(why) | Failure::Temporary(why)), None) => tracing::error!(%mail, why, "given up"),
        }
    }
    Ok(())
}

/// What was tried together.
struct Batch {
    tried: usize,
    /// Whether some of it went to many.
    many: bool,
    began: Instant,
}

impl Batch {
    /// How long to wait before the next one.
    fn pause(&self) -> Duration {
        match (self.tried == BATCH as usize, self.many) {
            (false, _) => PAUSE,
            (true, true) => UNHURRIED.saturating_sub(self.began.elapsed()),
            (true, false) => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_to_many_takes_its_time_and_mail_to_one_does_not() {
        let batch = |tried, many| Batch { tried, many, began: Instant::now() }.pause();
        assert_eq!(batch(BATCH as usize, false), Duration::ZERO);
        assert!(batch(BATCH as usize, true) > UNHURRIED / 2);
        assert_eq!(batch(3, true), PAUSE);
    }
}
