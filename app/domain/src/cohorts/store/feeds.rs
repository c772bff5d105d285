//! Secret addresses of calendars. The database knows an address only by the hash of its token.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{FeedId, PersonId},
    policy::Rights,
};

/// How many addresses a person has at a time: a phone, a laptop, a scheduler, a spouse, and one to spare.
pub const MOST_FEEDS: usize = 5;
/// How stale the note of the last reading may be before it is renewed.
const READING: TimeDelta = TimeDelta::hours(1);

crate::row! {
    /// An address that works, as its person sees it.
    #[derive(Clone, Debug)]
    pub struct FeedLine {
        /// To revoke it by.
        pub id: FeedId,
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// When it was last read, to the hour; absent if never.
        pub read_at: Option<DateTime<Utc>>,
    }
}

/// The addresses of a person that work, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn feeds(db: &Db, person: PersonId) -> Result<Vec<FeedLine>> {
    db.all(sql!(
        "SELECT id, created_at, read_at FROM calendar_feeds WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at, id",
        person
    ))
    .await
}

crate::row! {
    struct Found {
        id: FeedId,
        person_id: PersonId,
        read_at: Option<DateTime<Utc>>,
        staff: bool,
        administrator: bool,
        teaches: bool,
    }
}

/// An address somebody opened.
#[derive(Clone, Copy, Debug)]
pub struct OpenFeed {
    /// Which.
    pub id: FeedId,
    /// Whose calendar it is.
    pub person: PersonId,
    /// What that person may do now.
    pub rights: Rights,
    /// When it was last read.
    read_at: Option<DateTime<Utc>>,
}

impl OpenFeed {
    /// Whether its reading is to be noted: once an hour is enough.
    pub fn is_news(&self, now: DateTime<Utc>) -> bool {
        self.read_at.is_none_or(|before| now - before >= READING)
    }
}

/// What is behind an address, if it works and its person may still come in.
///
/// # Errors
/// Those of the database.
pub async fn open_feed(db: &Db, token_hash: &str) -> Result<Option<OpenFeed>> {
    let found = db
        .maybe::<Found>(sql!(
            "SELECT f.id, f.person_id, f.read_at,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = f.person_id AND g.power = 'staff') AS staff,
                EXISTS (SELECT 1 FROM grants g WHERE g.person_id = f.person_id AND g.power = 'administrator') AS administrator,
                EXISTS (SELECT 1 FROM teaching t WHERE t.person_id = f.person_id) AS teaches
             FROM calendar_feeds f JOIN people p ON p.id = f.person_id AND p.deactivated_at IS NULL
             WHERE f.token_hash = $1 AND f.revoked_at IS NULL",
            token_hash
        ))
        .await?;
    Ok(found.map(|row| {
        let rights = Rights { staff: row.staff, administrator: row.administrator, teaches: row.teaches, writes: false };
        OpenFeed { id: row.id, person: row.person_id, rights, read_at: row.read_at }
    }))
}

/// Notes that an address was read.
///
/// # Errors
/// Those of the database.
pub async fn note_reading(db: &Db, feed: FeedId, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!("UPDATE calendar_feeds SET read_at = $1 WHERE id = $2", now, feed)).await?;
            Ok(())
        })
    })
    .await
}

/// What becomes of the addresses there are when one is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Older {
    /// They go on working.
    Stay,
    /// They stop working.
    Stop,
}

/// Makes an address.
///
/// # Errors
/// [`Conflict::Closed`] if the person would have more than [`MOST_FEEDS`]; otherwise those of the database.
pub async fn make_feed(tx: &Tx, now: DateTime<Utc>, person: PersonId, (id, token_hash): (FeedId, &str), older: Older) -> Result<()> {
    if older == Older::Stop {
        tx.run(sql!("UPDATE calendar_feeds SET revoked_at = $1 WHERE person_id = $2 AND revoked_at IS NULL", now, person)).await?;
    }
    if feeds(tx, person).await?.len() >= MOST_FEEDS {
        return Err(Error::Conflict(Conflict::Closed));
    }
    tx.run(sql!("INSERT INTO calendar_feeds (id, person_id, token_hash, created_at) VALUES ($1, $2, $3, $4)", id, person, token_hash, now))
        .await?;
    let details = json!({ "feed": id, "older_stop": older == Older::Stop });
    audit::append(tx, now, Some(person), "calendar.address_made", format!("person {person}"), details).await
}

/// Lets an address work no longer; somebody else's is not there.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs or does not work anyway; otherwise those of the database.
pub async fn revoke_feed(tx: &Tx, now: DateTime<Utc>, person: PersonId, feed: FeedId) -> Result<()> {
    let revoked = tx
        .run(sql!("UPDATE calendar_feeds SET revoked_at = $1 WHERE id = $2 AND person_id = $3 AND revoked_at IS NULL", now, feed, person))
        .await?;
    if revoked == 0 {
        return Err(Error::NotFound);
    }
    audit::append(tx, now, Some(person), "calendar.address_stopped", format!("person {person}"), json!({ "feed": feed })).await
}
