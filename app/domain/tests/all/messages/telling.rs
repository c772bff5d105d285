//! People are told as they chose, when they are awake, and what waits for a digest comes once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error,
    db::testing::db_test,
    ids::PersonId,
    mail::{self, Letter, Mail, Rank},
    messages::{Hours, Quiet, Topic, Way, store},
};

use super::{SITE, choose, mail_at, notice, save, tell};
use crate::school::{now, school};

/// Students of the tests live in Honolulu, where it is seven in the morning when it is noon on campus.
fn in_honolulu(hour: i64) -> DateTime<Utc> {
    now() + TimeDelta::hours(hour - 7)
}

db_test!(whoever_chose_nothing_is_told_at_once_in_text_and_html, |db| {
    let school = school(&db).await;
    tell(&db, notice(school.amara.person, Topic::Dates, "Dates moved"), now()).await.unwrap();
    let mail = mail_at(&db, now()).await;
    assert_eq!((mail.len(), mail[0].recipient.as_str(), mail[0].subject.as_str()), (1, "amara.okafor@school.example", "Dates moved"));
    assert!(mail[0].body.contains("https://school.example/calendar"), "{}", mail[0].body);
    assert!(mail[0].html.as_deref().unwrap().contains("<strong>Finance</strong>"), "{:?}", mail[0].html);
});

db_test!(nobody_can_be_told_who_is_not_there, |db| {
    assert!(matches!(tell(&db, notice(PersonId::new(), Topic::Dates, "Hello"), now()).await, Err(Error::NotFound)));
});

db_test!(who_is_no_longer_let_in_is_told_nothing, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE people SET deactivated_at = $1 WHERE id = $2", now(), person)).await }))
        .await
        .unwrap();
    tell(&db, notice(person, Topic::Dates, "Dates moved"), now()).await.unwrap();
    assert!(mail_at(&db, now()).await.is_empty());
});

db_test!(a_topic_can_be_silenced_but_not_what_concerns_ones_own_place, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    choose(&db, person, Topic::Dates, Way::Never, now()).await.unwrap();
    tell(&db, notice(person, Topic::Dates, "Dates moved"), now()).await.unwrap();
    tell(&db, notice(person, Topic::Extensions, "Your extension"), now()).await.unwrap();
    assert_eq!(mail_at(&db, now()).await.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Your extension"]);
    for topic in [Topic::Extensions, Topic::Enrollment] {
        assert!(matches!(choose(&db, person, topic, Way::Never, now()).await, Err(Error::Invalid(_))));
    }
    assert_eq!(store::choices(&db, person).await.unwrap().way(Topic::Dates), Way::Never);
});

db_test!(in_quiet_hours_mail_waits_until_they_are_over_where_the_person_is, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    let mut choices = store::choices(&db, person).await.unwrap();
    choices.hours = Hours { quiet: Some(Quiet { from: 21 * 60, until: 8 * 60 }), digest_at: 18 * 60 };
    save(&db, person, choices.clone(), now()).await.unwrap();
    assert_eq!(store::choices(&db, person).await.unwrap(), choices);
    tell(&db, notice(person, Topic::Dates, "Dates moved"), in_honolulu(7)).await.unwrap();
    assert!(mail_at(&db, in_honolulu(8) - TimeDelta::seconds(1)).await.is_empty());
    assert_eq!(mail_at(&db, in_honolulu(8)).await.len(), 1);
});

db_test!(what_waits_for_a_digest_comes_once_in_one_mail_at_its_hour, |db| {
    let school = school(&db).await;
    let (amara, nils) = (school.amara.person, school.nils.person);
    for person in [amara, nils] {
        choose(&db, person, Topic::Dates, Way::Digest, now()).await.unwrap();
    }
    for title in ["First", "Second"] {
        tell(&db, notice(amara, Topic::Dates, title), in_honolulu(9)).await.unwrap();
    }
    tell(&db, notice(nils, Topic::Dates, "Only this"), in_honolulu(9)).await.unwrap();
    assert!(mail_at(&db, in_honolulu(9)).await.is_empty());
    let seven = in_honolulu(24 + 7);
    assert_eq!(store::send_digests(&db, SITE, seven - TimeDelta::seconds(1)).await.unwrap(), 0);
    let runs = (0..6).map(|_| {
        let db = db.clone();
        tokio::spawn(async move { store::send_digests(&db, SITE, seven).await.unwrap() })
    });
    let sent: u64 = futures::future::join_all(runs).await.into_iter().map(Result::unwrap).sum();
    assert_eq!(sent, 2);
    let mail = mail_at(&db, seven).await;
    assert_eq!(mail.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["2 things since your last digest", "Only this"]);
    assert!(mail[0].body.find("First").unwrap() < mail[0].body.find("Second").unwrap(), "{}", mail[0].body);
});

