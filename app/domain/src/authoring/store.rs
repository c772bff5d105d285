//! Modules and their versions in the database. A version is written once, with its package byte for byte, and never changed.

pub mod bank;
pub mod drafts;
mod media;
mod shelf;

pub use media::{
    NewMedia, add_media, apart, describe_media, is_media_kept, library, media_hashes, one_media, published_paths, remove_media,
};
pub use shelf::{Shelf, UnitText, questions};

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    Question,
    media::Pointer,
    package::{Edition, EditionUnit, Package, media_type},
};
use crate::{
    Error, Result,
    db::{Db, Json, Tx, rows, sql},
    ids::{ModuleId, QuestionId, UnitId, VersionId},
};

/// What became of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The module.
    pub module: ModuleId,
    /// Its newest version, which holds what was imported.
    pub version: VersionId,
    /// That version's number, from 1.
    pub number: i64,
    /// Whether the version is new; if not, it had the same bytes before.
    pub new: bool,
}

crate::row! {
    struct Newest { id: VersionId, number: i64, digest: String }
}

/// Makes a package the next version of its module, unless the newest one has the same bytes. The module is made if it is not there.
///
/// # Errors
/// Those of the database; nothing is kept then.
pub async fn import(tx: &Tx, package: &Package, now: DateTime<Utc>) -> Result<Imported> {
    // The update changes nothing: it holds the module's row, so that two imports at once become two versions, one after the other.
    let (module,): (ModuleId,) = tx
        .one(sql!(
            "INSERT INTO modules (id, slug, created_at) VALUES ($1, $2, $3) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id",
            ModuleId::new(), package.module, now
        ))
        .await?;
    let newest: Option<Newest> =
        tx.maybe(sql!("SELECT id, number, digest FROM module_versions WHERE module_id = $1 ORDER BY number DESC LIMIT 1", module)).await?;
    let number = match newest {
        Some(newest) if newest.digest == package.digest => {
            return Ok(Imported { module, version: newest.id, number: newest.number, new: false });
        }
        newest => newest.map_or(1, |newest| newest.number + 1),
    };
    let edition = package.edition(number).map_err(|faults| {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        Error::Data(format!("a package that was read cannot be rendered: {first}"))
    })?;
    let version = insert_version(tx, module, number, package, &edition, now).await?;
    insert_files(tx, version, &package.files).await?;
    insert_units(tx, version, &edition.units).await?;
    Ok(Imported { module, version, number, new: true })
}

async fn insert_version(
    tx: &Tx,
    module: ModuleId,
    number: i64,
    package: &Package,
    edition: &Edition,
    now: DateTime<Utc>,
) -> Result<VersionId> {
    let (version, text) = (VersionId::new(), &edition.module);
    tx.run(sql!(
        "INSERT INTO module_versions (id, module_id, number, title, summary, objectives, competencies, authors, license, reviewed,
            introduction, digest, published_at, disclosures)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        version,
        module,
        number,
        text.title,
        text.summary,
        Json(&text.objectives),
        Json(&text.competencies),
        Json(&text.authors),
        text.license,
        text.reviewed,
        text.introduction,
        package.digest,
        now,
        text.disclosures.as_ref().map(Json)
    ))
    .await?;
    Ok(version)
}

/// One statement a file: they may be large, and all of them in one would be in memory twice.
async fn insert_files(tx: &Tx, version: VersionId, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for (path, content) in files {
        let kind = media_type(path).unwrap_or("application/octet-stream");
        tx.run(sql!(
            "INSERT INTO package_files (version_id, path, media_type, content) VALUES ($1, $2, $3, $4)",
            version,
            path,
            kind,
            content
        ))
        .await?;
        if let Some(pointer) = Pointer::read(content) {
            let shown =
                sql!("INSERT INTO version_media (version_id, sha256) VALUES ($1, $2) ON CONFLICT DO NOTHING", version, pointer.sha256);
            tx.run(shown).await?;
        }
    }
    Ok(())
}

/// One statement a unit: an INSERT of several rows into a table that others refer to makes SQLite plan scans of those, big ones.
async fn insert_units(tx: &Tx, version: VersionId, units: &[EditionUnit]) -> Result<()> {
    for (position, unit) in (1_i64..).zip(units) {
        let id = UnitId::new();
        tx.run(sql!(
            "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, competencies, body, contents, settings)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            id,
            version,
            position,
            unit.slug,
            unit.settings.kind(),
            unit.title,
            i64::from(unit.minutes),
            Json(&unit.objectives),
            Json(&unit.competencies),
            Json(&unit.body),
            Json(&unit.contents),
            Json(&unit.settings)
        ))
        .await?;
        insert_questions(tx, id, &unit.questions).await?;
    }
    Ok(())
}

async fn insert_questions(tx: &Tx, unit: UnitId, questions: &[Question]) -> Result<()> {
    let ids: Vec<QuestionId> = questions.iter().map(|_| QuestionId::new()).collect();
    tx.run(rows!(
        "INSERT INTO questions (id, unit_id, position, slug, kind, points, definition) VALUES $rows",
        for ((position, id), question) in (1_i64..).zip(&ids).zip(questions) =>
            *id, unit, position, question.slug, question.kind(), i64::from(question.points), Json(question)
    ))
    .await?;
    for (id, question) in ids.into_iter().zip(questions) {
        bank::note_use(tx, id, question).await?;
    }
    Ok(())
}

crate::row! {
    /// A module with its newest version.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Published {
        /// The module.
        pub module: ModuleId,
        /// Its name in addresses.
        pub slug: String,
        /// The newest version.
        pub version: VersionId,
        /// That version's number.
        pub number: i64,
        /// That version's title.
        pub title: String,
        /// When it was imported.
        pub published_at: DateTime<Utc>,
    }
}

/// All modules with their newest versions, by slug.
///
/// # Errors
/// Those of the database.
pub async fn modules(db: &Db) -> Result<Vec<Published>> {
    db.all(sql!(
        "SELECT m.id AS module, m.slug, v.id AS version, v.number, v.title, v.published_at
         FROM modules m
         JOIN module_versions v ON v.module_id = m.id
         WHERE v.number = (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id)
         ORDER BY m.slug"
    ))
    .await
}

crate::row! {
    /// A version of a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Version {
        /// Which.
        pub id: VersionId,
        /// Its number, from 1.
        pub number: i64,
        /// When it was imported.
        pub published_at: DateTime<Utc>,
    }
}

/// The versions of a module, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn versions(db: &Db, module: ModuleId) -> Result<Vec<Version>> {
    db.all(sql!("SELECT id, number, published_at FROM module_versions WHERE module_id = $1 ORDER BY number DESC", module)).await
}

/// The package of a version as it was imported, by path; without a number, of the newest version.
///
/// # Errors
/// [`NotFound`](Error::NotFound) if there is no such version; those of the database.
pub async fn export(db: &Db, module: &str, number: Option<i64>) -> Result<BTreeMap<String, Vec<u8>>> {
    let files: Vec<(String, Vec<u8>)> = db
        .all(sql!(
            "SELECT f.path, f.content
             FROM modules m
             JOIN module_versions v ON v.module_id = m.id
             JOIN package_files f ON f.version_id = v.id
             WHERE m.slug = $1
             AND v.number = COALESCE($2, (SELECT MAX(newest.number) FROM module_versions newest WHERE newest.module_id = m.id))",
            module,
            number
        ))
        .await?;
    if files.is_empty() { Err(Error::NotFound) } else { Ok(files.into_iter().collect()) }
}

mod written;

pub use written::written;

#[cfg(test)]
mod tests;
