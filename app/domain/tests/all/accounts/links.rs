//! Invitations, new passwords and changes of address.

use domain::{
    Conflict, Error,
    accounts::{
        Purpose,
        store::{self, Opened},
    },
    db::{Db, testing::db_test},
    ids::PersonId,
    policy::{self, store::token_hash},
};

use super::{audited, change, hours, letter, new_person, now, person, session, written_to};

async fn link(db: &Db, person: PersonId, purpose: Purpose, token: &'static str) {
    let email = (purpose == Purpose::EmailChange).then_some("new@school.example");
    change!(db, |tx| store::make_link(tx, person, purpose, &token_hash(token), email, now())).unwrap();
}

fn is_closed<T: std::fmt::Debug>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(Conflict::Closed)))
}

db_test!(a_link_works_for_its_time_and_its_purpose, |db| {
    let ana = person(&db, "ana@school.example").await;
    for (purpose, lasts) in [(Purpose::Invitation, 14 * 24), (Purpose::PasswordReset, 1), (Purpose::EmailChange, 24)] {
        link(&db, ana, purpose, purpose.as_str()).await;
        let hash = token_hash(purpose.as_str());
        let opened = store::open_link(&db, purpose, &hash, now() + hours(lasts) - hours(1) / 60).await.unwrap();
        let Opened::Open(found) = opened else { panic!("{opened:?}") };
        assert_eq!((found.person_id, found.email.as_str()), (ana, "ana@school.example"));
        assert!(matches!(store::open_link(&db, purpose, &hash, now() + hours(lasts)).await.unwrap(), Opened::Over));
        assert!(matches!(store::open_link(&db, purpose, &token_hash("other"), now()).await.unwrap(), Opened::Unknown));
    }
    let as_reset = store::open_link(&db, Purpose::PasswordReset, &token_hash("invitation"), now()).await.unwrap();
    assert!(matches!(as_reset, Opened::Unknown));
});

db_test!(a_newer_link_replaces_the_one_before, |db| {
    let ana = person(&db, "ana@school.example").await;
    link(&db, ana, Purpose::PasswordReset, "first").await;
    link(&db, ana, Purpose::PasswordReset, "second").await;
    assert!(matches!(store::open_link(&db, Purpose::PasswordReset, &token_hash("first"), now()).await.unwrap(), Opened::Over));
    let late = change!(db, |tx| store::reset_password(tx, &token_hash("first"), "hash", letter("ana@school.example"), now()));
    assert!(is_closed(late));
});

db_test!(an_invitation_is_accepted_once, |db| {
    let mut new = new_person("ben@school.example");
    new.password_hash = None;
    let (ada, ben) = (person(&db, "ada@school.example").await, new.id);
    let invited = letter("ben@school.example");
    change!(db, |tx| store::invite(tx, &new, &[], ada, (&token_hash("link"), invited), now())).unwrap();
    assert_eq!((written_to(&db).await, audited(&db).await), (vec!["ben@school.example".into()], vec!["person.invited".into()]));
    let accepted = change!(db, |tx| store::accept_invitation(tx, &token_hash("link"), "hash", now() + hours(24))).unwrap();
    assert_eq!(accepted, ben);
    let kept = store::credentials(&db, "ben@school.example").await.unwrap().unwrap().password_hash;
    assert_eq!(kept.as_deref(), Some("hash"));
    assert!(is_closed(change!(db, |tx| store::accept_invitation(tx, &token_hash("link"), "again", now() + hours(25)))));
    assert!(is_closed(change!(db, |tx| store::invite_again(tx, ben, (&token_hash("more"), letter("ben@school.example")), now()))));
});

db_test!(an_invitation_sent_again_is_the_only_one_that_works, |db| {
    let mut new = new_person("ben@school.example");
    new.password_hash = None;
    let (ada, ben) = (person(&db, "ada@school.example").await, new.id);
    change!(db, |tx| store::invite(tx, &new, &[], ada, (&token_hash("first"), letter("ben@school.example")), now())).unwrap();
    change!(db, |tx| store::invite_again(tx, ben, (&token_hash("second"), letter("ben@school.example")), now())).unwrap();
    assert_eq!(written_to(&db).await.len(), 2);
    assert!(is_closed(change!(db, |tx| store::accept_invitation(tx, &token_hash("first"), "hash", now()))));
    assert!(change!(db, |tx| store::accept_invitation(tx, &token_hash("second"), "hash", now())).is_ok());
});

