//! The audit log: who changed rights, dates, grades or enrollments, and when. Each entry carries the hash of the one before, and
//! the head of the chain is kept apart, so that a changed, removed or added entry is found by [`verify`]. It does not stop somebody
//! who can write to the database and recomputes the whole chain: for that, keep the head's hash from a backup elsewhere.

mod chain;
mod listing;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{
    Error, Result,
    db::{Db, Json, Tx, sql},
    ids::PersonId,
};
use chain::Link;
pub use chain::{Verdict, verify};
pub use listing::{Listed, before};

crate::row! {
    /// What was done.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Entry {
        /// Its number, from 1 without gaps.
        pub sequence: i64,
        /// When.
        pub at: DateTime<Utc>,
        /// Who; absent: the program itself, or the command line.
        pub actor_id: Option<PersonId>,
        /// What: "rights.granted".
        pub action: String,
        /// To what: "person 0190…".
        pub subject: String,
        /// Before and after, or whatever else belongs to it.
        pub details: Json<Value>,
    }
}

/// Adds an entry in the transaction of the change it tells of. Appenders come one after the other: call it last, so that others
/// wait only for the commit.
///
/// # Errors
/// [`Error::Data`] if the head of the chain is missing; otherwise those of the database.
pub async fn append(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
    action: &str,
    subject: impl Into<String>,
    details: Value,
) -> Result<()> {
    let head = sql!("UPDATE audit_head SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence, hash");
    let Some((sequence, previous)) = tx.maybe::<(i64, String)>(head).await? else {
        return Err(Error::Data("the head of the audit log is missing".into()));
    };
    let link = Link {
        sequence,
        at: now,
        actor_id: actor,
        action: action.to_owned(),
        subject: subject.into(),
        details: details.to_string(),
        previous,
    };
    let hash = link.hash();
    tx.run(sql!(
        "INSERT INTO audit_entries (sequence, at, actor_id, action, subject, details, previous, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        link.sequence,
        link.at,
        link.actor_id,
        link.action,
        link.subject,
        link.details,
        link.previous,
        hash
    ))
    .await?;
    tx.run(sql!("UPDATE audit_head SET hash = $1 WHERE id = 1", hash)).await?;
    Ok(())
}

/// Takes the turn of appending before it is needed, for a change that must see everything done before it and nobody beside it.
///
/// # Errors
/// Those of the database.
pub async fn hold(tx: &Tx) -> Result<()> {
    tx.run(sql!("UPDATE audit_head SET sequence = sequence WHERE id = 1")).await?;
    Ok(())
}

/// The newest entries, newest first.
///
/// # Errors
/// Those of the database.
pub async fn recent(db: &Db, limit: i64) -> Result<Vec<Entry>> {
    db.all(sql!(
        "SELECT sequence, at, actor_id, action, subject, details FROM audit_entries
         WHERE sequence > (SELECT sequence FROM audit_head WHERE id = 1) - $1 ORDER BY sequence DESC",
        limit
    ))
    .await
}
