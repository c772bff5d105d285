//! A residency for the tests: four days in January, and sessions to be released in it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    db::{Db, Tx},
    ids::{CohortId, EnrollmentId, ResidencyId, ResidencySessionId, TeamId},
    residencies::{
        ReleasedSession, SessionKind,
        store::testing::{Released, put_released},
    },
};

/// Saturday to Tuesday, 9 to 12 January 2027, in New York.
pub async fn residency(db: &Db, cohort: CohortId) -> ResidencyId {
    let id = ResidencyId::new();
    let (first, last) = (day("2027-01-09"), day("2027-01-12"));
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO residencies (id, cohort_id, position, title, place, starts_on, ends_on)
                 VALUES ($1, $2, 1, 'Opening residency', 'Pittsburgh', $3, $4)",
                id,
                cohort,
                first,
                last
            ))
            .await
        })
    })
    .await
    .unwrap();
    id
}

/// A campus day.
pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// An instant, in UTC.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A plenary class of 90 minutes without booking; nobody holds it.
pub fn class(residency: ResidencyId, title: &str, starts_at: DateTime<Utc>) -> Released {
    let session = ReleasedSession {
        id: ResidencySessionId::new(),
        residency_id: residency,
        title: title.into(),
        kind: SessionKind::Class,
        summary: String::new(),
        module_id: None,
        prework: None,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(90),
        room: "Aula".into(),
        venue: "Main building".into(),
        address: "1 Campus Way".into(),
        map_url: String::new(),
        plenary: true,
        creditable: true,
        seats: None,
        repeat_of: None,
        sequence: 0,
        changed_at: starts_at,
        canceled_at: None,
    };
    Released { session, teams: Vec::new(), faculty: Vec::new() }
}

/// Puts these sessions, and no others, into the residency's released schedule.
pub async fn release(
    db: &Db,
    now: DateTime<Utc>,
    residency: ResidencyId,
    sessions: &[Released],
) -> Vec<(Option<ReleasedSession>, ReleasedSession)> {
    let sessions = sessions.to_vec();
    db.write(move |tx| Box::pin(async move { put_released(tx, now, residency, &sessions).await })).await.unwrap()
}

/// A team of these students.
pub async fn team(tx: &Tx, cohort: CohortId, name: &str, members: &[EnrollmentId]) -> Result<TeamId> {
    let id = TeamId::new();
    tx.run(query!("INSERT INTO teams (id, cohort_id, name, position) VALUES ($1, $2, $3, 1)", id, cohort, name)).await?;
    for member in members {
        tx.run(query!("INSERT INTO team_members (enrollment_id, team_id) VALUES ($1, $2)", *member, id)).await?;
    }
    Ok(id)
}
