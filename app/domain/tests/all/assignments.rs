//! What is handed in: versions, teams, files, and who may see them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error, Result,
    assignments::{
        Assignment, FileKind, GradingOutcome, GradingRole, MOST_FILES,
        store::{
            self, NewFile, NewHandIn, add_file, draft_files, file_of_student, hand_in, handed_in_file, is_file_kept, newest_said,
            of_student, remove_file, team_of, work,
        },
    },
    db::{Db, testing::db_test},
    ids::{GradingId, HandInId, RunId, TeamId, UnitId, WorkFileId},
    learning::{
        evidence::Whereabouts,
        store::{choose_runs, save_run},
    },
    residencies::store::{keep_teams, move_student, students},
    residencies::teams::{Mixing, mark, mix},
};

use crate::school::{School, Studying, days_ago, now, school};

/// An assignment at the end of "economics".
#[derive(Clone, Copy)]
struct Stage {
    school: School,
    unit: UnitId,
}

async fn stage(db: &Db) -> Stage {
    let (school, unit) = (school(db).await, UnitId::new());
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
                 VALUES ($1, $2, 9, 'plan', 'assignment', 'Plan', 60, '[]', '[]', '[]',
                    '{\"assignment\":{\"words\":null,\"parts\":[\"text\"],\"team\":false,\"markers\":1,\"pass\":70,\"rubric\":{\"criteria\":[]}}}')",
                unit,
                school.economics.version
            ))
            .await
        })
    })
    .await
    .unwrap();
    Stage { school, unit }
}

impl Stage {
    fn assignment(&self) -> Assignment {
        Assignment { module: self.school.economics.id, unit: "plan".into() }
    }

    fn hand_in_of(&self, who: Studying, text: &str) -> NewHandIn {
        NewHandIn {
            id: HandInId::new(),
            at: Whereabouts { person: who.person, enrollment: who.enrollment, version: self.school.economics.version, unit: self.unit },
            assignment: self.assignment(),
            for_team: false,
            due_at: now(),
            text: text.into(),
            files: Vec::new(),
            runs: Vec::new(),
        }
    }

    fn file(&self, who: Studying, name: &str) -> NewFile {
        NewFile {
            id: WorkFileId::new(),
            enrollment: who.enrollment,
            assignment: self.assignment(),
            name: name.into(),
            kind: FileKind::Csv,
            size: 12,
            sha256: format!("{name:0>64}"),
        }
    }

    async fn versions(&self, db: &Db, who: Studying) -> Vec<(i64, String, Option<i64>)> {
        let all = of_student(db, who.enrollment, &self.assignment()).await.unwrap();
        all.into_iter().map(|one| (one.version, one.text, one.late_seconds)).collect()
    }
}

async fn hand(db: &Db, new: &NewHandIn, at: DateTime<Utc>) -> Result<()> {
    let new = new.clone();
    db.write(move |tx| Box::pin(async move { hand_in(tx, at, &new).await })).await
}

async fn put(db: &Db, file: &NewFile) -> Result<()> {
    let file = file.clone();
    db.write(move |tx| Box::pin(async move { add_file(tx, now(), &file).await })).await
}

async fn remove(db: &Db, whose: Studying, file: WorkFileId) -> Result<()> {
    db.write(move |tx| Box::pin(async move { remove_file(tx, now(), (whose.enrollment, file)).await })).await
}

async fn say(db: &Db, stage: &Stage, of: HandInId, outcome: &'static str, at: DateTime<Utc>) {
    let grader = stage.school.economist;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO gradings (id, hand_in_id, grader_id, role, points, comment, outcome, graded_at) VALUES ($1, $2, $3, 'final', '{}', '', $4, $5)",
                GradingId::new(), of, grader, outcome, at
            ))
            .await
        })
    })
    .await
    .unwrap();
}

async fn completed(db: &Db, who: Studying, unit: UnitId) -> bool {
    let text = "SELECT COUNT(*) FROM unit_progress WHERE enrollment_id = $1 AND unit_id = $2 AND completed_at IS NOT NULL";
    db.value::<i64>(query!(text, who.enrollment, unit)).await.unwrap() == 1
}

