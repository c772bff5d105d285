//! Carrying on elsewhere: what a student did under one enrollment or version is told again, as new evidence, under another.
//!
//! Nothing that was there changes. What is told again has ids made of what it tells and of where it is told, so that carrying twice adds
//! nothing, and rebuilding gives the same.

mod telling;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::submission::submit_in;
use crate::{
    Result,
    authoring::{UnitKind, UnitSettings},
    db::{Json, Tx, rows, sql},
    ids::{AttemptId, EnrollmentId, PersonId, UnitId, VersionId},
    learning::{
        evidence::{Receipt, Whereabouts},
        projection,
        rules::GRACE,
    },
};

/// What is to be carried on.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Whose.
    pub person: PersonId,
    /// The enrollment it was done under.
    pub from: EnrollmentId,
    /// The enrollment they go on with; the same one, if only the version changes.
    pub to: EnrollmentId,
    /// For each module the version it was done in, and the one they go on with; the same one twice, if only the enrollment changes.
    pub versions: Vec<(VersionId, VersionId)>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// In how many units something was told again that had not been before.
    pub units: u64,
}

crate::row! {
    /// A unit, and the one of the same name and kind in the version they go on with.
    struct Pair { old: UnitId, new: UnitId, kind: UnitKind }
}

/// One module of one student.
struct Way {
    person: PersonId,
    from: (EnrollmentId, VersionId),
    to: (EnrollmentId, VersionId),
    pairs: Vec<Pair>,
}

impl Way {
    fn there(&self, unit: UnitId) -> Whereabouts {
        Whereabouts { person: self.person, enrollment: self.to.0, version: self.to.1, unit }
    }
}

/// Tells again what a student completed, scored and wrote, unit by unit: units are the same if module, name and kind are, questions if
/// their names are and the answer can be one there. Attempts that are open are handed in first, with what was saved; attempts are not
/// carried, so that where they go on all of them are left. Where they stopped reading goes along.
///
/// # Errors
/// Those of the database; nothing is carried then.
pub async fn carry(tx: &Tx, carry: &Carry, now: DateTime<Utc>) -> Result<Carried> {
    let mut units = 0;
    for &(from, to) in &carry.versions {
        if (carry.from, from) == (carry.to, to) {
            continue;
        }
        let pairs = pairs(tx, from, to).await?;
        let way = Way { person: carry.person, from: (carry.from, from), to: (carry.to, to), pairs };
        hand_in(tx, &way, now).await?;
        units += tell(tx, &way, now).await?;
        keep_places(tx, &way).await?;
    }
    Ok(Carried { units })
}

async fn pairs(tx: &Tx, from: VersionId, to: VersionId) -> Result<Vec<Pair>> {
    tx.all(sql!(
        "SELECT o.id AS old, n.id AS new, o.kind FROM module_versions f
         JOIN module_versions t ON t.id = $1 AND t.module_id = f.module_id
         JOIN units o ON o.version_id = f.id JOIN units n ON n.version_id = t.id AND n.slug = o.slug AND n.kind = o.kind
         WHERE f.id = $2 ORDER BY o.position",
        to,
        from
    ))
    .await
}

crate::row! {
    struct Open { id: AttemptId, closes_at: Option<DateTime<Utc>>, unit_id: UnitId, settings: Json<UnitSettings> }
}

/// Hands in the attempts of the module that are open: as of now, or of when their time was over.
async fn hand_in(tx: &Tx, way: &Way, now: DateTime<Utc>) -> Result<()> {
    let (enrollment, version) = way.from;
    let open = tx
        .all::<Open>(sql!(
            "SELECT a.id, a.closes_at, a.unit_id, u.settings FROM attempts a JOIN units u ON u.id = a.unit_id
             WHERE a.enrollment_id = $1 AND a.submitted_at IS NULL AND u.version_id = $2 ORDER BY a.id",
            enrollment,
            version
        ))
        .await?;
    for attempt in open {
        let Some(settings) = attempt.settings.0.quiz() else { continue };
        let at = Whereabouts { person: way.person, enrollment, version, unit: attempt.unit_id };
        let over = attempt.closes_at.filter(|closes| now > *closes + GRACE).unwrap_or(now);
        submit_in(tx, at, attempt.id, settings, (over, now)).await?;
    }
    Ok(())
}

/// Returns in how many units there was something new to tell.
async fn tell(tx: &Tx, way: &Way, now: DateTime<Utc>) -> Result<u64> {
    let mut acts = telling::progress(tx, way).await?;
    acts.extend(telling::answers(tx, way).await?);
    let receipts = projection::append(tx, &acts, now).await?;
    let told = acts.iter().zip(receipts).filter(|(_, receipt)| *receipt == Receipt::Stored);
    Ok(told.map(|(act, _)| act.at.unit).collect::<HashSet<_>>().len() as u64)
}

crate::row! {
    struct Stop { unit_id: UnitId, anchor: String, fraction: f64, at: DateTime<Utc> }
}

/// Where they stopped reading is no evidence, and goes along where they have not read yet.
async fn keep_places(tx: &Tx, way: &Way) -> Result<()> {
    let stops: Vec<Stop> = tx
        .all(crate::db::list!(
            "SELECT unit_id, anchor, fraction, at FROM reading_places WHERE enrollment_id = $1 AND unit_id IN ($list)",
            in way.pairs.iter().map(|pair| pair.old), way.from.0
        ))
        .await?;
    let there = |stop: &Stop| way.pairs.iter().find(|pair| pair.old == stop.unit_id).map(|pair| pair.new);
    tx.run(rows!(
        "INSERT INTO reading_places (enrollment_id, unit_id, anchor, fraction, at) VALUES $rows ON CONFLICT (enrollment_id, unit_id) DO NOTHING",
        for (unit, stop) in stops.iter().filter_map(|stop| Some((there(stop)?, stop))) => way.to.0, unit, stop.anchor, stop.fraction, stop.at
    ))
    .await?;
    Ok(())
}
