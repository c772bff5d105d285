//! The files themselves. A file arrives in pieces, each kept in a transaction of its own: nobody waits for a slow upload. Until it has
//! arrived whole, nobody sees it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result,
    cohorts::roster::{Encoding, Head, Mapping, RawRow, Totals, header_hash},
    db::{Db, Json, Tx, rows, sql},
    ids::{CohortId, EnrollmentId, ImportId, PersonId},
};

/// How long a file waits to be taken in, and how long the rows of one that was are kept.
const KEPT: TimeDelta = TimeDelta::days(30);

/// A file that begins to arrive.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// Its id.
    pub id: ImportId,
    /// The cohort whose roster it is.
    pub cohort: CohortId,
    /// Its name on the device it came from.
    pub file_name: String,
    /// Who uploads it.
    pub by: PersonId,
}

/// What became of a file once it was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Applied {
    /// How many rows had which fate.
    pub totals: Totals,
    /// How many were withdrawn because the file does not name them.
    pub withdrawn: i64,
    /// How many invitations were sent.
    pub invited: i64,
    /// Who was given back the place they were withdrawn from.
    pub returned: Vec<EnrollmentId>,
    /// The first rows that were left out.
    pub rejected: Vec<Rejected>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Its line in the file.
    pub line: i64,
    /// Why.
    pub why: Vec<String>,
}

crate::row! {
    /// A file with what is known of it.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Import {
        /// Which.
        pub id: ImportId,
        /// The cohort whose roster it is.
        pub cohort_id: CohortId,
        /// Its name on the device it came from.
        pub file_name: String,
        /// As recognized.
        pub encoding: Encoding,
        /// What parts its cells.
        pub delimiter: String,
        /// The names of its columns.
        pub header: Json<Vec<String>>,
        /// What its columns are.
        pub mapping: Json<Mapping>,
        /// How many rows it has.
        pub row_count: i64,
        /// When it was uploaded.
        pub created_at: DateTime<Utc>,
        /// When it was taken in.
        pub applied_at: Option<DateTime<Utc>>,
        /// What became of it then.
        pub summary: Json<Applied>,
    }
}

crate::row! {
    /// A file in a list of several.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Listed {
        /// Which.
        pub id: ImportId,
        /// Its name on the device it came from.
        pub file_name: String,
        /// How many rows it has.
        pub row_count: i64,
        /// When it was uploaded.
        pub created_at: DateTime<Utc>,
        /// By whom.
        pub by: String,
        /// When it was taken in.
        pub applied_at: Option<DateTime<Utc>>,
        /// What became of it then.
        pub summary: Json<Applied>,
    }
}

/// Begins to keep a file. Its columns are read as those of the last file with this header, or as their names say.
///
/// # Errors
/// [`crate::Conflict::Constraint`] without such a cohort or person.
pub async fn begin_import(tx: &Tx, now: DateTime<Utc>, new: &NewImport, head: &Head) -> Result<()> {
    let remembered = sql!("SELECT mapping FROM roster_mappings WHERE header_hash = $1", header_hash(&head.header));
    let remembered = tx.maybe::<(Json<Mapping>,)>(remembered).await?.map(|(mapping,)| mapping.0);
    let mapping = remembered.filter(|mapping| mapping.0.len() == head.header.len()).unwrap_or_else(|| Mapping::guess(&head.header));
    tx.run(sql!(
        "INSERT INTO roster_imports (id, cohort_id, file_name, encoding, delimiter, header, mapping, row_count, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)",
        new.id,
        new.cohort,
        new.file_name,
        Encoding::Utf8,
        head.delimiter.to_string(),
        Json(&head.header),
        Json(&mapping),
        now,
        new.by
    ))
    .await?;
    Ok(())
}

/// Keeps some rows.
///
/// # Errors
/// Those of the database.
pub async fn keep_rows(tx: &Tx, import: ImportId, kept: &[RawRow]) -> Result<()> {
    tx.run(rows!(
        "INSERT INTO roster_rows (import_id, line, cells) VALUES $rows",
        for row in kept => import, row.line, Json(&row.cells)
    ))
    .await?;
    Ok(())
}

/// Notes that the file has arrived whole: now it is there.
///
/// # Errors
/// Those of the database.
pub async fn finish_import(tx: &Tx, import: ImportId, encoding: Encoding, row_count: i64) -> Result<()> {
    tx.run(sql!("UPDATE roster_imports SET encoding = $1, row_count = $2 WHERE id = $3", encoding, row_count, import)).await?;
    Ok(())
}

/// Throws a file away that was not taken in. Harmless if it is not there.
///
/// # Errors
/// Those of the database.
pub async fn discard_import(tx: &Tx, cohort: CohortId, import: ImportId) -> Result<()> {
    let gone = sql!("DELETE FROM roster_imports WHERE id = $1 AND cohort_id = $2 AND applied_at IS NULL", import, cohort);
    tx.run(gone).await?;
    Ok(())
}

/// The files of a cohort, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn imports(db: &Db, cohort: CohortId) -> Result<Vec<Listed>> {
    db.all(sql!(
        "SELECT i.id, i.file_name, i.row_count, i.created_at, p.name AS by, i.applied_at, i.summary
         FROM roster_imports i JOIN people p ON p.id = i.created_by
         WHERE i.cohort_id = $1 AND i.row_count > 0 ORDER BY i.created_at DESC, i.id DESC LIMIT 50",
        cohort
    ))
    .await
}

/// A file of a cohort.
///
/// # Errors
/// [`Error::NotFound`] if the cohort has no such file.
pub async fn import(db: &Db, cohort: CohortId, import: ImportId) -> Result<Import> {
    db.maybe(sql!(
        "SELECT id, cohort_id, file_name, encoding, delimiter, header, mapping, row_count, created_at, applied_at, summary
         FROM roster_imports WHERE id = $1 AND cohort_id = $2 AND row_count > 0",
        import,
        cohort
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// Reads a file's columns otherwise, and those of later files with the same header as well.
///
/// # Errors
/// [`crate::Conflict::Closed`] if it was taken in meanwhile.
pub async fn set_mapping(tx: &Tx, now: DateTime<Utc>, import: &Import, mapping: &Mapping) -> Result<()> {
    let set = sql!("UPDATE roster_imports SET mapping = $1 WHERE id = $2 AND applied_at IS NULL", Json(mapping), import.id);
    if tx.run(set).await? == 0 {
        return Err(Error::Conflict(crate::Conflict::Closed));
    }
    tx.run(sql!(
        "INSERT INTO roster_mappings (header_hash, mapping, used_at) VALUES ($1, $2, $3)
         ON CONFLICT (header_hash) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
        header_hash(&import.header.0),
        Json(mapping),
        now
    ))
    .await?;
    Ok(())
}

/// Forgets the rows of old files, and old files that were never taken in; returns how many rows and files.
///
/// # Errors
/// Those of the database.
pub async fn forget_imports(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    let before = now - KEPT;
    db.write(move |tx| {
        Box::pin(async move {
            let rows = sql!("DELETE FROM roster_rows WHERE import_id IN (SELECT id FROM roster_imports WHERE created_at < $1)", before);
            let rows = tx.run(rows).await?;
            let files = tx.run(sql!("DELETE FROM roster_imports WHERE created_at < $1 AND applied_at IS NULL", before)).await?;
            Ok(rows + files)
        })
    })
    .await
}
