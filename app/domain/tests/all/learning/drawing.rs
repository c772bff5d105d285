//! Quizzes that draw: an attempt has its questions and no others, from the first answer to the analysis.

use chrono::TimeDelta;
use domain::{
    Error,
    authoring::{
        QuizSettings, StoredQuestion, package,
        store::{Shelf, import},
    },
    cohorts::{
        Pin,
        store::{self as cohorts, pin_module},
    },
    db::{Db, testing::db_test},
    ids::{AttemptId, ModuleId, UnitId, VersionId},
    learning::{
        evidence::Whereabouts,
        projection::rebuild,
        quiz::{self, Response},
        store::{self, Attempt, Begun},
    },
    policy::Place,
    reports::store::items,
};

use super::{
    items::{ADMINISTRATOR, students},
    stage::{answer, append, person},
};
use crate::school::{School, Studying, days_ago, now, school};

/// Six questions of PL-1, two points each, of which two are drawn, and one that is always there, for one point.
fn written(number: usize) -> Vec<(String, Vec<u8>)> {
    let module = "---\nmodule: drawn\ntitle: Drawn\nsummary: By lot.\ncompetencies: PL-1\nauthors:\n- Ada\nlicense: CC-BY-4.0\nreviewed: 2026-11-01\n\
        objectives:\n- Draw\nunits:\n- quiz.md\n---\n\nWelcome.\n";
    let mut text = "---\nunit: lot\nkind: quiz\ntitle: By lot\nminutes: 5\npass: 60\nattempts: 0\ndraw:\n- 2 of PL-1\n---\n".to_owned();
    for place in 0..7 {
        let head = if place == 3 { "" } else { "points: 2\ntags: PL-1\n" };
        text.push_str(&format!(
            "\n```question\nid: q-{place}\nkind: single\n{head}\nWhich, in version {number}?\n\n( ) No\n(x) Yes\n\nWhy: Yes.\n```\n"
        ));
    }
    vec![("module.md".into(), module.into()), ("quiz.md".into(), text.into_bytes())]
}

struct Drawn {
    school: School,
    module: ModuleId,
    version: VersionId,
    unit: UnitId,
    settings: QuizSettings,
    questions: Vec<StoredQuestion>,
}

async fn imported(db: &Db, number: usize) -> (ModuleId, VersionId, UnitId) {
    let package = package::read(written(number)).unwrap();
    let imported = db.write(move |tx| Box::pin(async move { import(tx, &package, now()).await })).await.unwrap();
    let unit: UnitId =
        db.value(domain::sql!("SELECT id FROM units WHERE version_id = $1 AND slug = 'lot'", imported.version)).await.unwrap();
    (imported.module, imported.version, unit)
}

async fn drawn(db: &Db) -> Drawn {
    let (school, (module, version, unit)) = (school(db).await, imported(db, 1).await);
    let pin = Pin { cohort: school.cohort, version, position: 3, opens_at: days_ago(30), due_at: days_ago(-20) };
    db.write(move |tx| Box::pin(async move { pin_module(tx, now(), None, &pin).await })).await.unwrap();
    let text = Shelf::default().text(db, unit).await.unwrap();
    Drawn { school, module, version, unit, settings: text.settings.quiz().unwrap().clone(), questions: text.questions.clone() }
}

impl Drawn {
    fn at(&self, who: Studying) -> Whereabouts {
        Whereabouts { person: who.person, enrollment: who.enrollment, version: self.version, unit: self.unit }
    }

    fn place(&self, who: Studying) -> Place {
        Place { enrollment: who.enrollment, cohort: self.school.cohort, cohort_title: "A cohort".into(), campus: chrono_tz::UTC }
    }

    async fn begin(&self, db: &Db, who: Studying) -> Attempt {
        match store::begin(db, self.at(who), self.settings.clone(), AttemptId::new(), now()).await.unwrap() {
            Begun::New(attempt) => attempt,
            other => panic!("no new attempt: {other:?}"),
        }
    }

    /// The questions of an attempt, and the others.
    fn parts(&self, attempt: &Attempt) -> (Vec<StoredQuestion>, Vec<StoredQuestion>) {
        self.questions.iter().cloned().partition(|stored| quiz::is_drawn(&self.settings, &self.questions, attempt.seed, stored.id))
    }

    async fn answer(&self, db: &Db, who: Studying, attempt: &Attempt, questions: &[StoredQuestion], option: usize) {
        let one = |stored: &StoredQuestion| answer(self.at(who), Some(attempt.id), stored.id, Response::Options(vec![option]));
        append(db, questions.iter().map(one).collect(), now() + TimeDelta::seconds(5)).await;
    }

    async fn submit(&self, db: &Db, who: Studying, attempt: &Attempt) -> (f64, f64, bool) {
        let scored = store::submit(db, self.at(who), attempt.id, self.settings.clone(), (now(), now())).await.unwrap();
        (scored.points, scored.possible, scored.passed)
    }
}

