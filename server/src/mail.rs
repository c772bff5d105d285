//! Mail leaves the program here: what the database holds is sent by SMTP, or written to files where no server is set.

mod letter;
mod post;

pub use post::Post;

use std::{path::Path, sync::Arc, time::Duration};

use domain::{
    Clock, Result,
    db::Db,
    mail::{self, Leased},
};
use futures::future::join_all;
use tokio::sync::watch;

use crate::{Failure, settings::Serving};
use letter::Sender;

/// How often one looks whether a mail waits: what a person who asked for a link is ready to wait.
const PAUSE: Duration = Duration::from_secs(2);
/// How many are sent at once. Each is done, one way or the other, well before its lease is over.
const AT_ONCE: i64 = 8;
/// How long one mail may take; shorter than [`mail::LEASE`].
const PATIENCE: Duration = Duration::from_secs(90);

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
    pub fn from_settings(serving: &Serving) -> Result<Self, Failure> {
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
    pub fn new(post: Post, from: &str, public_url: &str) -> Result<Self, Failure> {
        Ok(Self { post, sender: Sender::from_setting(from, public_url)? })
    }

    /// The folder mail is written to, if it is not sent.
    pub fn folder(&self) -> Option<&Path> {
        self.post.folder()
    }

    /// Sends until `stop` comes; what is being sent then is brought to its end.
    pub async fn run(self, db: Db, clock: Arc<dyn Clock>, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow_and_update() {
            match self.send_due(&db, clock.as_ref()).await {
                Ok(sent) if sent == AT_ONCE as usize => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "mail has to wait for the database"),
            }
            let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
        }
    }

    /// Tries what is due now, a handful at most; returns how many there were.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn send_due(&self, db: &Db, clock: &dyn Clock) -> Result<usize> {
        let due = mail::lease(db, clock.now(), AT_ONCE).await?;
        let tried = join_all(due.iter().map(|mail| self.send(db, clock, mail))).await;
        tried.into_iter().collect::<Result<Vec<()>>>()?;
        Ok(due.len())
    }

    async fn send(&self, db: &Db, clock: &dyn Clock, mail: &Leased) -> Result<()> {
        let outcome = match tokio::time::timeout(PATIENCE, self.hand_over(mail)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(mail::Failure::Temporary("it took too long".into())),
        };
        let Err(failure) = outcome else {
            tracing::info!(mail = %mail.id, "sent");
            return mail::sent(db, mail.id, clock.now()).await;
        };
        let (mail::Failure::Permanent(why) | mail::Failure::Temporary(why)) = &failure;
        let why = why.clone();
        match mail::failed(db, mail, failure, clock.now()).await? {
            Some(again) => tracing::warn!(mail = %mail.id, why, %again, "not sent yet"),
            None => tracing::error!(mail = %mail.id, why, "given up"),
        }
        Ok(())
    }

    async fn hand_over(&self, mail: &Leased) -> Result<(), mail::Failure> {
        let letter = self.sender.write(mail)?;
        self.post.take(&mail.id.to_string(), letter).await
    }
}