db_test!(a_reset_signs_out_everywhere_and_tells_the_owner, |db| {
    let ana = person(&db, "ana@school.example").await;
    session(&db, ana, "token").await;
    link(&db, ana, Purpose::PasswordReset, "reset").await;
    link(&db, ana, Purpose::EmailChange, "email").await;
    change!(db, |tx| store::reset_password(tx, &token_hash("reset"), "hash", letter("ana@school.example"), now())).unwrap();
    assert!(policy::store::session(&db, "token", now()).await.unwrap().is_none());
    assert_eq!(written_to(&db).await, ["ana@school.example"]);
    assert!(is_closed(change!(db, |tx| store::change_email(tx, &token_hash("email"), now()))));
});

db_test!(of_two_who_use_a_link_at_once_one_succeeds, |db| {
    let ana = person(&db, "ana@school.example").await;
    link(&db, ana, Purpose::PasswordReset, "reset").await;
    let tries = (0..6).map(|_| async {
        change!(db, |tx| store::reset_password(tx, &token_hash("reset"), "hash", letter("ana@school.example"), now())).is_ok()
    });
    let done = futures::future::join_all(tries).await;
    assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
});

db_test!(a_changed_password_ends_the_other_sessions_and_needs_the_old_one, |db| {
    let ana = person(&db, "ana@school.example").await;
    session(&db, ana, "here").await;
    session(&db, ana, "there").await;
    let here = policy::store::session(&db, "here", now()).await.unwrap().unwrap().id;
    let change = |old: &'static str| {
        let db = db.clone();
        async move { change!(db, |tx| store::change_password(tx, (ana, here), (old, "new"), letter("ana@school.example"), now())) }
    };
    assert!(matches!(change("$argon2id$other").await, Err(Error::Conflict(Conflict::Stale))));
    assert!(policy::store::session(&db, "there", now()).await.unwrap().is_some());
    change("$argon2id$old").await.unwrap();
    assert!(policy::store::session(&db, "there", now()).await.unwrap().is_none());
    assert!(policy::store::session(&db, "here", now()).await.unwrap().is_some());
});

db_test!(an_address_changes_when_the_new_mailbox_confirms_it, |db| {
    let ana = person(&db, "ana@school.example").await;
    let letters = vec![letter("new@school.example"), letter("ana@school.example")];
    change!(db, |tx| store::ask_for_email(tx, (ana, "new@school.example"), &token_hash("change"), letters, now())).unwrap();
    assert_eq!(written_to(&db).await.len(), 2);
    assert!(store::credentials(&db, "ana@school.example").await.unwrap().is_some());
    link(&db, ana, Purpose::PasswordReset, "to the old mailbox").await;
    assert_eq!(change!(db, |tx| store::change_email(tx, &token_hash("change"), now())).unwrap(), ana);
    assert!(store::credentials(&db, "ana@school.example").await.unwrap().is_none());
    assert!(store::credentials(&db, "NEW@school.example").await.unwrap().is_some());
    assert_eq!(audited(&db).await, ["email.changed"]);
    let old = change!(db, |tx| store::reset_password(tx, &token_hash("to the old mailbox"), "x", letter("a@x.example"), now()));
    assert!(is_closed(old));
});

db_test!(an_address_that_became_anothers_stays_theirs, |db| {
    let ana = person(&db, "ana@school.example").await;
    link(&db, ana, Purpose::EmailChange, "change").await;
    let ben = person(&db, "new@school.example").await;
    assert_eq!(store::other_owner(&db, "NEW@school.example", ana).await.unwrap().as_deref(), Some("Ana Ruiz"));
    assert_eq!(store::other_owner(&db, "new@school.example", ben).await.unwrap(), None);
    let refused = change!(db, |tx| store::change_email(tx, &token_hash("change"), now()));
    assert!(matches!(refused, Err(Error::Conflict(Conflict::EmailTaken))), "{refused:?}");
    assert!(store::credentials(&db, "ana@school.example").await.unwrap().is_some());
});
