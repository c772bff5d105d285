//! Rosters and records from what students did.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error,
    cohorts::{EnrollmentState, NewEnrollment, Reader, Scope, store as cohorts},
    db::{Db, testing::db_test},
    ids::{AttemptId, EnrollmentId, EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Answered, Attempted, Did, Evidence, Submitted, Whereabouts},
        projection,
        quiz::Response,
    },
    reports::{Line, Standing, store as reports},
};
use uuid::Uuid;

use crate::school::{Module, School, Studying, days_ago, now, person, school};

async fn done(db: &Db, who: Studying, module: Module, unit: usize, at: DateTime<Utc>, acts: Vec<Act>) {
    let place = Whereabouts { person: who.person, enrollment: who.enrollment, version: module.version, unit: module.units[unit] };
    for act in acts {
        let evidence = Evidence { id: EvidenceId::new(), at: place, act, occurred_at: at };
        db.write(move |tx| Box::pin(async move { projection::append(tx, &[evidence], at).await })).await.unwrap();
    }
}

fn lesson() -> Vec<Act> {
    vec![Act::plain(Did::Started), Act::plain(Did::Read), Act::plain(Did::Completed)]
}

/// Begins an attempt; gives its id.
async fn attempt(db: &Db, who: Studying, module: Module, number: i64, at: DateTime<Utc>) -> AttemptId {
    let place = Whereabouts { person: who.person, enrollment: who.enrollment, version: module.version, unit: module.units[1] };
    let id = EvidenceId::new();
    let evidence = Evidence { id, at: place, act: Act::Attempted(Attempted { number, seed: 7, closes_at: None }), occurred_at: at };
    db.write(move |tx| Box::pin(async move { projection::append(tx, &[evidence], at).await })).await.unwrap();
    AttemptId(id.0)
}

fn answer(attempt: Option<AttemptId>, question: Uuid, response: Response) -> Act {
    Act::Answered(Answered { attempt, question: QuestionId(question), response, confidence: None, late: false })
}

fn handed_in(attempt: AttemptId, points: f64) -> Act {
    Act::Submitted(Submitted { submitted: attempt, points, possible: 10.0, passed: points >= 7.0 })
}

async fn staff(db: &Db) -> Scope {
    cohorts::scope(db, Reader::Administrator, "first", None).await.unwrap()
}

async fn lines(db: &Db, scope: &Scope) -> Vec<Line> {
    reports::roster(db, scope, now()).await.unwrap().lines
}

db_test!(a_roster_says_who_is_behind_and_why, |db| {
    let school = school(&db).await;
    done(&db, school.amara, school.economics, 0, days_ago(11), lesson()).await;
    let first = attempt(&db, school.amara, school.economics, 1, days_ago(5)).await;
    done(&db, school.amara, school.economics, 1, days_ago(5), vec![handed_in(first, 6.5)]).await;
    let second = attempt(&db, school.amara, school.economics, 2, days_ago(4)).await;
    done(&db, school.amara, school.economics, 1, days_ago(4), vec![handed_in(second, 8.5), Act::plain(Did::Completed)]).await;

    let found = reports::roster(&db, &staff(&db).await, now()).await.unwrap();
    assert_eq!(found.modules.iter().map(|module| module.units).collect::<Vec<_>>(), [3, 3]);
    let names: Vec<_> = found.lines.iter().map(|line| line.student.name.as_str()).collect();
    assert_eq!(names, ["Nils Berglund", "Amara Okafor"]);

    let amara = &found.lines[1];
    assert_eq!((amara.standing, amara.reason.as_str(), amara.last_at), (Standing::OnTrack, "", Some(days_ago(4))));
    assert_eq!((amara.progress[0].completed, amara.progress[0].best_percent, amara.progress[0].overdue), (2, Some(85.0), 0));
    assert_eq!((amara.progress[1].completed, amara.progress[1].best_percent), (0, None));

    let nils = &found.lines[0];
    assert_eq!((nils.standing, nils.last_at), (Standing::Behind(2), None));
    assert_eq!(nils.reason, "2 units of The title of economics past due since 12 Nov; has not started");
    assert_eq!(nils.progress[0].overdue_since, Some(days_ago(10)));
    assert_eq!((nils.student.email.as_str(), nils.student.specialty.as_str()), ("nils.berglund@school.example", "Cardiology"));
});

