//! A residency's draft with everything it is judged by.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{
    super::super::{
        hours::{Hours, Presence},
        schedule::{Due, FacultyHours, Group, Room, Schedule, Settings, Teacher},
    },
    super::teaching_hours,
    elsewhere::{self, Days},
    rows,
};
use crate::{
    Error, Result,
    db::{Db, Json, sql},
    ids::{CohortId, ResidencyId, ResidencySessionId, RoomId, VenueId},
};

/// What other parts know of the residency.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// When faculty can be there; empty: always.
    pub hours: Vec<FacultyHours>,
    /// How many seats are booked, by session.
    pub booked: Vec<(ResidencySessionId, i64)>,
}

impl Beside {
    /// What is known of a residency now. Who said that they are not there at all has one empty hour, and so is never free.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, residency: ResidencyId) -> Result<Self> {
        let mut hours = Vec::new();
        for one in teaching_hours(db, residency).await? {
            let Presence::Hours(said) = one.presence else { continue };
            let of = |hour: Hours| FacultyHours { person: one.person, day: hour.day, from_minute: hour.from, until_minute: hour.until };
            let nowhere = said.is_empty().then_some(Hours { day: 0, from: 0, until: 0 });
            hours.extend(said.into_iter().chain(nowhere).map(of));
        }
        // A seat that is kept for somebody who was offered it counts as booked.
        let booked = db
            .all(sql!(
                "SELECT b.session_id, CAST(COUNT(*) AS BIGINT) FROM released_sessions s
                 JOIN bookings b ON b.session_id = s.id AND b.state IN ('booked', 'offered')
                 WHERE s.residency_id = $1 GROUP BY b.session_id",
                residency
            ))
            .await?;
        Ok(Self { hours, booked })
    }
}

crate::row! {
    struct Of {
        cohort_id: CohortId,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        time_zone: Tz,
    }
}

/// The draft of a residency: with no sessions and the usual hours before its first change.
///
/// # Errors
/// [`Error::NotFound`] without such a residency.
pub async fn schedule(db: &Db, residency: ResidencyId, beside: Beside) -> Result<Schedule> {
    let mut schedule = alone(db, residency, beside).await?;
    schedule.elsewhere = elsewhere::elsewhere(db, residency, Days::of(&schedule)).await?;
    Ok(schedule)
}

/// The same without what other residencies do on its days.
pub(super) async fn alone(db: &Db, residency: ResidencyId, beside: Beside) -> Result<Schedule> {
    let known = sql!(
        "SELECT r.cohort_id, r.starts_on, r.ends_on, c.time_zone FROM residencies r JOIN cohorts c ON c.id = r.cohort_id WHERE r.id = $1",
        residency
    );
    let of: Of = db.maybe(known).await?.ok_or(Error::NotFound)?;
    let (revision, settings) = head(db, residency).await?;
    let sessions = rows::all(db, residency).await?;
    let mut rooms = rooms(db).await?;
    rooms.retain(|room| !room.retired || sessions.iter().any(|one| one.placed.is_some_and(|placed| placed.room == room.id)));
    let (first_day, days) = days_of((of.starts_on, of.ends_on), &settings);
    Ok(Schedule {
        residency,
        revision,
        first_day,
        days,
        settings,
        time_zone: of.time_zone,
        sessions,
        rooms,
        ways: db.all(sql!("SELECT one_id AS one, other_id AS other, minutes FROM venue_ways ORDER BY one_id, other_id")).await?,
        teams: teams(db, of.cohort_id).await?,
        faculty: faculty(db, of.cohort_id, residency).await?,
        hours: beside.hours,
        elsewhere: Vec::new(),
        students: students(db, of.cohort_id).await?,
        dues: dues(db, of.cohort_id).await?,
        booked: beside.booked,
        released: released(db, residency).await?,
    })
}

/// The first day and the number of days a residency has, given its dates, or is to have.
pub fn days_of((starts_on, ends_on): (NaiveDate, NaiveDate), settings: &Settings) -> (NaiveDate, i64) {
    (settings.first_day.unwrap_or(starts_on), settings.days.unwrap_or((ends_on - starts_on).num_days() + 1))
}