db_test!(an_attempt_is_scored_by_the_questions_it_drew_and_takes_answers_to_no_others, |db| {
    let quiz = drawn(&db).await;
    let amara = quiz.school.amara;
    let attempt = quiz.begin(&db, amara).await;
    let (there, elsewhere) = quiz.parts(&attempt);
    assert_eq!((there.len(), elsewhere.len()), (3, 4));
    assert!(there.iter().any(|stored| stored.question.slug == "q-3"), "a question of no pool is always there");
    let (shelf, who, place) = (Shelf::default(), person(amara), quiz.place(amara));
    for stored in &there {
        let opening = store::opening((&db, &shelf), (&who, &place), (quiz.unit, stored.id), Some(attempt.id), now()).await;
        assert_eq!(opening.unwrap().question().unwrap().slug, stored.question.slug);
    }
    for stored in &elsewhere {
        let opening = store::opening((&db, &shelf), (&who, &place), (quiz.unit, stored.id), Some(attempt.id), now()).await;
        assert!(matches!(opening, Err(Error::NotFound)), "{opening:?}");
    }
    // Even if one came in some other way, it would earn nothing.
    quiz.answer(&db, amara, &attempt, &elsewhere, 1).await;
    quiz.answer(&db, amara, &attempt, &there[..1], 1).await;
    let worth = f64::from(there[0].question.points);
    assert_eq!(quiz.submit(&db, amara, &attempt).await, (worth, 5.0, false));
});

db_test!(attempts_draw_anew_and_what_evidence_says_is_the_same_when_it_is_computed_again, |db| {
    let quiz = drawn(&db).await;
    let amara = quiz.school.amara;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..12 {
        let attempt = quiz.begin(&db, amara).await;
        let (there, _) = quiz.parts(&attempt);
        quiz.answer(&db, amara, &attempt, &there, 1).await;
        assert_eq!(quiz.submit(&db, amara, &attempt).await, (5.0, 5.0, true));
        seen.insert(there.iter().map(|stored| stored.id).collect::<Vec<_>>());
    }
    assert!(seen.len() > 2, "twelve attempts drew only {} of 15 ways", seen.len());
    let before = store::attempts(&db, &quiz.place(amara), quiz.unit).await.unwrap();
    db.write(move |tx| Box::pin(async move { rebuild(tx, amara.enrollment).await })).await.unwrap();
    assert_eq!(store::attempts(&db, &quiz.place(amara), quiz.unit).await.unwrap(), before);
});

db_test!(an_open_attempt_is_handed_in_by_its_draw_when_the_cohort_goes_on_with_a_newer_version, |db| {
    let quiz = drawn(&db).await;
    let (amara, ruth) = (quiz.school.amara, quiz.school.economist);
    let attempt = quiz.begin(&db, amara).await;
    let (there, _) = quiz.parts(&attempt);
    quiz.answer(&db, amara, &attempt, &there, 1).await;
    let (_, to, unit) = imported(&db, 2).await;
    let step =
        domain::cohorts::VersionMove { id: uuid::Uuid::now_v7(), cohort: quiz.school.cohort, module: quiz.module, from: quiz.version, to };
    db.write(move |tx| Box::pin(async move { store::move_version(tx, now(), ruth, &step).await })).await.unwrap();
    let before = store::attempts(&db, &quiz.place(amara), quiz.unit).await.unwrap();
    assert_eq!((before[0].points, before[0].possible), (Some(5.0), Some(5.0)));
    let best: f64 = db
        .value(domain::sql!("SELECT best_percent FROM unit_progress WHERE enrollment_id = $1 AND unit_id = $2", amara.enrollment, unit))
        .await
        .unwrap();
    assert_eq!(best, 100.0);
});

db_test!(the_analysis_counts_for_each_question_only_the_attempts_that_had_it, |db| {
    let quiz = drawn(&db).await;
    let students = students(&db, quiz.school.cohort, 40).await;
    let mut had = std::collections::HashMap::new();
    let mut left_out = 0;
    for (place, who) in students.iter().enumerate() {
        let attempt = quiz.begin(&db, *who).await;
        let (there, _) = quiz.parts(&attempt);
        // Every fourth leaves the last of theirs out.
        let given = if place % 4 == 0 { &there[..2] } else { &there[..] };
        left_out += i64::from(place % 4 == 0);
        quiz.answer(&db, *who, &attempt, given, place % 2).await;
        quiz.submit(&db, *who, &attempt).await;
        there.iter().for_each(|stored| *had.entry(stored.question.slug.clone()).or_insert(0) += 1);
    }
    let scope = cohorts::module_scope(&db, ADMINISTRATOR, "drawn").await.unwrap();
    let items = items(&db, &scope).await.unwrap().remove(0).now;
    let counted: std::collections::HashMap<_, _> = items.iter().map(|item| (item.question.slug.clone(), item.students)).collect();
    assert_eq!(counted, had);
    assert_eq!(counted["q-3"], 40);
    let nothing = items.iter().filter_map(|item| item.figures.as_ref()).flat_map(|figures| &figures.lines);
    let nothing = nothing.filter(|line| line.said == domain::reports::items::Said::Nothing).map(|line| line.students.all());
    assert_eq!(nothing.sum::<i64>(), left_out);
});
