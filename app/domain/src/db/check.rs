//! Whether the database is there at all.

use super::{Db, sql};
use crate::Result;

impl Db {
    /// Reads one row that every database of ours has.
    ///
    /// # Errors
    /// If it does not answer, or has no tables yet.
    pub async fn check(&self) -> Result<()> {
        self.value::<i64>(sql!("SELECT id FROM audit_head WHERE id = 1")).await.map(drop)
    }
}
