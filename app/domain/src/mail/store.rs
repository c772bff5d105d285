//! Mail in the database.

use chrono::{DateTime, TimeDelta, Utc};

use super::{ATTEMPTS, LEASE, Letter, Mail, Rank, rules, wait};
use crate::{
    Result,
    db::{Db, Tx, list, rows, sql},
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
        /// The same as HTML, if it has such a part.
        pub html: Option<String>,
        /// An invitation to a calendar or its end, as iCalendar, if it is one.
        pub calendar: Option<String>,
        /// Its place before or behind others: 0 is mail to one, 1 mail to many.
        pub rank: i64,
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

/// Has many sent once the transaction is committed: the same as [`enqueue`] for each, in few statements. The ids come in the order of
/// the letters.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_many(tx: &Tx, letters: &[Letter], now: DateTime<Utc>) -> Result<Vec<MailId>> {
    letters.iter().try_for_each(|letter| rules::check(&letter.mail))?;
    let ids: Vec<MailId> = letters.iter().map(|_| MailId::new()).collect();
    tx.run(rows!(
        "INSERT INTO mail (id, recipient, subject, body, html, calendar, rank, created_at, due_at) VALUES $rows",
        for (id, letter) in ids.iter().zip(letters) =>
            id, letter.mail.recipient, letter.mail.subject, letter.mail.body, letter.html, letter.calendar, number(letter.rank), now,
            letter.due_at.max(now)
    ))
    .await?;
    Ok(ids)
}

fn number(rank: Rank) -> i64 {
    match rank {
        Rank::One => 0,
        Rank::Many => 1,
    }
}

/// Takes up to `most` mails that are due, for [`LEASE`], mail to one before mail to many. Other processes do not get them meanwhile.
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
            let mut taken = take(tx, Rank::One, now, most).await?;
            let left = most - taken.len() as i64;
            if left > 0 {
                taken.extend(take(tx, Rank::Many, now, left).await?);
            }
            Ok(taken)
        })
    })
    .await
}

async fn take(tx: &Tx, rank: Rank, now: DateTime<Utc>, most: i64) -> Result<Vec<Leased>> {
    // The outer condition is read again when another process held the row a moment ago.
    let mut taken = tx
        .all::<Leased>(sql!(
            "UPDATE mail SET leased_until = $1, attempts = attempts + 1
             WHERE sent_at IS NULL AND failed_at IS NULL AND (leased_until IS NULL OR leased_until <= $2) AND id IN (
                SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND rank = $3 AND due_at <= $2
                    AND (leased_until IS NULL OR leased_until <= $2)
                ORDER BY due_at, id LIMIT $4)
             RETURNING id, recipient, subject, body, html, calendar, rank, created_at, attempts, leased_until",
            now + LEASE,
            now,
            number(rank),
            most
        ))
        .await?;
    // What was taken comes back in no order.
    taken.sort_by_key(|mail| mail.id);
    Ok(taken)
}

/// A mail at which the sender died every time must not be tried for ever.
async fn give_up_what_was_never_finished(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "UPDATE mail SET failed_at = $1, leased_until = NULL, body = '', html = NULL, calendar = NULL, last_error = 'no try was ever finished'
         WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1 AND leased_until <= $1 AND attempts >= $2",
        now,
        ATTEMPTS
    ))
    .await?;
    Ok(())
}

/// What became of one try.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The mail, as it was leased.
    pub mail: Leased,
    /// Whether its receiver took it.
    pub outcome: Result<(), Failure>,
}

/// Notes what became of several tries, in one transaction. Returns in their order when each will be tried again; `None` where it was
/// taken or given up. A text that was taken or given up is forgotten: it may hold a link that lets somebody in. If the lease of one that
/// failed has run out, whoever holds it now decides.
///
/// # Errors
/// Those of the database; what was taken will then be sent again, under the same Message-ID.
pub async fn note(db: &Db, tries: Vec<Tried>, now: DateTime<Utc>) -> Result<Vec<Option<DateTime<Utc>>>> {
    if tries.is_empty() {
        return Ok(Vec::new());
    }
    db.write(move |tx| {
        Box::pin(async move {
            let taken: Vec<MailId> = tries.iter().filter(|tried| tried.outcome.is_ok()).map(|tried| tried.mail.id).collect();
            tx.run(list!(
                "UPDATE mail SET sent_at = $1, failed_at = NULL, leased_until = NULL, last_error = NULL, body = '', html = NULL, calendar = NULL
                 WHERE id IN ($list)",
                in taken,
                now
            ))
            .await?;
            let mut again = Vec::with_capacity(tries.len());
            for tried in tries {
                again.push(match tried.outcome {
                    Ok(()) => None,
                    Err(failure) => note_failure(tx, &tried.mail, failure, now).await?,
                });
            }
            Ok(again)
        })
    })
    .await
}

async fn note_failure(tx: &Tx, mail: &Leased, failure: Failure, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let (wait, why) = match failure {
        Failure::Permanent(why) => (None, why),
        Failure::Temporary(why) => (wait(mail.attempts), why),
    };
    let again = wait.map(|wait| now + wait);
    let given_up = again.is_none().then_some(now);
    tx.run(sql!(
        "UPDATE mail SET leased_until = NULL, due_at = $1, failed_at = $2, last_error = $3,
            body = CASE WHEN CAST($2 AS TIMESTAMPTZ) IS NULL THEN body ELSE '' END,
            html = CASE WHEN CAST($2 AS TIMESTAMPTZ) IS NULL THEN html ELSE NULL END,
            calendar = CASE WHEN CAST($2 AS TIMESTAMPTZ) IS NULL THEN calendar ELSE NULL END
         WHERE id = $4 AND leased_until = $5 AND sent_at IS NULL",
        again.unwrap_or(now),
        given_up,
        why,
        mail.id,
        mail.leased_until
    ))
    .await?;
    Ok(again)
}

/// Notes that a mail was taken by its receiver, and forgets its text.
///
/// # Errors
/// Those of the database; the mail will then be sent again, under the same Message-ID.
pub async fn sent(db: &Db, id: MailId, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!(
                "UPDATE mail SET sent_at = $1, failed_at = NULL, leased_until = NULL, last_error = NULL, body = '', html = NULL,
                    calendar = NULL WHERE id = $2",
                now,
                id
            ))
            .await
            .map(drop)
        })
    })
    .await
}

/// Notes that a mail was not taken, as [`note`] does.
///
/// # Errors
/// Those of the database.
pub async fn failed(db: &Db, mail: &Leased, failure: Failure, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let again = note(db, vec![Tried { mail: mail.clone(), outcome: Err(failure) }], now).await?;
    Ok(again.into_iter().next().flatten())
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
