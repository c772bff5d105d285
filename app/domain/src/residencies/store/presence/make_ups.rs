//! Make-ups: made by rule, and read.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::owing::owed;
use crate::{
    Error, Result, audit,
    cohorts::store::runners,
    db::{Db, Tx, rows, sql},
    ids::{CohortId, EnrollmentId, MakeUpId, ResidencyId, ResidencySessionId},
    messages::{Notice, Topic, store::tell},
    residencies::{
        presence::{MakeUp, MakeUpState, NextSeat, proposal},
        store::presence::presence,
    },
};

/// One statement for each way of looking, of the same columns.
macro_rules! of {
    ($where:literal) => {
        concat!(
            "SELECT x.id, x.enrollment_id, e.person_id, p.name AS student, c.slug AS cohort_slug, c.time_zone AS campus, r.position,
                x.session_id, s.title AS session_title, s.summary, s.starts_at, s.ends_at, x.way, x.state, x.due_on, x.next_residency_id,
                nc.title AS next_cohort, x.words, x.reflection, x.proposed_at, x.decided_at, d.name AS decided_by, x.handed_in_at, x.sequence
             FROM make_ups x JOIN enrollments e ON e.id = x.enrollment_id JOIN people p ON p.id = e.person_id
             JOIN released_sessions s ON s.id = x.session_id JOIN residencies r ON r.id = s.residency_id
             JOIN cohorts c ON c.id = r.cohort_id LEFT JOIN people d ON d.id = x.decided_by
             LEFT JOIN residencies nr ON nr.id = x.next_residency_id LEFT JOIN cohorts nc ON nc.id = nr.cohort_id ",
            $where
        )
    };
}

/// The make-ups of a residency, by student and session.
///
/// # Errors
/// Those of the database.
pub async fn make_ups(db: &Db, residency: ResidencyId) -> Result<Vec<MakeUp>> {
    let mut all: Vec<MakeUp> = db.all(sql!(of!("WHERE s.residency_id = $1"), residency)).await?;
    all.sort_by_key(|one| (one.student.to_lowercase(), one.starts_at, one.id));
    Ok(all)
}

/// The make-ups of one student, by session.
///
/// # Errors
/// Those of the database.
pub async fn make_ups_of(db: &Db, enrollment: EnrollmentId) -> Result<Vec<MakeUp>> {
    db.all(sql!(of!("WHERE x.enrollment_id = $1 ORDER BY s.starts_at, x.id"), enrollment)).await
}

/// One make-up of a residency.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn make_up(db: &Db, residency: ResidencyId, id: MakeUpId) -> Result<MakeUp> {
    db.maybe(sql!(of!("WHERE s.residency_id = $1 AND x.id = $2"), residency, id)).await?.ok_or(Error::NotFound)
}

/// One make-up of a student.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn own_make_up(db: &Db, enrollment: EnrollmentId, id: MakeUpId) -> Result<MakeUp> {
    db.maybe(sql!(of!("WHERE x.enrollment_id = $1 AND x.id = $2"), enrollment, id)).await?.ok_or(Error::NotFound)
}

/// Who of earlier cohorts has a seat in this residency, to make up for a session.
///
/// # Errors
/// Those of the database.
pub async fn guests(db: &Db, residency: ResidencyId) -> Result<Vec<MakeUp>> {
    db.all(sql!(
        of!("WHERE x.next_residency_id = $1 AND x.way = 'next_cohort' AND x.state = 'approved' ORDER BY s.title, p.name"),
        residency
    ))
    .await
}

/// The same residency of the next cohort of the program, if it lies ahead.
///
/// # Errors
/// Those of the database.
pub async fn next_seat(db: &Db, residency: ResidencyId, today: NaiveDate) -> Result<Option<NextSeat>> {
    let found = db
        .maybe::<(ResidencyId, NaiveDate)>(sql!(
            "SELECT n.id, n.ends_on FROM residencies r JOIN cohorts c ON c.id = r.cohort_id
             JOIN cohorts nc ON nc.program_id = c.program_id AND nc.id <> c.id
             JOIN residencies n ON n.cohort_id = nc.id AND n.position = r.position
             WHERE r.id = $1 AND n.starts_on > $2 AND n.starts_on > r.starts_on ORDER BY n.starts_on, n.id LIMIT 1",
            residency,
            today
        ))
        .await?;
    Ok(found.map(|(residency, ends_on)| NextSeat { residency, ends_on }))
}

