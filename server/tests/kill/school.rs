//! Twenty students who are signed in, and a case they can write about.

use chrono::{TimeDelta, Utc};
use domain::{
    Result,
    accounts::store::{NewPerson, NewSession, begin_session, create_person},
    authoring::{package, store::import},
    cohorts::{EnrollmentState, NewCohort, NewEnrollment, NewProgram, Pin, store},
    db::{Bind, Db, Query, Tx},
    ids::{CohortId, EnrollmentId, PersonId, ProgramId, UnitId},
    policy::store::token_hash,
};

pub const STUDENTS: usize = 20;

/// What the students need to answer.
pub struct School {
    /// The case.
    pub case: UnitId,
    /// The cookies of the students' sessions.
    pub cookies: Vec<String>,
}

/// Makes them, in a database that has its tables.
pub async fn build(url: &str) -> School {
    let db = Db::open(&url.parse().unwrap()).await.unwrap();
    let school = db.write(|tx| Box::pin(async move { fill(tx).await })).await.unwrap();
    db.close().await;
    school
}

async fn fill(tx: &Tx) -> Result<School> {
    let cohort = CohortId::new();
    let case = study(tx, cohort).await?;
    let mut cookies = Vec::new();
    for number in 0..STUDENTS {
        cookies.push(student(tx, cohort, number).await?);
    }
    Ok(School { case, cookies })
}

async fn study(tx: &Tx, cohort: CohortId) -> Result<UnitId> {
    let (now, program) = (Utc::now(), ProgramId::new());
    let module = include_bytes!("module.md").to_vec();
    let package = package::read(vec![("module.md".into(), module), ("01-case.md".into(), include_bytes!("01-case.md").to_vec())]).unwrap();
    let version = import(tx, &package, now).await?.version;
    store::create_program(tx, now, None, &NewProgram { id: program, slug: "mmm".into(), title: "MMM".into(), summary: String::new() })
        .await?;
    let (starts_on, ends_on) = (now.date_naive(), (now + TimeDelta::days(400)).date_naive());
    let time_zone = chrono_tz::America::New_York;
    let new = NewCohort { id: cohort, program, slug: "2027".into(), title: "2027".into(), time_zone, starts_on, ends_on };
    store::create_cohort(tx, now, None, &new).await?;
    let (opens_at, due_at) = (now - TimeDelta::days(7), now + TimeDelta::days(21));
    store::pin_module(tx, now, None, &Pin { cohort, version, position: 1, opens_at, due_at }).await?;
    tx.value(Query::new("SELECT id FROM units WHERE version_id = $1", vec![Bind::param(Some(&version))])).await
}

async fn student(tx: &Tx, cohort: CohortId, number: usize) -> Result<String> {
    let (now, person) = (Utc::now(), PersonId::new());
    let new = NewPerson {
        id: person,
        email: format!("student{number}@school.example"),
        name: format!("Student {number}"),
        credentials: "MD".into(),
        specialty: String::new(),
        time_zone: "UTC".into(),
        password_hash: None,
    };
    create_person(tx, &new, now).await?;
    let state = EnrollmentState::Enrolled;
    store::enroll(tx, now, None, &NewEnrollment { id: EnrollmentId::new(), person, cohort, state }).await?;
    let token = app::accounts::cookie::new_token();
    let (device, address) = ("a test".to_owned(), "127.0.0.1".to_owned());
    let session = NewSession { person, token_hash: token_hash(&token), second_factor: false, device, address };
    begin_session(tx, &session, now).await?;
    Ok(format!("session={token}"))
}
