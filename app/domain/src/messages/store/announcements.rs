//! What is announced on the page of a cohort.

use chrono::{DateTime, Utc};

use super::super::{NewAnnouncement, rules};
use crate::{
    Conflict, Error, Result,
    db::{Db, Tx, sql},
    ids::{AnnouncementId, CohortId, PersonId},
};

crate::row! {
    /// An announcement.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Announcement {
        /// Which.
        pub id: AnnouncementId,
        /// Who wrote it.
        pub author_id: PersonId,
        /// Their name.
        pub author: String,
        /// One line.
        pub title: String,
        /// Markdown.
        pub body: String,
        /// Rendered and sanitized.
        pub html: String,
        /// Since when it stands there.
        pub published_at: DateTime<Utc>,
        /// When it was last changed.
        pub edited_at: Option<DateTime<Utc>>,
        /// When it was taken back.
        pub withdrawn_at: Option<DateTime<Utc>>,
    }
}

/// The announcements of a cohort that were published since a moment and stand there, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn announcements(db: &Db, cohort: CohortId, since: DateTime<Utc>, most: i64) -> Result<Vec<Announcement>> {
    db.all(sql!(
        "SELECT n.id, n.author_id, a.name AS author, n.title, n.body, n.html, n.published_at, n.edited_at, n.withdrawn_at
         FROM announcements n JOIN people a ON a.id = n.author_id
         WHERE n.cohort_id = $1 AND n.published_at >= $2 AND n.withdrawn_at IS NULL ORDER BY n.published_at DESC, n.id DESC LIMIT $3",
        cohort,
        since,
        most
    ))
    .await
}

/// One announcement of a cohort, withdrawn or not.
///
/// # Errors
/// [`Error::NotFound`] if there is none of that id in this cohort.
pub async fn announcement(db: &Db, cohort: CohortId, id: AnnouncementId) -> Result<Announcement> {
    db.one(sql!(
        "SELECT n.id, n.author_id, a.name AS author, n.title, n.body, n.html, n.published_at, n.edited_at, n.withdrawn_at
         FROM announcements n JOIN people a ON a.id = n.author_id WHERE n.cohort_id = $1 AND n.id = $2",
        cohort,
        id
    ))
    .await
}

/// Puts an announcement on the cohort's page; whoever does so tells people of it. Returns whether it was put there now, and not before
/// with the same form.
///
/// # Errors
/// [`Conflict::IdReused`] if its id is that of another one; otherwise those of the database.
pub async fn publish(tx: &Tx, new: &NewAnnouncement, now: DateTime<Utc>) -> Result<bool> {
    let kept = tx
        .run(sql!(
            "INSERT INTO announcements (id, cohort_id, author_id, title, body, html, published_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO NOTHING",
            new.id,
            new.cohort,
            new.author,
            new.title,
            new.body,
            rules::for_page(&new.body),
            now
        ))
        .await?;
    if kept > 0 {
        return Ok(true);
    }
    let same = sql!("SELECT id FROM announcements WHERE id = $1 AND cohort_id = $2 AND author_id = $3", new.id, new.cohort, new.author);
    let same = tx.maybe::<(AnnouncementId,)>(same).await?;
    same.map(|_| false).ok_or(Error::Conflict(Conflict::IdReused))
}

/// A change of an announcement.
#[derive(Clone, Debug)]
pub struct AnnouncementEdit {
    /// Where.
    pub cohort: CohortId,
    /// Which.
    pub id: AnnouncementId,
    /// One line.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// When the text that was changed had been edited last.
    pub seen: Option<DateTime<Utc>>,
}

/// Changes an announcement. Nobody is told again.
///
/// # Errors
/// [`Conflict::Stale`] if somebody changed or withdrew it meanwhile; otherwise those of the database.
pub async fn edit_announcement(tx: &Tx, edit: &AnnouncementEdit, now: DateTime<Utc>) -> Result<()> {
    let changed = tx
        .run(sql!(
            "UPDATE announcements SET title = $1, body = $2, html = $3, edited_at = $4
             WHERE id = $5 AND cohort_id = $6 AND withdrawn_at IS NULL AND edited_at IS NOT DISTINCT FROM $7",
            edit.title,
            edit.body,
            rules::for_page(&edit.body),
            now,
            edit.id,
            edit.cohort,
            edit.seen
        ))
        .await?;
    if changed == 0 { Err(Error::Conflict(Conflict::Stale)) } else { Ok(()) }
}

/// Takes an announcement off the page; doing so again changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn withdraw_announcement(tx: &Tx, cohort: CohortId, id: AnnouncementId, now: DateTime<Utc>) -> Result<()> {
    let withdrawal =
        sql!("UPDATE announcements SET withdrawn_at = $1 WHERE id = $2 AND cohort_id = $3 AND withdrawn_at IS NULL", now, id, cohort);
    tx.run(withdrawal).await?;
    Ok(())
}
