//! The draft: what is changed, by whom first, and taken back.

use domain::{
    Conflict, Error, db_test,
    ids::ResidencySessionId,
    residencies::{
        schedule::{Edit, Settings, Window},
        store::{changes_since, redo, redoable, undo, undoable},
    },
};

use super::{
    super::stage::{residency, team},
    Stage, hour, placed, stage,
};
use crate::school::now;

async fn step(stage: &Stage, db: &domain::db::Db, number: i64, again: bool) -> domain::Result<domain::residencies::store::Step> {
    let acting = stage.acting(0);
    db.write(move |tx| Box::pin(async move { if again { redo(tx, acting, number).await } else { undo(tx, acting, number).await } })).await
}

db_test!(a_session_is_kept_whole_and_stands_where_it_was_placed, |db| {
    let stage = stage(&db).await;
    let cohort = stage.school.cohort;
    let amara = stage.school.amara.enrollment;
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara]).await })).await.unwrap();
    let mut one = hour("Value");
    (one.plenary, one.teams, one.faculty) = (false, vec![blue], vec![stage.school.economist]);
    (one.module_id, one.prework) = (Some(stage.school.economics.id), Some("quiz".into()));
    (one.seats, one.features, one.prefer) = (Some(12), vec!["projector".into()], Some(Window { from: 540, until: 720 }));
    (one.after, one.repeat_of) = (vec![ResidencySessionId::new()], Some(ResidencySessionId::new()));
    stage.add(&db, &one).await;
    one.revision = 1;
    assert_eq!(stage.schedule(&db).await.sessions, [one.clone()]);
    stage.edit(&db, &[Edit::Place(one.id, placed(2, 545, stage.hall)), Edit::Lock(one.id, true)]).await.unwrap();
    let schedule = stage.schedule(&db).await;
    (one.placed, one.locked, one.revision) = (placed(2, 545, stage.hall), true, 2);
    assert_eq!((schedule.revision, schedule.sessions.as_slice()), (2, [one.clone()].as_slice()));
    assert_eq!((schedule.teams[0].members, schedule.students, schedule.days), (1, 2, 4));
    let same = stage.edit(&db, &[Edit::Place(one.id, placed(2, 545, stage.hall))]).await.unwrap();
    assert_eq!((same.revision, same.words), (2, None), "it is so already");
    stage.edit(&db, &[Edit::Remove(one.id)]).await.unwrap();
    assert!(stage.schedule(&db).await.sessions.is_empty());
});

db_test!(what_cannot_be_is_refused_by_field, |db| {
    let stage = stage(&db).await;
    let mut wrong = hour(" ");
    (wrong.minutes, wrong.plenary, wrong.seats) = (1, false, Some(0));
    wrong.faculty = vec![stage.school.director];
    let Error::Invalid(faults) = stage.edit(&db, &[Edit::Add(Box::new(wrong))]).await.unwrap_err() else { panic!() };
    assert_eq!(faults.iter().map(|one| one.field).collect::<Vec<_>>(), ["title", "minutes", "teams", "seats", "faculty"]);
    let settings = Settings { day: Window { from: 600, until: 600 }, days: Some(0), ..Settings::default() };
    let Error::Invalid(faults) = stage.edit(&db, &[Edit::Settings(settings)]).await.unwrap_err() else { panic!() };
    assert_eq!(faults.iter().map(|one| one.field).collect::<Vec<_>>(), ["day", "days"]);
    let unknown = stage.edit(&db, &[Edit::Lock(ResidencySessionId::new(), true)]).await.unwrap_err();
    assert!(matches!(unknown, Error::NotFound));
    assert_eq!(stage.schedule(&db).await.revision, 0, "nothing was kept");
});

db_test!(of_two_who_place_the_same_session_the_second_hears_what_the_first_did, |db| {
    let stage = stage(&db).await;
    let (value, risk) = (hour("Value"), hour("Risk"));
    stage.edit(&db, &[Edit::Add(Box::new(value.clone())), Edit::Add(Box::new(risk.clone()))]).await.unwrap();
    stage.edit_seen(&db, 1, &[Edit::Place(value.id, placed(1, 540, stage.hall))]).await.unwrap();
    stage.edit_seen(&db, 1, &[Edit::Place(risk.id, placed(1, 600, stage.hall))]).await.unwrap();
    let late = stage.edit_seen(&db, 1, &[Edit::Place(value.id, placed(1, 660, stage.hall))]).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(Conflict::Stale)), "{late}");
    let since = changes_since(&db, stage.residency, 1, Some(value.id)).await.unwrap();
    let said: Vec<_> = since.iter().map(|one| (one.words.as_str(), one.by.as_deref(), one.at)).collect();
    assert_eq!(said, [("Value placed on day 1, 09:00, Hall", Some("Paul Adler"), now())]);
    assert_eq!(changes_since(&db, stage.residency, 1, None).await.unwrap().len(), 2);
});

