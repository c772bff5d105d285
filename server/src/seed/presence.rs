//! Who was in the first residency of the earlier cohort: its board and its release, the rolls that were called, and two make-ups on their
//! way. Nobody is told: it is the past.

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{
    Error, Result,
    cohorts::{Reader, Residency, store as cohorts},
    db::{Db, Tx},
    ids::{EnrollmentId, MarkId, PersonId},
    residencies::{
        ReleasedSession,
        SessionKind::{Class, KickOff, Meal, Panel, Workshop},
        presence::{Deciding, MakeUpWay, Mark, MarkKind, MarkWay, Verdict},
        schedule::Session,
        store::{
            presence::{decide_make_up, keep_reflection, make_ups, propose_in, record_marks, roll},
            released_sessions,
        },
    },
};

use super::{
    calendar::CAMPUS,
    places::Places,
    residency::{self, Line},
};

/// The sessions, by time.
const SESSIONS: [Line; 6] = [
    (Some((1, "09:00", 0)), 90, "Where the money goes", KickOff, &[]),
    (Some((1, "11:00", 1)), 90, "Value and cost", Class, &[]),
    (Some((1, "12:30", 7)), 60, "Lunch", Meal, &[]),
    (Some((1, "14:00", 1)), 120, "A service line from both sides", Workshop, &[]),
    (Some((2, "09:00", 0)), 90, "Chief medical officers", Panel, &[]),
    (Some((2, "11:00", 1)), 90, "Reading a budget", Class, &[]),
];
/// Whose roll was called.
const CALLED: [usize; 3] = [0, 1, 3];
/// Who missed what: their place in the list of students, the session, and after how many minutes they left; absent: they never came.
const MISSED: [(usize, usize, Option<i64>); 3] = [(1, 1, None), (3, 3, Some(25)), (0, 0, Some(80))];

/// Releases the sessions, calls their rolls, and lets the rule propose; the one who left is to write a reflection, and has begun.
///
/// # Errors
/// Those of the database; [`Error::NotFound`] without the cohort, somebody who runs it or somebody who teaches it.
pub async fn load(db: &Db, places: &Places, now: DateTime<Utc>) -> Result<()> {
    let cohort = cohorts::scope(db, Reader::Administrator, "cohort-11", None).await?;
    let teacher = cohorts::teachers(db, &cohort).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    let staff = cohorts::cohort_staff(db, cohort.cohort().id).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    let residency = cohorts::residency_at(db, cohort.cohort().id, 1).await?;
    let held = |one: Session| Session { faculty: one.kind.is_education().then_some(teacher).into_iter().collect(), ..one };
    let sessions: Vec<Session> = SESSIONS.iter().map(|line| held(residency::session(line, places))).collect();
    db.write(move |tx| Box::pin(async move { presence(tx, (staff, teacher), (&residency, &sessions), now).await })).await
}

async fn presence(
    tx: &Tx,
    (staff, teacher): (PersonId, PersonId),
    (of, sessions): (&Residency, &[Session]),
    now: DateTime<Utc>,
) -> Result<()> {
    let first = of.starts_on.and_time(chrono::NaiveTime::MIN).and_utc();
    let note = "The first two days of the first residency are ready.";
    residency::release(tx, (staff, of.id), (sessions, note), [28, 24, 21].map(|days| first - TimeDelta::days(days))).await?;
    let released = released_sessions(tx, of.id).await?;
    for number in CALLED {
        let one = released.iter().find(|one| one.id == sessions[number].id).ok_or(Error::NotFound)?;
        let students: Vec<EnrollmentId> = roll(tx, one.id).await?.into_iter().map(|line| line.enrollment_id).collect();
        record_marks(tx, one.ends_at, &called(number, one, &students, teacher)).await?;
    }
    let over = released.last().map(|last| last.ends_at).ok_or(Error::NotFound)?;
    propose_in(tx, of.id, CAMPUS, over + TimeDelta::days(3)).await?;
    approve(tx, now, staff, of).await
}

/// The roll of one session, and who left.
fn called(number: usize, session: &ReleasedSession, students: &[EnrollmentId], by: PersonId) -> Vec<Mark> {
    let mark = |enrollment, kind, minute| Mark {
        id: MarkId::new(),
        session: session.id,
        enrollment,
        kind,
        way: MarkWay::Roll,
        by,
        occurred_at: session.starts_at + TimeDelta::minutes(minute),
        reason: String::new(),
        minutes: None,
    };
    let missed = |place: usize| MISSED.iter().find(|(who, what, _)| (*who, *what) == (place, number)).map(|(_, _, left)| *left);
    let marks = students.iter().enumerate().flat_map(|(place, student)| match missed(place) {
        Some(None) => vec![mark(*student, MarkKind::Absent, 2)],
        Some(Some(left)) => vec![mark(*student, MarkKind::In, 2), mark(*student, MarkKind::Out, left)],
        None => vec![mark(*student, MarkKind::In, 2)],
    });
    marks.collect()
}

/// One of the two is approved, and begun; the other waits for staff.
async fn approve(tx: &Tx, now: DateTime<Utc>, staff: PersonId, residency: &Residency) -> Result<()> {
    let all = make_ups(tx, residency.id).await?;
    let one = all.iter().find(|one| one.session_title == SESSIONS[3].2).ok_or(Error::NotFound)?;
    let due_on = now.with_timezone(&CAMPUS).date_naive() + Days::new(11);
    let words = "The recording is in the shared folder. Write from the side you did not play.".to_owned();
    let deciding = Deciding { id: one.id, sequence: one.sequence, verdict: Verdict::Approved(MakeUpWay::Recording, due_on), words };
    decide_make_up(tx, now - TimeDelta::days(3), staff, residency.id, &deciding).await?;
    let begun = "From the side of the hospital, the infusion suite is a margin. From the side of the payer it is";
    keep_reflection(tx, one.enrollment_id, one.id, begun).await?;
    Ok(())
}
