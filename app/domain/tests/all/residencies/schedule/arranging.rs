//! Runs of the search: who does them, what is left of them, and what a plan becomes in the draft.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error, Result,
    db::Db,
    db_test,
    ids::{ArrangementId, ResidencySessionId},
    residencies::{
        arrange::{
            Outcome,
            draft::{Plan, Scope},
            runs::{Limit, RunState},
        },
        schedule::{Edit, Placement, Settings, Window},
        store::{
            Asking, Begun, Reached, Run, arrangement, ask_arrangement, begin_arrangement, cancel_arrangement, end_arrangement,
            fail_arrangement, forget_arrangements, give_back_arrangement, leave_arrangement, reach, redo, take_arrangement, undo, undoable,
        },
    },
};

use super::{Stage, hour, placed, stage};
use crate::school::now;

fn later(seconds: i64) -> DateTime<Utc> {
    now() + TimeDelta::seconds(seconds)
}

async fn ask(stage: &Stage, db: &Db, at: DateTime<Utc>) -> Result<ArrangementId> {
    let (id, residency, by) = (ArrangementId::new(), stage.residency, stage.school.director);
    let asking = Asking { id, residency, by, scope: Scope::Unplaced, limit: Limit::USUAL };
    db.write(move |tx| Box::pin(async move { ask_arrangement(tx, at, &asking).await })).await.map(|()| id)
}

async fn run(stage: &Stage, db: &Db) -> Option<Run> {
    arrangement(db, stage.residency).await.unwrap()
}

/// Tells that so many of two sessions have a place.
fn reached(better: Option<Plan>) -> Reached {
    Reached { revision: 1, sessions: 2, better }
}

async fn told(db: &Db, at: DateTime<Utc>, begun: &Begun, better: Option<Plan>) -> Option<bool> {
    let (turn, reached) = (begun.turn(), reached(better));
    db.write(move |tx| Box::pin(async move { reach(tx, at, turn, &reached).await })).await.unwrap()
}

async fn end(db: &Db, at: DateTime<Utc>, begun: &Begun, plan: Plan) {
    let (turn, reached) = (begun.turn(), reached(Some(plan)));
    let ended = db.write(move |tx| Box::pin(async move { end_arrangement(tx, at, turn, (&reached, &Outcome::Whole)).await }));
    ended.await.unwrap();
}

async fn cancel(stage: &Stage, db: &Db, id: ArrangementId) {
    let which = (stage.residency, id);
    db.write(move |tx| Box::pin(async move { cancel_arrangement(tx, later(3), which).await })).await.unwrap();
}

async fn take(stage: &Stage, db: &Db, id: ArrangementId) -> Result<Option<String>> {
    let acting = stage.acting(0);
    db.write(move |tx| Box::pin(async move { take_arrangement(tx, acting, id).await })).await.map(|edited| edited.words)
}

/// Two sessions that stand nowhere, and a plan for them.
async fn two(stage: &Stage, db: &Db) -> ([ResidencySessionId; 2], Plan) {
    let (value, risk) = (hour("Value"), hour("Risk"));
    let ids = [value.id, risk.id];
    stage.edit(db, &[Edit::Add(Box::new(value)), Edit::Add(Box::new(risk))]).await.unwrap();
    let plan = Plan(vec![(ids[0], placed(1, 540, stage.hall)), (ids[1], placed(1, 615, stage.hall))]);
    (ids, plan)
}

/// A run that has ended with this plan.
async fn ended(stage: &Stage, db: &Db, plan: &Plan) -> ArrangementId {
    let id = ask(stage, db, now()).await.unwrap();
    let begun = begin_arrangement(db, now()).await.unwrap().unwrap();
    end(db, later(20), &begun, plan.clone()).await;
    id
}

