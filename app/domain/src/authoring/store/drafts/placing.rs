//! Pictures and other files that are brought into a draft, and taken out of it. They are not typed: what they replace is not kept.

use chrono::{DateTime, Utc};

use super::{raised, saving::put};
use crate::{
    Result,
    authoring::drafts::Files,
    db::{Tx, sql},
    ids::{ModuleId, PersonId},
};

/// Puts files into the open draft of a module, over those of the same names.
///
/// # Errors
/// [`Conflict::Closed`](crate::Conflict::Closed) if no draft is open; those of the database.
pub async fn place(tx: &Tx, now: DateTime<Utc>, actor: PersonId, module: ModuleId, files: &Files) -> Result<()> {
    let draft = raised(tx, module).await?;
    for (path, content) in files {
        put(tx, now, actor, draft, (path, content)).await?;
    }
    Ok(())
}

/// Takes files out of the open draft of a module; those that are not in it are passed over.
///
/// # Errors
/// [`Conflict::Closed`](crate::Conflict::Closed) if no draft is open; those of the database.
pub async fn take_out(tx: &Tx, module: ModuleId, paths: &[String]) -> Result<()> {
    let (draft, _) = raised(tx, module).await?;
    for path in paths {
        tx.run(sql!("DELETE FROM draft_files WHERE draft_id = $1 AND path = $2", draft, path)).await?;
    }
    Ok(())
}
