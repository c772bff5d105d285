//! Who comes: asked, invited, answered on the page and by staff.

use chrono::{DateTime, Utc};
use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Cohort, Residency,
        store::{entry_id, residency_at},
    },
    db::Db,
    db_test, mail,
    residencies::{
        coming::{
            Answer, AnswerSource, Answering, Asking,
            invitation::{Inviting, Organizer},
        },
        store::{answer, answer_for, ask_round, coming, own_residencies, remind, send_invitations, withdraw_round},
    },
};

use super::stage::{at, day, residency};
use crate::school::{School, Studying, now, school};

pub const SITE: &str = "https://school.example";

/// Secrets of the tests: each another one.
fn secret() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

pub fn inviting() -> Inviting {
    let answers_to = Some("rsvp@school.example".to_owned());
    let organizer = Organizer { name: "Attending".into(), address: "office@school.example".into(), answers_to };
    Inviting { base_url: SITE.into(), organizer, secret }
}

pub fn cohort(school: &School) -> Cohort {
    let text = |text: &str| text.to_owned();
    Cohort {
        id: school.cohort,
        slug: text("first"),
        title: text("The first cohort"),
        program: text("MMM"),
        time_zone: chrono_tz::America::New_York,
        starts_on: day("2026-10-23"),
        ends_on: day("2027-09-18"),
    }
}

/// Staff ask until 15 December; logistics may change until 28 December and are kept for two weeks.
pub async fn asked(db: &Db, school: &School) -> Residency {
    residency(db, school.cohort).await;
    let residency = residency_at(db, school.cohort, 1).await.unwrap();
    ask(db, school, &residency).await;
    residency
}

async fn ask(db: &Db, school: &School, residency: &Residency) {
    let asking = Asking { answer_by: at("2026-12-16T04:59:00Z"), logistics_until: day("2026-12-28"), erase_after: 14 };
    let (cohort, residency, staff) = (cohort(school), residency.clone(), school.economist);
    db.write(move |tx| Box::pin(async move { ask_round(tx, now(), Some(staff), (&cohort, &residency), asking, &inviting()).await }))
        .await
        .unwrap();
}

pub async fn says(db: &Db, residency: &Residency, who: Studying, said: Answer, days: &[&str], when: DateTime<Utc>) -> Result<()> {
    let days = days.iter().map(|text| day(text)).collect();
    let answering = Answering { residency: residency.id, enrollment: who.enrollment, answer: said, days, note: String::new() };
    db.write(move |tx| Box::pin(async move { answer(tx, when, &answering).await })).await
}

/// The calendars that were mailed since the last look: to whom, and the lines without their folds.
async fn calendars(db: &Db, now: DateTime<Utc>) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for leased in mail::lease(db, now, 100).await.unwrap() {
        mail::sent(db, leased.id, now).await.unwrap();
        if let Some(calendar) = leased.calendar {
            found.push((leased.recipient, leased.subject, calendar.replace("\r\n ", "")));
        }
    }
    found.sort();
    found
}

fn lines<'a>(calendar: &'a str, name: &str) -> &'a str {
    calendar.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {calendar}"))
}

pub async fn swept(db: &Db, now: DateTime<Utc>) -> usize {
    db.write(move |tx| Box::pin(async move { send_invitations(tx, now, &inviting()).await })).await.unwrap()
}

pub async fn change(db: &Db, text: &'static str) {
    db.write(move |tx| Box::pin(async move { tx.run(query!(text)).await.map(drop) })).await.unwrap();
}

db_test!(everybody_who_studies_is_invited_once, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    let sent = calendars(&db, now()).await;
    let to: Vec<_> = sent.iter().map(|(to, ..)| to.as_str()).collect();
    assert_eq!(to, ["amara.okafor@school.example", "nils.berglund@school.example"], "nobody of the other cohort");
    assert_eq!(sent[0].1, "Do you come? Opening residency, Sat 9 Jan – Tue 12 Jan 2027");
    let entry = entry_id(school.cohort, "R1");
    for (_, _, calendar) in &sent {
        assert!(calendar.contains("\r\nMETHOD:REQUEST\r\n") && calendar.contains("\r\nSEQUENCE:0\r\n"), "{calendar}");
        assert_eq!(lines(calendar, "UID:"), format!("UID:{entry}@school.example"));
    }
    assert_ne!(lines(&sent[0].2, "ORGANIZER"), lines(&sent[1].2, "ORGANIZER"), "each has a secret of their own");
    assert_eq!(swept(&db, now()).await, 0);
    ask(&db, &school, &residency).await;
    assert!(calendars(&db, now()).await.is_empty(), "another deadline invites nobody again");
    let actions: Vec<_> = audit::recent(&db, 9).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions[0], "residency.asked_who_comes");
});

