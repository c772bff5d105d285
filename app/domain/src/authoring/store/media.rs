//! The library of a module: which files there are, what is said of them, and what uses them. The bytes are kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::{
    Conflict, Error, Result,
    authoring::media::{self, Facts, Limits, Media, MediaKind},
    db::{Db, Tx, sql},
    ids::{MediaId, ModuleId, PersonId},
};

/// A file to be put into a library; its bytes are in the object store already.
#[derive(Clone, Debug)]
pub struct NewMedia {
    /// The module it is put beside.
    pub module: ModuleId,
    /// What it was called where it came from.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it is.
    pub kind: MediaKind,
    /// How many bytes it has.
    pub size: u64,
    /// What is known of it.
    pub facts: Facts,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who adds it.
    pub added_by: PersonId,
}

/// Puts a file into a module's library. A file that is there already is not put there twice; both times its id is returned.
///
/// # Errors
/// [`Error::Invalid`] by `file` if the module would have more bytes than it may; those of the database.
pub async fn add_media(tx: &Tx, now: DateTime<Utc>, new: &NewMedia, limits: Limits) -> Result<MediaId> {
    // The update changes nothing: it holds the module's row, so that two files at once count both and have names of their own.
    tx.run(sql!("UPDATE modules SET slug = slug WHERE id = $1", new.module)).await?;
    let there = sql!("SELECT id FROM media WHERE module_id = $1 AND sha256 = $2", new.module, new.sha256);
    if let Some((id,)) = tx.maybe::<(MediaId,)>(there).await? {
        return Ok(id);
    }
    let taken: Vec<(String, i64)> = tx.all(sql!("SELECT path, size FROM media WHERE module_id = $1", new.module)).await?;
    let used = taken.iter().map(|(_, size)| u64::try_from(*size).unwrap_or(0)).sum::<u64>();
    if used + new.size > limits.module {
        let most = media::bytes(limits.module);
        return Err(Error::field(
            "file",
            format!("The files of this module would have more than {most} together. Delete what no version uses."),
        ));
    }
    let published: Vec<(String,)> = tx
        .all(sql!(
            "SELECT DISTINCT f.path FROM module_versions v JOIN package_files f ON f.version_id = v.id WHERE v.module_id = $1",
            new.module
        ))
        .await?;
    let taken: Vec<String> = taken.into_iter().map(|(path, _)| path).chain(published.into_iter().map(|(path,)| path)).collect();
    let path = media::free_path(&media::path_for(&new.name, new.kind), &taken);
    insert(tx, now, new, &path).await
}

async fn insert(tx: &Tx, now: DateTime<Utc>, new: &NewMedia, path: &str) -> Result<MediaId> {
    let id = MediaId::new();
    let size = i64::try_from(new.size).map_err(|_| Error::Data("a file has more bytes than can be counted".into()))?;
    tx.run(sql!(
        "INSERT INTO media (id, module_id, path, sha256, kind, size, width, height, duration, alt, captions, transcript, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', $11, $12)",
        id,
        new.module,
        path,
        new.sha256,
        new.kind,
        size,
        new.facts.width.map(i64::from),
        new.facts.height.map(i64::from),
        new.facts.duration,
        new.alt.trim(),
        now,
        new.added_by
    ))
    .await?;
    Ok(id)
}

/// All files of a module's library, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn library(db: &Db, module: ModuleId) -> Result<Vec<Media>> {
    db.all(sql!(
        "SELECT m.id, m.module_id, m.path, m.sha256, m.kind, m.size, m.width, m.height, m.duration, m.alt, m.captions, m.transcript,
            m.added_at, p.name AS added_by
         FROM media m JOIN people p ON p.id = m.added_by WHERE m.module_id = $1 ORDER BY m.added_at DESC, m.id DESC",
        module
    ))
    .await
}

