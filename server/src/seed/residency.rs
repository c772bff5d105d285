//! The second residency of the running cohort: four days of sessions, most of them placed, released once, and changed a little since.
//! Nobody is told; it is as if staff had typed it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    cohorts::store::{cohort_staff, residencies},
    db::{Db, Tx},
    ids::{CohortId, PersonId, ResidencyId, ResidencySessionId},
    residencies::{
        SessionKind::{self, Class, Coaching, KickOff, Meal, Panel, Simulation, Social, Workshop, WrapUp},
        schedule::{Edit, Placement, Session, minute},
        store::{self, Acting, Beside, Edited, Release, edit_schedule, release_schedule},
    },
};

use super::{curriculum, places::Places};

/// Where a session stands: the day, when it begins, and the room's place in [`ROOMS`](super::places::ROOMS).
type At = Option<(i64, &'static str, usize)>;

/// Where, minutes, name, kind, and the numbers of its teams, from 1; none: everybody.
pub(super) type Line = (At, i64, &'static str, SessionKind, &'static [usize]);

const SESSIONS: [Line; 32] = [
    (Some((1, "08:30", 0)), 45, "Welcome, and the days ahead", KickOff, &[]),
    (Some((1, "09:15", 0)), 90, "Health economics: what it has shown you", WrapUp, &[]),
    (Some((1, "11:00", 3)), 90, "Value for whom? Cases from your hospitals", Workshop, &[]),
    (Some((1, "12:30", 7)), 60, "Lunch, first day", Meal, &[]),
    (Some((1, "13:45", 4)), 90, "Coaching, first group", Coaching, &[1, 2]),
    (Some((1, "13:45", 5)), 90, "Coaching, second group", Coaching, &[3, 4]),
    (Some((1, "13:45", 3)), 90, "Coaching, third group", Coaching, &[5, 6]),
    (Some((1, "15:30", 0)), 90, "A talk that is remembered", Class, &[]),
    (Some((1, "19:00", 7)), 120, "Dinner together", Social, &[]),
    (Some((2, "08:30", 0)), 90, "Reading a budget", Class, &[]),
    (Some((2, "10:15", 0)), 90, "How payers see it", Panel, &[]),
    (Some((2, "12:00", 7)), 60, "Lunch, second day", Meal, &[]),
    (Some((2, "13:15", 4)), 90, "Negotiation, played", Workshop, &[]),
    (Some((2, "13:15", 5)), 90, "A capital budget by hand", Workshop, &[]),
    (Some((2, "15:00", 4)), 90, "Negotiation, played again", Workshop, &[]),
    (Some((2, "15:00", 5)), 90, "A capital budget by hand, again", Workshop, &[]),
    (Some((2, "16:45", 0)), 45, "Questions to the dean", Panel, &[]),
    (Some((3, "08:30", 8)), 90, "A ward in crisis: what you will find", Class, &[]),
    (Some((3, "10:15", 9)), 90, "A ward in crisis, first group", Simulation, &[1, 2]),
    (Some((3, "10:15", 10)), 90, "A ward in crisis, second group", Simulation, &[3, 4]),
    (Some((3, "10:15", 11)), 90, "A ward in crisis, third group", Simulation, &[5, 6]),
    (Some((3, "12:15", 7)), 60, "Lunch, third day", Meal, &[]),
    (Some((3, "13:30", 1)), 90, "What the crisis taught", Workshop, &[]),
    (Some((3, "15:15", 0)), 90, "Your project in three minutes", Class, &[]),
    (Some((4, "08:30", 0)), 90, "Finance: how the next module begins", KickOff, &[]),
    (Some((4, "10:15", 1)), 90, "Projects, first half", Workshop, &[1, 2, 3]),
    (Some((4, "10:15", 2)), 90, "Projects, second half", Workshop, &[4, 5, 6]),
    (Some((4, "12:00", 7)), 60, "Lunch, last day", Meal, &[]),
    (Some((4, "13:15", 0)), 60, "Farewell, and what comes next", WrapUp, &[]),
    (None, 60, "A second look at your budget", Coaching, &[]),
    (None, 60, "Alumni on their first year", Panel, &[]),
    (None, 90, "Ultrasound at the bedside", Workshop, &[]),
];

/// What no room of the demo has, and who would need it.
const NEEDS: [(&str, &str); 1] = [("Ultrasound at the bedside", "ultrasound machines")];

/// Sessions with booked seats, and how many they have.
const BOOKED: [(&str, i64); 4] = [
    ("Negotiation, played", 16),
    ("Negotiation, played again", 6),
    ("A capital budget by hand", 8),
    ("A capital budget by hand, again", 6),
];

/// What has the content of what.
const REPEATS: [(&str, &str); 2] =
    [("Negotiation, played again", "Negotiation, played"), ("A capital budget by hand, again", "A capital budget by hand")];

/// What belongs to the module on health economics.
const ECONOMICS: [&str; 3] = ["Health economics: what it has shown you", "Value for whom? Cases from your hospitals", "Reading a budget"];

/// Who holds what.
const HELD: [(&str, &[&str]); 5] = [
    ("Ines Ferreira", &ECONOMICS),
    ("Victor Osei", &["Negotiation, played", "Negotiation, played again", "A ward in crisis, first group", "What the crisis taught"]),
    ("Claire Whitmore", &["Coaching, second group", "A talk that is remembered", "Your project in three minutes"]),
    ("Helena Sato", &["A capital budget by hand", "A capital budget by hand, again", "Finance: how the next module begins"]),
    ("Luis Romero", &[UNCONFIRMED]),
];

/// What the one who is to hold it has not confirmed yet.
const UNCONFIRMED: &str = "How payers see it";

/// Loads the sessions of a cohort's second residency, releases them, and moves one of them.
///
/// # Errors
/// Those of the database; [`Error::NotFound`] if nobody runs the cohort's program, or it has no second residency.
pub async fn load(db: &Db, cohort: CohortId, places: &Places, now: DateTime<Utc>) -> Result<()> {
    let staff = cohort_staff(db, cohort).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    let residency = residencies(db, cohort).await?.get(1).map(|one| one.id).ok_or(Error::NotFound)?;
    let sessions = sessions(db, residency, places).await?;
    db.write(move |tx| Box::pin(async move { build(tx, (staff, residency), &sessions, now).await })).await
}

async fn build(tx: &Tx, (staff, residency): (PersonId, ResidencyId), sessions: &[Session], now: DateTime<Utc>) -> Result<()> {
    let days = |days| now - TimeDelta::days(days);
    let note = "The schedule of the second residency is ready. Book your workshops of the second day soon.";
    let revision = release(tx, (staff, residency), (sessions, note), [days(9), days(6), days(5)]).await?;
    let talk = sessions.iter().find(|one| one.title == "A talk that is remembered").and_then(|one| Some((one.id, one.placed?)));
    let Some((id, placed)) = talk else { return Ok(()) };
    let acting = Acting { residency, by: Some(staff), now: days(1), seen: revision };
    edit_schedule(tx, acting, &[Edit::Place(id, Some(Placement { start: placed.start + 15, ..placed }))]).await?;
    Ok(())
}

/// Puts sessions on the board of a residency, places them, and releases them with a note: one after the other, each at its time. Returns
/// the draft's revision.
///
/// # Errors
/// Those of the database; [`Error::Invalid`] if one of the sessions cannot stand where it is to.
pub(super) async fn release(
    tx: &Tx,
    (staff, residency): (PersonId, ResidencyId),
    (sessions, note): (&[Session], &str),
    [added, placed, released]: [DateTime<Utc>; 3],
) -> Result<i64> {
    let acting = |now, seen| Acting { residency, by: Some(staff), now, seen };
    let adds: Vec<Edit> = sessions.iter().map(|one| Edit::Add(Box::new(Session { placed: None, ..one.clone() }))).collect();
    let Edited { revision, .. } = edit_schedule(tx, acting(added, 0), &adds).await?;
    let places: Vec<Edit> = sessions.iter().filter(|one| one.placed.is_some()).map(|one| Edit::Place(one.id, one.placed)).collect();
    let Edited { revision, .. } = edit_schedule(tx, acting(placed, revision), &places).await?;
    let beside = Beside::of(tx, residency).await?;
    release_schedule(tx, acting(released, revision), &Release { base: 0, note: note.to_owned(), beside }).await?;
    Ok(revision)
}

async fn sessions(db: &Db, residency: ResidencyId, places: &Places) -> Result<Vec<Session>> {
    let known = store::schedule(db, residency, Beside::default()).await?;
    let mut sessions: Vec<Session> = SESSIONS.iter().map(|line| session(line, places)).collect();
    let ids: Vec<(String, ResidencySessionId)> = sessions.iter().map(|one| (one.title.clone(), one.id)).collect();
    for one in &mut sessions {
        one.seats = BOOKED.iter().find(|(title, _)| *title == one.title).map(|(_, seats)| *seats);
        let of = REPEATS.iter().find(|(title, _)| *title == one.title).map(|(_, of)| *of);
        one.repeat_of = ids.iter().find(|(title, _)| Some(title.as_str()) == of).map(|(_, id)| *id);
        one.features = NEEDS.iter().filter(|(title, _)| *title == one.title).map(|(_, what)| (*what).to_owned()).collect();
        let holds = |name: &str| HELD.iter().any(|(who, titles)| *who == name && titles.contains(&one.title.as_str()));
        one.faculty = known.faculty.iter().filter(|person| holds(&person.name)).map(|person| person.id).collect();
        one.confirmed = one.title != UNCONFIRMED;
        if ECONOMICS.contains(&one.title.as_str()) {
            one.module_id = known.dues.first().map(|due| due.module_id);
        }
        if one.title == ECONOMICS[1] {
            one.prework = Some(curriculum::HELD.to_owned());
        }
        if one.title == ECONOMICS[0] {
            one.prework = known.dues.first().map(|due| due.unit.clone());
        }
    }
    Ok(sessions)
}

/// A session that everybody who holds it has confirmed; nobody does yet.
pub(super) fn session((at, minutes, title, kind, teams): &Line, places: &Places) -> Session {
    let placed = at.and_then(|(day, start, room)| Some(Placement { day, start: minute(start)?, room: *places.rooms.get(room)? }));
    Session {
        kind: *kind,
        plenary: teams.is_empty(),
        teams: teams.iter().filter_map(|number| places.teams.get(number - 1).copied()).collect(),
        creditable: kind.is_education(),
        locked: *kind == Meal,
        confirmed: true,
        placed,
        ..Session::new(ResidencySessionId::new(), *title, *minutes)
    }
}