db_test!(many_who_place_different_sessions_at_once_all_do, |db| {
    let stage = stage(&db).await;
    let sessions: Vec<_> = (0..6).map(|number| hour(&format!("Session {number}"))).collect();
    let adds: Vec<_> = sessions.iter().map(|one| Edit::Add(Box::new(one.clone()))).collect();
    stage.edit(&db, &adds).await.unwrap();
    let edits: Vec<_> = (0_i64..).zip(&sessions).map(|(at, one)| [Edit::Place(one.id, placed(1, 480 + at * 60, stage.hall))]).collect();
    let done = futures::future::join_all(edits.iter().map(|edit| stage.edit_seen(&db, 1, edit))).await;
    let mut revisions: Vec<_> = done.into_iter().map(|one| one.unwrap().revision).collect();
    revisions.sort_unstable();
    assert_eq!(revisions, [2, 3, 4, 5, 6, 7]);
    assert!(stage.schedule(&db).await.sessions.iter().all(|one| one.placed.is_some()));
});

db_test!(the_last_change_is_undone_and_done_again, |db| {
    let stage = stage(&db).await;
    let value = hour("Value");
    stage.add(&db, &value).await;
    stage.edit(&db, &[Edit::Place(value.id, placed(1, 540, stage.hall))]).await.unwrap();
    stage.edit(&db, &[Edit::Remove(value.id)]).await.unwrap();
    let before = stage.schedule(&db).await;
    assert_eq!(undoable(&db, stage.residency).await.unwrap().unwrap().words, "Value removed");
    step(&stage, &db, 3, false).await.unwrap();
    assert_eq!(stage.schedule(&db).await.sessions[0].placed, placed(1, 540, stage.hall));
    step(&stage, &db, 2, false).await.unwrap();
    assert_eq!(stage.schedule(&db).await.sessions[0].placed, None);
    let late = step(&stage, &db, 2, false).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(Conflict::Stale)), "undone once");
    assert_eq!(redoable(&db, stage.residency).await.unwrap().unwrap().number, 2);
    step(&stage, &db, 2, true).await.unwrap();
    step(&stage, &db, 3, true).await.unwrap();
    assert_eq!(stage.schedule(&db).await.sessions, before.sessions);
    step(&stage, &db, 3, false).await.unwrap();
    stage.edit(&db, &[Edit::Lock(value.id, true)]).await.unwrap();
    assert_eq!(redoable(&db, stage.residency).await.unwrap(), None, "something else was changed since");
    let settings = Settings { lunch_minutes: 30, ..Settings::default() };
    stage.edit(&db, &[Edit::Settings(settings.clone())]).await.unwrap();
    assert_eq!(stage.schedule(&db).await.settings, settings);
    let last = undoable(&db, stage.residency).await.unwrap().unwrap();
    step(&stage, &db, last.number, false).await.unwrap();
    assert_eq!(stage.schedule(&db).await.settings, Settings::default());
});

db_test!(a_session_of_another_residency_is_not_changed_from_here, |db| {
    let stage = stage(&db).await;
    let value = hour("Value");
    stage.add(&db, &value).await;
    let other = residency(&db, stage.school.other).await;
    let elsewhere = Stage { residency: other, ..stage };
    for edit in [Edit::Add(Box::new(hour("Risk"))), Edit::Remove(value.id)] {
        let tried = elsewhere.edit(&db, &[edit]).await;
        assert!(tried.is_ok() || matches!(tried, Err(Error::NotFound)));
    }
    let mut taken = hour("Taken");
    taken.id = value.id;
    let error = elsewhere.edit(&db, &[Edit::Add(Box::new(taken))]).await.unwrap_err();
    assert!(matches!(error, Error::Conflict(Conflict::IdReused)), "{error}");
});
