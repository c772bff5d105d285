//! A residency with a released schedule, and more students for its cohort.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::store::{NewPerson, create_person},
    cohorts::{EnrollmentState, NewEnrollment, Residency, store::enroll},
    ids::{EnrollmentId, PersonId, ResidencySessionId},
    residencies::{
        ReleasedSession, SessionKind,
        store::testing::{Released, put_released},
    },
};

use crate::stage::{Stage, Visitor};

/// At this hour of the residency's first day, in UTC.
pub fn at(residency: &Residency, hour: u32) -> DateTime<Utc> {
    residency.starts_on.and_hms_opt(hour, 0, 0).unwrap().and_utc()
}

/// A plenary session of an hour and a half in the Aula; `seats` of it are booked, if any.
pub fn session(residency: &Residency, title: &str, hour: u32, seats: Option<i64>) -> Released {
    let starts_at = at(residency, hour);
    let session = ReleasedSession {
        id: ResidencySessionId::new(),
        residency_id: residency.id,
        title: title.into(),
        kind: SessionKind::Workshop,
        summary: format!("Bring what you have for {title}."),
        module_id: None,
        prework: None,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(90),
        room: "Aula".into(),
        venue: "Main building".into(),
        address: "1 Campus Way".into(),
        map_url: "https://maps.example/aula".into(),
        plenary: true,
        creditable: true,
        seats,
        repeat_of: None,
        sequence: 0,
        changed_at: starts_at,
        canceled_at: None,
    };
    Released { session, teams: Vec::new(), faculty: Vec::new() }
}

/// Puts these sessions, and no others, into the residency's released schedule.
pub async fn release(stage: &Stage, residency: &Residency, sessions: &[Released]) {
    let (id, now, sessions) = (residency.id, stage.now(), sessions.to_vec());
    let put = stage.db.write(move |tx| Box::pin(async move { put_released(tx, now, id, &sessions).await }));
    put.await.unwrap();
}

/// Another student of the cohort, with a browser of their own.
pub async fn student(stage: &Stage, name: &str) -> Visitor {
    let (person, enrollment, now, cohort) = (PersonId::new(), EnrollmentId::new(), stage.now(), stage.school.cohort);
    let new = NewPerson {
        id: person,
        email: format!("{}@school.example", name.to_lowercase().replace(' ', ".")),
        name: name.into(),
        credentials: "MD".into(),
        specialty: "Surgery".into(),
        time_zone: "America/New_York".into(),
        password_hash: None,
    };
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            create_person(tx, &new, now).await?;
            enroll(tx, now, None, &NewEnrollment { id: enrollment, person, cohort, state: EnrollmentState::Enrolled }).await
        })
    });
    added.await.unwrap();
    Visitor::signed_in(stage, person, false).await
}
