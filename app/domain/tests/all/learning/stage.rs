//! A module of the first cohort with everything in it, a clock that can be moved, and short ways to act.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use domain::{
    Clock, Result,
    authoring::{Answers, Choice, Question, QuizSettings, Shuffle, UnitSettings, WordRange},
    cohorts::{Pin, store::pin_module},
    db::{Db, Json, Tx},
    ids::{AttemptId, EnrollmentId, EvidenceId, ModuleId, QuestionId, UnitId, VersionId},
    learning::{
        Ledger,
        evidence::{Act, Answered, Did, Evidence, Receipt, Whereabouts},
        projection,
        quiz::{Confidence, Response},
        store::{self, Begun},
    },
    policy::{Person, Place},
};

use crate::school::{School, Studying, days_ago, now, school};

#[derive(Clone, Copy)]
pub struct Stage {
    pub school: School,
    /// "quality", the third module of the first cohort, open and due in 20 days.
    pub module: ModuleId,
    pub version: VersionId,
    pub lesson: UnitId,
    /// Two attempts, 60 percent, no time limit: `single` (4 points), `matching` (5 points, three pairs), `essay` (not scored).
    pub quiz: UnitId,
    /// Any number of attempts of ten minutes, 50 percent: `quick` (1 point).
    pub timed: UnitId,
    pub case: UnitId,
    /// In the lesson.
    pub aside: QuestionId,
    pub single: QuestionId,
    pub matching: QuestionId,
    pub essay: QuestionId,
    pub quick: QuestionId,
}

pub fn quiz_settings() -> QuizSettings {
    QuizSettings { pass: 60, attempts: Some(2), time_limit: None, shuffle: Shuffle::Both, draw: vec![], confidence: false }
}

pub fn timed_settings() -> QuizSettings {
    QuizSettings { pass: 50, attempts: None, time_limit: Some(10), shuffle: Shuffle::None, draw: vec![], confidence: false }
}

impl Stage {
    pub fn at(&self, who: Studying, unit: UnitId) -> Whereabouts {
        Whereabouts { person: who.person, enrollment: who.enrollment, version: self.version, unit }
    }

    pub fn place(&self, who: Studying) -> Place {
        let in_other = who.enrollment == self.school.ravi.enrollment;
        let cohort = if in_other { self.school.other } else { self.school.cohort };
        Place { enrollment: who.enrollment, cohort, cohort_title: "A cohort".into(), campus: chrono_tz::America::New_York }
    }

    /// A new attempt at the quiz or the timed quiz.
    pub async fn begin(&self, db: &Db, who: Studying, unit: UnitId, at: DateTime<Utc>) -> AttemptId {
        let settings = if unit == self.quiz { quiz_settings() } else { timed_settings() };
        match store::begin(db, self.at(who, unit), settings, AttemptId::new(), at).await.unwrap() {
            Begun::New(attempt) => attempt.id,
            other => panic!("no new attempt: {other:?}"),
        }
    }

    /// An answer to `single`, right or wrong.
    pub fn choice(&self, who: Studying, attempt: AttemptId, right: bool) -> Evidence {
        answer(self.at(who, self.quiz), Some(attempt), self.single, choose(right))
    }

    /// An answer to `quick`, right or wrong.
    pub fn quick_choice(&self, who: Studying, attempt: AttemptId, right: bool) -> Evidence {
        answer(self.at(who, self.timed), Some(attempt), self.quick, choose(right))
    }

    /// An answer to `aside`, the question in the lesson.
    pub fn remark(&self, who: Studying, option: usize) -> Evidence {
        answer(self.at(who, self.lesson), None, self.aside, Response::Options(vec![option]))
    }
}

pub fn person(who: Studying) -> Person {
    let name = "A student".to_owned();
    Person { id: who.person, email: "student@school.example".into(), name, time_zone: chrono_tz::UTC, has_second_factor: false }
}

/// Option 1 is right.
pub fn choose(right: bool) -> Response {
    Response::Options(vec![usize::from(right)])
}

pub fn answer(at: Whereabouts, attempt: Option<AttemptId>, question: QuestionId, response: Response) -> Evidence {
    let act = Act::Answered(Answered { attempt, question, response, confidence: None, late: false });
    Evidence { id: EvidenceId::new(), at, act, occurred_at: now() }
}

/// The same answer, given as surely.
pub fn rated(evidence: Evidence, confidence: Option<Confidence>) -> Evidence {
    let Act::Answered(answered) = evidence.act else { panic!("no answer: {evidence:?}") };
    Evidence { act: Act::Answered(Answered { confidence, ..answered }), ..evidence }
}

pub fn did(at: Whereabouts, did: Did, occurred_at: DateTime<Utc>) -> Evidence {
    Evidence { id: EvidenceId::new(), at, act: Act::plain(did), occurred_at }
}

pub async fn append(db: &Db, batch: Vec<Evidence>, at: DateTime<Utc>) -> Vec<Receipt> {
    db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, at).await })).await.unwrap()
}

