//! The demo as those find it who sign in.

use std::collections::BTreeMap;

use app::accounts::passwords::{Checked, Passwords};
use chrono::{DateTime, Utc};
use domain::{
    accounts::store::credentials,
    cohorts::{
        ModuleReader, Reader,
        store::{module_scope, scope},
    },
    db::{Db, testing::db_test},
    learning,
    reports::{
        Roster, Standing,
        items::Warning,
        store::{items, roster},
    },
    residencies::{
        coming::Answer,
        schedule::{WarningKind, warnings},
        store as residencies,
    },
};

use super::{DEMO_PASSWORD, curriculum::HEALTH_ECONOMICS, demo, sureness::READ_PAST};

fn now() -> DateTime<Utc> {
    "2026-11-22T17:00:00Z".parse().unwrap()
}

async fn seen(db: &Db, cohort: &str) -> Roster {
    let scope = scope(db, Reader::Administrator, cohort, None).await.unwrap();
    roster(db, &scope, now()).await.unwrap()
}

fn tally(roster: &Roster) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for line in &roster.lines {
        *tally.entry(line.standing.label()).or_default() += 1;
    }
    tally
}

db_test!(the_demo_has_students_ahead_on_time_behind_and_away, |db| {
    let summary = demo(&db, now(), &Passwords::new(1)).await.unwrap();
    assert_eq!(summary.students, 40);
    let roster = seen(&db, "cohort-12").await;
    assert_eq!((roster.lines.len(), roster.modules[0].units), (32, 12));
    let tally = tally(&roster);
    let expected = [
        ("Behind by 1 unit", 3),
        ("Behind by 2 units", 2),
        ("Behind by 3 units", 2),
        ("Behind by 4 units", 2),
        ("Invited", 1),
        ("Not seen for 12 days", 1),
        ("On leave", 1),
        ("On track", 20),
    ];
    assert_eq!(tally, BTreeMap::from(expected.map(|(label, count)| (label.to_owned(), count))));

    let amara = roster.lines.iter().find(|line| line.student.name == "Amara Okafor").unwrap();
    assert_eq!((amara.standing, amara.progress[0].completed), (Standing::OnTrack, 5));
    assert!(amara.progress[0].best_percent.is_some_and(|percent| percent >= 70.0));
    let extended: Vec<_> = roster.lines.iter().filter(|line| line.is_extended()).map(|line| line.student.name.as_str()).collect();
    assert_eq!(extended, ["Kirsten Halvorsen", "Daniel Nakamura"]);
    let late = roster.lines.iter().find(|line| line.reason.contains("not seen for 12 days")).unwrap();
    assert_eq!(late.standing, Standing::Behind(2));
    assert!(roster.lines.iter().filter_map(|line| line.last_at).all(|at| at <= now()));
});

db_test!(most_of_the_running_cohort_have_said_whether_they_come_and_some_what_they_need, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    let scope = scope(&db, Reader::Administrator, "cohort-12", None).await.unwrap();
    let today = now().date_naive();
    let residency = domain::cohorts::store::next_residency(&db, scope.cohort().id, today).await.unwrap().unwrap();
    let lines = residencies::coming(&db, residency.id).await.unwrap();
    let of = |answer| lines.iter().filter(|line| line.answer == answer).count();
    assert!(of(Some(Answer::Yes)) > 10 && of(Some(Answer::Part)) > 1 && of(Some(Answer::No)) > 1 && of(None) > 3, "{lines:?}");
    assert!(lines.iter().filter_map(|line| line.answered_at).all(|at| at <= now()));
    assert!(residencies::stays(&db, residency.id).await.unwrap().len() > 5);
});

db_test!(what_the_demo_shows_follows_from_its_evidence, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    let lines = async |cohort: &str| -> Vec<_> {
        seen(&db, cohort).await.lines.into_iter().map(|line| (line.student, line.progress, line.last_at, line.standing)).collect()
    };
    let before = (lines("cohort-12").await, lines("cohort-11").await);
    learning::store::rebuild_all(&db).await.unwrap();
    assert_eq!((lines("cohort-12").await, lines("cohort-11").await), before);
});

