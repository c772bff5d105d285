//! The days of the next residency: a released schedule with sessions that are booked, and who booked them.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use domain::{
    Error, Result,
    accounts::store::reachable,
    cohorts::{Residency, store as cohorts},
    db::{Db, Tx},
    ids::{BookingId, EnrollmentId, ModuleId, PersonId, ResidencySessionId},
    policy::Place,
    residencies::{
        ReleasedSession, SessionKind,
        seats::{Act, Wish},
        store::{self, Released, put_released},
    },
};

use super::cast;

/// A session: the day from 0, when it begins, its minutes, what it is called and about, what kind it is, its room, and its seats.
struct Planned(u64, (u32, u32), i64, &'static str, &'static str, SessionKind, &'static str, Option<i64>);

const SCHEDULE: [Planned; 9] = [
    Planned(0, (8, 30), 30, "Welcome", "Coffee is outside from eight.", SessionKind::KickOff, "Hall", None),
    Planned(
        0,
        (9, 0),
        90,
        "Value, and who pays for it",
        "Bring the numbers of one service of your own hospital.",
        SessionKind::Class,
        "Hall",
        None,
    ),
    Planned(0, (12, 0), 60, "Lunch", "", SessionKind::Meal, "Garden room", None),
    Planned(0, (13, 0), 120, NEGOTIATION, "In pairs, with an actor who plays the payer.", SessionKind::Workshop, "Room 210", Some(12)),
    Planned(
        0,
        (13, 30),
        90,
        SIMULATION,
        "You cut eight percent, and explain it to the wards.",
        SessionKind::Simulation,
        "Room 214",
        Some(8),
    ),
    Planned(0, (16, 0), 60, CIRCLES[0], ABOUT_CIRCLES, SessionKind::Coaching, "Room 212", Some(3)),
    Planned(0, (17, 15), 60, CIRCLES[1], ABOUT_CIRCLES, SessionKind::Coaching, "Room 212", Some(3)),
    Planned(1, (9, 0), 120, REPEAT, "The same workshop once more.", SessionKind::Workshop, "Room 210", Some(12)),
    Planned(1, (12, 0), 60, "Lunch on Sunday", "", SessionKind::Meal, "Garden room", None),
];
const NEGOTIATION: &str = "Negotiating with payers";
const REPEAT: &str = "Negotiating with payers, again";
const SIMULATION: &str = "A budget under pressure";
const CIRCLES: [&str; 2] = ["Coaching circle at four", "Coaching circle at a quarter past five"];
const ABOUT_CIRCLES: &str = "One question from your own practice, in a circle of three.";

/// Releases the schedule of the first residency that is still to come, and books seats in it: the simulation is full, with three who wait,
/// and each coaching circle has one seat left.
pub async fn days(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<()> {
    let today = now.with_timezone(&place.campus).date_naive();
    let residencies = cohorts::residencies(db, place.cohort).await?;
    let residency = residencies.into_iter().find(|one| one.starts_on > today).ok_or(Error::NotFound)?;
    let teacher = reachable(db, &cast::INES.email()).await?.ok_or(Error::NotFound)?.id;
    let taught = cohorts::taught(db, teacher).await?;
    let module = taught.iter().flat_map(|one| &one.modules).map(|module| module.module_id).next().ok_or(Error::NotFound)?;
    let people = store::attendees(db, residency.id).await?;
    let schedule = schedule(place, &residency, (module, teacher))?;
    db.write(move |tx| {
        Box::pin(async move {
            put_released(tx, now, residency.id, &schedule).await?;
            // Amara looks for herself.
            let others = people.into_iter().filter(|one| one.name != cast::AMARA.name);
            let students: Vec<EnrollmentId> = others.map(|one| one.enrollment_id).collect();
            for (title, from, count) in [(SIMULATION, 0, 11), (CIRCLES[0], 11, 2), (CIRCLES[1], 11, 2), (NEGOTIATION, 13, 5)] {
                let session = schedule.iter().find(|one| one.session.title == title).ok_or(Error::NotFound)?.session.id;
                booked(tx, now, session, students.iter().skip(from).take(count)).await?;
            }
            Ok(())
        })
    })
    .await
}

fn schedule(place: &Place, residency: &Residency, (module, teacher): (ModuleId, PersonId)) -> Result<Vec<Released>> {
    let mut released = Vec::new();
    for Planned(day, (hour, minute), length, title, summary, kind, room, seats) in SCHEDULE {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let local = (residency.starts_on + Days::new(day)).and_time(time);
        let starts_at = place.campus.from_local_datetime(&local).earliest().ok_or(Error::NotFound)?.to_utc();
        let teaches = kind == SessionKind::Class || kind == SessionKind::Workshop;
        let session = ReleasedSession {
            id: ResidencySessionId::new(),
            residency_id: residency.id,
            title: title.into(),
            kind,
            summary: summary.into(),
            module_id: (kind == SessionKind::Class).then_some(module),
            prework: (kind == SessionKind::Class).then(|| "infusion-suite".into()),
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(length),
            room: room.into(),
            venue: "East wing".into(),
            address: "4200 Fifth Avenue".into(),
            map_url: "https://www.openstreetmap.org/".into(),
            plenary: true,
            creditable: kind.is_education(),
            seats,
            repeat_of: None,
            sequence: 0,
            changed_at: starts_at,
            canceled_at: None,
        };
        released.push(Released { session, teams: Vec::new(), faculty: teaches.then_some(teacher).into_iter().collect() });
    }
    let first = released.iter().find(|one| one.session.title == NEGOTIATION).map(|one| one.session.id);
    if let Some(again) = released.iter_mut().find(|one| one.session.title == REPEAT) {
        again.session.repeat_of = first;
    }
    Ok(released)
}

/// Nobody is told: a seat that is booked is no news to who books it.
async fn booked(tx: &Tx, now: DateTime<Utc>, session: ResidencySessionId, who: impl Iterator<Item = &EnrollmentId>) -> Result<()> {
    for enrollment in who {
        let wish = Wish { id: BookingId::new(), enrollment: *enrollment, session, instead_of: Vec::new() };
        store::book(tx, Act { now, actor: None, base_url: "" }, &wish).await?;
    }
    Ok(())
}
