//! A module and its units as one student sees them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    Result,
    authoring::{UnitKind, disclosures::Disclosures},
    db::{Db, Json, sql},
    ids::{UnitId, VersionId},
    policy::Place,
};

crate::row! {
    /// A module in the version the student's cohort has.
    #[derive(Clone, Debug)]
    pub struct ModuleView {
        /// That version.
        pub version: VersionId,
        /// Its number, from 1.
        pub number: i64,
        /// The module's name in addresses.
        pub slug: String,
        /// The title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// What one can do afterwards.
        pub objectives: Json<Vec<String>>,
        /// Codes such as `PL-1`.
        pub competencies: Json<Vec<String>>,
        /// Who wrote it.
        pub authors: Json<Vec<String>>,
        /// What they disclosed; versions from before say nothing.
        pub disclosures: Option<Json<Disclosures>>,
        /// SPDX name.
        pub license: String,
        /// When experts last reviewed it.
        pub reviewed: Option<NaiveDate>,
        /// The introduction, HTML.
        pub introduction: String,
        /// Its place in the program, from 1.
        pub position: i64,
        /// From when it can be studied.
        pub opens_at: DateTime<Utc>,
        /// Until when it should be done.
        pub due_at: DateTime<Utc>,
    }
}

/// A module of the student's program by its name.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if their cohort does not have it; those of the database.
pub async fn module(db: &Db, place: &Place, slug: &str) -> Result<ModuleView> {
    db.one(sql!(
        "SELECT v.id AS version, v.number, m.slug, v.title, v.summary, v.objectives, v.competencies, v.authors, v.disclosures, v.license,
            v.reviewed, v.introduction, cm.position, cm.opens_at, cm.due_at
         FROM modules m
         JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.module_id = m.id
         JOIN module_versions v ON v.id = cm.version_id
         WHERE m.slug = $2",
        place.cohort,
        slug
    ))
    .await
}

crate::row! {
    /// A unit in a module's outline.
    #[derive(Clone, Debug, PartialEq)]
    pub struct OutlineUnit {
        /// The unit.
        pub id: UnitId,
        /// Its name in addresses.
        pub slug: String,
        /// What it is.
        pub kind: UnitKind,
        /// Its title.
        pub title: String,
        /// From 1.
        pub position: i64,
        /// How long it takes.
        pub minutes: i64,
        /// Until when it should be done.
        pub due_at: DateTime<Utc>,
        /// The date all others have, where the student has more time.
        pub was_due_at: Option<DateTime<Utc>>,
        /// When the student began it.
        pub started_at: Option<DateTime<Utc>>,
        /// When the student completed it.
        pub completed_at: Option<DateTime<Utc>>,
        /// The best result of a quiz, in percent.
        pub best_percent: Option<f64>,
    }
}

/// The units of a module, in order.
///
/// # Errors
/// Those of the database.
pub async fn outline(db: &Db, place: &Place, version: VersionId) -> Result<Vec<OutlineUnit>> {
    db.all(sql!(
        "SELECT u.id, u.slug, u.kind, u.title, u.position, u.minutes, COALESCE(x.due_at, cu.due_at, cm.due_at) AS due_at,
            CASE WHEN x.due_at > COALESCE(cu.due_at, cm.due_at) THEN COALESCE(cu.due_at, cm.due_at) END AS was_due_at,
            p.started_at, p.completed_at, p.best_percent
         FROM units u
         JOIN module_versions v ON v.id = u.version_id
         JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.module_id = v.module_id AND cm.version_id = v.id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = $2 AND x.unit_id = u.id AND x.state = 'granted'
         LEFT JOIN unit_progress p ON p.enrollment_id = $2 AND p.unit_id = u.id
         WHERE u.version_id = $3
         ORDER BY u.position",
        place.cohort,
        place.enrollment,
        version
    ))
    .await
}