db_test!(it_is_loaded_once_and_everybody_signs_in_but_who_is_only_invited, |db| {
    let passwords = Passwords::new(1);
    let summary = demo(&db, now(), &passwords).await.unwrap();
    for sign_in in &summary.sign_ins {
        let kept = credentials(&db, &sign_in.email).await.unwrap().unwrap().password_hash;
        assert_eq!(passwords.check(DEMO_PASSWORD.into(), kept).await.unwrap(), Checked::Right, "{}", sign_in.role);
    }
    let invited = credentials(&db, "george.papadakis@demo.attending.example").await.unwrap().unwrap();
    assert!(summary.to_string().contains("student@demo.attending.example"));
    assert_eq!(invited.password_hash, None);
    let again = demo(&db, now(), &passwords).await.unwrap_err();
    assert!(again.to_string().contains("into an empty one only"), "{again}");
    assert_eq!(seen(&db, "cohort-12").await.lines.len(), 32);
});

db_test!(the_demo_has_places_hours_and_teams, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    let cohort = scope(&db, Reader::Administrator, "cohort-12", None).await.unwrap().cohort().id;
    let rooms = domain::residencies::store::offered_rooms(&db).await.unwrap();
    assert_eq!((rooms.len(), domain::residencies::store::ways(&db).await.unwrap().len()), (12, 1));
    let teams = domain::residencies::store::teams(&db, cohort).await.unwrap();
    assert_eq!(teams.iter().map(|team| team.members.len()).collect::<Vec<_>>(), [5, 5, 5, 5, 5, 5]);
    let second = domain::cohorts::store::residencies(&db, cohort).await.unwrap()[1].id;
    let said = domain::residencies::store::teaching_hours(&db, second).await.unwrap();
    assert_eq!(said.iter().map(|one| one.said.is_some()).collect::<Vec<_>>(), [true, true, true, false, true], "Luis has not answered");
});

db_test!(the_boards_of_the_demo_agree_with_what_was_released_and_what_warns_has_a_reason, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    for (cohort, position, differ) in [("cohort-11", 1, 0), ("cohort-12", 2, 1)] {
        let cohort = scope(&db, Reader::Administrator, cohort, None).await.unwrap().cohort().id;
        let residency = domain::cohorts::store::residency_at(&db, cohort, position).await.unwrap().id;
        let beside = residencies::Beside::of(&db, residency).await.unwrap();
        let board = residencies::schedule(&db, residency, beside).await.unwrap();
        assert_eq!(residencies::preview(&db, &board, now()).await.unwrap().changes.len(), differ, "{:?}", board.sessions);
        let found = warnings(&board);
        assert_eq!(domain::residencies::schedule::blocks(&found).count(), 0, "{found:?}");
        assert!(position == 1 || found.iter().any(|one| one.kind == WarningKind::Unconfirmed), "{found:?}");
        // What is released again as it stands calls nothing off, and so keeps who was there.
        let acting = residencies::Acting { residency, by: None, now: now(), seen: board.revision };
        let release = residencies::Release { base: 1, note: "Again.".into(), beside: residencies::Beside::default() };
        db.write(move |tx| Box::pin(async move { residencies::release_schedule(tx, acting, &release).await.map(drop) })).await.unwrap();
        let sessions = residencies::released_sessions(&db, residency).await.unwrap();
        assert!(!sessions.is_empty() && sessions.iter().all(|one| one.canceled_at.is_none()));
    }
});

db_test!(the_demo_has_a_next_cohort_with_four_residencies, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    let next = residencies::next_residencies(&db, now().date_naive()).await.unwrap();
    assert!(next.iter().all(|one| one.cohort == "Cohort 13" && one.starts_on >= one.cohort_starts_on));
    assert_eq!(next.len(), 4);
});

db_test!(many_were_certain_of_a_question_that_they_read_past, |db| {
    demo(&db, now(), &Passwords::new(1)).await.unwrap();
    let reader = ModuleReader { administrator: true, runs: None, teaches: None, writes: None };
    let scope = module_scope(&db, reader, HEALTH_ECONOMICS).await.unwrap();
    let quizzes = items(&db, &scope).await.unwrap();
    let checkpoint = quizzes.iter().find(|quiz| quiz.slug == "checkpoint").unwrap();
    let item = checkpoint.now.iter().find(|item| item.question.slug == READ_PAST.0).unwrap();
    let warning = item.figures.as_ref().unwrap().warning;
    assert!(matches!(warning, Some(Warning::CertainAndWrong { wrong: 6, .. })), "{item:?}");
});