/// One file of a module's library.
///
/// # Errors
/// [`Error::NotFound`] if there is none in this module; those of the database.
pub async fn one_media(db: &Db, module: ModuleId, id: MediaId) -> Result<Media> {
    db.one(sql!(
        "SELECT m.id, m.module_id, m.path, m.sha256, m.kind, m.size, m.width, m.height, m.duration, m.alt, m.captions, m.transcript,
            m.added_at, p.name AS added_by
         FROM media m JOIN people p ON p.id = m.added_by WHERE m.module_id = $1 AND m.id = $2",
        module,
        id
    ))
    .await
}

/// Keeps what is said of a file. Captions that are `None` stay as they are.
///
/// # Errors
/// [`Error::NotFound`] if there is none in this module; those of the database.
pub async fn describe_media(tx: &Tx, module: ModuleId, id: MediaId, alt: &str, captions: Option<&str>, transcript: &str) -> Result<()> {
    let changed = tx
        .run(sql!(
            "UPDATE media SET alt = $1, captions = COALESCE($2, captions), transcript = $3 WHERE id = $4 AND module_id = $5",
            alt,
            captions,
            transcript,
            id,
            module
        ))
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Which paths the published versions of a module have, each with the newest version that has it.
///
/// # Errors
/// Those of the database.
pub async fn published_paths(db: &Db, module: ModuleId) -> Result<BTreeMap<String, i64>> {
    let paths: Vec<(String, i64)> = db
        .all(sql!(
            "SELECT f.path, MAX(v.number) FROM module_versions v JOIN package_files f ON f.version_id = v.id
             WHERE v.module_id = $1 GROUP BY f.path",
            module
        ))
        .await?;
    Ok(paths.into_iter().collect())
}

/// Takes a file out of a library; its bytes go with the next sweep, if nothing else has them.
///
/// # Errors
/// [`Conflict::Closed`] if a published version has it; [`Error::NotFound`] if there is none in this module; those of the database.
pub async fn remove_media(tx: &Tx, module: ModuleId, id: MediaId) -> Result<()> {
    tx.run(sql!("UPDATE modules SET slug = slug WHERE id = $1", module)).await?;
    let removed = tx
        .run(sql!(
            "DELETE FROM media WHERE id = $1 AND module_id = $2
             AND NOT EXISTS (SELECT 1 FROM module_versions v JOIN package_files f ON f.version_id = v.id
                WHERE v.module_id = media.module_id AND f.path = media.path)",
            id,
            module
        ))
        .await?;
    if removed > 0 {
        return Ok(());
    }
    one_media(tx, module, id).await?;
    Err(Error::Conflict(Conflict::Closed))
}

/// Whether any library or version has a file of this hash.
///
/// # Errors
/// Those of the database.
pub async fn is_media_kept(db: &Db, sha256: &str) -> Result<bool> {
    let kept = sql!("SELECT sha256 FROM media WHERE sha256 = $1 UNION SELECT sha256 FROM version_media WHERE sha256 = $1", sha256);
    Ok(db.maybe::<(String,)>(kept).await?.is_some())
}

/// The hashes of all files that a module has: those of its library, and those of its published versions.
///
/// # Errors
/// Those of the database.
pub async fn media_hashes(db: &Db, module: ModuleId) -> Result<BTreeSet<String>> {
    let hashes: Vec<(String,)> = db
        .all(sql!(
            "SELECT sha256 FROM media WHERE module_id = $1
             UNION SELECT m.sha256 FROM module_versions v JOIN version_media m ON m.version_id = v.id WHERE v.module_id = $1",
            module
        ))
        .await?;
    Ok(hashes.into_iter().map(|(sha256,)| sha256).collect())
}

/// The versions of a module that have files which are kept apart from their packages, each with the number of them.
///
/// # Errors
/// Those of the database.
pub async fn apart(db: &Db, module: ModuleId) -> Result<BTreeMap<i64, i64>> {
    let counts: Vec<(i64, i64)> = db
        .all(sql!(
            "SELECT v.number, COUNT(*) FROM module_versions v JOIN version_media m ON m.version_id = v.id WHERE v.module_id = $1
             GROUP BY v.number",
            module
        ))
        .await?;
    Ok(counts.into_iter().collect())
}

#[cfg(test)]
mod tests;