/// The revision and the settings of a draft; 0 and the usual ones before its first change.
pub(super) async fn head(db: &Db, residency: ResidencyId) -> Result<(i64, Settings)> {
    let head = sql!("SELECT revision, settings FROM schedules WHERE residency_id = $1", residency);
    let found = db.maybe::<(i64, Json<Settings>)>(head).await?;
    Ok(found.map_or_else(|| (0, Settings::default()), |(revision, Json(settings))| (revision, settings)))
}

crate::row! {
    struct KeptRoom {
        id: RoomId,
        name: String,
        venue: VenueId,
        venue_name: String,
        address: String,
        map_url: String,
        capacity: i64,
        features: Json<Vec<String>>,
        opens: i64,
        closes: i64,
        retired: bool,
    }
}

async fn rooms(db: &Db) -> Result<Vec<Room>> {
    let kept: Vec<KeptRoom> = db
        .all(sql!(
            "SELECT r.id, r.name, v.id AS venue, v.name AS venue_name, v.address, v.map_url, r.capacity, r.features, r.opens, r.closes,
                (r.retired_at IS NOT NULL OR v.retired_at IS NOT NULL) AS retired
             FROM rooms r JOIN venues v ON v.id = r.venue_id ORDER BY LOWER(v.name), v.id, LOWER(r.name), r.id"
        ))
        .await?;
    let room = |one: KeptRoom| Room {
        id: one.id,
        name: one.name,
        venue: one.venue,
        venue_name: one.venue_name,
        address: one.address,
        map_url: one.map_url,
        capacity: one.capacity,
        features: one.features.0,
        opens: one.opens,
        closes: one.closes,
        retired: one.retired,
    };
    Ok(kept.into_iter().map(room).collect())
}

/// Those there are, and those that are no more where a session still has them.
async fn teams(db: &Db, cohort: CohortId) -> Result<Vec<Group>> {
    db.all(sql!(
        "SELECT t.id, t.name, CAST(COUNT(e.id) AS BIGINT) AS members FROM teams t LEFT JOIN team_members m ON m.team_id = t.id
         LEFT JOIN enrollments e ON e.id = m.enrollment_id AND e.state = 'enrolled'
         WHERE t.cohort_id = $1
            AND (t.retired_at IS NULL OR EXISTS (SELECT 1 FROM residency_session_teams s WHERE s.team_id = t.id))
         GROUP BY t.id, t.name, t.position ORDER BY t.position, t.id",
        cohort
    ))
    .await
}

/// Who teaches the cohort, and who holds one of the sessions all the same.
async fn faculty(db: &Db, cohort: CohortId, residency: ResidencyId) -> Result<Vec<Teacher>> {
    db.all(sql!(
        "SELECT p.id, p.name, p.email FROM people p WHERE p.id IN (
            SELECT t.person_id FROM teaching t WHERE t.cohort_id = $1
            UNION SELECT f.person_id FROM residency_sessions s JOIN residency_session_faculty f ON f.session_id = s.id
                WHERE s.residency_id = $2)
         ORDER BY LOWER(p.name), p.id",
        cohort,
        residency
    ))
    .await
}

async fn students(db: &Db, cohort: CohortId) -> Result<i64> {
    db.value(sql!("SELECT COUNT(*) FROM enrollments WHERE cohort_id = $1 AND state = 'enrolled'", cohort)).await
}

/// Every unit of the cohort's modules with its own date, or its module's.
async fn dues(db: &Db, cohort: CohortId) -> Result<Vec<Due>> {
    db.all(sql!(
        "SELECT cm.module_id, m.slug AS module, u.slug AS unit, u.kind, u.title, COALESCE(cu.due_at, cm.due_at) AS due_at
         FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id JOIN units u ON u.version_id = cm.version_id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         WHERE cm.cohort_id = $1 ORDER BY cm.position, u.position",
        cohort
    ))
    .await
}

async fn released(db: &Db, residency: ResidencyId) -> Result<Vec<(ResidencySessionId, String)>> {
    db.all(sql!(
        "SELECT id, title FROM released_sessions WHERE residency_id = $1 AND canceled_at IS NULL ORDER BY starts_at, id",
        residency
    ))
    .await
}
