//! One unit as one student sees it.

use std::{ops::Deref, sync::Arc};

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    authoring::{
        UnitKind,
        store::{Shelf, UnitText},
    },
    db::{Db, sql},
    ids::{ModuleId, UnitId, VersionId},
    learning::evidence::Whereabouts,
    policy::{Person, Place},
};

crate::row! {
    /// A unit and how far the student is in it, without its text.
    #[derive(Clone, Debug, PartialEq)]
    pub struct UnitLine {
        /// The unit.
        pub id: UnitId,
        /// Its module, whatever the version.
        pub module: ModuleId,
        /// The version it belongs to.
        pub version: VersionId,
        /// That version's number.
        pub number: i64,
        /// The module's name in addresses.
        pub module_slug: String,
        /// The module's title.
        pub module_title: String,
        /// The unit's name in addresses.
        pub slug: String,
        /// What it is.
        pub kind: UnitKind,
        /// Its title.
        pub title: String,
        /// From 1.
        pub position: i64,
        /// How many units the module has.
        pub units: i64,
        /// How long it takes.
        pub minutes: i64,
        /// From when its module can be studied.
        pub opens_at: DateTime<Utc>,
        /// Until when it should be done.
        pub due_at: DateTime<Utc>,
        /// The date all others have, where the student has more time.
        pub was_due_at: Option<DateTime<Utc>>,
        /// When the student began it.
        pub started_at: Option<DateTime<Utc>>,
        /// When the student completed it.
        pub completed_at: Option<DateTime<Utc>>,
        /// Where they stopped: the heading's anchor.
        pub anchor: Option<String>,
        /// How much of the text lay behind them there, 0 to 1.
        pub fraction: Option<f64>,
        /// When they stopped there.
        pub stopped_at: Option<DateTime<Utc>>,
    }
}

/// A unit with its text and how far the student is in it.
#[derive(Clone, Debug)]
pub struct UnitView {
    line: UnitLine,
    /// What it says, shared with all who read it.
    pub text: Arc<UnitText>,
}

/// Texts are the same where they were read once.
impl PartialEq for UnitView {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) && self.line == other.line
    }
}

impl UnitView {
    /// A unit of a draft, which has no text on the shelf.
    pub(super) fn of_draft(line: UnitLine, text: Arc<UnitText>) -> Self {
        Self { line, text }
    }
}

impl Deref for UnitView {
    type Target = UnitLine;

    fn deref(&self) -> &UnitLine {
        &self.line
    }
}

/// A unit of the student's program by the names of its module and its own.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if their cohort does not have it; those of the database.
pub async fn unit(db: &Db, shelf: &Shelf, place: &Place, module: &str, unit: &str) -> Result<UnitView> {
    let line = line(db, place, module, unit).await?;
    let text = shelf.text(db, line.id).await?;
    Ok(UnitView { line, text })
}

async fn line(db: &Db, place: &Place, module: &str, unit: &str) -> Result<UnitLine> {
    db.one(sql!(
        "SELECT u.id, m.id AS module, v.id AS version, v.number, m.slug AS module_slug, v.title AS module_title, u.slug, u.kind, u.title, u.position,
            (SELECT COUNT(*) FROM units all_units WHERE all_units.version_id = v.id) AS units,
            u.minutes, cm.opens_at,
            COALESCE(x.due_at, cu.due_at, cm.due_at) AS due_at,
            CASE WHEN x.due_at > COALESCE(cu.due_at, cm.due_at) THEN COALESCE(cu.due_at, cm.due_at) END AS was_due_at,
            p.started_at, p.completed_at, r.anchor, r.fraction, r.at AS stopped_at
         FROM modules m
         JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.module_id = m.id
         JOIN module_versions v ON v.id = cm.version_id
         JOIN units u ON u.version_id = v.id AND u.slug = $2
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = $3 AND x.unit_id = u.id AND x.state = 'granted'
         LEFT JOIN unit_progress p ON p.enrollment_id = $3 AND p.unit_id = u.id
         LEFT JOIN reading_places r ON r.enrollment_id = $3 AND r.unit_id = u.id
         WHERE m.slug = $4",
        place.cohort,
        unit,
        place.enrollment,
        module
    ))
    .await
}

impl UnitLine {
    /// Where a student's acts in this unit belong.
    pub fn whereabouts(&self, person: &Person, place: &Place) -> Whereabouts {
        Whereabouts { person: person.id, enrollment: place.enrollment, version: self.version, unit: self.id }
    }
}

crate::row! {
    struct Here { unit: UnitId, version: VersionId, opens_at: DateTime<Utc> }
}

/// Where a student's acts in a unit belong, without reading its text.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if their cohort does not have it, or it is not open yet; those of the database.
pub async fn whereabouts(db: &Db, person: &Person, place: &Place, unit: UnitId, now: DateTime<Utc>) -> Result<Whereabouts> {
    let here: Here = db
        .one(sql!(
            "SELECT u.id AS unit, u.version_id AS version, cm.opens_at
             FROM units u JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.version_id = u.version_id
             WHERE u.id = $2",
            place.cohort,
            unit
        ))
        .await?;
    if here.opens_at > now {
        return Err(Error::NotFound);
    }
    Ok(Whereabouts { person: person.id, enrollment: place.enrollment, version: here.version, unit: here.unit })
}
