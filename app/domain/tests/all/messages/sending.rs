//! Messages to a cohort: once, to whom they were meant for, and what became of each.

use domain::{
    Conflict, Error, Result,
    cohorts::{Cohort, Reader, store::scope},
    db::{Db, testing::db_test},
    ids::MessageId,
    mail::{self, Failure},
    messages::{
        NewMessage, Topic, Way,
        store::{self, Fate},
    },
};

use super::{SITE, choose, mail_at};
use crate::school::{School, now, school};

async fn the_cohort(db: &Db) -> Cohort {
    scope(db, Reader::Administrator, "first", None).await.unwrap().cohort().clone()
}

async fn message(db: &Db, school: &School) -> NewMessage {
    let places = [school.amara.enrollment, school.nils.enrollment, school.ravi.enrollment];
    let recipients = store::people_of(db, school.cohort, &places).await.unwrap();
    NewMessage {
        id: MessageId::new(),
        cohort: school.cohort,
        author: school.director,
        subject: "A word to {name}".into(),
        body: "Dear {name},\n\n**{cohort}** meets soon.".into(),
        segment: String::new(),
        recipients,
    }
}

async fn send(db: &Db, message: NewMessage) -> Result<bool> {
    let cohort = the_cohort(db).await;
    db.write(move |tx| Box::pin(async move { store::send(tx, SITE, &cohort, &message, now()).await })).await
}

db_test!(a_message_reaches_the_people_of_the_cohort_by_name_and_once, |db| {
    let school = school(&db).await;
    let message = message(&db, &school).await;
    assert_eq!(message.recipients.len(), 2, "Ravi studies elsewhere");
    assert!(send(&db, message.clone()).await.unwrap());
    assert!(!send(&db, message.clone()).await.unwrap());
    let mail = mail_at(&db, now()).await;
    assert_eq!(mail.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["A word to Amara Okafor", "A word to Nils Berglund"]);
    assert!(
        mail[0].body.starts_with("Dear Amara Okafor,") && mail[0].html.as_deref().unwrap().contains("<strong>The first cohort</strong>")
    );
    assert!(mail.iter().all(|mail| mail.rank == 1));
    let another = NewMessage { author: school.economist, ..message.clone() };
    assert!(matches!(send(&db, another).await, Err(Error::Conflict(Conflict::IdReused))));
    let listed = store::messages(&db, school.cohort).await.unwrap();
    assert_eq!((listed.len(), listed[0].recipients, listed[0].refused), (1, 2, 0));
    assert_eq!(store::message(&db, school.cohort, message.id).await.unwrap(), listed[0]);
    assert!(matches!(store::message(&db, school.other, message.id).await, Err(Error::NotFound)));
    assert_eq!(store::received(&db, school.amara.enrollment, 5).await.unwrap()[0].subject, "A word to {name}");
    assert!(store::received(&db, school.ravi.enrollment, 5).await.unwrap().is_empty());
});

db_test!(what_became_of_each_mail_is_told_in_the_words_of_the_server, |db| {
    let school = school(&db).await;
    let message = message(&db, &school).await;
    let id = message.id;
    send(&db, message).await.unwrap();
    let fates = async || store::deliveries(&db, id).await.unwrap().into_iter().map(|one| (one.name, one.fate)).collect::<Vec<_>>();
    assert!(matches!(fates().await[0], (_, Fate::Waits(at, None)) if at == now()));
    let leased = mail::lease(&db, now(), 10).await.unwrap();
    for mail in leased {
        let amaras = mail.recipient.starts_with("amara");
        let failure = if amaras { Failure::Permanent("550 no such person".into()) } else { Failure::Temporary("451 busy".into()) };
        mail::failed(&db, &mail, failure, now()).await.unwrap();
    }
    let [(amara, refused), (nils, waits)] = &fates().await[..] else { panic!() };
    assert_eq!((amara.as_str(), nils.as_str()), ("Amara Okafor", "Nils Berglund"));
    assert_eq!(*refused, Fate::Refused(now(), "550 no such person".into()));
    assert!(matches!(waits, Fate::Waits(_, Some(why)) if why == "451 busy"));
    assert_eq!(store::messages(&db, school.cohort).await.unwrap()[0].refused, 1);
    mail_at(&db, now() + chrono::TimeDelta::minutes(1)).await;
    assert!(matches!(fates().await[1].1, Fate::Taken(_)));
});

db_test!(a_message_minds_how_each_wants_to_be_told, |db| {
    let school = school(&db).await;
    choose(&db, school.amara.person, Topic::Messages, Way::Digest, now()).await.unwrap();
    choose(&db, school.nils.person, Topic::Messages, Way::Never, now()).await.unwrap();
    let message = message(&db, &school).await;
    let id = message.id;
    send(&db, message).await.unwrap();
    assert!(mail_at(&db, now()).await.is_empty());
    let fates: Vec<_> = store::deliveries(&db, id).await.unwrap().into_iter().map(|one| one.fate).collect();
    assert_eq!(fates, [Fate::InDigest, Fate::Unwanted]);
});

db_test!(a_test_goes_to_whoever_writes_and_to_nobody_else, |db| {
    let school = school(&db).await;
    let (message, cohort) = (message(&db, &school).await, the_cohort(&db).await);
    db.write(move |tx| Box::pin(async move { store::send_test(tx, SITE, &cohort, &message, now()).await })).await.unwrap();
    let mail = mail_at(&db, now()).await;
    assert_eq!((mail.len(), mail[0].recipient.as_str()), (1, "paul.adler@school.example"));
    assert_eq!(mail[0].subject, "Test: A word to Paul Adler");
    assert!(store::messages(&db, school.cohort).await.unwrap().is_empty());
});
