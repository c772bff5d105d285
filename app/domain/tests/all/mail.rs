//! Mail is sent once, by one process, and given up in the end.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error,
    db::{Db, testing::db_test},
    ids::MailId,
    mail::{self, ATTEMPTS, Failure, LEASE, Leased, Mail},
};

fn noon() -> DateTime<Utc> {
    "2026-05-04T12:00:00.123456Z".parse().unwrap()
}

fn invitation(number: usize) -> Mail {
    Mail {
        recipient: format!("ana{number}@school.example"),
        subject: "Your invitation".into(),
        body: "https://school.example/secret".into(),
    }
}

async fn enqueue(db: &Db, mail: Mail) -> MailId {
    db.write(move |tx| Box::pin(async move { mail::enqueue(tx, mail, noon()).await })).await.unwrap()
}

async fn the_one(db: &Db, now: DateTime<Utc>) -> Leased {
    let mut leased = mail::lease(db, now, 10).await.unwrap();
    assert_eq!(leased.len(), 1);
    leased.remove(0)
}

async fn body(db: &Db, id: MailId) -> String {
    db.value(query!("SELECT body FROM mail WHERE id = $1", id)).await.unwrap()
}

fn refused() -> Failure {
    Failure::Temporary("451 come back later".into())
}

db_test!(a_mail_is_taken_once_and_its_text_forgotten_when_sent, |db| {
    let id = enqueue(&db, invitation(1)).await;
    let leased = the_one(&db, noon()).await;
    assert_eq!((leased.id, leased.attempts, leased.recipient.as_str()), (id, 1, "ana1@school.example"));
    assert!(leased.body.contains("secret"));
    assert!(mail::lease(&db, noon(), 10).await.unwrap().is_empty());
    mail::sent(&db, id, noon()).await.unwrap();
    assert!(mail::lease(&db, noon() + LEASE * 2, 10).await.unwrap().is_empty());
    assert_eq!(body(&db, id).await, "");
});

db_test!(a_mail_of_a_change_that_failed_is_not_sent, |db| {
    let change = db.write(|tx| {
        Box::pin(async move {
            mail::enqueue(tx, invitation(1), noon()).await?;
            Err::<(), _>(Error::NotFound)
        })
    });
    assert!(change.await.is_err());
    assert!(mail::lease(&db, noon(), 10).await.unwrap().is_empty());
});

db_test!(an_address_with_a_line_break_is_refused, |db| {
    let mail = Mail { recipient: "ana@school.example\r\nBcc: x@y.example".into(), ..invitation(1) };
    let refused = db.write(move |tx| Box::pin(async move { mail::enqueue(tx, mail, noon()).await })).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
});

db_test!(what_a_process_left_behind_is_taken_by_the_next_when_its_lease_is_over, |db| {
    enqueue(&db, invitation(1)).await;
    let first = the_one(&db, noon()).await;
    assert!(mail::lease(&db, noon() + LEASE - TimeDelta::microseconds(1), 10).await.unwrap().is_empty());
    let second = the_one(&db, noon() + LEASE).await;
    assert_eq!(second.attempts, 2);
    // The first one was only slow: it no longer decides.
    mail::failed(&db, &first, Failure::Permanent("550 no such person".into()), noon() + LEASE).await.unwrap();
    mail::failed(&db, &second, refused(), noon() + LEASE).await.unwrap();
    assert_eq!(the_one(&db, noon() + LEASE * 10).await.attempts, 3);
});

db_test!(a_mail_refused_for_now_waits_longer_each_time_and_is_given_up, |db| {
    let id = enqueue(&db, invitation(1)).await;
    let mut now = noon();
    for attempt in 1..=ATTEMPTS {
        let leased = the_one(&db, now).await;
        assert_eq!(leased.attempts, attempt);
        let again = mail::failed(&db, &leased, refused(), now).await.unwrap();
        assert_eq!(again.is_none(), attempt == ATTEMPTS);
        assert!(mail::lease(&db, now, 10).await.unwrap().is_empty());
        now = again.unwrap_or(now + TimeDelta::days(30));
    }
    assert!(mail::lease(&db, now, 10).await.unwrap().is_empty());
    assert_eq!(body(&db, id).await, "");
});

db_test!(a_mail_refused_for_good_is_given_up_at_once, |db| {
    enqueue(&db, invitation(1)).await;
    let leased = the_one(&db, noon()).await;
    assert_eq!(mail::failed(&db, &leased, Failure::Permanent("550 no such person".into()), noon()).await.unwrap(), None);
    assert!(mail::lease(&db, noon() + TimeDelta::days(30), 10).await.unwrap().is_empty());
});

db_test!(a_mail_at_which_every_sender_died_is_given_up, |db| {
    enqueue(&db, invitation(1)).await;
    for attempt in 0..ATTEMPTS {
        the_one(&db, noon() + LEASE * i32::try_from(attempt).unwrap()).await;
    }
    assert!(mail::lease(&db, noon() + LEASE * 100, 10).await.unwrap().is_empty());
    let why: String = db.value(query!("SELECT last_error FROM mail")).await.unwrap();
    assert_eq!(why, "no try was ever finished");
});

db_test!(eight_processes_at_once_take_each_mail_once, |db| {
    for number in 0..40 {
        enqueue(&db, invitation(number)).await;
    }
    let takers = (0..8).map(|_| {
        let db = db.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            for _ in 0..10 {
                taken.extend(mail::lease(&db, noon(), 3).await.unwrap().into_iter().map(|mail| mail.id));
            }
            taken
        })
    });
    let taken: Vec<MailId> = futures::future::join_all(takers).await.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(taken.len(), 40);
    assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 40);
});

db_test!(mail_of_long_ago_is_forgotten_and_what_waits_is_not, |db| {
    let old = enqueue(&db, invitation(1)).await;
    mail::sent(&db, old, noon()).await.unwrap();
    enqueue(&db, invitation(2)).await;
    assert_eq!(mail::forget(&db, noon() + TimeDelta::days(89)).await.unwrap(), 0);
    assert_eq!(mail::forget(&db, noon() + TimeDelta::days(91)).await.unwrap(), 1);
    assert_eq!(the_one(&db, noon() + TimeDelta::days(91)).await.recipient, "ana2@school.example");
});
