//! Live sessions of modules: whoever was there, or has made up for it, has done the unit. What attendance is corrected to afterwards takes
//! nothing back: attendance itself says who was there.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    db::{Tx, list},
    ids::{EnrollmentId, EvidenceId, ModuleId, PersonId, ResidencySessionId, UnitId, VersionId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
    residencies::store::released_session,
};

crate::row! {
    /// A session that a student took part in, and the unit it names.
    struct Held {
        enrollment_id: EnrollmentId,
        module_id: ModuleId,
        unit: String,
        ends_at: DateTime<Utc>,
    }
}

crate::row! {
    /// A live session that a student has not done yet.
    struct Open {
        enrollment_id: EnrollmentId,
        person_id: PersonId,
        module_id: ModuleId,
        version_id: VersionId,
        unit_id: UnitId,
        slug: String,
    }
}

/// Completes the live sessions that these students were present in. Whoever calls holds the audit log and has reckoned their attendance.
pub(super) async fn complete_attended(tx: &Tx, now: DateTime<Utc>, students: &[EnrollmentId]) -> Result<()> {
    let held: Vec<Held> = tx
        .all(list!(
            "SELECT a.enrollment_id, s.module_id, s.prework AS unit, s.ends_at
             FROM attendance a JOIN released_sessions s ON s.id = a.session_id
             WHERE a.enrollment_id IN ($list) AND a.state = 'present' AND s.module_id IS NOT NULL AND s.prework IS NOT NULL",
            in students
        ))
        .await?;
    complete(tx, now, &held).await
}

/// Completes the live session that a student has made up for. Whoever calls holds the audit log.
pub(super) async fn complete_made_up(tx: &Tx, now: DateTime<Utc>, student: EnrollmentId, session: ResidencySessionId) -> Result<()> {
    let session = released_session(tx, session).await?;
    let named = session.module_id.zip(session.prework);
    let held = named.map(|(module_id, unit)| Held { enrollment_id: student, module_id, unit, ends_at: session.ends_at });
    complete(tx, now, held.as_slice()).await
}

async fn complete(tx: &Tx, now: DateTime<Utc>, held: &[Held]) -> Result<()> {
    let open: Vec<Open> = tx
        .all(list!(
            "SELECT e.id AS enrollment_id, e.person_id, cm.module_id, cm.version_id, u.id AS unit_id, u.slug
             FROM enrollments e JOIN cohort_modules cm ON cm.cohort_id = e.cohort_id
             JOIN units u ON u.version_id = cm.version_id AND u.kind = 'live session'
             LEFT JOIN unit_progress p ON p.enrollment_id = e.id AND p.unit_id = u.id
             WHERE e.id IN ($list) AND p.completed_at IS NULL",
            in held.iter().map(|one| one.enrollment_id)
        ))
        .await?;
    let done = open.iter().filter_map(|unit| {
        let theirs = |one: &&Held| one.enrollment_id == unit.enrollment_id && one.module_id == unit.module_id && one.unit == unit.slug;
        let first = held.iter().filter(theirs).map(|one| one.ends_at).min()?;
        let at = Whereabouts { person: unit.person_id, enrollment: unit.enrollment_id, version: unit.version_id, unit: unit.unit_id };
        Some(Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: first.min(now) })
    });
    let done: Vec<Evidence> = done.collect();
    projection::append(tx, &done, now).await?;
    Ok(())
}
