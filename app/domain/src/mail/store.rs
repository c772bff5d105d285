//! Mail in the database.

use chrono::{DateTime, TimeDelta, Utc};

use super::{ATTEMPTS, LEASE, Mail, rules, wait};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::MailId,
};

/// How long it is remembered that a mail was sent or given up.
const REMEMBERED: TimeDelta = TimeDelta::days(90);

crate::row! {
    /// A mail that this process, and no other, is to send now.
    #[derive(Clone, Debug)]
    pub struct Leased {
        /// Its id, of which its Message-ID is made.
        pub id: MailId,
        /// The address, as it was typed.
        pub recipient: String,
        /// One line.
        pub subject: String,
        /// The text.
        pub body: String,
        /// When it was written.
        pub created_at: DateTime<Utc>,
        /// The how-many-eth try this is, from 1.
        pub attempts: i64,
        /// Until when this process has it.
        pub leased_until: DateTime<Utc>,
    }
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The receiver said never: there is no such mailbox.
    Permanent(String),
    /// It may be taken later.
    Temporary(String),
}

/// Has a mail sent once the transaction is committed, and not at all if it is not.
///
/// # Errors
/// [`crate::Error::Invalid`] if the address or the subject is not one line; otherwise those of the database.
pub async fn enqueue(tx: &Tx, mail: Mail, now: DateTime<Utc>) -> Result<MailId> {
    rules::check(&mail)?;
    let id = MailId::new();
    tx.run(sql!(
        "INSERT INTO mail (id, recipient, subject, body, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $5)",
        id,
        mail.recipient,
        mail.subject,
        mail.body,
        now
    ))
    .await?;
    Ok(id)
}

/// Takes up to `most` mails that are due, for [`LEASE`]. Other processes do not get them meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn lease(db: &Db, now: DateTime<Utc>, most: i64) -> Result<Vec<Leased>> {
    // Nearly always nothing waits: looking takes no writer's turn.
    let waiting = sql!(
        "SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
            AND (leased_until IS NULL OR leased_until <= $1) LIMIT 1",
        now
    );
    if db.maybe::<(MailId,)>(waiting).await?.is_none() {
        return Ok(Vec::new());
    }
    db.write(move |tx| {
        Box::pin(async move {
            give_up_what_was_never_finished(tx, now).await?;
            // The outer condition is read again when another process held the row a moment ago.
            tx.all(sql!(
                "UPDATE mail SET leased_until = $1, attempts = attempts + 1
                 WHERE sent_at IS NULL AND failed_at IS NULL AND (leased_until IS NULL OR leased_until <= $2) AND id IN (
                    SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $2
                        AND (leased_until IS NULL OR leased_until <= $2)
                    ORDER BY due_at, id LIMIT $3)
                 RETURNING id, recipient, subject, body, created_at, attempts, leased_until",
                now + LEASE,
                now,
                most
            ))
            .await
        })
    })
    .await
}

/// A mail at which the sender died every time must not be tried for ever.
async fn give_up_what_was_never_finished(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "UPDATE mail SET failed_at = $1, leased_until = NULL, body = '', last_error = 'no try was ever finished'
         WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1 AND leased_until <= $1 AND attempts >= $2",
        now,
        ATTEMPTS
    ))
    .await?;
    Ok(())
}

/// Notes that a mail was taken by its receiver. Its text is forgotten: it may hold a link that lets somebody in.
///
/// # Errors
/// Those of the database; the mail will then be sent again, under the same Message-ID.
pub async fn sent(db: &Db, id: MailId, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!(
                "UPDATE mail SET sent_at = $1, failed_at = NULL, leased_until = NULL, last_error = NULL, body = '' WHERE id = $2",
                now,
                id
            ))
            .await
            .map(drop)
        })
    })
    .await
}

/// Notes that a mail was not taken. Returns when it will be tried again; `None` if it is given up. If the lease has run out, whoever
/// holds it now decides.
///
/// # Errors
/// Those of the database.
pub async fn failed(db: &Db, mail: &Leased, failure: Failure, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let (wait, why) = match failure {
        Failure::Permanent(why) => (None, why),
        Failure::Temporary(why) => (wait(mail.attempts), why),
    };
    let again = wait.map(|wait| now + wait);
    let given_up = again.is_none().then_some(now);
    let (id, leased_until, due_at) = (mail.id, mail.leased_until, again.unwrap_or(now));
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!(
                "UPDATE mail SET leased_until = NULL, due_at = $1, failed_at = $2, last_error = $3,
                    body = CASE WHEN CAST($2 AS TIMESTAMPTZ) IS NULL THEN body ELSE '' END
                 WHERE id = $4 AND leased_until = $5 AND sent_at IS NULL",
                due_at,
                given_up,
                why,
                id,
                leased_until
            ))
            .await
            .map(drop)
        })
    })
    .await?;
    Ok(again)
}

/// Forgets mail that was sent or given up long ago; returns how many.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    let before = now - REMEMBERED;
    db.write(move |tx| {
        Box::pin(
            async move { tx.run(sql!(@whole "once an hour", "DELETE FROM mail WHERE sent_at <= $1 OR failed_at <= $1", before)).await },
        )
    })
    .await
}
