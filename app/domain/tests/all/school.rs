//! A small school for the tests: two modules, two cohorts, students and faculty.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    cohorts::{
        Assignment, EnrollmentState, NewCohort, NewEnrollment, NewProgram, Pin, UnitDue,
        store::{assign_teaching, create_cohort, create_program, enroll, pin_module, set_unit_due},
    },
    db::{Db, Tx},
    ids::{CohortId, EnrollmentId, ModuleId, PersonId, ProgramId, TeachingId, UnitId, VersionId},
};

/// Noon on campus (New York), a Sunday.
pub fn now() -> DateTime<Utc> {
    "2026-11-22T17:00:00Z".parse().unwrap()
}

pub fn days_ago(days: i64) -> DateTime<Utc> {
    now() - TimeDelta::days(days)
}

#[derive(Clone, Copy)]
pub struct Module {
    pub id: ModuleId,
    pub version: VersionId,
    /// A lesson, a quiz, a case.
    pub units: [UnitId; 3],
}

#[derive(Clone, Copy)]
pub struct Studying {
    pub person: PersonId,
    pub enrollment: EnrollmentId,
}

#[derive(Clone, Copy)]
pub struct School {
    pub program: ProgramId,
    pub cohort: CohortId,
    pub other: CohortId,
    pub economics: Module,
    pub finance: Module,
    pub amara: Studying,
    pub nils: Studying,
    /// Studies in the other cohort.
    pub ravi: Studying,
    /// Teaches economics in the first cohort.
    pub economist: PersonId,
    /// Teaches all of the other cohort.
    pub director: PersonId,
}

/// Economics opened 30 days ago; its lesson was due 10 days ago, its quiz 3 days ago, the rest comes in 20 days. Finance opens tomorrow.
pub async fn school(db: &Db) -> School {
    db.write(|tx| Box::pin(async move { build(tx).await })).await.unwrap()
}

async fn build(tx: &Tx) -> Result<School> {
    let program = ProgramId::new();
    let new = NewProgram { id: program, slug: "mmm".into(), title: "Master of Medical Management".into(), summary: String::new() };
    create_program(tx, now(), None, &new).await?;
    let (cohort, other) = (cohort(tx, program, "first").await?, cohort(tx, program, "second").await?);
    let (economics, finance) = (module(tx, "economics").await?, module(tx, "finance").await?);
    for (cohort, module, position, opens_at) in
        [(cohort, economics, 1, days_ago(30)), (cohort, finance, 2, days_ago(-1)), (other, economics, 1, days_ago(30))]
    {
        let pin = Pin { cohort, version: module.version, position, opens_at, due_at: days_ago(-20) };
        pin_module(tx, now(), None, &pin).await?;
    }
    for (unit, days) in [(0, 10), (1, 3)] {
        let due = UnitDue { cohort, unit: economics.units[unit], due_at: days_ago(days) };
        set_unit_due(tx, now(), None, &due).await?;
    }
    let amara = student(tx, "Amara Okafor", cohort).await?;
    let nils = student(tx, "Nils Berglund", cohort).await?;
    let ravi = student(tx, "Ravi Menon", other).await?;
    let economist = teacher(tx, "Ines Ferreira", cohort, Some(economics.id)).await?;
    let director = teacher(tx, "Paul Adler", other, None).await?;
    Ok(School { program, cohort, other, economics, finance, amara, nils, ravi, economist, director })
}

async fn cohort(tx: &Tx, program: ProgramId, slug: &str) -> Result<CohortId> {
    let new = NewCohort {
        id: CohortId::new(),
        program,
        slug: slug.into(),
        title: format!("The {slug} cohort"),
        time_zone: chrono_tz::America::New_York,
        starts_on: days_ago(30).date_naive(),
        ends_on: days_ago(-300).date_naive(),
    };
    create_cohort(tx, now(), None, &new).await?;
    Ok(new.id)
}

async fn module(tx: &Tx, slug: &str) -> Result<Module> {
    let (id, version) = (ModuleId::new(), VersionId::new());
    tx.run(query!("INSERT INTO modules (id, slug, created_at) VALUES ($1, $2, $3)", id, slug, now())).await?;
    let title = format!("The title of {slug}");
    tx.run(query!(
        "INSERT INTO module_versions (id, module_id, number, title, summary, objectives, competencies, authors, license, introduction, digest, published_at)
         VALUES ($1, $2, 1, $3, '', '[]', '[]', '[]', '', '', '', $4)",
        version, id, title, now()
    ))
    .await?;
    let units = [UnitId::new(), UnitId::new(), UnitId::new()];
    for (position, kind) in [(1_i64, "lesson"), (2, "quiz"), (3, "case")] {
        let unit = units[position as usize - 1];
        tx.run(query!(
            "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
             VALUES ($1, $2, $3, $4, $4, $4, 30, '[]', '[]', '[]', '\"lesson\"')",
            unit,
            version,
            position,
            kind
        ))
        .await?;
    }
    Ok(Module { id, version, units })
}

/// Makes a unit a live session.
pub async fn becomes_live(db: &Db, unit: UnitId) {
    let live = query!("UPDATE units SET kind = 'live session' WHERE id = $1", unit);
    db.write(move |tx| Box::pin(async move { tx.run(live).await })).await.unwrap();
}

/// When a student completed a unit, if they did.
pub async fn completed_at(db: &Db, who: EnrollmentId, unit: UnitId) -> Option<DateTime<Utc>> {
    let progress = query!("SELECT completed_at FROM unit_progress WHERE enrollment_id = $1 AND unit_id = $2", who, unit);
    db.maybe::<(Option<DateTime<Utc>>,)>(progress).await.unwrap().and_then(|(at,)| at)
}

pub async fn person(tx: &Tx, name: &str) -> Result<PersonId> {
    let id = PersonId::new();
    let email = format!("{}@school.example", name.to_lowercase().replace(' ', "."));
    tx.run(query!(
        "INSERT INTO people (id, email, email_folded, name, credentials, specialty, time_zone, created_at)
         VALUES ($1, $2, $2, $3, 'MD', 'Cardiology', 'Pacific/Honolulu', $4)",
        id,
        email,
        name,
        now()
    ))
    .await?;
    Ok(id)
}

async fn student(tx: &Tx, name: &str, cohort: CohortId) -> Result<Studying> {
    let person = person(tx, name).await?;
    let enrollment = EnrollmentId::new();
    let new = NewEnrollment { id: enrollment, person, cohort, state: EnrollmentState::Enrolled };
    enroll(tx, now(), None, &new).await?;
    Ok(Studying { person, enrollment })
}

async fn teacher(tx: &Tx, name: &str, cohort: CohortId, module: Option<ModuleId>) -> Result<PersonId> {
    let person = person(tx, name).await?;
    assign_teaching(tx, now(), None, &Assignment { id: TeachingId::new(), person, cohort, module }).await?;
    Ok(person)
}
