//! A crowd: as many students and as much evidence as the bench asks for, written the way real evidence is, in big transactions.
//! Cohorts of 60 study 15 modules side by side, unit after unit, so that what one student did lies far apart on the disk, as it does
//! in a school.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    Result,
    accounts::{
        Power,
        store::{NewPerson, create_person, grant},
    },
    authoring::{UnitKind, package::Package, store::import},
    cohorts::{EnrollmentState, NewCohort, NewEnrollment, NewProgram, Pin, Residency, store},
    db::{Db, Tx},
    ids::{AttemptId, CohortId, EnrollmentId, EvidenceId, PersonId, ProgramId, QuestionId, ResidencyId, VersionId},
    learning::{
        evidence::{Act, Answered, Attempted, Did, Evidence, Submitted, Whereabouts},
        projection::append,
        quiz::{self, QuizResult, Response},
    },
    policy::Place,
};

use super::{
    answers,
    calendar::CAMPUS,
    chance::Chance,
    curriculum::{self, HEALTH_ECONOMICS},
    demo::course,
    studying::{Course, Unit},
};
use crate::Failure;

/// Students of one cohort.
const COHORT: usize = 60;
/// Modules of every cohort.
const MODULES: usize = 15;
/// Days from the opening of one module to that of the next.
const PACE: i64 = 24;
/// Students whose acts go into one statement after the other, and such groups in one transaction.
const TOGETHER: usize = 64;
const GROUPS: usize = 16;
/// Different ways to answer a quiz.
const WAYS: usize = 8;
/// How likely a student leaves a unit out.
const LEFT_OUT: f64 = 0.03;

/// How much there is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// Cohorts made.
    pub cohorts: usize,
    /// Students made.
    pub students: usize,
    /// Acts kept: as many as asked for, or up to one transaction more; fewer if all students have done everything.
    pub evidence: usize,
}

/// A student of the crowd.
#[derive(Clone, Copy)]
struct Student {
    person: PersonId,
    enrollment: EnrollmentId,
}

/// What may happen in a unit, prepared once for everybody.
struct Script {
    version: VersionId,
    unit: Unit,
    at: DateTime<Utc>,
    ways: Vec<(HashMap<QuestionId, Response>, QuizResult)>,
}

/// Makes a crowd of so many students with so much evidence. Their password is the one behind `hash`.
///
/// # Errors
/// Those of the database; what was committed before stays. A second crowd in the same database is refused.
pub async fn crowd(db: &Db, students: usize, evidence: usize, now: DateTime<Utc>, hash: &str) -> Result<Crowd, Failure> {
    let (program, versions) = modules(db, now, hash.to_owned()).await?;
    let mut all = Vec::with_capacity(students);
    let mut first = None;
    let cohorts = students.div_ceil(COHORT);
    for number in 0..cohorts {
        let count = COHORT.min(students - number * COHORT);
        let (cohort, members) = cohort(db, number, count, (program, versions.clone()), now, hash.to_owned()).await?;
        first = first.or_else(|| members.first().map(|student| (cohort, student.enrollment)));
        all.extend(members);
    }
    let Some((cohort, enrollment)) = first else { return Ok(Crowd { cohorts: 0, students: 0, evidence: 0 }) };
    let place = Place { enrollment, cohort, cohort_title: String::new(), campus: CAMPUS };
    let kept = study(db, &place, Arc::new(all), evidence).await?;
    Ok(Crowd { cohorts, students, evidence: kept })
}

/// The starter module under as many names as there are modules, in a program that somebody runs.
async fn modules(db: &Db, now: DateTime<Utc>, hash: String) -> Result<(ProgramId, Vec<VersionId>), Failure> {
    let packages = (1..=MODULES).map(|number| curriculum::copy(HEALTH_ECONOMICS, &slug(number), &format!("Module {number} of the crowd")));
    let packages = packages.collect::<Result<Vec<Package>, Failure>>()?;
    let made = db.write(move |tx| {
        Box::pin(async move {
            let id = ProgramId::new();
            let program = NewProgram { id, slug: "crowd".into(), title: "A crowd".into(), summary: "For measuring.".into() };
            let staff = person(tx, "staff", "Staff of the crowd", now, &hash).await?;
            grant(tx, staff, Power::Staff, None, now).await?;
            store::create_program(tx, now, Some(staff), &program).await?;
            let mut versions = Vec::new();
            for package in &packages {
                versions.push(import(tx, package, now).await?.version);
            }
            Ok((id, versions))
        })
    });
    Ok(made.await?)
}