async fn teams(db: &Db, stage: &Stage) {
    let (actor, cohort) = (stage.school.economist, stage.school.cohort);
    let mixing = Mixing { teams: 1, seed: 1 };
    let seen = mark(&mix(&students(db, cohort).await.unwrap(), mixing));
    db.write(move |tx| Box::pin(async move { keep_teams(tx, now(), actor, cohort, (mixing, &seen)).await })).await.unwrap();
}

async fn moved(db: &Db, stage: &Stage, who: Studying, team: Option<TeamId>) {
    let (actor, cohort) = (stage.school.economist, stage.school.cohort);
    db.write(move |tx| Box::pin(async move { move_student(tx, now(), actor, cohort, (who.enrollment, team)).await })).await.unwrap();
}

async fn saved_run(db: &Db, stage: &Stage, who: Studying) -> RunId {
    let new = super::learning::runs::run(&stage.school, who, 38);
    db.write(move |tx| Box::pin(async move { save_run(tx, now(), &new).await })).await.unwrap()
}

async fn choose(db: &Db, stage: &Stage, who: Studying, runs: Vec<RunId>) {
    let module = stage.school.economics.id;
    let whose = (who.person, who.enrollment);
    db.write(move |tx| Box::pin(async move { choose_runs(tx, whose, (module, "plan"), &runs).await })).await.unwrap();
}

db_test!(each_hand_in_is_a_version_and_the_newest_comes_first, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let mut first = stage.hand_in_of(amara, "One");
    first.runs = vec![saved_run(&db, &stage, amara).await];
    assert!(matches!(hand(&db, &first, now()).await, Err(Error::Conflict(Conflict::Stale))), "it was not chosen");
    choose(&db, &stage, amara, first.runs.clone()).await;
    hand(&db, &first, now()).await.unwrap();
    assert!(completed(&db, amara, stage.unit).await);
    // The same form again, as after Back: nothing is doubled.
    hand(&db, &first, now() + TimeDelta::hours(1)).await.unwrap();
    hand(&db, &stage.hand_in_of(amara, "Two"), now() + TimeDelta::minutes(90)).await.unwrap();
    assert_eq!(stage.versions(&db, amara).await, [(2, "Two".into(), Some(5_400)), (1, "One".into(), None)]);
    assert!(stage.versions(&db, stage.school.nils).await.is_empty());
    let whole = work(&db, first.id).await.unwrap();
    assert_eq!((whole.members.len(), whole.hand_in.enrollment), (1, amara.enrollment));
    let [run] = whole.runs.as_slice() else { panic!("{:?}", whole.runs) };
    assert_eq!((run.simulator.as_str(), run.title.as_str()), ("fee", "A fee"));
    assert!(run.inputs.ends_with("factor=38") && run.result.starts_with("The fee is $69.16"), "{run:?}");
    assert!(matches!(work(&db, HandInId::new()).await, Err(Error::NotFound)));
    let other = NewHandIn { id: first.id, ..stage.hand_in_of(stage.school.nils, "Mine") };
    assert!(matches!(hand(&db, &other, now()).await, Err(Error::Conflict(Conflict::IdReused))));
});

db_test!(what_is_graded_is_closed_until_it_is_returned, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let first = stage.hand_in_of(amara, "One");
    hand(&db, &first, days_ago(5)).await.unwrap();
    assert_eq!(newest_said(&db, first.id).await.unwrap(), None);
    say(&db, &stage, first.id, "graded", days_ago(4)).await;
    assert!(matches!(hand(&db, &stage.hand_in_of(amara, "Two"), days_ago(3)).await, Err(Error::Conflict(Conflict::Closed))));
    say(&db, &stage, first.id, "returned", days_ago(2)).await;
    assert_eq!(newest_said(&db, first.id).await.unwrap(), Some((GradingRole::Final, GradingOutcome::Returned)));
    hand(&db, &stage.hand_in_of(amara, "Two"), days_ago(1)).await.unwrap();
    assert_eq!(stage.versions(&db, amara).await.len(), 2);
});