db_test!(a_new_hour_holds_for_what_waits_already, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    choose(&db, person, Topic::Dates, Way::Digest, now()).await.unwrap();
    tell(&db, notice(person, Topic::Dates, "Dates moved"), in_honolulu(9)).await.unwrap();
    let mut choices = store::choices(&db, person).await.unwrap();
    choices.hours.digest_at = 10 * 60;
    save(&db, person, choices, in_honolulu(9)).await.unwrap();
    assert_eq!(store::send_digests(&db, SITE, in_honolulu(10)).await.unwrap(), 1);
});

db_test!(more_digests_than_one_transaction_takes_are_all_sent, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    let many = db.write(move |tx| {
        Box::pin(async move {
            for number in 0..120 {
                let one = crate::school::person(tx, &format!("Reader {number}")).await?;
                tx.run(query!(
                    "INSERT INTO notices (id, person_id, topic, title, body, link, created_at, due_at) VALUES ($1, $2, 'dates', 'T', 'B', '/c', $3, $3)",
                    domain::ids::NoticeId::new(), one, now()
                ))
                .await?;
            }
            choose_digest(tx, person).await
        })
    });
    many.await.unwrap();
    assert_eq!(store::send_digests(&db, SITE, now()).await.unwrap(), 120);
    assert_eq!(store::send_digests(&db, SITE, now()).await.unwrap(), 0);
    assert_eq!(mail_at(&db, now()).await.len(), 120);
});

async fn choose_digest(tx: &domain::db::Tx, person: PersonId) -> domain::Result<()> {
    let chosen = query!("INSERT INTO notification_choices (person_id, topic, way) VALUES ($1, 'dates', 'digest')", person);
    tx.run(chosen).await.map(drop)
}

db_test!(mail_to_one_is_taken_before_mail_to_many, |db| {
    let letter = |number: usize, rank| Letter {
        mail: Mail { recipient: format!("{number}@school.example"), subject: "Hello".into(), body: "Text".into() },
        html: None,
        calendar: None,
        rank,
        due_at: now() - TimeDelta::hours(1),
    };
    let many: Vec<Letter> = (0..150).map(|number| letter(number, Rank::Many)).collect();
    let one = letter(999, Rank::One);
    let ids = db
        .write(move |tx| {
            Box::pin(async move {
                let ids = mail::enqueue_many(tx, &many, now()).await?;
                mail::enqueue_many(tx, &[one], now()).await?;
                Ok(ids)
            })
        })
        .await
        .unwrap();
    assert_eq!(ids.len(), 150);
    let first = mail::lease(&db, now(), 16).await.unwrap();
    assert_eq!((first.len(), first[0].recipient.as_str(), first[0].rank), (16, "999@school.example", 0));
    let tries = first.into_iter().enumerate().map(|(at, mail)| {
        let outcome = if at == 3 { Err(mail::Failure::Permanent("550 nobody".into())) } else { Ok(()) };
        mail::Tried { mail, outcome }
    });
    let again = mail::note(&db, tries.collect(), now()).await.unwrap();
    assert_eq!(again, vec![None; 16]);
    let count = |text: &'static str| db.value::<i64>(query!(text));
    assert_eq!(count("SELECT COUNT(*) FROM mail WHERE sent_at IS NOT NULL AND body = ''").await.unwrap(), 15);
    assert_eq!(count("SELECT COUNT(*) FROM mail WHERE failed_at IS NOT NULL AND last_error = '550 nobody'").await.unwrap(), 1);
    assert_eq!(mail::lease(&db, now(), 1000).await.unwrap().len(), 151 - 16);
});
