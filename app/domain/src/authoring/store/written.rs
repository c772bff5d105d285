//! A version as its author wrote it, to be compared with another.

use std::collections::HashMap;

use crate::{
    Result,
    authoring::{
        Question, UnitKind, UnitSettings,
        changes::{Written, WrittenUnit, unit_named},
    },
    db::{Db, Json, sql},
    ids::{UnitId, VersionId},
};

crate::row! {
    struct UnitRow { id: UnitId, slug: String, kind: UnitKind, title: String, minutes: i64, settings: Json<UnitSettings> }
}

/// A version with its texts, units and questions.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is no such version; those of the database.
pub async fn written(db: &Db, version: VersionId) -> Result<Written> {
    let (number, title): (i64, String) = db.one(sql!("SELECT number, title FROM module_versions WHERE id = $1", version)).await?;
    let mut texts = texts(db, version).await?;
    let units: Vec<UnitRow> =
        db.all(sql!("SELECT id, slug, kind, title, minutes, settings FROM units WHERE version_id = $1 ORDER BY position", version)).await?;
    let mut questions = questions(db, version).await?;
    let unit = |row: UnitRow| WrittenUnit {
        text: texts.remove(row.slug.as_str()).unwrap_or_default(),
        questions: questions.remove(&row.id).unwrap_or_default(),
        slug: row.slug,
        kind: row.kind,
        title: row.title,
        minutes: row.minutes,
        settings: row.settings.0,
    };
    let units = units.into_iter().map(unit).collect();
    let text = texts.remove("").unwrap_or_default();
    Ok(Written { number, title, text, units })
}

/// The texts of a version by their unit's name; that of the module itself under no name.
async fn texts(db: &Db, version: VersionId) -> Result<HashMap<String, String>> {
    let files: Vec<(String, Vec<u8>)> =
        db.all(sql!("SELECT path, content FROM package_files WHERE version_id = $1 AND path LIKE '%.md' ORDER BY path", version)).await?;
    let named = |(path, content): (String, Vec<u8>)| {
        let text = String::from_utf8_lossy(&content).into_owned();
        let name = if path == "module.md" { Some(String::new()) } else { unit_named(&text).map(str::to_owned) };
        name.map(|name| (name, text))
    };
    Ok(files.into_iter().filter_map(named).collect())
}

async fn questions(db: &Db, version: VersionId) -> Result<HashMap<UnitId, Vec<Question>>> {
    let rows: Vec<(UnitId, Json<Question>)> = db
        .all(sql!(
            "SELECT q.unit_id, q.definition FROM units u JOIN questions q ON q.unit_id = u.id WHERE u.version_id = $1 ORDER BY u.position, q.position",
            version
        ))
        .await?;
    let mut questions: HashMap<UnitId, Vec<Question>> = HashMap::new();
    for (unit, question) in rows {
        questions.entry(unit).or_default().push(question.0);
    }
    Ok(questions)
}