db_test!(a_run_is_asked_for_begun_by_one_process_told_of_and_ended, |db| {
    let stage = stage(&db).await;
    let (_, plan) = two(&stage, &db).await;
    assert_eq!((run(&stage, &db).await, begin_arrangement(&db, now()).await.unwrap()), (None, None));
    let id = ask(&stage, &db, now()).await.unwrap();
    let again = ask(&stage, &db, now()).await.unwrap_err();
    assert!(matches!(again, Error::Conflict(Conflict::PlaceTaken)), "{again}");
    let waiting = run(&stage, &db).await.unwrap();
    assert_eq!((waiting.id, waiting.state, waiting.by.as_str(), waiting.seconds), (id, RunState::Waiting, "Paul Adler", 20));
    let both = tokio::join!(begin_arrangement(&db, now()), begin_arrangement(&db, now()));
    let mut begun: Vec<Begun> = [both.0, both.1].into_iter().filter_map(|one| one.unwrap()).collect();
    assert_eq!(begun.len(), 1, "two processes never run the same");
    let begun = begun.remove(0);
    assert_eq!((begun.id, begun.turn, begun.residency_id, begun.scope, begun.seconds), (id, 1, stage.residency, Scope::Unplaced, 20));
    let half = Plan(vec![plan.0[0], (plan.0[1].0, None)]);
    assert_eq!(told(&db, later(1), &begun, Some(half.clone())).await, Some(false));
    assert_eq!(told(&db, later(2), &begun, None).await, Some(false));
    let running = run(&stage, &db).await.unwrap();
    assert_eq!((running.state, running.sessions, running.placed, running.revision), (RunState::Running, 2, 1, Some(1)));
    assert_eq!((running.plan.map(|plan| plan.0), running.found_at, running.started_at), (Some(half), Some(later(1)), Some(now())));
    end(&db, later(20), &begun, plan.clone()).await;
    let done = run(&stage, &db).await.unwrap();
    assert_eq!((done.state, done.placed, done.ended_at), (RunState::Done, 2, Some(later(20))));
    assert_eq!((done.plan.unwrap().0, done.outcome.unwrap().0), (plan, Outcome::Whole));
    assert_eq!(told(&db, later(21), &begun, None).await, None, "it has ended");
    assert_eq!(begin_arrangement(&db, later(90)).await.unwrap(), None);
});

db_test!(a_process_that_dies_loses_its_run_to_another_and_one_that_stops_gives_it_back, |db| {
    let stage = stage(&db).await;
    let (_, plan) = two(&stage, &db).await;
    let id = ask(&stage, &db, now()).await.unwrap();
    let dead = begin_arrangement(&db, now()).await.unwrap().unwrap();
    assert_eq!(told(&db, later(10), &dead, Some(plan.clone())).await, Some(false));
    assert_eq!(begin_arrangement(&db, later(24)).await.unwrap(), None, "it was heard of 14 seconds ago");
    let next = begin_arrangement(&db, later(25)).await.unwrap().unwrap();
    assert_eq!((next.id, next.turn), (id, 2));
    let anew = run(&stage, &db).await.unwrap();
    assert_eq!((anew.started_at, anew.placed, anew.plan), (Some(later(25)), 0, None));
    assert_eq!(told(&db, later(26), &dead, Some(plan.clone())).await, None, "it was not dead, and learns that it has lost");
    end(&db, later(26), &dead, plan.clone()).await;
    let turn = dead.turn();
    db.write(move |tx| Box::pin(async move { fail_arrangement(tx, later(26), turn, "x").await })).await.unwrap();
    db.write(move |tx| Box::pin(async move { give_back_arrangement(tx, turn).await })).await.unwrap();
    assert_eq!(run(&stage, &db).await.unwrap().state, RunState::Running);
    let turn = next.turn();
    db.write(move |tx| Box::pin(async move { give_back_arrangement(tx, turn).await })).await.unwrap();
    assert_eq!(run(&stage, &db).await.unwrap().state, RunState::Waiting);
    let third = begin_arrangement(&db, later(27)).await.unwrap().unwrap();
    assert_eq!(third.turn, 3, "at once");
    begin_arrangement(&db, later(50)).await.unwrap().unwrap();
    begin_arrangement(&db, later(100)).await.unwrap().unwrap();
    assert_eq!(begin_arrangement(&db, later(150)).await.unwrap(), None, "not a sixth time");
    let failed = run(&stage, &db).await.unwrap();
    assert_eq!((failed.state, failed.ended_at), (RunState::Failed, Some(later(150))));
    assert!(failed.fault.contains("several times"));
});

db_test!(a_canceled_run_keeps_its_best_and_one_that_was_not_begun_is_left, |db| {
    let stage = stage(&db).await;
    let (_, plan) = two(&stage, &db).await;
    let waiting = ask(&stage, &db, now()).await.unwrap();
    cancel(&stage, &db, waiting).await;
    assert_eq!(run(&stage, &db).await, None);
    let id = ask(&stage, &db, now()).await.unwrap();
    let begun = begin_arrangement(&db, now()).await.unwrap().unwrap();
    cancel(&stage, &db, waiting).await;
    assert_eq!(told(&db, later(2), &begun, None).await, Some(false), "another one was canceled");
    cancel(&stage, &db, id).await;
    assert_eq!(told(&db, later(4), &begun, Some(plan.clone())).await, Some(true));
    end(&db, later(5), &begun, plan.clone()).await;
    let canceled = run(&stage, &db).await.unwrap();
    assert_eq!((canceled.state, canceled.placed, canceled.cancel_asked_at), (RunState::Canceled, 2, Some(later(3))));
    assert!(take(&stage, &db, id).await.unwrap().is_some());
});

