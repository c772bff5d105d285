//! The program as one student sees it: its modules, what is next, what is due.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    authoring::UnitKind,
    db::{Db, sql},
    ids::ModuleId,
    policy::Place,
};

crate::row! {
    /// A module in the student's program, and how far they are.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ModuleLine {
        /// The module.
        pub id: ModuleId,
        /// Its name in addresses.
        pub slug: String,
        /// Its title in the version the cohort has.
        pub title: String,
        /// What it is about.
        pub summary: String,
        /// From 1.
        pub position: i64,
        /// From when it can be studied.
        pub opens_at: DateTime<Utc>,
        /// Until when it should be done.
        pub due_at: DateTime<Utc>,
        /// The earliest date, by the student's own, of what is left in it.
        pub next_due_at: Option<DateTime<Utc>>,
        /// How many units it has.
        pub units: i64,
        /// How many of them the student began.
        pub started: i64,
        /// How many of them the student completed.
        pub completed: i64,
        /// Minutes of the units not completed.
        pub minutes_left: i64,
        /// Minutes of all units.
        pub minutes: i64,
    }
}

/// All modules of the student's program, in order.
///
/// # Errors
/// Those of the database.
pub async fn modules(db: &Db, place: &Place) -> Result<Vec<ModuleLine>> {
    db.all(sql!(
        "SELECT m.id, m.slug, v.title, v.summary, cm.position, cm.opens_at, cm.due_at,
            MIN(CASE WHEN p.completed_at IS NULL THEN COALESCE(x.due_at, cu.due_at, cm.due_at) END) AS next_due_at, COUNT(u.id) AS units,
            COUNT(p.started_at) AS started, COUNT(p.completed_at) AS completed,
            CAST(COALESCE(SUM(CASE WHEN p.completed_at IS NULL THEN u.minutes ELSE 0 END), 0) AS BIGINT) AS minutes_left,
            CAST(COALESCE(SUM(u.minutes), 0) AS BIGINT) AS minutes
         FROM cohort_modules cm
         JOIN modules m ON m.id = cm.module_id
         JOIN module_versions v ON v.id = cm.version_id
         JOIN units u ON u.version_id = cm.version_id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = $1 AND x.unit_id = u.id AND x.state = 'granted'
         LEFT JOIN unit_progress p ON p.enrollment_id = $1 AND p.unit_id = u.id
         WHERE cm.cohort_id = $2
         GROUP BY m.id, m.slug, v.title, v.summary, cm.position, cm.opens_at, cm.due_at
         ORDER BY cm.position",
        place.enrollment,
        place.cohort
    ))
    .await
}

crate::row! {
    /// The unit to go on with.
    #[derive(Clone, Debug, PartialEq)]
    pub struct NextUnit {
        /// The module's name in addresses.
        pub module_slug: String,
        /// The module's title.
        pub module_title: String,
        /// How many units the module has.
        pub units: i64,
        /// The unit's name in addresses.
        pub slug: String,
        /// What it is.
        pub kind: UnitKind,
        /// Its title.
        pub title: String,
        /// From 1.
        pub position: i64,
        /// How long it takes, whole.
        pub minutes: i64,
        /// Until when it should be done.
        pub due_at: DateTime<Utc>,
        /// The date all others have, where the student has more time.
        pub was_due_at: Option<DateTime<Utc>>,
        /// When the student began it, if they did.
        pub started_at: Option<DateTime<Utc>>,
        /// Where they stopped reading: the heading's anchor.
        pub anchor: Option<String>,
        /// How much of the text lies behind them, 0 to 1.
        pub fraction: Option<f64>,
        /// When they were in it last.
        pub stopped_at: Option<DateTime<Utc>>,
    }
}

/// The unit to go on with: the one they last did something in, or the first that is not done, of the modules that are open; a look at another one is
/// nothing that was done. A live session comes after
/// all others: it has its own time, and whoever looked at it goes on with what can be done now.
///
/// # Errors
/// Those of the database.
pub async fn next_unit(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<Option<NextUnit>> {
    db.maybe(sql!(
        "SELECT m.slug AS module_slug, v.title AS module_title,
            (SELECT COUNT(*) FROM units all_units WHERE all_units.version_id = v.id) AS units,
            u.slug, u.kind, u.title, u.position, u.minutes, COALESCE(x.due_at, cu.due_at, cm.due_at) AS due_at,
            CASE WHEN x.due_at > COALESCE(cu.due_at, cm.due_at) THEN COALESCE(cu.due_at, cm.due_at) END AS was_due_at,
            p.started_at, r.anchor, r.fraction,
            CASE WHEN r.at IS NULL OR p.last_at > r.at THEN p.last_at ELSE r.at END AS stopped_at
         FROM cohort_modules cm
         JOIN modules m ON m.id = cm.module_id
         JOIN module_versions v ON v.id = cm.version_id
         JOIN units u ON u.version_id = cm.version_id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = $1 AND x.unit_id = u.id AND x.state = 'granted'
         LEFT JOIN unit_progress p ON p.enrollment_id = $1 AND p.unit_id = u.id
         LEFT JOIN reading_places r ON r.enrollment_id = $1 AND r.unit_id = u.id
         WHERE cm.cohort_id = $2 AND cm.opens_at <= $3 AND p.completed_at IS NULL
         ORDER BY CASE WHEN u.kind = 'live session' THEN 1 ELSE 0 END,
            CASE WHEN u.kind = 'quiz' OR r.fraction > 0.02 OR p.last_at > p.started_at
                THEN CASE WHEN r.at IS NULL OR p.last_at > r.at THEN p.last_at ELSE r.at END END DESC NULLS LAST,
            cm.position, u.position LIMIT 1",
        place.enrollment,
        place.cohort,
        now
    ))
    .await
}

crate::row! {
    /// Something to be done by a date.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Deadline {
        /// The module's name in addresses.
        pub module_slug: String,
        /// The unit's name in addresses.
        pub slug: String,
        /// What it is.
        pub kind: UnitKind,
        /// The unit's title.
        pub title: String,
        /// How long it takes.
        pub minutes: i64,
        /// Until when.
        pub due_at: DateTime<Utc>,
        /// The date all others have, where the student has more time.
        pub was_due_at: Option<DateTime<Utc>>,
    }
}

/// The next things due that are not done, late ones first; of open modules, at most `limit`.
///
/// # Errors
/// Those of the database.
pub async fn deadlines(db: &Db, place: &Place, now: DateTime<Utc>, limit: i64) -> Result<Vec<Deadline>> {
    db.all(sql!(
        "SELECT m.slug AS module_slug, u.slug, u.kind, u.title, u.minutes, COALESCE(x.due_at, cu.due_at, cm.due_at) AS due_at,
            CASE WHEN x.due_at > COALESCE(cu.due_at, cm.due_at) THEN COALESCE(cu.due_at, cm.due_at) END AS was_due_at
         FROM cohort_modules cm
         JOIN modules m ON m.id = cm.module_id
         JOIN units u ON u.version_id = cm.version_id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = $1 AND x.unit_id = u.id AND x.state = 'granted'
         LEFT JOIN unit_progress p ON p.enrollment_id = $1 AND p.unit_id = u.id
         WHERE cm.cohort_id = $2 AND cm.opens_at <= $3 AND p.completed_at IS NULL
         ORDER BY COALESCE(x.due_at, cu.due_at, cm.due_at), cm.position, u.position LIMIT $4",
        place.enrollment,
        place.cohort,
        now,
        limit
    ))
    .await
}