/// How long after a session ended the rule looks at it: rolls that were called without a network come in first.
const PATIENCE: TimeDelta = TimeDelta::hours(24);
/// For how long after its end a residency is looked at.
const MEMORY: TimeDelta = TimeDelta::days(60);

/// Proposes a make-up for every student who was expected in a session, and was there for too little of it. Only where a roll was
/// called at all: nobody owes for what staff did not mark. Once for each session and student, however often it is called; those who run
/// the program are told once for all that is new. Returns how many are new.
///
/// # Errors
/// Those of the database.
pub async fn propose_make_ups(db: &Db, base_url: &str, now: DateTime<Utc>) -> Result<usize> {
    let residencies: Vec<(ResidencyId, CohortId, Tz, String, i64)> = db
        .all(sql!(
            "SELECT r.id, r.cohort_id, c.time_zone, c.slug, r.position FROM residencies r JOIN cohorts c ON c.id = r.cohort_id
             WHERE EXISTS (SELECT 1 FROM released_sessions s WHERE s.residency_id = r.id AND s.ends_at <= $1 AND s.ends_at > $2)
             ORDER BY r.id",
            now - PATIENCE,
            now - MEMORY
        ))
        .await?;
    let mut proposed = 0;
    for (residency, cohort, campus, slug, position) in residencies {
        if owed(&presence(db, residency).await?, now - PATIENCE).is_empty() {
            continue;
        }
        let link = format!("/cohorts/{slug}/residencies/{position}/presence");
        let base_url = base_url.to_owned();
        let written = db.write(move |tx| {
            Box::pin(async move {
                let new = propose_in(tx, residency, campus, now).await?;
                if new > 0 {
                    tell_runners(tx, &base_url, cohort, (new, link), now).await?;
                }
                Ok(new)
            })
        });
        proposed += written.await?;
    }
    Ok(proposed)
}

/// Proposes what is owed in one residency, as [`propose_make_ups`] does; nobody is told. Returns how many are new.
///
/// # Errors
/// Those of the database.
pub async fn propose_in(tx: &Tx, residency: ResidencyId, campus: Tz, now: DateTime<Utc>) -> Result<usize> {
    // Marks that come meanwhile are seen, or see what is proposed here.
    audit::hold(tx).await?;
    let grid = presence(tx, residency).await?;
    let today = now.with_timezone(&campus).date_naive();
    let next = next_seat(tx, residency, today).await?;
    let kinds: HashMap<_, _> = grid.sessions.iter().map(|session| (session.id, session.kind)).collect();
    let new: Vec<_> = owed(&grid, now - PATIENCE)
        .into_iter()
        .filter_map(|(student, session)| kinds.get(&session).map(|kind| (MakeUpId::new(), student, session, proposal(*kind, next, today))))
        .collect();
    // What the rule itself took back is proposed again; what staff decided stands.
    let made = tx
        .all::<(MakeUpId, EnrollmentId, ResidencySessionId)>(rows!(
            "INSERT INTO make_ups (id, enrollment_id, session_id, way, state, due_on, next_residency_id, words, reflection, proposed_at, sequence)
             VALUES $rows ON CONFLICT (session_id, enrollment_id) DO UPDATE SET way = excluded.way, state = excluded.state,
                due_on = excluded.due_on, next_residency_id = excluded.next_residency_id, proposed_at = excluded.proposed_at,
                decided_at = NULL, sequence = make_ups.sequence + 1
             WHERE make_ups.state = 'refused' AND make_ups.decided_by IS NULL RETURNING id, enrollment_id, session_id",
            for (id, student, session, (way, due_on, seat)) in &new =>
                *id, *student, *session, *way, MakeUpState::Proposed, *due_on, *seat, "", "", now, 0_i64
        ))
        .await?;
    if !made.is_empty() {
        audit::append(tx, now, None, "make_up.proposed", format!("residency {residency}"), json!({ "make_ups": made })).await?;
    }
    Ok(made.len())
}

async fn tell_runners(tx: &Tx, base_url: &str, cohort: CohortId, (new, link): (usize, String), now: DateTime<Utc>) -> Result<()> {
    let what = if new == 1 { "1 make-up waits".to_owned() } else { format!("{new} make-ups wait") };
    for person in runners(tx, cohort).await? {
        let notice = Notice {
            person,
            topic: Topic::Enrollment,
            title: format!("{what} for your decision"),
            body: format!("{what} for your decision, proposed because students missed most of a session."),
            link: link.clone(),
        };
        tell(tx, base_url, &notice, now).await?;
    }
    Ok(())
}
