//! Sessions and the people they are of.

use domain::{Conflict, Error, accounts::store, db::testing::db_test, policy};

use super::{hours, new_person, now, person, session};

db_test!(an_address_belongs_to_one_person_however_it_is_written, |db| {
    person(&db, "ana@school.example").await;
    let again = new_person("ANA@School.example");
    let refused = db.write(move |tx| Box::pin(async move { store::create_person(tx, &again, now()).await })).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::EmailTaken))), "{refused:?}");
    assert!(store::credentials(&db, " Ana@school.EXAMPLE ").await.unwrap().is_some());
});

db_test!(a_session_lies_idle_for_a_week_and_not_longer, |db| {
    let ana = person(&db, "ana@school.example").await;
    session(&db, ana, "token").await;
    let found = policy::store::session(&db, "token", now() + hours(7 * 24 - 1)).await.unwrap().unwrap();
    assert_eq!((found.person.id, found.second_factor), (ana, false));
    assert!(policy::store::session(&db, "token", now() + hours(7 * 24)).await.unwrap().is_none());
    assert!(policy::store::session(&db, "other", now()).await.unwrap().is_none());
});

db_test!(a_busy_session_ends_after_thirty_days, |db| {
    let ana = person(&db, "ana@school.example").await;
    session(&db, ana, "token").await;
    for day in [6, 12, 18, 24, 29] {
        let seen = policy::store::session(&db, "token", now() + hours(24 * day)).await.unwrap().unwrap();
        store::sight_session(&db, &seen, now() + hours(24 * day)).await.unwrap();
    }
    assert!(policy::store::session(&db, "token", now() + hours(24 * 30 - 1)).await.unwrap().is_some());
    assert!(policy::store::session(&db, "token", now() + hours(24 * 30)).await.unwrap().is_none());
});

db_test!(an_administrators_session_lies_idle_for_twelve_hours, |db| {
    let ada = new_person("ada@school.example");
    let id = ada.id;
    db.write(move |tx| Box::pin(async move { store::create_administrator(tx, &ada, now()).await })).await.unwrap();
    session(&db, id, "token").await;
    let seen = policy::store::session(&db, "token", now() + hours(11)).await.unwrap().unwrap();
    assert!(seen.rights.administrator && !seen.rights.staff);
    assert!(policy::store::session(&db, "token", now() + hours(12)).await.unwrap().is_none());
    store::sight_session(&db, &seen, now() + hours(11)).await.unwrap();
    assert!(policy::store::session(&db, "token", now() + hours(22)).await.unwrap().is_some());
    assert!(policy::store::session(&db, "token", now() + hours(23)).await.unwrap().is_none());
});

db_test!(signing_out_ends_one_session_and_a_change_of_rights_the_others, |db| {
    let (ana, ben) = (person(&db, "ana@school.example").await, person(&db, "ben@school.example").await);
    for (who, token) in [(ana, "here"), (ana, "there"), (ana, "elsewhere"), (ben, "ben")] {
        session(&db, who, token).await;
    }
    let hash = policy::store::token_hash("elsewhere");
    db.write(move |tx| Box::pin(async move { store::end_session(tx, &hash).await })).await.unwrap();
    let here = policy::store::session(&db, "here", now()).await.unwrap().unwrap().id;
    let ended = db.write(move |tx| Box::pin(async move { store::end_sessions(tx, ana, Some(here)).await })).await.unwrap();
    assert_eq!(ended, 1);
    for (token, lives) in [("here", true), ("there", false), ("elsewhere", false), ("ben", true)] {
        assert_eq!(policy::store::session(&db, token, now()).await.unwrap().is_some(), lives, "{token}");
    }
    assert_eq!(db.write(move |tx| Box::pin(async move { store::end_sessions(tx, ana, None).await })).await.unwrap(), 1);
});

db_test!(a_rehash_replaces_only_the_hash_it_was_made_from, |db| {
    let ana = person(&db, "ana@school.example").await;
    for (old, new) in [("$argon2id$old", "$argon2id$new"), ("$argon2id$old", "$argon2id$late")] {
        db.write(move |tx| Box::pin(async move { store::keep_rehashed(tx, ana, old, new).await })).await.unwrap();
    }
    let kept = store::credentials(&db, "ana@school.example").await.unwrap().unwrap().password_hash;
    assert_eq!(kept.as_deref(), Some("$argon2id$new"));
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE people SET deactivated_at = $1", now())).await })).await.unwrap();
    assert!(store::credentials(&db, "ana@school.example").await.unwrap().is_none());
});
