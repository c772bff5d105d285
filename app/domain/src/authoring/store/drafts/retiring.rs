//! Modules that nothing new takes: new cohorts cannot choose them, running ones stay.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Desk;
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{ModuleId, PersonId},
};

crate::row! {
    /// Since when a module is retired, and by whom.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Retired {
        /// Since when.
        pub retired_at: DateTime<Utc>,
        /// By whom.
        pub retired_by: String,
    }
}

/// Whether a module is retired.
///
/// # Errors
/// Those of the database.
pub async fn retired(db: &Db, module: ModuleId) -> Result<Option<Retired>> {
    db.maybe(sql!(
        "SELECT r.retired_at, p.name AS retired_by FROM retired_modules r JOIN people p ON p.id = r.retired_by WHERE r.module_id = $1",
        module
    ))
    .await
}

/// Retires a module.
///
/// # Errors
/// [`Conflict::Closed`] if it is retired already.
pub async fn retire(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk) -> Result<()> {
    let retired = sql!(
        "INSERT INTO retired_modules (module_id, retired_at, retired_by) VALUES ($1, $2, $3) ON CONFLICT (module_id) DO NOTHING",
        desk.module,
        now,
        actor
    );
    match tx.run(retired).await? {
        0 => Err(Error::Conflict(Conflict::Closed)),
        _ => audit::append(tx, now, Some(actor), "module.retired", format!("module {}", desk.module), json!({})).await,
    }
}

/// Brings a retired module back.
///
/// # Errors
/// [`Conflict::Closed`] if it is not retired.
pub async fn bring_back(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk) -> Result<()> {
    match tx.run(sql!("DELETE FROM retired_modules WHERE module_id = $1", desk.module)).await? {
        0 => Err(Error::Conflict(Conflict::Closed)),
        _ => audit::append(tx, now, Some(actor), "module.brought-back", format!("module {}", desk.module), json!({})).await,
    }
}