db_test!(an_answer_in_an_open_attempt_is_the_last_activity, |db| {
    let school = school(&db).await;
    let open = attempt(&db, school.amara, school.economics, 1, days_ago(3)).await;
    let later = days_ago(3) + TimeDelta::minutes(20);
    done(&db, school.amara, school.economics, 1, later, vec![answer(Some(open), Uuid::now_v7(), Response::Options(vec![1]))]).await;
    let scope = staff(&db).await;
    assert_eq!(lines(&db, &scope).await[1].last_at, Some(later));
    let record = reports::student(&db, &scope, school.amara.enrollment, now()).await.unwrap();
    assert_eq!(record.last_at, Some(later));
    let attempts = &record.modules[0].units[1].attempts;
    assert_eq!(attempts.len(), 1);
    assert_eq!((attempts[0].number, attempts[0].submitted_at, attempts[0].passed), (1, None, None));
});

db_test!(faculty_see_their_module_alone, |db| {
    let school = school(&db).await;
    done(&db, school.amara, school.economics, 0, days_ago(11), lesson()).await;
    done(&db, school.amara, school.finance, 0, days_ago(1), lesson()).await;
    let scope = cohorts::scope(&db, Reader::Faculty(school.economist), "first", Some("economics")).await.unwrap();
    let found = lines(&db, &scope).await;
    assert_eq!(found[1].progress.len(), 1);
    assert_eq!(found[1].last_at, Some(days_ago(11)), "what happened in another module is not theirs to see");
    let record = reports::student(&db, &scope, school.amara.enrollment, now()).await.unwrap();
    assert_eq!((record.modules.len(), record.last_at), (1, Some(days_ago(11))));
});

db_test!(a_student_of_another_cohort_is_not_found, |db| {
    let school = school(&db).await;
    let scope = staff(&db).await;
    for enrollment in [school.ravi.enrollment, EnrollmentId::new()] {
        let found = reports::student(&db, &scope, enrollment, now()).await;
        assert!(matches!(found, Err(Error::NotFound)));
    }
    assert!(lines(&db, &scope).await.iter().all(|line| line.student.enrollment != school.ravi.enrollment));
});

db_test!(a_record_holds_every_attempt_and_what_was_written, |db| {
    let school = school(&db).await;
    done(&db, school.amara, school.economics, 0, days_ago(5), lesson()).await;
    for (number, points) in [(1, 6.5), (2, 8.5)] {
        let id = attempt(&db, school.amara, school.economics, number, days_ago(4)).await;
        done(&db, school.amara, school.economics, 1, days_ago(4), vec![handed_in(id, points)]).await;
    }
    let case = school.economics.units[2];
    let written = "Pilot C first <script>alert(1)</script>";
    done(&db, school.amara, school.economics, 2, days_ago(2), vec![answer(None, case.0, Response::Text(written.into()))]).await;
    let record = reports::student(&db, &staff(&db).await, school.amara.enrollment, now()).await.unwrap();
    let units = &record.modules[0].units;
    assert_eq!((units[0].completed_at, units[0].due_at), (Some(days_ago(5)), days_ago(10)));
    let scores: Vec<_> = units[1].attempts.iter().map(|one| (one.number, one.points, one.passed)).collect();
    assert_eq!(scores, [(1, Some(6.5), Some(false)), (2, Some(8.5), Some(true))]);
    assert_eq!(units[1].best_percent, Some(85.0));
    assert_eq!(units[2].response.as_ref().map(|response| (response.text.as_str(), response.at)), Some((written, days_ago(2))));
    assert_eq!(units[2].due_at, days_ago(-20));
    assert_eq!(record.standing, Standing::Behind(1));
});

db_test!(roster_and_record_agree, |db| {
    let school = school(&db).await;
    for (who, day) in [(school.amara, 4), (school.nils, 14)] {
        done(&db, who, school.economics, 0, days_ago(day), lesson()).await;
    }
    let scope = staff(&db).await;
    for line in lines(&db, &scope).await {
        let record = reports::student(&db, &scope, line.student.enrollment, now()).await.unwrap();
        assert_eq!((record.standing, &record.reason, record.last_at), (line.standing, &line.reason, line.last_at));
        assert_eq!(record.student, line.student);
    }
});

db_test!(who_is_on_leave_is_shown_and_not_behind, |db| {
    let school: School = school(&db).await;
    db.write(move |tx| {
        Box::pin(async move {
            let person = person(tx, "Lena Aalto").await?;
            let new = NewEnrollment { id: EnrollmentId::new(), person, cohort: school.cohort, state: EnrollmentState::OnLeave };
            cohorts::enroll(tx, now(), None, &new).await
        })
    })
    .await
    .unwrap();
    let found = lines(&db, &staff(&db).await).await;
    assert_eq!((found[0].student.name.as_str(), found[0].standing), ("Lena Aalto", Standing::Away(EnrollmentState::OnLeave)));
    assert!(found[0].progress.iter().all(|module| module.overdue == 0 && module.overdue_since.is_none()));
});
