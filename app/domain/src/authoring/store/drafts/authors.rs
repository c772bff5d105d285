//! Who writes a module.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{ModuleId, PersonId},
};

crate::row! {
    /// Somebody who writes a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Author {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Their address.
        pub email: String,
        /// Since when.
        pub added_at: DateTime<Utc>,
    }
}

/// The authors of a module, by name.
///
/// # Errors
/// Those of the database.
pub async fn authors(db: &Db, module: ModuleId) -> Result<Vec<Author>> {
    db.all(sql!(
        "SELECT p.id AS person, p.name, p.email, a.added_at FROM module_authors a JOIN people p ON p.id = a.person_id
         WHERE a.module_id = $1 ORDER BY p.name, p.id",
        module
    ))
    .await
}

/// Makes a person an author of a module, by their e-mail address. Doing it twice is harmless.
///
/// # Errors
/// [`Error::Invalid`] by `email` if nobody has it.
pub async fn add_author(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, (module, email): (ModuleId, &str)) -> Result<()> {
    let folded = email.trim().to_lowercase();
    let found: Option<(PersonId,)> =
        tx.maybe(sql!("SELECT id FROM people WHERE email_folded = $1 AND deactivated_at IS NULL", folded)).await?;
    let (person,) = found.ok_or_else(|| Error::field("email", "Nobody here has this address. Invite them first, under People."))?;
    let added = tx
        .run(sql!(
            "INSERT INTO module_authors (module_id, person_id, added_at, added_by) VALUES ($1, $2, $3, $4) ON CONFLICT (module_id, person_id) DO NOTHING",
            module,
            person,
            now,
            actor
        ))
        .await?;
    match added {
        0 => Ok(()),
        _ => audit::append(tx, now, actor, "author.added", format!("module {module}"), json!({ "person": person })).await,
    }
}

/// Takes the module out of a person's hands. What they wrote stays.
///
/// # Errors
/// [`Conflict::Closed`] if they are no author of it.
pub async fn remove_author(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (module, person): (ModuleId, PersonId)) -> Result<()> {
    match tx.run(sql!("DELETE FROM module_authors WHERE module_id = $1 AND person_id = $2", module, person)).await? {
        0 => Err(Error::Conflict(Conflict::Closed)),
        _ => audit::append(tx, now, Some(actor), "author.removed", format!("module {module}"), json!({ "person": person })).await,
    }
}
