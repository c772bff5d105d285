//! Faculty and staff, who can be asked to read a draft.

use crate::{
    Result,
    db::{Db, sql},
    ids::PersonId,
};

crate::row! {
    /// Somebody who teaches, writes or runs programs.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PossibleReviewer {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
    }
}

/// Everybody who teaches, writes a module or has a standing power, by name.
///
/// # Errors
/// Those of the database.
pub async fn possible_reviewers(db: &Db) -> Result<Vec<PossibleReviewer>> {
    db.all(sql!(
        "SELECT p.id AS person, p.name FROM (
            SELECT t.person_id FROM teaching t UNION SELECT a.person_id FROM module_authors a UNION SELECT g.person_id FROM grants g) c
         JOIN people p ON p.id = c.person_id AND p.deactivated_at IS NULL ORDER BY LOWER(p.name), p.id"
    ))
    .await
}