db_test!(a_plan_is_taken_over_once_as_one_change_and_undone_as_one, |db| {
    let stage = stage(&db).await;
    let (ids, plan) = two(&stage, &db).await;
    let id = ended(&stage, &db, &plan).await;
    let elsewhere = Stage { residency: domain::ids::ResidencyId::new(), school: stage.school, hall: stage.hall, seminar: stage.seminar };
    let tried = take(&elsewhere, &db, id).await.unwrap_err();
    assert!(matches!(tried, Error::Conflict(Conflict::Closed)), "{tried}");
    let words = take(&stage, &db, id).await.unwrap().unwrap();
    assert!(words.starts_with("2 sessions: "), "{words}");
    let places = |schedule: &domain::residencies::schedule::Schedule| -> Vec<Option<Placement>> {
        ids.iter().map(|id| schedule.session(*id).unwrap().placed).collect()
    };
    assert_eq!(places(&stage.schedule(&db).await), [plan.0[0].1, plan.0[1].1]);
    let twice = take(&stage, &db, id).await.unwrap_err();
    assert!(matches!(twice, Error::Conflict(Conflict::Closed)), "{twice}");
    assert_eq!(run(&stage, &db).await, None);
    let (acting, last) = (stage.acting(0), undoable(&db, stage.residency).await.unwrap().unwrap().number);
    db.write(move |tx| Box::pin(async move { undo(tx, acting, last).await })).await.unwrap();
    assert_eq!(places(&stage.schedule(&db).await), [None, None]);
    db.write(move |tx| Box::pin(async move { redo(tx, acting, last).await })).await.unwrap();
    assert_eq!(places(&stage.schedule(&db).await), [plan.0[0].1, plan.0[1].1]);
});

db_test!(a_plan_is_refused_where_the_draft_has_changed_so_that_it_no_longer_holds, |db| {
    let stage = stage(&db).await;
    let (ids, plan) = two(&stage, &db).await;
    let id = ended(&stage, &db, &plan).await;
    let other = hour("Budgets");
    stage.add(&db, &other).await;
    stage.edit(&db, &[Edit::Place(other.id, placed(1, 570, stage.hall))]).await.unwrap();
    let Error::Invalid(faults) = take(&stage, &db, id).await.unwrap_err() else { panic!() };
    assert!(faults.iter().any(|one| one.message.contains("“Budgets”") && one.message.contains("one session at a time")), "{faults:?}");
    stage.edit(&db, &[Edit::Place(other.id, placed(2, 570, stage.hall))]).await.unwrap();
    let settings = Settings { day: Window { from: 600, until: 1260 }, ..Settings::default() };
    stage.edit(&db, &[Edit::Settings(settings)]).await.unwrap();
    let Error::Invalid(faults) = take(&stage, &db, id).await.unwrap_err() else { panic!() };
    assert_eq!(faults[0].message, "“Value” would break the rule that sessions lie within the day.");
    stage.edit(&db, &[Edit::Settings(Settings::default())]).await.unwrap();
    stage.edit(&db, &[Edit::Place(ids[0], placed(3, 540, stage.hall))]).await.unwrap();
    let Error::Invalid(faults) = take(&stage, &db, id).await.unwrap_err() else { panic!() };
    assert_eq!(faults[0].message, "“Value” was changed after the search began.");
    assert_eq!(run(&stage, &db).await.unwrap().state, RunState::Done, "nothing was decided");
    assert_eq!(stage.schedule(&db).await.session(ids[1]).unwrap().placed, None, "all or nothing");
    stage.edit(&db, &[Edit::Place(ids[0], plan.0[0].1)]).await.unwrap();
    assert!(take(&stage, &db, id).await.unwrap().unwrap().starts_with("Risk placed"), "what stands there already is no change");
});

db_test!(what_was_found_is_left_by_choice_or_with_the_next_run_and_forgotten_in_time, |db| {
    let stage = stage(&db).await;
    let (_, plan) = two(&stage, &db).await;
    let first = ended(&stage, &db, &plan).await;
    let which = (stage.residency, first);
    db.write(move |tx| Box::pin(async move { leave_arrangement(tx, which).await })).await.unwrap();
    assert_eq!(run(&stage, &db).await, None);
    let second = ended(&stage, &db, &plan).await;
    let third = ask(&stage, &db, later(30)).await.unwrap();
    let late = take(&stage, &db, second).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(Conflict::Closed)), "{late}");
    let begun = begin_arrangement(&db, later(30)).await.unwrap().unwrap();
    let turn = begun.turn();
    db.write(move |tx| Box::pin(async move { fail_arrangement(tx, later(31), turn, "There is no room.").await })).await.unwrap();
    let failed = run(&stage, &db).await.unwrap();
    assert_eq!((failed.id, failed.state, failed.fault.as_str()), (third, RunState::Failed, "There is no room."));
    assert_eq!(forget_arrangements(&db, later(30) + TimeDelta::days(30)).await.unwrap(), 2);
    assert_eq!(forget_arrangements(&db, later(31) + TimeDelta::days(30)).await.unwrap(), 1);
});
