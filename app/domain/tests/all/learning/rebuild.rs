//! What evidence amounts to can be computed anew from evidence alone, and is what stood there before.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::{Db, testing::db_test},
    ids::{AttemptId, EnrollmentId, EvidenceId, QuestionId, UnitId, VersionId},
    learning::{
        evidence::{Did, Evidence, Receipt},
        quiz::{Confidence, Response},
        store::{self, Begun},
    },
};
use uuid::Uuid;

use super::stage::{ALL_EVIDENCE, Stage, answer, append, count, did, ledger, quiz_settings, rated, stage, timed_settings};
use crate::school::{Studying, now};

domain::row! {
    #[derive(Debug, PartialEq)]
    pub struct Progress {
        pub enrollment_id: EnrollmentId,
        pub unit_id: UnitId,
        pub version_id: VersionId,
        pub started_at: DateTime<Utc>,
        pub last_at: DateTime<Utc>,
        pub completed_at: Option<DateTime<Utc>>,
        pub best_percent: Option<f64>,
    }
}

domain::row! {
    #[derive(Debug, PartialEq)]
    pub struct Attempt {
        id: AttemptId,
        enrollment_id: EnrollmentId,
        unit_id: UnitId,
        number: i64,
        seed: i64,
        started_at: DateTime<Utc>,
        closes_at: Option<DateTime<Utc>>,
        submitted_at: Option<DateTime<Utc>>,
        points: Option<f64>,
        possible: Option<f64>,
        passed: Option<bool>,
    }
}

domain::row! {
    #[derive(Debug, PartialEq)]
    pub struct Answer {
        holder_id: Uuid,
        question_id: QuestionId,
        evidence_id: EvidenceId,
        response: String,
        confidence: Option<Confidence>,
        occurred_at: DateTime<Utc>,
        recorded_at: DateTime<Utc>,
    }
}

/// Everything that evidence amounts to.
#[derive(Debug, PartialEq)]
pub struct Sum(pub Vec<Progress>, pub Vec<Attempt>, pub Vec<Answer>);

pub async fn sum(db: &Db) -> Sum {
    let progress = db
        .all(query!(
            "SELECT enrollment_id, unit_id, version_id, started_at, last_at, completed_at, best_percent FROM unit_progress
             ORDER BY enrollment_id, unit_id"
        ))
        .await
        .unwrap();
    let attempts = db
        .all(query!(
            "SELECT id, enrollment_id, unit_id, number, seed, started_at, closes_at, submitted_at, points, possible, passed FROM attempts
             ORDER BY id"
        ))
        .await
        .unwrap();
    let answers = db
        .all(query!(
            "SELECT holder_id, question_id, evidence_id, response, confidence, occurred_at, recorded_at FROM answers
             ORDER BY holder_id, question_id"
        ))
        .await
        .unwrap();
    Sum(progress, attempts, answers)
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }
}

/// Students who do anything at any time, in any order, some of it twice.
struct Students {
    stage: Stage,
    dice: Dice,
    now: DateTime<Utc>,
    begun: Vec<(Studying, UnitId, AttemptId)>,
    sent: Vec<Evidence>,
}

impl Students {
    fn new(stage: Stage, seed: u64) -> Self {
        Self { stage, dice: Dice(seed), now: now(), begun: Vec::new(), sent: Vec::new() }
    }

    fn who(&mut self) -> Studying {
        self.dice.one(&[self.stage.school.amara, self.stage.school.nils])
    }

    /// A clock is often behind, and sometimes ahead.
    fn device_time(&mut self) -> DateTime<Utc> {
        self.now - TimeDelta::microseconds(self.dice.below(900_000_000) as i64) + TimeDelta::seconds(60)
    }

    async fn act(&mut self, db: &Db) {
        self.now += TimeDelta::microseconds(self.dice.below(120_000_000) as i64);
        match self.dice.below(8) {
            0 => self.begin(db).await,
            1 => self.hand_in(db).await,
            2 => assert!(store::close_overdue(db, self.now).await.unwrap() <= self.begun.len()),
            3 => {
                let again = if self.sent.is_empty() { 0 } else { self.dice.below(4) };
                let batch = (0..again).map(|_| self.dice.one(&self.sent)).collect();
                append(db, batch, self.now).await;
            }
            _ => {
                let batch: Vec<Evidence> = (0..self.dice.below(12)).map(|_| self.evidence()).collect();
                self.sent.extend(batch.iter().cloned());
                append(db, batch, self.now).await;
            }
        }
    }

    fn evidence(&mut self) -> Evidence {
        let (who, stage) = (self.who(), self.stage);
        let mut evidence = match self.dice.below(4) {
            0 => {
                let unit = self.dice.one(&[stage.lesson, stage.case, stage.quiz]);
                did(stage.at(who, unit), self.dice.one(&[Did::Started, Did::Read, Did::Completed]), self.now)
            }
            1 => stage.remark(who, self.dice.below(3) as usize),
            _ if self.begun.is_empty() => stage.remark(who, 0),
            _ => self.answer(),
        };
        evidence.occurred_at = self.device_time();
        evidence
    }

