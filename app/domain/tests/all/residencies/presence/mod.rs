//! Who was there: marks that come late, twice and in any order, codes, and what is made up for.

mod codes;
mod live;
mod make_ups;
mod marks;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::Db,
    ids::{EnrollmentId, MarkId, PersonId, ResidencyId, ResidencySessionId},
    learning::evidence::Receipt,
    residencies::{
        presence::{Mark, MarkKind, MarkWay},
        store::{
            presence::{presence, record_marks},
            testing::Released,
        },
    },
};

use super::stage::{at, class, release, residency};
use crate::school::{School, now, school};

/// A residency in January with two classes of 90 minutes, and the moment after both.
pub struct Days {
    pub school: School,
    pub residency: ResidencyId,
    pub sessions: Vec<Released>,
    pub after: DateTime<Utc>,
}

impl Days {
    pub async fn of(db: &Db) -> Self {
        let school = school(db).await;
        let residency = residency(db, school.cohort).await;
        let sessions = vec![class(residency, "Value", at("2027-01-09T14:00:00Z")), class(residency, "Risk", at("2027-01-09T16:00:00Z"))];
        release(db, now(), residency, &sessions).await;
        Self { school, residency, sessions, after: at("2027-01-09T20:00:00Z") }
    }

    pub fn session(&self, number: usize) -> ResidencySessionId {
        self.sessions[number].session.id
    }

    /// A mark of the roll, so many minutes after the session began.
    pub fn mark(&self, number: usize, enrollment: EnrollmentId, kind: MarkKind, minute: i64) -> Mark {
        Mark {
            id: MarkId::new(),
            session: self.session(number),
            enrollment,
            kind,
            way: MarkWay::Roll,
            by: self.school.economist,
            occurred_at: self.sessions[number].session.starts_at + TimeDelta::minutes(minute),
            reason: String::new(),
            minutes: None,
        }
    }

    /// A correction.
    pub fn correction(&self, number: usize, (enrollment, by): (EnrollmentId, PersonId), minutes: Option<i64>, minute: i64) -> Mark {
        let mark = self.mark(number, enrollment, MarkKind::Correction, minute);
        Mark { way: MarkWay::Correction, by, reason: "Stood at the window.".into(), minutes, ..mark }
    }

    /// Minutes in the room and minutes that count, if anything was marked.
    pub async fn minutes(&self, db: &Db, number: usize, enrollment: EnrollmentId) -> Option<(i64, i64)> {
        let grid = presence(db, self.residency).await.unwrap();
        let cell = grid.cells[&(enrollment, self.session(number))];
        cell.state.map(|_| (cell.present, cell.minutes))
    }
}

pub async fn send(db: &Db, now: DateTime<Utc>, marks: &[Mark]) -> Vec<Receipt> {
    let marks = marks.to_vec();
    db.write(move |tx| Box::pin(async move { record_marks(tx, now, &marks).await })).await.unwrap()
}