db_test!(what_moves_is_told_what_ends_is_canceled_and_the_sequence_only_rises, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    let organizer = lines(&calendars(&db, now()).await[0].2, "ORGANIZER").to_owned();
    change(&db, "UPDATE residencies SET starts_on = '2027-01-16', ends_on = '2027-01-19' WHERE position = 1").await;
    assert_eq!((swept(&db, now()).await, swept(&db, now()).await), (2, 0));
    let moved = calendars(&db, now()).await;
    assert!(moved[0].1.starts_with("Changed: Opening residency, Sat 16 Jan"), "{}", moved[0].1);
    for line in ["METHOD:REQUEST", "SEQUENCE:1", "DTSTART;VALUE=DATE:20270116", "DTEND;VALUE=DATE:20270120", &organizer] {
        assert!(moved[0].2.lines().any(|have| have == line), "{line} in {}", moved[0].2);
    }
    change(&db, "UPDATE enrollments SET state = 'on_leave' WHERE person_id = (SELECT id FROM people WHERE name = 'Nils Berglund')").await;
    assert_eq!((swept(&db, now()).await, swept(&db, now()).await), (1, 0));
    let left = calendars(&db, now()).await;
    assert!(left[0].0.starts_with("nils") && left[0].2.contains("METHOD:CANCEL\r\n") && left[0].2.contains("SEQUENCE:2\r\n"), "{left:?}");
    change(&db, "UPDATE enrollments SET state = 'enrolled' WHERE person_id = (SELECT id FROM people WHERE name = 'Nils Berglund')").await;
    assert_eq!(swept(&db, now()).await, 1);
    let back = calendars(&db, now()).await;
    assert!(back[0].2.contains("METHOD:REQUEST\r\n") && back[0].2.contains("SEQUENCE:3\r\n"), "{back:?}");
    let (staff, id) = (school.economist, residency.id);
    db.write(move |tx| Box::pin(async move { withdraw_round(tx, now(), staff, id, &inviting()).await })).await.unwrap();
    let canceled = calendars(&db, now()).await;
    assert_eq!(canceled.len(), 2);
    assert!(
        canceled.iter().all(|(_, subject, text)| subject.starts_with("Canceled: ") && text.contains("METHOD:CANCEL\r\n")),
        "{canceled:?}"
    );
    assert!(canceled[1].2.contains("SEQUENCE:4\r\n"), "{}", canceled[1].2);
});

db_test!(an_invitation_waits_until_quiet_hours_are_over_and_so_does_its_cancellation, |db| {
    let school = school(&db).await;
    let (nils, residency) = (school.nils.person, asked(&db, &school).await);
    assert_eq!(calendars(&db, now()).await.len(), 2);
    let night = query!("INSERT INTO notification_hours (person_id, quiet_from, quiet_until, digest_at) VALUES ($1, 1320, 390, 420)", nils);
    db.write(move |tx| Box::pin(async move { tx.run(night).await.map(drop) })).await.unwrap();
    let zone = query!("UPDATE people SET time_zone = 'America/New_York' WHERE id = $1", nils);
    db.write(move |tx| Box::pin(async move { tx.run(zone).await.map(drop) })).await.unwrap();
    change(&db, "UPDATE residencies SET starts_on = '2027-01-16', ends_on = '2027-01-19' WHERE position = 1").await;
    // Eleven in the evening in New York.
    let late = at("2026-12-02T04:00:00Z");
    assert_eq!(swept(&db, late).await, 2);
    let (staff, id) = (school.economist, residency.id);
    db.write(move |tx| Box::pin(async move { withdraw_round(tx, late, staff, id, &inviting()).await })).await.unwrap();
    let to = |sent: &[(String, String, String)]| sent.iter().map(|(to, ..)| to.clone()).collect::<Vec<_>>();
    assert_eq!(to(&calendars(&db, late).await), ["amara.okafor@school.example"; 2]);
    assert!(calendars(&db, at("2026-12-02T11:29:59Z")).await.is_empty());
    let sent = calendars(&db, at("2026-12-02T11:30:00Z")).await;
    assert_eq!(to(&sent), ["nils.berglund@school.example"; 2]);
    assert!(sent[0].2.contains("METHOD:CANCEL\r\n") && sent[1].2.contains("METHOD:REQUEST\r\n"), "both, by their subjects: {sent:?}");
});

