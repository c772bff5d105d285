//! However often and from wherever an attempt is asked for, there is one at a time.

use domain::{
    Conflict, Error,
    db::{Db, testing::db_test},
    ids::AttemptId,
    learning::store::{self, Attempt, Begun},
};
use futures::future::join_all;

use super::stage::{Stage, append, count, quiz_settings, stage, timed_settings};
use crate::school::{Studying, now};

async fn submit(db: &Db, stage: &Stage, who: Studying, attempt: AttemptId) {
    store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (now(), now())).await.unwrap();
}

async fn ask(db: &Db, stage: &Stage, who: Studying, id: AttemptId) -> Begun {
    store::begin(db, stage.at(who, stage.quiz), quiz_settings(), id, now()).await.unwrap()
}

async fn attempts(db: &Db, stage: &Stage, who: Studying) -> Vec<Attempt> {
    store::attempts(db, &stage.place(who), stage.quiz).await.unwrap()
}

db_test!(asking_for_an_attempt_twice_goes_on_with_the_open_one, |db| {
    let stage = stage(&db).await;
    let (amara, id) = (stage.school.amara, AttemptId::new());
    let Begun::New(new) = ask(&db, &stage, amara, id).await else { panic!("not new") };
    assert_eq!((new.id, new.number, new.started_at, new.closes_at), (id, 1, now(), None));
    assert_eq!(attempts(&db, &stage, amara).await, std::slice::from_ref(&new), "what was returned is what is kept");
    assert_eq!(ask(&db, &stage, amara, id).await, Begun::Open(new.clone()));
    assert_eq!(ask(&db, &stage, amara, AttemptId::new()).await, Begun::Open(new));
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'started'").await, 1);
});

db_test!(attempts_are_as_many_as_the_author_allows, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    for number in 1..=2 {
        let Begun::New(new) = ask(&db, &stage, amara, AttemptId::new()).await else { panic!("not new") };
        assert_eq!(new.number, number);
        submit(&db, &stage, amara, new.id).await;
    }
    assert_eq!(ask(&db, &stage, amara, AttemptId::new()).await, Begun::NoneLeft);
    assert!(matches!(ask(&db, &stage, stage.school.nils, AttemptId::new()).await, Begun::New(_)), "others have their own");
    let at = stage.at(amara, stage.timed);
    for number in 1..=5 {
        let begun = store::begin(&db, at, timed_settings(), AttemptId::new(), now()).await.unwrap();
        let Begun::New(new) = begun else { panic!("not new") };
        assert_eq!((new.number, new.closes_at), (number, Some(now() + chrono::TimeDelta::minutes(10))));
        store::submit(&db, at, new.id, timed_settings(), (now(), now())).await.unwrap();
    }
});

// The page that asked stays in the browser's history, and sends the same id again.
db_test!(an_id_that_began_an_attempt_begins_no_other, |db| {
    let stage = stage(&db).await;
    let (amara, id) = (stage.school.amara, AttemptId::new());
    ask(&db, &stage, amara, id).await;
    submit(&db, &stage, amara, id).await;
    let Begun::Over(over) = ask(&db, &stage, amara, id).await else { panic!("not over") };
    assert_eq!((over.id, over.number, over.submitted_at), (id, 1, Some(now())));
    assert_eq!(attempts(&db, &stage, amara).await.len(), 1);
});

db_test!(an_id_of_another_act_begins_nothing, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let act = stage.remark(amara, 1);
    append(&db, vec![act.clone()], now()).await;
    let theirs = stage.begin(&db, stage.school.nils, stage.quiz, now()).await;
    for id in [AttemptId(act.id.0), theirs] {
        let begun = store::begin(&db, stage.at(amara, stage.quiz), quiz_settings(), id, now()).await;
        assert!(matches!(begun, Err(Error::Conflict(Conflict::IdReused))), "{begun:?}");
    }
    assert!(attempts(&db, &stage, amara).await.is_empty());
});

async fn all_at_once(db: &Db, stage: &Stage, ids: Vec<AttemptId>) -> Vec<Begun> {
    let asked = ids.into_iter().map(|id| {
        let (db, at) = (db.clone(), stage.at(stage.school.amara, stage.timed));
        tokio::spawn(async move { store::begin(&db, at, timed_settings(), id, now()).await.unwrap() })
    });
    join_all(asked.collect::<Vec<_>>()).await.into_iter().map(Result::unwrap).collect()
}

db_test!(devices_that_begin_at_once_share_one_attempt, |db| {
    let stage = stage(&db).await;
    let at = stage.at(stage.school.amara, stage.timed);
    for round in 0..10_i64 {
        let same = AttemptId::new();
        let ids = (0..6).map(|_| if round % 2 == 0 { AttemptId::new() } else { same }).collect();
        let begun = all_at_once(&db, &stage, ids).await;
        let found: Vec<&Attempt> = begun
            .iter()
            .map(|begun| match begun {
                Begun::New(attempt) | Begun::Open(attempt) => attempt,
                other => panic!("round {round}: {other:?}"),
            })
            .collect();
        assert!(found.iter().all(|attempt| *attempt == found[0] && attempt.number == round + 1), "round {round}: {found:?}");
        assert_eq!(begun.iter().filter(|begun| matches!(begun, Begun::New(_))).count(), 1, "round {round}");
        store::submit(&db, at, found[0].id, timed_settings(), (now(), now())).await.unwrap();
    }
    assert_eq!(count(&db, "SELECT COUNT(*) FROM attempts").await, 10);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'started'").await, 10);
});
