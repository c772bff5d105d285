//! How the lessons of a module are read.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    cohorts::ModuleScope,
    db::{Db, list, sql},
    reports::reading::{Comments, Lesson, Pace, Reading, Written, lessons},
};

/// How many of the newest readings of each lesson, in each version, are looked at.
const LOOKED_AT: i64 = 500;

/// How the lessons of a module's newest version are read, over the cohorts that the reader may see. Nothing in it tells of a single
/// student.
///
/// # Errors
/// Those of the database.
pub async fn reading(db: &Db, scope: &ModuleScope, now: DateTime<Utc>) -> Result<Vec<Lesson>> {
    let (written, readings, comments) = (written(db, scope, "").await?, readings(db, scope, "").await?, comments(db, scope).await?);
    Ok(lessons(&written, &readings, &comments, now))
}

/// How long one lesson takes, by its name in addresses; nothing where there is none of this name or too few have read it.
///
/// # Errors
/// Those of the database.
pub async fn pace(db: &Db, scope: &ModuleScope, slug: &str, now: DateTime<Utc>) -> Result<Option<Pace>> {
    let (written, readings) = (written(db, scope, slug).await?, readings(db, scope, slug).await?);
    Ok(lessons(&written, &readings, &[], now).iter().find_map(Lesson::pace))
}

/// All lessons in all versions, or that of one name.
async fn written(db: &Db, scope: &ModuleScope, slug: &str) -> Result<Vec<Written>> {
    db.all(sql!(
        "SELECT u.id AS unit_id, u.slug, u.title, u.minutes, v.number AS version, u.contents
         FROM module_versions v JOIN units u ON u.version_id = v.id AND u.kind = 'lesson'
         WHERE v.module_id = $1 AND ($2 = '' OR u.slug = $2) ORDER BY v.number DESC, u.position",
        scope.module(),
        slug
    ))
    .await
}

/// What was told again elsewhere has no end of its own: that a text was read to its end is never carried to another version.
async fn readings(db: &Db, scope: &ModuleScope, slug: &str) -> Result<Vec<Reading>> {
    db.all(list!(
        "WITH begun AS (
            SELECT p.enrollment_id, p.unit_id, p.started_at, p.last_at, p.completed_at, e.cohort_id, v.id AS version_id,
                ROW_NUMBER() OVER (PARTITION BY p.unit_id ORDER BY p.started_at DESC, p.enrollment_id) AS turn
            FROM enrollments e CROSS JOIN module_versions v CROSS JOIN units u CROSS JOIN unit_progress p
            WHERE v.module_id = $1 AND u.version_id = v.id AND u.kind = 'lesson' AND p.enrollment_id = e.id AND p.unit_id = u.id
                AND ($3 = '' OR u.slug = $3) AND e.cohort_id IN ($list))
         SELECT b.unit_id, b.started_at, b.last_at, b.completed_at IS NOT NULL AS done, cm.version_id IS NOT NULL AS here, r.anchor,
            r.at AS place_at,
            (SELECT MIN(x.occurred_at) FROM evidence x WHERE x.enrollment_id = b.enrollment_id AND x.unit_id = b.unit_id AND x.kind = 'read')
                AS read_at
         FROM begun b LEFT JOIN cohort_modules cm ON cm.cohort_id = b.cohort_id AND cm.version_id = b.version_id
         LEFT JOIN reading_places r ON r.enrollment_id = b.enrollment_id AND r.unit_id = b.unit_id WHERE b.turn <= $2",
        in scope.cohorts().iter().map(|cohort| cohort.id), scope.module(), LOOKED_AT, slug
    ))
    .await
}

async fn comments(db: &Db, scope: &ModuleScope) -> Result<Vec<Comments>> {
    db.all(list!(
        "SELECT unit_slug, cohort_id, COUNT(*) AS count FROM posts
         WHERE cohort_id IN ($list) AND module_slug = $1 AND unit_slug <> '' AND removed_at IS NULL GROUP BY unit_slug, cohort_id",
        in scope.cohorts().iter().map(|cohort| cohort.id), scope.slug()
    ))
    .await
}