/// The option that stands for a question.
pub async fn standing(db: &Db, holder: uuid::Uuid, question: QuestionId) -> Option<Response> {
    store::answers(db, holder, &[question]).await.unwrap().remove(&question).map(|standing| standing.response.0)
}

pub async fn count(db: &Db, text: &'static str) -> i64 {
    db.value(query!(text)).await.unwrap()
}

pub const ALL_EVIDENCE: &str = "SELECT COUNT(*) FROM evidence";

/// A clock that stands still until it is moved.
pub struct Moment(Mutex<DateTime<Utc>>);

impl Moment {
    pub fn set(&self, to: DateTime<Utc>) {
        *self.0.lock().unwrap() = to;
    }
}

impl Clock for Moment {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A ledger at noon, and its clock.
pub fn ledger(db: &Db) -> (Ledger, Arc<Moment>) {
    let clock = Arc::new(Moment(Mutex::new(now())));
    (Ledger::start(db.clone(), clock.clone()).0, clock)
}

/// Moves how the person stands in their cohort.
pub async fn stand(db: &Db, enrollment: EnrollmentId, state: &'static str) {
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = $1 WHERE id = $2", state, enrollment)).await }))
        .await
        .unwrap();
}

pub async fn stage(db: &Db) -> Stage {
    let school = school(db).await;
    db.write(move |tx| Box::pin(async move { build(tx, school).await })).await.unwrap()
}

/// The next version of the module, with units and questions of the same names; the cohort stays with the one it has.
pub async fn next_version(db: &Db, stage: Stage) -> Stage {
    db.write(move |tx| Box::pin(async move { version(tx, stage.school, stage.module, 2).await })).await.unwrap()
}

async fn build(tx: &Tx, school: School) -> Result<Stage> {
    let module = ModuleId::new();
    tx.run(query!("INSERT INTO modules (id, slug, created_at) VALUES ($1, 'quality', $2)", module, now())).await?;
    let stage = version(tx, school, module, 1).await?;
    let pin = Pin { cohort: school.cohort, version: stage.version, position: 3, opens_at: days_ago(30), due_at: days_ago(-20) };
    pin_module(tx, now(), None, &pin).await?;
    Ok(stage)
}

async fn version(tx: &Tx, school: School, module: ModuleId, number: i64) -> Result<Stage> {
    let version = VersionId::new();
    tx.run(query!(
        "INSERT INTO module_versions (id, module_id, number, title, summary, objectives, competencies, authors, license, introduction, digest, published_at)
         VALUES ($1, $2, $3, 'Quality', 'Better care.', '[\"Improve\"]', '[\"PL-1\"]', '[\"Ada\"]', 'CC-BY-4.0', '<p>Hello</p>', '', $4)",
        version, module, number, now()
    ))
    .await?;
    let lesson = unit(tx, version, 1, UnitSettings::Lesson).await?;
    let quiz = unit(tx, version, 2, UnitSettings::Quiz(quiz_settings())).await?;
    let timed = unit(tx, version, 3, UnitSettings::Quiz(timed_settings())).await?;
    let case = unit(tx, version, 4, UnitSettings::Case { words: None }).await?;
    let pairs = Answers::Matching {
        lefts: vec!["a".into(), "b".into(), "c".into()],
        rights: vec!["x".into(), "y".into(), "z".into()],
        pairs: vec![2, 0, 1],
    };
    let aside = question(tx, lesson, 1, 1, options()).await?;
    let single = question(tx, quiz, 1, 4, options()).await?;
    let matching = question(tx, quiz, 2, 5, pairs).await?;
    let essay = question(tx, quiz, 3, 0, Answers::Text { words: WordRange { min: 1, max: 9 }, model: String::new() }).await?;
    let quick = question(tx, timed, 1, 1, options()).await?;
    Ok(Stage { school, module, version, lesson, quiz, timed, case, aside, single, matching, essay, quick })
}

async fn unit(tx: &Tx, version: VersionId, position: i64, settings: UnitSettings) -> Result<UnitId> {
    let id = UnitId::new();
    let slug = format!("unit-{position}");
    tx.run(query!(
        "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
         VALUES ($1, $2, $3, $4, $5, $4, 15, '[]', '[]', '[]', $6)",
        id,
        version,
        position,
        slug,
        settings.kind(),
        Json(&settings)
    ))
    .await?;
    Ok(id)
}

fn options() -> Answers {
    let option = |right| Choice { html: format!("<p>{right}</p>"), right, fixed: false, feedback: None };
    Answers::Single { options: [false, true, false].map(option).to_vec() }
}

async fn question(tx: &Tx, unit: UnitId, position: i64, points: u32, answers: Answers) -> Result<QuestionId> {
    let id = QuestionId::new();
    let slug = format!("question-{position}");
    let question =
        Question { slug: slug.clone(), points, tags: vec![], bank: None, prompt: "<p>?</p>".into(), answers, rationale: String::new() };
    tx.run(query!(
        "INSERT INTO questions (id, unit_id, position, slug, kind, points, definition) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        unit,
        position,
        slug,
        question.kind(),
        i64::from(points),
        Json(&question)
    ))
    .await?;
    Ok(id)
}
