//! Rights and who gives them.

use domain::{
    Conflict, Error,
    accounts::{
        Power, Purpose,
        store::{self, Opened},
    },
    db::{Db, testing::db_test},
    ids::PersonId,
    policy::{self, store::token_hash},
};

use super::{audited, change, letter, new_person, now, person, session};

async fn administrator(db: &Db, email: &str) -> PersonId {
    let new = new_person(email);
    let id = new.id;
    change!(db, |tx| store::create_administrator(tx, &new, now())).unwrap();
    id
}

fn is_last<T: std::fmt::Debug>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(Conflict::LastAdministrator)))
}

db_test!(every_change_of_rights_is_written_down_and_ends_the_sessions, |db| {
    let (ada, ben) = (administrator(&db, "ada@school.example").await, person(&db, "ben@school.example").await);
    session(&db, ben, "before").await;
    change!(db, |tx| store::grant(tx, ben, Power::Staff, Some(ada), now())).unwrap();
    assert!(policy::store::session(&db, "before", now()).await.unwrap().is_none());
    session(&db, ben, "with").await;
    assert!(policy::store::session(&db, "with", now()).await.unwrap().unwrap().rights.staff);
    for _ in 0..2 {
        change!(db, |tx| store::revoke(tx, ben, Power::Staff, ada, now())).unwrap();
    }
    assert!(policy::store::session(&db, "with", now()).await.unwrap().is_none());
    assert_eq!(audited(&db).await, ["rights.granted", "rights.granted", "rights.revoked"]);
});

db_test!(somebody_shut_out_has_no_sessions_and_no_links, |db| {
    let (ada, ben) = (administrator(&db, "ada@school.example").await, person(&db, "ben@school.example").await);
    session(&db, ben, "token").await;
    change!(db, |tx| store::make_link(tx, ben, Purpose::PasswordReset, &token_hash("link"), None, now())).unwrap();
    change!(db, |tx| store::deactivate(tx, ben, ada, now())).unwrap();
    assert!(policy::store::session(&db, "token", now()).await.unwrap().is_none());
    assert!(store::credentials(&db, "ben@school.example").await.unwrap().is_none());
    assert!(!matches!(store::open_link(&db, Purpose::PasswordReset, &token_hash("link"), now()).await.unwrap(), Opened::Open(_)));
    change!(db, |tx| store::reactivate(tx, ben, ada, now())).unwrap();
    assert!(store::credentials(&db, "ben@school.example").await.unwrap().is_some());
    let late = change!(db, |tx| store::reset_password(tx, &token_hash("link"), "hash", letter("ben@school.example"), now()));
    assert!(matches!(late, Err(Error::Conflict(Conflict::Closed))));
    assert_eq!(audited(&db).await[1..], ["person.deactivated", "person.reactivated"]);
});

db_test!(the_last_administrator_stays, |db| {
    let ada = administrator(&db, "ada@school.example").await;
    let mut invited = new_person("eve@school.example");
    invited.password_hash = None;
    let eve = invited.id;
    change!(db, |tx| store::invite(tx, &invited, &[Power::Administrator], ada, (&token_hash("l"), letter("eve@school.example")), now()))
        .unwrap();
    // Eve has not accepted yet: she could not give anybody anything.
    assert!(is_last(change!(db, |tx| store::revoke(tx, ada, Power::Administrator, ada, now()))));
    assert!(is_last(change!(db, |tx| store::deactivate(tx, ada, ada, now()))));
    change!(db, |tx| store::accept_invitation(tx, &token_hash("l"), "hash", now())).unwrap();
    change!(db, |tx| store::revoke(tx, ada, Power::Administrator, eve, now())).unwrap();
    assert!(is_last(change!(db, |tx| store::deactivate(tx, eve, ada, now()))));
});

db_test!(two_administrators_cannot_take_each_others_power_at_once, |db| {
    let (ada, eve) = (administrator(&db, "ada@school.example").await, administrator(&db, "eve@school.example").await);
    let (one, other) = tokio::join!(async { change!(db, |tx| store::revoke(tx, ada, Power::Administrator, eve, now())) }, async {
        change!(db, |tx| store::deactivate(tx, eve, ada, now()))
    },);
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
});

db_test!(a_power_is_granted_once_and_written_down_once, |db| {
    let (ana, ben) = (person(&db, "ana@school.example").await, person(&db, "ben@school.example").await);
    for _ in 0..2 {
        db.write(move |tx| Box::pin(async move { store::grant(tx, ben, Power::Staff, Some(ana), now()).await })).await.unwrap();
    }
    let entries = domain::audit::recent(&db, 10).await.unwrap();
    let told: Vec<_> = entries.iter().map(|entry| (entry.actor_id, entry.action.as_str(), entry.subject.clone())).collect();
    assert_eq!(told, [(Some(ana), "rights.granted", format!("person {ben}"))]);
});