    fn answer(&mut self) -> Evidence {
        let stage = self.stage;
        let (who, unit, attempt) = self.dice.one(&self.begun);
        let right = self.dice.below(2) == 0;
        if unit == stage.timed {
            return stage.quick_choice(who, attempt, right);
        }
        if right {
            let sure = self.dice.one(&[None, Some(Confidence::Guess), Some(Confidence::Fair), Some(Confidence::Certain)]);
            return rated(stage.choice(who, attempt, self.dice.below(3) > 0), sure);
        }
        let pairs = (0..3).map(|_| Some(self.dice.below(3) as usize)).collect();
        answer(stage.at(who, unit), Some(attempt), stage.matching, Response::Pairs(pairs))
    }

    async fn begin(&mut self, db: &Db) {
        let (who, unit) = (self.who(), self.dice.one(&[self.stage.quiz, self.stage.timed]));
        let settings = if unit == self.stage.quiz { quiz_settings() } else { timed_settings() };
        let begun = store::begin(db, self.stage.at(who, unit), settings, AttemptId::new(), self.now).await.unwrap();
        if let Begun::New(attempt) = begun {
            self.begun.push((who, unit, attempt.id));
        }
    }

    async fn hand_in(&mut self, db: &Db) {
        if self.begun.is_empty() {
            return;
        }
        let (who, unit, attempt) = self.dice.one(&self.begun);
        let settings = if unit == self.stage.quiz { quiz_settings() } else { timed_settings() };
        store::submit(db, self.stage.at(who, unit), attempt, settings, (self.now, self.now)).await.unwrap();
    }
}

db_test!(a_rebuild_gives_what_stood_there_before, |db| {
    let stage = stage(&db).await;
    for seed in 0..6 {
        let mut students = Students::new(stage, seed);
        for _ in 0..40 {
            students.act(&db).await;
        }
        let before = sum(&db).await;
        assert!(before.0.len() >= 4 && before.1.len() >= 2 && before.2.len() >= 3, "too little happened to prove anything: {before:?}");
        let (enrollments, acts) = store::rebuild_all(&db).await.unwrap();
        assert_eq!((enrollments, acts as i64), (3, count(&db, ALL_EVIDENCE).await));
        assert_eq!(sum(&db).await, before, "seed {seed}");
    }
});

async fn spoil(db: &Db, statements: &'static [&'static str]) {
    db.write(move |tx| {
        Box::pin(async move {
            for statement in statements {
                tx.run(query!(statement)).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

db_test!(a_rebuild_needs_nothing_but_evidence_and_believes_nothing_else, |db| {
    let stage = stage(&db).await;
    let mut students = Students::new(stage, 11);
    for _ in 0..60 {
        students.act(&db).await;
    }
    let right = sum(&db).await;
    let emptied: &[&str] = &["DELETE FROM answers", "DELETE FROM attempts", "DELETE FROM unit_progress"];
    let falsified: &[&str] = &[
        "UPDATE answers SET response = '{\"options\":[9]}', evidence_id = holder_id",
        "UPDATE attempts SET points = 99, passed = TRUE, seed = 7, submitted_at = started_at",
        "UPDATE attempts SET number = number + 40",
        "UPDATE unit_progress SET completed_at = started_at, best_percent = 100",
    ];
    let orphaned: &[&str] = &["DELETE FROM attempts WHERE number = 1", "UPDATE answers SET question_id = evidence_id"];
    let invented: &[&str] = &[
        "INSERT INTO attempts (id, enrollment_id, unit_id, number, seed, started_at)
         SELECT e.id, e.id, u.id, 1, 0, e.created_at FROM enrollments e, units u WHERE u.kind = 'case' AND u.slug = 'unit-4'",
        "INSERT INTO answers (holder_id, question_id, evidence_id, response, occurred_at, recorded_at)
         SELECT a.id, a.unit_id, a.id, '{}', a.started_at, a.started_at FROM attempts a WHERE a.id = a.enrollment_id",
    ];
    for damage in [emptied, falsified, orphaned, invented] {
        spoil(&db, damage).await;
        assert_ne!(sum(&db).await, right, "{damage:?}");
        store::rebuild_all(&db).await.unwrap();
        assert_eq!(sum(&db).await, right, "{damage:?}");
    }
});

// On PostgreSQL a rebuild and the students' acts run side by side.
db_test!(students_go_on_while_everything_is_rebuilt, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    let students = [stage.school.amara, stage.school.nils].map(|who| {
        let (db, ledger) = (db.clone(), ledger.clone());
        tokio::spawn(async move {
            for turn in 0..25 {
                let attempt = stage.begin(&db, who, stage.timed, now()).await;
                let acts = [stage.quick_choice(who, attempt, false), stage.remark(who, turn % 3), stage.quick_choice(who, attempt, true)];
                for act in acts {
                    assert_eq!(ledger.record(act).await.unwrap(), Receipt::Stored, "turn {turn}");
                }
                let scored = store::submit(&db, stage.at(who, stage.timed), attempt, timed_settings(), (now(), now())).await.unwrap();
                assert!(scored.passed, "turn {turn}");
            }
        })
    });
    while !students.iter().all(|student| student.is_finished()) {
        store::rebuild_all(&db).await.unwrap();
    }
    for student in students {
        student.await.unwrap();
    }
    let before = sum(&db).await;
    assert_eq!(before.1.iter().filter(|attempt| attempt.passed == Some(true)).count(), 50);
    store::rebuild_all(&db).await.unwrap();
    assert_eq!(sum(&db).await, before);
});
