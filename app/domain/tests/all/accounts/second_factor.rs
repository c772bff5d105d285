//! Codes that work once, and a step that is no session.

use domain::{
    Conflict, Error,
    accounts::store::{self, NewSession, Proof},
    db::{Db, testing::db_test},
    ids::PersonId,
    policy::{self, store::token_hash},
};

use super::{audited, change, hours, now, person, session};

const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// A person with a second factor whose last code was of step 100, and two recovery codes.
async fn protected(db: &Db, email: &str) -> PersonId {
    let ana = person(db, email).await;
    session(db, ana, "at set-up").await;
    let here = policy::store::session(db, "at set-up", now()).await.unwrap().unwrap().id;
    let codes = [token_hash("one"), token_hash("two")];
    change!(db, |tx| store::set_second_factor(tx, (ana, here), (SECRET, 100), &codes, now())).unwrap();
    ana
}

async fn take(db: &Db, person: PersonId, proof: Proof) -> bool {
    change!(db, |tx| store::take_proof(tx, person, &proof, now())).unwrap()
}

fn signed_in(person: PersonId, token: &str) -> NewSession {
    NewSession { person, token_hash: token_hash(token), second_factor: true, device: "Firefox".into(), address: String::new() }
}

db_test!(a_code_works_once_and_never_before_the_last_one, |db| {
    let ana = protected(&db, "ana@school.example").await;
    for (step, holds) in [(100, false), (99, false), (101, true), (101, false), (100, false), (103, true), (102, false)] {
        assert_eq!(take(&db, ana, Proof::Step(step)).await, holds, "step {step}");
    }
});

db_test!(a_recovery_code_works_once_and_only_for_its_owner, |db| {
    let (ana, ben) = (protected(&db, "ana@school.example").await, person(&db, "ben@school.example").await);
    assert_eq!(store::second_factor(&db, ana).await.unwrap().unwrap().codes_left, 2);
    assert!(!take(&db, ben, Proof::RecoveryCode(token_hash("one"))).await);
    assert!(take(&db, ana, Proof::RecoveryCode(token_hash("one"))).await);
    assert!(!take(&db, ana, Proof::RecoveryCode(token_hash("one"))).await);
    assert!(!take(&db, ana, Proof::RecoveryCode(token_hash("three"))).await);
    assert_eq!(store::second_factor(&db, ana).await.unwrap().unwrap().codes_left, 1);
    change!(db, |tx| store::replace_recovery_codes(tx, ana, &[token_hash("four")])).unwrap();
    assert!(!take(&db, ana, Proof::RecoveryCode(token_hash("two"))).await);
    assert!(take(&db, ana, Proof::RecoveryCode(token_hash("four"))).await);
});

db_test!(of_one_code_given_many_times_at_once_one_holds, |db| {
    let ana = protected(&db, "ana@school.example").await;
    let held = futures::future::join_all((0..6).map(|_| take(&db, ana, Proof::Step(101)))).await;
    assert_eq!(held.iter().filter(|held| **held).count(), 1, "{held:?}");
});

db_test!(the_second_step_is_no_session_and_lasts_ten_minutes, |db| {
    let ana = protected(&db, "ana@school.example").await;
    change!(db, |tx| store::begin_second_step(tx, ana, &token_hash("step"), now())).unwrap();
    assert!(policy::store::session(&db, "step", now()).await.unwrap().is_none());
    let at = |minutes: i64| now() + hours(minutes) / 60;
    let found = store::second_step(&db, &token_hash("step"), at(9)).await.unwrap().unwrap();
    assert_eq!((found.person_id, found.secret.as_str()), (ana, SECRET));
    assert!(store::second_step(&db, &token_hash("step"), at(10)).await.unwrap().is_none());
    assert!(store::second_step(&db, &token_hash("other"), now()).await.unwrap().is_none());
});

db_test!(a_second_step_ends_in_one_session, |db| {
    let ana = protected(&db, "ana@school.example").await;
    change!(db, |tx| store::begin_second_step(tx, ana, &token_hash("step"), now())).unwrap();
    let finish = |step: i64, token: &'static str| {
        let db = db.clone();
        async move { change!(db, |tx| store::finish_second_step(tx, &token_hash("step"), &Proof::Step(step), &signed_in(ana, token), now())) }
    };
    assert!(!finish(100, "wrong").await.unwrap());
    assert!(finish(101, "right").await.unwrap());
    assert!(policy::store::session(&db, "right", now()).await.unwrap().unwrap().second_factor);
    assert!(matches!(finish(102, "again").await, Err(Error::Conflict(Conflict::Closed))));
    assert!(policy::store::session(&db, "again", now()).await.unwrap().is_none());
    // The code of the refused try was not used up: the transaction was.
    assert!(take(&db, ana, Proof::Step(102)).await);
});

db_test!(without_a_second_factor_nothing_is_left_of_it, |db| {
    let ana = protected(&db, "ana@school.example").await;
    session(&db, ana, "elsewhere").await;
    let here = policy::store::session(&db, "at set-up", now()).await.unwrap().unwrap().id;
    change!(db, |tx| store::rotate_session(tx, here, &token_hash("rotated"), true)).unwrap();
    assert!(policy::store::session(&db, "at set-up", now()).await.unwrap().is_none());
    change!(db, |tx| store::remove_second_factor(tx, ana, ana, Some(here), now())).unwrap();
    assert!(store::second_factor(&db, ana).await.unwrap().is_none());
    assert!(!take(&db, ana, Proof::Step(500)).await);
    assert!(!take(&db, ana, Proof::RecoveryCode(token_hash("one"))).await);
    let kept = policy::store::session(&db, "rotated", now()).await.unwrap().unwrap();
    assert!(!kept.second_factor && !kept.person.has_second_factor);
    assert!(policy::store::session(&db, "elsewhere", now()).await.unwrap().is_none());
    assert_eq!(audited(&db).await, ["second_factor.set", "second_factor.removed"]);
    let twice = change!(db, |tx| store::remove_second_factor(tx, ana, ana, None, now()));
    assert!(matches!(twice, Err(Error::Conflict(Conflict::Closed))));
});
