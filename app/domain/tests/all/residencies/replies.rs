//! Answers of calendar programs: whose they are, which of them stand, and what is told to whom.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    cohorts::store::entry_id,
    db::Db,
    db_test,
    ids::EnrollmentId,
    mail,
    residencies::{
        coming::{Answer, AnswerSource, invitation::uid},
        store::{PartStat, Reply, Taken, own_answer, take_reply},
    },
};

use super::{
    coming::{SITE, asked, change, says, swept},
    stage::at,
};
use crate::school::{School, Studying, now, school};

/// The secret in a student's invitation.
async fn token(db: &Db, who: EnrollmentId) -> String {
    db.value(query!("SELECT token FROM invitations WHERE enrollment_id = $1", who)).await.unwrap()
}

async fn reply(db: &Db, school: &School, who: Studying, partstat: PartStat, stamp: &str) -> Reply {
    let email = db.value::<String>(query!("SELECT email FROM people WHERE id = $1", who.person)).await.unwrap();
    Reply {
        tokens: vec![token(db, who.enrollment).await],
        uid: uid(entry_id(school.cohort, "R1"), SITE),
        attendee: email.to_uppercase(),
        partstat,
        sequence: 0,
        stamp: at(stamp),
    }
}

async fn taken(db: &Db, reply: &Reply, now: DateTime<Utc>) -> Taken {
    let reply = reply.clone();
    db.write(move |tx| Box::pin(async move { take_reply(tx, SITE, &reply, now).await })).await.unwrap()
}

async fn told(db: &Db, now: DateTime<Utc>) -> Vec<String> {
    let found = mail::lease(db, now, 100).await.unwrap();
    for mail in &found {
        mail::sent(db, mail.id, now).await.unwrap();
    }
    found.into_iter().map(|mail| mail.subject).collect()
}

db_test!(the_answer_of_a_calendar_counts_once, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    told(&db, now()).await;
    let later = now() + TimeDelta::hours(3);
    let yes = reply(&db, &school, school.amara, PartStat::Accepted, "2026-11-22T18:00:00Z").await;
    assert_eq!(taken(&db, &yes, later).await, Taken::Stands(Answer::Yes));
    assert_eq!(taken(&db, &yes, later).await, Taken::Repeated);
    let stands = own_answer(&db, residency.id, school.amara.enrollment).await.unwrap().unwrap();
    assert_eq!((stands.answer, stands.source, stands.answered_at), (Answer::Yes, AnswerSource::Calendar, at("2026-11-22T18:00:00Z")));
    let no = reply(&db, &school, school.amara, PartStat::Declined, "2026-11-22T18:30:00Z").await;
    assert_eq!(taken(&db, &no, later).await, Taken::Stands(Answer::No));
    assert_eq!(taken(&db, &yes, later).await, Taken::Repeated, "what was delivered again changes nothing");
    let older = Reply { stamp: at("2026-11-22T18:10:00Z"), ..yes.clone() };
    assert_eq!(taken(&db, &older, later).await, Taken::Overtaken, "what was said earlier came later");
    says(&db, &residency, school.amara, Answer::Part, &["2027-01-09"], at("2026-11-22T19:00:00Z")).await.unwrap();
    let overtaken = Reply { stamp: at("2026-11-22T18:59:00Z"), ..yes.clone() };
    assert_eq!(taken(&db, &overtaken, later).await, Taken::Overtaken);
    let ahead = Reply { stamp: at("2036-01-01T00:00:00Z"), ..yes };
    assert_eq!(taken(&db, &ahead, later).await, Taken::Stands(Answer::Yes), "a clock that runs ahead");
    assert_eq!(own_answer(&db, residency.id, school.amara.enrollment).await.unwrap().unwrap().answered_at, later);
    assert!(told(&db, later).await.is_empty());
    assert_eq!(own_answer(&db, residency.id, school.nils.enrollment).await.unwrap(), None);
});

db_test!(perhaps_is_asked_about_and_what_is_late_or_from_somebody_else_is_told, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    told(&db, now()).await;
    let perhaps = reply(&db, &school, school.amara, PartStat::Tentative, "2026-11-22T17:30:00Z").await;
    assert_eq!(taken(&db, &perhaps, now()).await, Taken::WhichDays);
    assert_eq!(taken(&db, &perhaps, now()).await, Taken::Repeated);
    assert_eq!(told(&db, now()).await, ["On which days do you come? Opening residency"]);
    let other = Reply { attendee: "eve@evil.example".into(), partstat: PartStat::Accepted, ..perhaps.clone() };
    assert_eq!(taken(&db, &other, now()).await, Taken::FromSomebodyElse);
    assert_eq!(told(&db, now()).await, ["An answer that does not count: Opening residency"]);
    let after = at("2026-12-16T05:00:00Z");
    let late = Reply { partstat: PartStat::Declined, stamp: after, ..perhaps };
    assert_eq!(taken(&db, &late, after).await, Taken::TooLate);
    assert_eq!(told(&db, after).await, ["Your answer came late: Opening residency"]);
    assert_eq!(own_answer(&db, residency.id, school.amara.enrollment).await.unwrap(), None);
});

db_test!(only_the_secret_of_this_invitation_opens_it, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    told(&db, now()).await;
    let yes = reply(&db, &school, school.amara, PartStat::Accepted, "2026-11-22T17:30:00Z").await;
    let nils = token(&db, school.nils.enrollment).await;
    for wrong in [
        Reply { tokens: Vec::new(), ..yes.clone() },
        Reply { tokens: vec!["0".repeat(32)], ..yes.clone() },
        Reply { uid: uid(entry_id(school.other, "R1"), SITE), ..yes.clone() },
        Reply { uid: yes.uid.replace("school.example", "evil.example"), ..yes.clone() },
    ] {
        assert_eq!(taken(&db, &wrong, now()).await, Taken::Unknown, "{wrong:?}");
    }
    assert_eq!(taken(&db, &Reply { tokens: vec![nils], ..yes.clone() }, now()).await, Taken::FromSomebodyElse);
    change(&db, "UPDATE residencies SET place = 'Elsewhere' WHERE position = 1").await;
    swept(&db, now()).await;
    assert_eq!(taken(&db, &yes, now()).await, Taken::Overtaken, "it answers what was asked before");
    assert_eq!(taken(&db, &Reply { sequence: 1, ..yes }, now()).await, Taken::Stands(Answer::Yes));
    assert_eq!(own_answer(&db, residency.id, school.nils.enrollment).await.unwrap(), None);
});

db_test!(who_has_the_secret_cannot_fill_the_table_nor_a_mailbox, |db| {
    let school = school(&db).await;
    asked(&db, &school).await;
    told(&db, now()).await;
    let perhaps = reply(&db, &school, school.amara, PartStat::Tentative, "2026-11-22T12:00:00Z").await;
    for second in 0..60 {
        let another = Reply { stamp: perhaps.stamp + TimeDelta::seconds(second), ..perhaps.clone() };
        taken(&db, &another, now()).await;
    }
    assert_eq!(told(&db, now()).await.len(), 50);
});