fn slug(number: usize) -> String {
    format!("crowd-{number:02}")
}

fn opens_at(number: usize, now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(PACE) * (MODULES as i32) + TimeDelta::days(PACE) * (number as i32)
}

async fn cohort(
    db: &Db,
    number: usize,
    count: usize,
    (program, versions): (ProgramId, Vec<VersionId>),
    now: DateTime<Utc>,
    hash: String,
) -> Result<(CohortId, Vec<Student>)> {
    db.write(move |tx| {
        Box::pin(async move {
            let (starts_on, ends_on) = (opens_at(0, now).date_naive(), (now + TimeDelta::days(60)).date_naive());
            let (id, slug, title) = (CohortId::new(), format!("crowd-{number:04}"), format!("Crowd {number}"));
            store::create_cohort(tx, now, None, &NewCohort { id, program, slug, title, time_zone: CAMPUS, starts_on, ends_on }).await?;
            for residency in residencies(starts_on) {
                store::add_residency(tx, now, None, id, &residency).await?;
            }
            for (place, version) in versions.into_iter().enumerate() {
                let (opens_at, due_at) = (opens_at(place, now), opens_at(place + 1, now));
                let pin = Pin { cohort: id, version, position: place as i64 + 1, opens_at, due_at };
                store::pin_module(tx, now, None, &pin).await?;
            }
            let mut students = Vec::with_capacity(count);
            for member in 0..count {
                students.push(student(tx, id, number * COHORT + member, now, &hash).await?);
            }
            Ok((id, students))
        })
    })
    .await
}

async fn student(tx: &Tx, cohort: CohortId, number: usize, now: DateTime<Utc>, hash: &str) -> Result<Student> {
    let person = person(tx, &format!("crowd-{number}"), &format!("Student {number}"), now, hash).await?;
    // One in thirty is on leave.
    let state = if number % 30 == 29 { EnrollmentState::OnLeave } else { EnrollmentState::Enrolled };
    let enrollment = NewEnrollment { id: EnrollmentId::new(), person, cohort, state };
    store::enroll(tx, now, None, &enrollment).await?;
    Ok(Student { person, enrollment: enrollment.id })
}

async fn person(tx: &Tx, local: &str, name: &str, now: DateTime<Utc>, hash: &str) -> Result<PersonId> {
    let new = NewPerson {
        id: PersonId::new(),
        email: format!("{local}@crowd.attending.example"),
        name: name.to_owned(),
        credentials: "MD".into(),
        specialty: "Internal medicine".into(),
        time_zone: "America/Chicago".into(),
        password_hash: Some(hash.to_owned()),
    };
    create_person(tx, &new, now).await?;
    Ok(new.id)
}

/// Four of four days, a hundred days from one to the next.
fn residencies(starts_on: NaiveDate) -> Vec<Residency> {
    let one = |position: i64| {
        let starts_on = starts_on + Days::new(100 * position.unsigned_abs());
        let (title, place) = (format!("Residency {}", position + 1), "Main campus".to_owned());
        Residency { id: ResidencyId::new(), position: position + 1, title, place, starts_on, ends_on: starts_on + Days::new(3) }
    };
    (0..4).map(one).collect()
}

