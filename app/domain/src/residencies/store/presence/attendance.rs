//! What marks amount to, kept in their transaction, and computed anew from them alone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{live::complete_attended, owing::withdraw};
use crate::{
    Result, audit,
    db::{Db, Tx, list, rows, sql},
    ids::{EnrollmentId, MarkId, ResidencySessionId},
    residencies::{
        SessionKind,
        presence::{
            MarkKind, MarkWay,
            rules::{self, Reckoned, Said, Slot},
        },
    },
};

crate::row! {
    /// A mark with what its session is.
    struct Marked {
        id: MarkId,
        session_id: ResidencySessionId,
        enrollment_id: EnrollmentId,
        kind: MarkKind,
        way: MarkWay,
        occurred_at: DateTime<Utc>,
        minutes: Option<i64>,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        creditable: bool,
        session_kind: SessionKind,
    }
}

/// The sessions of one student with all that was seen there.
type Seen = BTreeMap<ResidencySessionId, (Slot, Vec<Said>)>;

/// Reckons the attendance of students from their marks. Whoever calls holds the audit log, so that nobody does so beside them.
pub(super) async fn reckon(tx: &Tx, students: &[EnrollmentId]) -> Result<usize> {
    let marks: Vec<Marked> = tx
        .all(list!(
            "SELECT m.id, m.session_id, m.enrollment_id, m.kind, m.way, m.occurred_at, m.minutes, s.starts_at, s.ends_at, s.creditable,
                s.kind AS session_kind
             FROM presence_marks m JOIN released_sessions s ON s.id = m.session_id WHERE m.enrollment_id IN ($list)",
            in students
        ))
        .await?;
    let count = marks.len();
    let mut by_student: BTreeMap<EnrollmentId, Seen> = BTreeMap::new();
    for mark in marks {
        let slot = Slot {
            session: mark.session_id,
            starts_at: mark.starts_at,
            ends_at: mark.ends_at,
            counts: mark.creditable && mark.session_kind.is_education(),
        };
        let said = Said { id: mark.id, kind: mark.kind, way: mark.way, occurred_at: mark.occurred_at, minutes: mark.minutes };
        let sessions = by_student.entry(mark.enrollment_id).or_default();
        sessions.entry(mark.session_id).or_insert_with(|| (slot, Vec::new())).1.push(said);
    }
    let reckoned = by_student.into_iter().flat_map(|(student, sessions)| {
        let sessions: Vec<_> = sessions.into_values().collect();
        rules::reckon(&sessions).into_iter().map(move |one| (student, one))
    });
    write(tx, students, reckoned.collect()).await?;
    Ok(count)
}

async fn write(tx: &Tx, students: &[EnrollmentId], reckoned: Vec<(EnrollmentId, Reckoned)>) -> Result<()> {
    tx.run(list!("DELETE FROM attendance WHERE enrollment_id IN ($list)", in students)).await?;
    tx.run(rows!(
        "INSERT INTO attendance (session_id, enrollment_id, present, minutes, state, corrected) VALUES $rows",
        for (student, one) in &reckoned => one.session, *student, one.present, one.minutes, one.state, one.corrected
    ))
    .await?;
    Ok(())
}

/// Reckons anew whoever was marked in sessions that were changed: their times, or whether they count. Nobody's marks are touched; what
/// was proposed to them and is no longer owed is taken back.
///
/// # Errors
/// Those of the database.
pub async fn reckon_sessions(tx: &Tx, now: DateTime<Utc>, sessions: &[ResidencySessionId]) -> Result<()> {
    let students: Vec<EnrollmentId> =
        tx.values(list!("SELECT DISTINCT enrollment_id FROM presence_marks WHERE session_id IN ($list)", in sessions)).await?;
    if students.is_empty() {
        return Ok(());
    }
    audit::hold(tx).await?;
    reckon(tx, &students).await?;
    complete_attended(tx, now, &students).await?;
    withdraw(tx, now, &students).await
}

/// Throws away all attendance and computes it from the marks, one student at a time, while the site runs. Returns how many students and
/// marks there were.
///
/// # Errors
/// Those of the database. What was rebuilt before stays rebuilt.
pub async fn rebuild_attendance(db: &Db) -> Result<(usize, usize)> {
    let students: Vec<EnrollmentId> = db
        .values(sql!(
            @whole "a rebuild goes through everybody",
            "SELECT enrollment_id FROM presence_marks UNION SELECT enrollment_id FROM attendance ORDER BY enrollment_id"
        ))
        .await?;
    let mut marks = 0;
    for student in &students {
        let student = *student;
        let rebuilt = db.write(move |tx| {
            Box::pin(async move {
                audit::hold(tx).await?;
                reckon(tx, &[student]).await
            })
        });
        marks += rebuilt.await?;
    }
    Ok((students.len(), marks))
}
