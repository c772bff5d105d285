//! Mail leaves the program: by SMTP, to a server that takes it, refuses it or dies over it; or to files.

mod sink;

use std::path::PathBuf;

use chrono::TimeDelta;
use domain::{
    Clock,
    db::{Db, testing::db_test},
    ids::MailId,
    mail::{self, Letter, Mail, Rank},
};
use server::mail::{Mailer, Post};

use crate::stage::StageClock;
use sink::{Manner, Sink};

async fn enqueue(db: &Db, clock: &StageClock) -> MailId {
    let mail = Mail {
        recipient: "ana@hospital.example".into(),
        subject: "Your invitation".into(),
        body: "https://school.example/invitation\n.\nEnd".into(),
    };
    let now = clock.now();
    db.write(move |tx| Box::pin(async move { mail::enqueue(tx, mail, now).await })).await.unwrap()
}

fn mailer(post: Post) -> Mailer {
    Mailer::new(post, "office@school.example", "https://school.example").unwrap()
}

fn by_smtp(sink: &Sink) -> Mailer {
    mailer(Post::smtp(&format!("smtp://127.0.0.1:{}", sink.port)).unwrap())
}

/// How many were tried.
async fn send(mailer: &Mailer, db: &Db, clock: &StageClock) -> usize {
    mailer.send_due(db, clock).await.unwrap()
}

db_test!(a_mail_that_is_taken_is_sent_once, |db| {
    let (clock, sink) = (StageClock::default(), Sink::open([Manner::Takes]).await);
    let id = enqueue(&db, &clock).await;
    let mailer = by_smtp(&sink);
    assert_eq!(send(&mailer, &db, &clock).await, 1);
    clock.forward(TimeDelta::days(2));
    assert_eq!(send(&mailer, &db, &clock).await, 0);
    let letters = sink.taken();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains(&format!("Message-ID: <{id}@school.example>")), "{}", letters[0]);
    // A line with nothing but a full stop ends a letter unless it is written twice.
    assert!(letters[0].contains("\r\n..\r\nEnd"), "{}", letters[0]);
});

db_test!(a_mail_refused_for_good_is_not_tried_again, |db| {
    let (clock, sink) = (StageClock::default(), Sink::open([Manner::Refuses("550 no such person")]).await);
    enqueue(&db, &clock).await;
    let mailer = by_smtp(&sink);
    assert_eq!(send(&mailer, &db, &clock).await, 1);
    clock.forward(TimeDelta::days(2));
    assert_eq!(send(&mailer, &db, &clock).await, 0);
});

db_test!(a_mail_refused_for_now_is_tried_again_after_a_minute, |db| {
    let manners = [Manner::Refuses("451 too busy"), Manner::Refuses("535 who are you"), Manner::Takes];
    let (clock, sink) = (StageClock::default(), Sink::open(manners).await);
    enqueue(&db, &clock).await;
    let mailer = by_smtp(&sink);
    assert_eq!(send(&mailer, &db, &clock).await, 1);
    assert_eq!(send(&mailer, &db, &clock).await, 0);
    clock.forward(TimeDelta::minutes(1));
    assert_eq!(send(&mailer, &db, &clock).await, 1);
    clock.forward(TimeDelta::minutes(5));
    assert_eq!(send(&mailer, &db, &clock).await, 1);
    assert_eq!(sink.taken().len(), 1);
});

db_test!(a_server_that_dies_in_mid_sentence_gets_the_same_letter_again, |db| {
    let manners = [Manner::DiesInMidSentence, Manner::DiesBeforeItsAnswer, Manner::Takes];
    let (clock, sink) = (StageClock::default(), Sink::open(manners).await);
    let id = enqueue(&db, &clock).await;
    let mailer = by_smtp(&sink);
    for wait in [1, 5, 30] {
        assert_eq!(send(&mailer, &db, &clock).await, 1);
        clock.forward(TimeDelta::minutes(wait));
    }
    assert_eq!(send(&mailer, &db, &clock).await, 0);
    let letters = sink.taken();
    assert_eq!(letters.len(), 2, "the one before whose acknowledgement it died, and the one it acknowledged");
    for letter in letters {
        assert!(letter.contains(&format!("Message-ID: <{id}@school.example>")), "{letter}");
    }
});

