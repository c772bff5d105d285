//! What somebody is writing and has not posted.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Error, Result,
    db::{Db, Tx, sql},
    ids::{PersonId, PostId},
    messages::rules::LONGEST_POST,
};

/// How long what nobody posted is kept.
const KEPT: TimeDelta = TimeDelta::days(180);
/// The longest name of a place, in bytes: ids, a module and a unit.
const LONGEST_PLACE: usize = 250;
/// The most drafts of one person.
const MOST: i64 = 200;

/// A text that waits to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose.
    pub person: PersonId,
    /// Where it would be posted.
    pub place: String,
    /// The post that its form makes, where it makes one.
    pub post: Option<PostId>,
    /// As typed; an empty one is forgotten.
    pub body: String,
}

crate::row! {
    /// A draft as it was kept.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Drafted {
        /// As typed.
        pub body: String,
        /// When.
        pub saved_at: DateTime<Utc>,
    }
}

/// Keeps a draft in place of the one before. One that arrives after its post is forgotten: a page that is left saves on its way out.
///
/// # Errors
/// [`Error::Invalid`] if it is longer than a post can be or there are too many; otherwise those of the database.
pub async fn keep_draft(tx: &Tx, draft: &Draft, now: DateTime<Utc>) -> Result<()> {
    if draft.body.trim().is_empty() || was_posted(tx, draft).await? {
        return tx.run(sql!("DELETE FROM post_drafts WHERE person_id = $1 AND place = $2", draft.person, draft.place)).await.map(drop);
    }
    let count =
        tx.value::<i64>(sql!("SELECT COUNT(*) FROM post_drafts WHERE person_id = $1 AND place <> $2", draft.person, draft.place)).await?;
    if draft.body.chars().count() > LONGEST_POST || draft.place.len() > LONGEST_PLACE || count >= MOST {
        return Err(Error::field("body", "this draft cannot be kept"));
    }
    tx.run(sql!(
        "INSERT INTO post_drafts (person_id, place, body, saved_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, place) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        draft.person,
        draft.place,
        draft.body,
        now
    ))
    .await?;
    Ok(())
}

async fn was_posted(tx: &Tx, draft: &Draft) -> Result<bool> {
    let Some(post) = draft.post else { return Ok(false) };
    Ok(tx.value::<i64>(sql!("SELECT COUNT(*) FROM posts WHERE id = $1 AND author_id = $2", post, draft.person)).await? > 0)
}

/// All drafts of a person, by place.
///
/// # Errors
/// Those of the database.
pub async fn drafts(db: &Db, person: PersonId) -> Result<HashMap<String, Drafted>> {
    let found = sql!("SELECT place, body, saved_at FROM post_drafts WHERE person_id = $1", person);
    let found = db.all::<(String, String, DateTime<Utc>)>(found).await?;
    Ok(found.into_iter().map(|(place, body, saved_at)| (place, Drafted { body, saved_at })).collect())
}

/// Forgets what nobody posted for a long time; returns how many.
///
/// # Errors
/// Those of the database.
pub async fn clear_drafts(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    let before = now - KEPT;
    db.write(move |tx| Box::pin(async move { tx.run(sql!("DELETE FROM post_drafts WHERE saved_at < $1", before)).await })).await
}