db_test!(a_residency_that_is_taken_away_before_anybody_answered_goes_from_the_calendars, |db| {
    let school = school(&db).await;
    asked(&db, &school).await;
    calendars(&db, now()).await;
    change(&db, "DELETE FROM residencies WHERE position = 1").await;
    assert_eq!((swept(&db, now()).await, swept(&db, now()).await), (2, 0));
    let canceled = calendars(&db, now()).await;
    assert!(canceled[0].2.contains("METHOD:CANCEL\r\n") && canceled[0].2.contains("SUMMARY:Opening residency\r\n"), "{canceled:?}");
    residency(&db, school.cohort).await;
    assert_eq!(swept(&db, now()).await, 0, "nobody has asked about the new one");
});

db_test!(an_invitation_follows_the_sequence_of_the_feed, |db| {
    let school = school(&db).await;
    let (entry, cohort) = (entry_id(school.cohort, "R1"), school.cohort);
    let text = "INSERT INTO calendar_entries (id, cohort_id, entry_key, kind, title, place, first_day, last_day, sequence, changed_at)
        VALUES ($1, $2, 'R1', 'residency', 'Opening residency', '', $3, $4, 7, $5)";
    let insert = query!(text, entry, cohort, day("2027-01-09"), day("2027-01-12"), now());
    db.write(move |tx| Box::pin(async move { tx.run(insert).await.map(drop) })).await.unwrap();
    asked(&db, &school).await;
    assert!(calendars(&db, now()).await[0].2.contains("SEQUENCE:7\r\n"));
});

db_test!(a_student_answers_until_the_moment_that_was_set_and_staff_later_with_a_reason, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    let (amara, nils) = (school.amara, school.nils);
    says(&db, &residency, amara, Answer::Part, &["2027-01-09", "2027-01-10"], at("2026-12-16T04:59:00Z")).await.unwrap();
    let late = says(&db, &residency, nils, Answer::Yes, &[], at("2026-12-16T05:00:00Z")).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(Conflict::Closed)), "{late}");
    let written =
        Answering { residency: residency.id, enrollment: nils.enrollment, answer: Answer::No, days: Vec::new(), note: String::new() };
    let (staff, elsewhere) = (school.economist, Answering { enrollment: school.ravi.enrollment, ..written.clone() });
    db.write(move |tx| Box::pin(async move { answer_for(tx, at("2026-12-20T12:00:00Z"), staff, &written, "told me").await }))
        .await
        .unwrap();
    let foreign = db.write(move |tx| Box::pin(async move { answer_for(tx, now(), staff, &elsewhere, "told me").await })).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let all = coming(&db, residency.id).await.unwrap();
    let said: Vec<_> = all.iter().map(|line| (line.student.as_str(), line.answer, line.source, line.days().len())).collect();
    let expected = [
        ("Amara Okafor", Some(Answer::Part), Some(AnswerSource::Web), 2),
        ("Nils Berglund", Some(Answer::No), Some(AnswerSource::Staff), 0),
    ];
    assert_eq!(said, expected);
    let entry = audit::recent(&db, 1).await.unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.details.0["reason"].as_str()), ("residency.answer_written_down", Some("told me")));
});

db_test!(who_has_not_answered_is_reminded_and_their_pages_say_what_is_asked, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    says(&db, &residency, school.amara, Answer::Yes, &[], now()).await.unwrap();
    mail::lease(&db, now(), 100).await.unwrap();
    let (cohort, one) = (cohort(&school), residency.clone());
    let told = db.write(move |tx| Box::pin(async move { remind(tx, now(), SITE, (&cohort, &one)).await })).await.unwrap();
    assert_eq!(told, 1);
    let mail = mail::lease(&db, now(), 100).await.unwrap();
    assert_eq!((mail.len(), mail[0].recipient.as_str()), (1, "nils.berglund@school.example"));
    assert!(mail[0].body.contains("Please answer by Tue 15 Dec 2026, 23:59 campus time"), "{}", mail[0].body);
    let of = |who: Studying, today: &str| own_residencies(&db, (school.cohort, who.enrollment), day(today));
    let own = of(school.amara, "2027-01-12").await.unwrap();
    assert_eq!((own.asked.len(), own.asked[0].answer, own.asked[0].has_logistics), (1, Some(Answer::Yes), false));
    assert_eq!((own.residencies.len(), own.residencies[0].ends_on, own.reflects), (1, day("2027-01-12"), false));
    let over = of(school.amara, "2027-01-13").await.unwrap();
    assert_eq!((over.asked.len(), over.residencies.len()), (0, 1), "it is over");
    assert!(of(school.ravi, "2027-01-09").await.unwrap().asked.is_empty(), "who studies elsewhere is not asked");
});