db_test!(a_server_that_is_not_there_costs_nothing_but_time, |db| {
    let clock = StageClock::default();
    enqueue(&db, &clock).await;
    let gone = Sink::open([]).await.port;
    let nowhere = mailer(Post::smtp(&format!("smtp://127.0.0.1:{gone}")).unwrap());
    assert_eq!(send(&nowhere, &db, &clock).await, 1);
    clock.forward(TimeDelta::minutes(1));
    let sink = Sink::open([Manner::Takes]).await;
    assert_eq!(send(&by_smtp(&sink), &db, &clock).await, 1);
    assert_eq!(sink.taken().len(), 1);
});

db_test!(without_a_server_each_mail_is_a_file_that_only_its_owner_reads, |db| {
    use std::os::unix::fs::PermissionsExt;
    let clock = StageClock::default();
    let id = enqueue(&db, &clock).await;
    let folder: PathBuf = tempfile::tempdir().unwrap().keep().join("mail");
    assert_eq!(send(&mailer(Post::files(folder.clone())), &db, &clock).await, 1);
    let file = folder.join(format!("{id}.eml"));
    assert!(std::fs::read_to_string(&file).unwrap().contains("Subject: Your invitation"));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    std::fs::remove_dir_all(folder.parent().unwrap()).unwrap();
});

db_test!(one_bad_address_does_not_hold_up_the_others, |db| {
    let (clock, sink) = (StageClock::default(), Sink::open([Manner::Takes, Manner::Takes]).await);
    let (bad, now) = (Mail { recipient: "not an address".into(), subject: "Hello".into(), body: String::new() }, clock.now());
    db.write(move |tx| Box::pin(async move { mail::enqueue(tx, bad, now).await })).await.unwrap();
    enqueue(&db, &clock).await;
    assert_eq!(send(&by_smtp(&sink), &db, &clock).await, 2);
    clock.forward(TimeDelta::days(2));
    assert_eq!(send(&by_smtp(&sink), &db, &clock).await, 0);
    assert_eq!(sink.taken().len(), 1);
});

/// Fourteen mails to many, and then one that somebody waits for.
async fn mailing(db: &Db, clock: &StageClock) {
    let now = clock.now();
    let letter = |name: String, rank| Letter {
        mail: Mail { recipient: format!("{name}@hospital.example"), subject: "To all".into(), body: "Dear all".into() },
        html: Some("<p>Dear all</p>".into()),
        calendar: None,
        rank,
        due_at: now,
    };
    let mut letters: Vec<Letter> = (0..14).map(|number| letter(format!("student{number}"), Rank::Many)).collect();
    letters.push(letter("waiting".into(), Rank::One));
    db.write(move |tx| Box::pin(async move { mail::enqueue_many(tx, &letters, now).await })).await.unwrap();
}

fn recipient(letter: &str) -> String {
    let line = letter.lines().find(|line| line.starts_with("To: ")).unwrap();
    line.trim_start_matches("To: ").to_owned()
}

db_test!(a_mailing_through_a_server_that_dies_reaches_everybody_and_nobody_twice, |db| {
    use Manner::{DiesInMidSentence, Refuses, Takes};
    let mut manners = [Takes; 60];
    manners[2] = DiesInMidSentence;
    manners[3] = Refuses("451 slow down");
    manners[7] = DiesInMidSentence;
    manners[9] = Refuses("550 no such person");
    let (clock, sink) = (StageClock::default(), Sink::open(manners).await);
    mailing(&db, &clock).await;
    let mailer = by_smtp(&sink);
    assert_eq!(send(&mailer, &db, &clock).await, 15);
    assert!(sink.taken().len() < 14, "not all arrive at the first try");
    for wait in [1, 5, 30, 120] {
        clock.forward(TimeDelta::minutes(wait));
        send(&mailer, &db, &clock).await;
    }
    let mut reached: Vec<String> = sink.taken().iter().map(|letter| recipient(letter)).collect();
    reached.sort();
    let letters = reached.len();
    reached.dedup();
    assert_eq!((letters, reached.len()), (14, 14), "one of fifteen was refused for good");
    assert!(sink.taken().iter().all(|letter| letter.contains("multipart/alternative")));
    clock.forward(TimeDelta::days(2));
    assert_eq!(send(&mailer, &db, &clock).await, 0);
});

db_test!(whoever_waits_for_a_mail_does_not_wait_for_a_mailing, |db| {
    let (clock, sink) = (StageClock::default(), Sink::open([Manner::Takes; 40]).await);
    for _ in 0..2 {
        mailing(&db, &clock).await;
    }
    assert_eq!(send(&by_smtp(&sink), &db, &clock).await, 16);
    let first: Vec<String> = sink.taken().iter().map(|letter| recipient(letter)).collect();
    assert_eq!(first.iter().filter(|to| to.starts_with("waiting")).count(), 2, "{first:?}");
});
