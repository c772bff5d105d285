//! Files that were written elsewhere come into a draft: all that they change at once, on what was looked at, or nothing.

use std::{collections::BTreeSet, fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Desk, begin, changing::write, files, held, newest, open, raised};
use crate::{
    Conflict, Error, Result, audit,
    authoring::{
        drafts::{Edits, Files},
        media::Pointer,
        store::{export, media_hashes},
    },
    db::{Db, Tx, sql},
    ids::PersonId,
};

/// What somebody looked at, and what has to stand there still when they decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The open draft at this revision.
    Draft(i64),
    /// No draft; the one that is begun begins with the version of this number, or empty where there is none.
    Begins(Option<i64>),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seen::Draft(revision) => write!(f, "draft-{revision}"),
            Seen::Begins(Some(number)) => write!(f, "version-{number}"),
            Seen::Begins(None) => f.write_str("nothing"),
        }
    }
}

impl FromStr for Seen {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        let number = |digits: &str| digits.parse().map_err(|_| Error::Conflict(Conflict::Stale));
        match word.split_once('-') {
            Some(("draft", revision)) => Ok(Seen::Draft(number(revision)?)),
            Some(("version", of)) => Ok(Seen::Begins(Some(number(of)?))),
            _ if word == "nothing" => Ok(Seen::Begins(None)),
            _ => Err(Error::Conflict(Conflict::Stale)),
        }
    }
}

/// Into what something would be brought.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The files of the open draft, or those with which one would begin.
    pub files: Files,
    /// What that is.
    pub seen: Seen,
    /// The hashes of the large files that the module has.
    pub media: BTreeSet<String>,
}

/// What stands in the open draft of a module, or in the one that would be begun.
///
/// # Errors
/// Those of the database.
pub async fn ground(db: &Db, desk: &Desk) -> Result<Ground> {
    let (files, seen) = match (&desk.draft, desk.newest) {
        // Read after the revision: whoever changes the draft in between makes what was seen stale.
        (Some(draft), _) => (files(db, draft.id).await?, Seen::Draft(draft.revision)),
        (None, Some(number)) => (export(db, &desk.slug, Some(number)).await?, Seen::Begins(Some(number))),
        (None, None) => (Files::new(), Seen::Begins(None)),
    };
    let mut media = media_hashes(db, desk.module).await?;
    // A unit that was moved here brought its films with it.
    media.extend(files.values().filter_map(|content| Pointer::read(content)).map(|pointer| pointer.sha256));
    Ok(Ground { files, seen, media })
}

/// Brings changes into the open draft, which is begun if there is none; what is written over or taken out is kept.
///
/// # Errors
/// [`Conflict::Stale`] if something else stands there than was seen; nothing is changed then.
pub async fn bring_in(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, (seen, edits): (Seen, &Edits)) -> Result<()> {
    let stale = || Error::Conflict(Conflict::Stale);
    match seen {
        Seen::Draft(seen) => match held(tx, desk.module).await {
            Ok((_, revision)) if revision == seen => {}
            Ok(_) | Err(Error::Conflict(Conflict::Closed)) => return Err(stale()),
            Err(other) => return Err(other),
        },
        Seen::Begins(number) => {
            if newest(tx, desk.module).await? != number {
                return Err(stale());
            }
            begin_from(tx, now, actor, desk, number).await.map_err(|error| match error {
                Error::Conflict(Conflict::PlaceTaken) => stale(),
                other => other,
            })?;
        }
    }
    let draft = raised(tx, desk.module).await?;
    write(tx, now, actor, draft, edits).await
}

/// Begins a draft from this version, which must be the newest still, or an empty one.
async fn begin_from(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, number: Option<i64>) -> Result<()> {
    if number.is_none() {
        let draft = open(tx, now, actor, desk.module, None).await?;
        let details = json!({ "draft": draft, "base": null });
        return audit::append(tx, now, Some(actor), "draft.begun", format!("module {}", desk.module), details).await;
    }
    begin(tx, now, actor, desk).await?;
    let base: Option<i64> = tx.value(sql!("SELECT base FROM drafts WHERE module_id = $1 AND closed_at IS NULL", desk.module)).await?;
    if base == number { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

#[cfg(test)]
mod tests;