db_test!(one_hands_in_for_a_team_and_it_stays_that_of_who_was_in_it, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    let of_team = |who, text| NewHandIn { for_team: true, ..stage.hand_in_of(who, text) };
    assert!(matches!(hand(&db, &of_team(amara, "One"), now()).await, Err(Error::NotFound)), "she is in no team");
    teams(&db, &stage).await;
    let team = team_of(&db, amara.enrollment).await.unwrap().unwrap();
    assert_eq!(team.members.len(), 2);
    hand(&db, &of_team(amara, "One"), now()).await.unwrap();
    hand(&db, &of_team(nils, "Two"), now() + TimeDelta::hours(1)).await.unwrap();
    for who in [amara, nils] {
        assert_eq!(stage.versions(&db, who).await.iter().map(|one| one.0).collect::<Vec<_>>(), [2, 1]);
        assert!(completed(&db, who, stage.unit).await);
    }
    moved(&db, &stage, nils, None).await;
    assert!(team_of(&db, nils.enrollment).await.unwrap().is_none());
    hand(&db, &of_team(amara, "Three"), now() + TimeDelta::hours(2)).await.unwrap();
    assert_eq!(stage.versions(&db, amara).await.len(), 3);
    assert_eq!(stage.versions(&db, nils).await.len(), 2, "what was handed in for him stays his; what came later is not");
});

db_test!(files_are_added_and_removed_and_what_was_handed_in_keeps_them, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let (kept, gone) = (stage.file(amara, "a"), stage.file(amara, "b"));
    for file in [&kept, &gone, &kept] {
        put(&db, file).await.unwrap();
    }
    let other = NewFile { sha256: "c".into(), ..kept.clone() };
    assert!(matches!(put(&db, &other).await, Err(Error::Conflict(Conflict::IdReused))));
    let ids = |files: Vec<domain::assignments::WorkFile>| files.iter().map(|file| file.id).collect::<Vec<_>>();
    assert_eq!(ids(draft_files(&db, amara.enrollment, &stage.assignment()).await.unwrap()), [kept.id, gone.id]);
    let mut new = stage.hand_in_of(amara, "");
    new.files = vec![kept.id];
    assert!(matches!(hand(&db, &new, now()).await, Err(Error::Conflict(Conflict::Stale))), "two files were there");
    remove(&db, amara, gone.id).await.unwrap();
    assert!(matches!(remove(&db, stage.school.nils, kept.id).await, Err(Error::NotFound)));
    hand(&db, &new, now()).await.unwrap();
    remove(&db, amara, kept.id).await.unwrap();
    assert!(draft_files(&db, amara.enrollment, &stage.assignment()).await.unwrap().is_empty());
    assert_eq!(ids(work(&db, new.id).await.unwrap().files), [kept.id]);
    assert!(is_file_kept(&db, &kept.sha256).await.unwrap());
    assert!(!is_file_kept(&db, &gone.sha256).await.unwrap(), "it was never handed in");
    assert!(!is_file_kept(&db, "nobody's").await.unwrap());
});

db_test!(there_are_so_many_files_and_no_more, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    for number in 0..MOST_FILES {
        put(&db, &stage.file(amara, &number.to_string())).await.unwrap();
    }
    assert!(matches!(put(&db, &stage.file(amara, "more")).await, Err(Error::Invalid(_))));
    put(&db, &stage.file(stage.school.nils, "his")).await.unwrap();
});

db_test!(a_file_is_its_owners_and_their_teams_once_it_is_handed_in, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    teams(&db, &stage).await;
    let file = stage.file(amara, "a");
    put(&db, &file).await.unwrap();
    assert_eq!(file_of_student(&db, amara.person, file.id).await.unwrap().name, "a");
    assert!(matches!(file_of_student(&db, nils.person, file.id).await, Err(Error::NotFound)));
    assert!(matches!(handed_in_file(&db, file.id).await, Err(Error::NotFound)), "a draft is nobody else's");
    let mut new = NewHandIn { for_team: true, ..stage.hand_in_of(amara, "One") };
    new.files = vec![file.id];
    hand(&db, &new, now()).await.unwrap();
    assert!(file_of_student(&db, nils.person, file.id).await.is_ok());
    assert!(matches!(file_of_student(&db, stage.school.ravi.person, file.id).await, Err(Error::NotFound)));
    let (found, at) = store::handed_in_file(&db, file.id).await.unwrap();
    assert!(matches!(at.as_slice(), [at] if (at.cohort.as_str(), at.module.as_str()) == ("first", "economics")), "{at:?}");
    assert_eq!(found.id, file.id);
});