/// Unit after unit, everybody does what it asks, until there is evidence enough.
async fn study(db: &Db, place: &Place, students: Arc<Vec<Student>>, wanted: usize) -> Result<usize> {
    let mut kept = 0;
    for number in 1..=MODULES {
        let Course { version, opens_at, units } = course(db, place, &slug(number)).await?;
        for (position, unit) in (1..).zip(units) {
            let ways = ways(&unit);
            let script = Arc::new(Script { version, unit, at: opens_at + TimeDelta::days(2) * position, ways });
            for from in (0..students.len()).step_by(TOGETHER * GROUPS) {
                if kept >= wanted {
                    return Ok(kept);
                }
                let (script, students) = (Arc::clone(&script), Arc::clone(&students));
                kept += db.write(move |tx| Box::pin(async move { play(tx, &script, &students, from).await })).await?;
            }
        }
    }
    Ok(kept)
}

fn ways(unit: &Unit) -> Vec<(HashMap<QuestionId, Response>, QuizResult)> {
    let pass = unit.quiz.as_ref().map_or(0, |quiz| quiz.pass);
    let way = |seed| {
        let mut chance = Chance::new(seed);
        let drawn = match &unit.quiz {
            Some(settings) => quiz::drawn(settings, &unit.questions, seed as i64),
            None => unit.questions.as_slice().into(),
        };
        let given = drawn.iter().map(|question| (question.id, answers::given(&question.question, 0.85, &mut chance))).collect();
        let result = quiz::result(&drawn, &given, pass);
        (given, result)
    };
    (0..WAYS as u64).map(way).collect()
}

/// One transaction: some groups of students do a unit. Returns how many acts that were.
async fn play(tx: &Tx, script: &Script, students: &[Student], from: usize) -> Result<usize> {
    let some = &students[from..students.len().min(from + TOGETHER * GROUPS)];
    let mut kept = 0;
    for (group, members) in some.chunks(TOGETHER).enumerate() {
        let at = script.at + TimeDelta::seconds((from + group * TOGETHER) as i64);
        let mut chance = Chance::new(script.unit.id.0.as_u64_pair().1 ^ (from + group) as u64);
        let mut steps: [Vec<Evidence>; 3] = Default::default();
        for student in members {
            if !chance.happens(LEFT_OUT) {
                acts(script, *student, at, chance.below(WAYS), &mut steps);
            }
        }
        // An attempt must be there before it is answered, and answered before it ends.
        for (batch, step) in steps.iter().zip(0..) {
            append(tx, batch, at + TimeDelta::minutes(step)).await?;
            kept += batch.len();
        }
    }
    Ok(kept)
}

fn acts(script: &Script, student: Student, at: DateTime<Utc>, way: usize, steps: &mut [Vec<Evidence>; 3]) {
    let unit = &script.unit;
    let whereabouts = Whereabouts { person: student.person, enrollment: student.enrollment, version: script.version, unit: unit.id };
    let act = |act| Evidence { id: EvidenceId::new(), at: whereabouts, act, occurred_at: at };
    let answer = |attempt, question, response: &Response| {
        act(Act::Answered(Answered { attempt, question, response: response.clone(), confidence: None, late: false }))
    };
    let (given, result) = &script.ways[way];
    let attempt = match unit.kind {
        UnitKind::Quiz => {
            let begun = act(Act::Attempted(Attempted { number: 1, seed: way as i64, closes_at: None }));
            let attempt = AttemptId(begun.id.0);
            steps[0].push(begun);
            let QuizResult { points, possible, passed } = *result;
            steps[2].push(act(Act::Submitted(Submitted { submitted: attempt, points, possible, passed })));
            Some(attempt)
        }
        _ => {
            steps[0].push(act(Act::plain(Did::Started)));
            None
        }
    };
    steps[1].extend(given.iter().map(|(question, response)| answer(attempt, *question, response)));
    match unit.kind {
        UnitKind::Lesson => steps[2].push(act(Act::plain(Did::Read))),
        UnitKind::Case | UnitKind::Assignment => {
            steps[1].push(answer(None, QuestionId(unit.id.0), &Response::Text(answers::WRITTEN[way % 2].to_owned())))
        }
        UnitKind::Quiz | UnitKind::Simulation | UnitKind::LiveSession => {}
    }
    // An assignment is completed by handing in, which is no act by itself.
    if unit.kind != UnitKind::Assignment && (unit.kind != UnitKind::Quiz || result.passed) {
        steps[2].push(act(Act::plain(Did::Completed)));
    }
}
