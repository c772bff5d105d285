//! What other residencies do on the days of one: rooms and faculty belong to the whole school.

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;

use super::{
    super::super::{
        clock::WHOLE_DAY,
        schedule::{Elsewhere, Schedule, Session, Settings, at, date},
    },
    reading::days_of,
    releases, rows,
};
use crate::{
    Result,
    db::{Db, Json, sql},
    ids::ResidencyId,
};

/// The days of a residency, and the zone in which they are days.
#[derive(Clone, Copy)]
pub(super) struct Days {
    /// The first of them.
    pub first_day: NaiveDate,
    /// How many.
    pub days: i64,
    /// The campus zone.
    pub time_zone: Tz,
}

impl Days {
    /// Those of a schedule.
    pub(super) fn of(schedule: &Schedule) -> Self {
        Self { first_day: schedule.first_day, days: schedule.days, time_zone: schedule.time_zone }
    }

    /// From when until when they last.
    fn span(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (at(self.first_day, 0, self.time_zone), at(date(self.first_day, self.days), WHOLE_DAY, self.time_zone))
    }

    fn meet(self, other: Self) -> bool {
        let ((from, until), (other_from, other_until)) = (self.span(), other.span());
        from < other_until && other_from < until
    }

    /// The day, from 1 where it is one of these, and the minute of an instant.
    fn place(self, instant: DateTime<Utc>) -> (i64, i64) {
        let local = instant.with_timezone(&self.time_zone);
        ((local.date_naive() - self.first_day).num_days() + 1, i64::from(local.num_seconds_from_midnight() / 60))
    }
}

crate::row! {
    struct Other {
        id: ResidencyId,
        ours: bool,
        same_cohort: bool,
        cohort: String,
        title: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        time_zone: Tz,
        settings: Json<Settings>,
    }
}

/// What is released of other residencies on these days, and what their drafts have beside that.
pub(super) async fn elsewhere(db: &Db, residency: ResidencyId, days: Days) -> Result<Vec<Elsewhere>> {
    on_days(db, others(db, residency).await?, days).await
}

/// The same without the residencies of its own cohort, which move with it.
pub(super) async fn at_other_cohorts(db: &Db, residency: ResidencyId, days: Days) -> Result<Vec<Elsewhere>> {
    let mut others = others(db, residency).await?;
    others.retain(|other| !other.same_cohort);
    on_days(db, others, days).await
}

async fn on_days(db: &Db, others: Vec<Other>, days: Days) -> Result<Vec<Elsewhere>> {
    let mut found = Vec::new();
    for other in others {
        found.extend(of(db, &other, days).await?);
    }
    Ok(found)
}

/// Every other residency of the school that has a schedule.
async fn others(db: &Db, residency: ResidencyId) -> Result<Vec<Other>> {
    db.all(sql!(
        "SELECT r.id, (c.program_id = oc.program_id) AS ours, (c.id = oc.id) AS same_cohort, c.title AS cohort, r.title, r.starts_on,
            r.ends_on, c.time_zone, s.settings
         FROM residencies o JOIN cohorts oc ON oc.id = o.cohort_id
         JOIN residencies r ON r.id <> o.id JOIN cohorts c ON c.id = r.cohort_id JOIN schedules s ON s.residency_id = r.id
         WHERE o.id = $1 ORDER BY c.title, r.position, r.id",
        residency
    ))
    .await
}

async fn of(db: &Db, other: &Other, days: Days) -> Result<Vec<Elsewhere>> {
    let on = |(first_day, count)| Days { first_day, days: count, time_zone: other.time_zone };
    // What is released goes along with the cohort's calendar; a draft may ask for other days.
    let stands = on(days_of((other.starts_on, other.ends_on), &Settings::default()));
    let drafted = on(days_of((other.starts_on, other.ends_on), &other.settings.0));
    let mut found = Vec::new();
    if stands.meet(days)
        && let Some(newest) = releases::newest_release(db, other.id).await?
    {
        let sessions = newest.schedule.0.sessions.into_iter().map(|one| one.session);
        found.extend(sessions.filter_map(|session| placed(other, stands, days, session, true)));
    }
    if drafted.meet(days) {
        for session in rows::all(db, other.id).await? {
            let Some(one) = placed(other, drafted, days, session, false) else { continue };
            let same = Elsewhere { released: true, ..one };
            if !found.contains(&same) {
                found.push(Elsewhere { released: false, ..same });
            }
        }
    }
    Ok(found)
}

/// A session as it lies on these days, if it does.
fn placed(other: &Other, stands: Days, days: Days, session: Session, released: bool) -> Option<Elsewhere> {
    let spot = session.placed?;
    let begins = at(date(stands.first_day, spot.day), spot.start, stands.time_zone);
    let (day, from_minute) = days.place(begins);
    // What another program does is for its own staff to read; that it takes the room is not.
    let (residency, title) = match other.ours {
        true => (format!("{}, {}", other.cohort, other.title), session.title),
        false => ("another program".to_owned(), "A session".to_owned()),
    };
    (1..=days.days).contains(&day).then(|| Elsewhere {
        residency,
        title,
        day,
        from_minute,
        until_minute: from_minute + session.minutes,
        room: spot.room,
        faculty: session.faculty,
        released,
    })
}
