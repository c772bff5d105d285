//! Who was in the first residency of the earlier cohort: its sessions, their rolls, and two make-ups on their way. Nobody is told: it is
//! the past.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use domain::{
    Error, Result,
    cohorts::{Reader, Residency, store as cohorts},
    db::Tx,
    ids::{EnrollmentId, MarkId, PersonId, ResidencySessionId},
    residencies::{
        ReleasedSession, SessionKind,
        presence::{Deciding, MakeUpWay, Mark, MarkKind, MarkWay, Verdict},
        store::{
            Released,
            presence::{decide_make_up, keep_reflection, make_ups, propose_in, record_marks, roll},
            put_released,
        },
    },
};

use super::calendar::CAMPUS;

/// A session: on which day of the residency, from when, how many minutes, what, and whether its roll was called.
type Planned = (u64, (u32, u32), i64, SessionKind, &'static str, bool);

/// The sessions, by time.
const SESSIONS: [Planned; 6] = [
    (0, (9, 0), 90, SessionKind::KickOff, "Where the money goes", true),
    (0, (11, 0), 90, SessionKind::Class, "Value and cost", true),
    (0, (12, 30), 60, SessionKind::Meal, "Lunch", false),
    (0, (14, 0), 120, SessionKind::Workshop, "A service line from both sides", true),
    (1, (9, 0), 90, SessionKind::Panel, "Chief medical officers", false),
    (1, (11, 0), 90, SessionKind::Class, "Reading a budget", false),
];
/// Who missed what: their place in the list of students, the session, and after how many minutes they left; absent: they never came.
const MISSED: [(usize, usize, Option<i64>); 3] = [(1, 1, None), (3, 3, Some(25)), (0, 0, Some(80))];

/// Releases the sessions, calls their rolls, and lets the rule propose; the one who left is to write a reflection, and has begun.
///
/// # Errors
/// Those of the database.
pub async fn presence(tx: &Tx, now: DateTime<Utc>, staff: PersonId) -> Result<()> {
    let scope = cohorts::scope(tx, Reader::Staff(staff), "cohort-11", None).await?;
    let teacher = cohorts::teachers(tx, &scope).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    let residency = cohorts::residency_at(tx, scope.cohort().id, 1).await?;
    let sessions = SESSIONS.map(|(day, (hour, minute), length, kind, title, _)| {
        let local = (residency.starts_on + Days::new(day)).and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        let starts_at = CAMPUS.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc());
        Released { session: session(&residency, kind, title, (starts_at, length)), teams: Vec::new(), faculty: vec![teacher] }
    });
    let released = sessions[0].session.starts_at - TimeDelta::days(21);
    put_released(tx, released, residency.id, &sessions).await?;
    for (number, one) in sessions.iter().enumerate().filter(|(number, _)| SESSIONS[*number].5) {
        let students: Vec<EnrollmentId> = roll(tx, one.session.id).await?.into_iter().map(|line| line.enrollment_id).collect();
        record_marks(tx, one.session.ends_at, &called(number, &one.session, &students, teacher)).await?;
    }
    let after = sessions[5].session.ends_at + TimeDelta::days(3);
    propose_in(tx, residency.id, CAMPUS, after).await?;
    approve(tx, now, staff, &residency).await
}

fn session(residency: &Residency, kind: SessionKind, title: &str, (starts_at, length): (DateTime<Utc>, i64)) -> ReleasedSession {
    ReleasedSession {
        id: ResidencySessionId::new(),
        residency_id: residency.id,
        title: title.to_owned(),
        kind,
        summary: String::new(),
        module_id: None,
        prework: None,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(length),
        room: "Room 210".to_owned(),
        venue: "East wing".to_owned(),
        address: String::new(),
        map_url: String::new(),
        plenary: true,
        creditable: kind.is_education(),
        seats: None,
        repeat_of: None,
        sequence: 0,
        changed_at: starts_at,
        canceled_at: None,
    }
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
    let one = all.iter().find(|one| one.session_title == SESSIONS[3].4).ok_or(Error::NotFound)?;
    let due_on = now.with_timezone(&CAMPUS).date_naive() + Days::new(11);
    let words = "The recording is in the shared folder. Write from the side you did not play.".to_owned();
    let deciding = Deciding { id: one.id, sequence: one.sequence, verdict: Verdict::Approved(MakeUpWay::Recording, due_on), words };
    decide_make_up(tx, now - TimeDelta::days(3), staff, residency.id, &deciding).await?;
    let begun = "From the side of the hospital, the infusion suite is a margin. From the side of the payer it is";
    keep_reflection(tx, one.enrollment_id, one.id, begun).await?;
    Ok(())
}
