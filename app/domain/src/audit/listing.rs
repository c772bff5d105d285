//! The log as administrators read it.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    db::{Db, sql},
};

crate::row! {
    /// An entry with the name of who did it.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Listed {
        /// Its number.
        pub sequence: i64,
        /// When.
        pub at: DateTime<Utc>,
        /// Who, by today's name; absent: the program itself, or the command line.
        pub actor: Option<String>,
        /// What: "rights.granted".
        pub action: String,
        /// To what: "person 0190…".
        pub subject: String,
        /// JSON.
        pub details: String,
    }
}

/// The entries before a number, newest first; before nothing, the newest.
///
/// # Errors
/// Those of the database.
pub async fn before(db: &Db, sequence: Option<i64>, limit: i64) -> Result<Vec<Listed>> {
    db.all(sql!(
        "SELECT e.sequence, e.at, p.name AS actor, e.action, e.subject, e.details
         FROM audit_entries e LEFT JOIN people p ON p.id = e.actor_id
         WHERE e.sequence < $1 ORDER BY e.sequence DESC LIMIT $2",
        sequence.unwrap_or(i64::MAX),
        limit
    ))
    .await
}
