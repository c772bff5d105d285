//! A draft becomes the next version of its module.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Desk, files, held, newest};
use crate::{
    Conflict, Error, Result, audit,
    authoring::{drafts::check, package::Fault, store::import},
    db::{Tx, sql},
    ids::PersonId,
};

/// What whoever publishes has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publishing {
    /// The revision of the draft.
    pub seen: i64,
    /// The newest version of the module, which may be newer than the one the draft was begun from.
    pub newest: Option<i64>,
    /// Whether the school publishes only what was approved.
    pub approved_only: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is the version of this number.
    As(i64),
    /// Nothing was changed: the newest version, of this number, says the same already.
    Same(i64),
    /// Nothing was changed: this is missing.
    Missing(Vec<Fault>),
    /// Nothing was changed: it is not approved, and the school publishes only what is.
    Unapproved,
}

/// Publishes the open draft as the next version, and closes it.
///
/// # Errors
/// [`Conflict::Closed`] if no draft is open; [`Conflict::Stale`] if it was changed since it was seen, or a version was published.
pub async fn publish(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, publishing: Publishing) -> Result<Published> {
    let (draft, revision) = held(tx, desk.module).await?;
    if revision != publishing.seen || newest(tx, desk.module).await? != publishing.newest {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let approved: bool = tx.value(sql!("SELECT state = 'approved' FROM drafts WHERE id = $1", draft)).await?;
    if publishing.approved_only && !approved {
        return Ok(Published::Unapproved);
    }
    let package = match check(files(tx, draft).await?, &desk.slug) {
        Ok(package) => package,
        Err(faults) => return Ok(Published::Missing(faults)),
    };
    let imported = import(tx, &package, now).await?;
    if !imported.new {
        return Ok(Published::Same(imported.number));
    }
    if imported.number != publishing.newest.unwrap_or_default() + 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    tx.run(sql!(
        "UPDATE drafts SET state = 'published', revision = revision + 1, number = $1, closed_at = $2, closed_by = $3 WHERE id = $4",
        imported.number,
        now,
        actor,
        draft
    ))
    .await?;
    let details =
        json!({ "draft": draft, "version": imported.number, "digest": package.digest, "revision": revision, "approved": approved });
    audit::append(tx, now, Some(actor), "module.published", format!("module {}", desk.module), details).await?;
    Ok(Published::As(imported.number))
}
